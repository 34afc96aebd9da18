extension String {
    /// The text with a blank in place of each code span of Markdown, because the signs in code are examples. A run of
    /// backquotes without a second run of the same length is text.
    package var withoutCode: String {
        let backquote = UInt8(ascii: "`")
        guard utf8.contains(backquote) else { return self }
        let bytes = Array(utf8)
        var out: [UInt8] = []
        var place = 0
        while let open = bytes[place...].firstIndex(of: backquote) {
            let length = bytes[open...].prefix { $0 == backquote }.count
            out += bytes[place..<open]
            if let end = bytes.endOfRun(of: backquote, length, from: open + length) {
                out.append(UInt8(ascii: " "))
                place = end
            } else {
                place = open + length
                out += bytes[open..<place]
            }
        }
        return String(decoding: out + bytes[place...], as: UTF8.self)
    }
}

extension [UInt8] {
    /// Returns the end of the first run of exactly `length` equal bytes from a place on; `nil` if there is none.
    fileprivate func endOfRun(of byte: UInt8, _ length: Int, from start: Int) -> Int? {
        var place = start
        while let open = self[place...].firstIndex(of: byte) {
            let end = open + self[open...].prefix { $0 == byte }.count
            if end - open == length { return end }
            place = end
        }
        return nil
    }
}
