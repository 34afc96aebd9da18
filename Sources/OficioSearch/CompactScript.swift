/// Removes what a browser does not need from a script of ours: comments and blanks.
///
/// The scripts end every statement with a semicolon, so that line breaks carry no meaning. They have no template
/// literals and no `/* … */` comments.
enum CompactScript {
    /// Returns the script without comments, and with blanks only where two words or signs would run together.
    static func compacted(_ source: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(source.count)
        var place = 0
        var hasGap = false
        while place < source.count {
            let byte = source[place]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                hasGap = true
                place += 1
                continue
            }
            if source[place...].starts(with: "//".utf8) {
                place = source[place...].firstIndex(of: 0x0A) ?? source.count
                continue
            }
            if hasGap, let last = out.last, isWord(last) && isWord(byte) || last == byte && "+-".utf8.contains(byte) {
                out.append(0x20)
            }
            hasGap = false
            let end = end(of: source, at: place, after: out)
            out += source[place..<end]
            place = end
        }
        return out
    }

    /// Returns the end of the string, regular expression, word or sign that begins at an index.
    private static func end(of source: [UInt8], at start: Int, after out: [UInt8]) -> Int {
        let first = source[start]
        var place = start + 1
        if isWord(first) {
            while place < source.count, isWord(source[place]) { place += 1 }
            return place
        }
        let isPattern = first == UInt8(ascii: "/") && mayBeginPattern(out)
        guard isPattern || first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") else { return place }
        var isInClass = false
        while place < source.count {
            let byte = source[place]
            if byte == UInt8(ascii: "\\") {
                place += 1
            } else if isPattern, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") {
                isInClass = byte == UInt8(ascii: "[")
            } else if byte == first, !isInClass {
                return place + 1
            }
            place += 1
        }
        return place
    }

    /// Whether a slash after this text begins a regular expression; otherwise it divides.
    private static func mayBeginPattern(_ out: [UInt8]) -> Bool {
        guard let last = out.last else { return true }
        if isWord(last) {
            return ["return", "typeof", "case"].contains { out.suffix($0.utf8.count).elementsEqual($0.utf8) }
        }
        return !")]}".utf8.contains(last)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            || byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
}
