extension String {
    /// The text as the content of an HTML element or of a quoted attribute: `&`, `<`, `>`, `"` and `'` become character
    /// references, and control characters other than tab and line feed become U+FFFD.
    package var escapedForHTML: String {
        var text = self
        if unicodeScalars.contains(where: \.isForbiddenInHTML) {
            text.unicodeScalars = String.UnicodeScalarView(
                unicodeScalars.map { $0.isForbiddenInHTML ? "\u{FFFD}" : $0 })
        }
        var bytes: [UInt8] = []
        bytes.appendEscaping(text)
        return String(decoding: bytes, as: UTF8.self)
    }
}

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

private let special = ByteSet([0x22, 0x26, 0x27, 0x3C, 0x3E])

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

extension Unicode.Scalar {
    fileprivate var isForbiddenInHTML: Bool { value < 0x20 && self != "\n" && self != "\t" }
}
