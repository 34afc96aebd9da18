/// Examines the bytes of inline content before any structure is built.
enum InlineScan {
    /// Whether the bytes contain a sign that CommonMark or `[[…]]` could treat as markup.
    static func mayHoldMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var spaces = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "<"),
                UInt8(ascii: "&"),
                UInt8(ascii: "\\"), UInt8(ascii: "~"):
                return true
            case 0x0A where spaces > 1: return true
            case 0x20: spaces += 1
            default: spaces = 0
            }
        }
        return false
    }

    /// Returns plain content as one trimmed line, with line breaks replaced by spaces.
    static func singleLine(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard slice.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return String(decoding: slice, as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(slice.count)
        for byte in slice {
            let next = byte == 0x0A || byte == 0x0D ? 0x20 : byte
            if next == 0x20, out.last == 0x20, byte != 0x20 { continue }
            out.append(next)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
}

extension String {
    /// The string without ASCII white space at both ends.
    package var trimmedASCII: String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
        guard let first = utf8.first, let last = utf8.last, isSpace(first) || isSpace(last) else { return self }
        var view = utf8[...]
        while let byte = view.first, isSpace(byte) { view.removeFirst() }
        while let byte = view.last, isSpace(byte) { view.removeLast() }
        return String(Substring(view))
    }
}
