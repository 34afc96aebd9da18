import OficioBasics

extension [UInt8] {
    /// Appends the UTF-8 of `text` with `&`, `<`, `>`, `"` and `'` as character references.
    package mutating func appendEscaping(_ text: String) { text.withBytes { appendEscaping($0) } }

    private mutating func appendEscaping(_ bytes: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        var index = special.first(in: bytes, from: 0)
        while index < bytes.count {
            append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
            append(contentsOf: bytes[index].characterReference.utf8)
            copied = index + 1
            index = special.first(in: bytes, from: copied)
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
    }
}

private let special = SpecialBytes([0x22, 0x26, 0x27, 0x3C, 0x3E])

extension UInt8 {
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
