extension [UInt8] {
    /// Appends the UTF-8 of `text` with `&`, `<`, `>`, `"` and `'` as character references.
    package mutating func appendEscaping(_ text: String) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable { appendEscaping($0) }
        if done == nil {
            // A string with foreign storage: copying it makes it contiguous.
            Array(text.utf8).withUnsafeBufferPointer { appendEscaping($0) }
        }
    }

    private mutating func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        for index in bytes.indices where bytes[index].isSpecialInHTML {
            append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
            append(contentsOf: bytes[index].characterReference.utf8)
            copied = index + 1
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    }
}

extension UInt8 {
    /// The five special characters as bits: all lie below 64.
    private static let specialInHTML: UInt64 = [0x22, 0x26, 0x27, 0x3C, 0x3E].reduce(0) { $0 | 1 << UInt64($1) }

    fileprivate var isSpecialInHTML: Bool {
        self < 64 && Self.specialInHTML >> UInt64(self) & 1 == 1
    }

    fileprivate var characterReference: String {
        switch self {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
