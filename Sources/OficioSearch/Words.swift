import OficioSource

/// Cuts text into words: runs of letters and digits, in lower case and NFC, accents kept.
///
/// A code written with signs (`F-GC-012`, `3.2`) gives its parts and, in one word, the whole: `fgc012`.
struct Words {
    /// The longest word that is kept, in bytes; longer ones are no words.
    static let longest = 40

    private var word: [UInt8] = []
    /// Parts that belong to one code so far.
    private var code: [UInt8] = []
    private var parts = 0
    private var hasDigit = false

    /// Calls `body` with the bytes of every word.
    mutating func scan(_ text: String, _ body: (borrowing [UInt8]) -> Void) {
        var text = text
        let isPlain = text.withUTF8 { scan($0, body) }
        if !isPlain {
            for part in text.precomposed.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where part.utf8.count <= Self.longest {
                body(Array(part.utf8))
            }
        }
    }

    /// Whether the text was ASCII and Western European letters only; otherwise nothing was said of it.
    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (borrowing [UInt8]) -> Void) -> Bool {
        guard Self.isPlain(bytes) else { return false }
        word.removeAll(keepingCapacity: true)
        endCode(body)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte >= 0x61 && byte <= 0x7A {
                    word.append(byte)
                } else if byte >= 0x41 && byte <= 0x5A {
                    word.append(byte | 0x20)
                } else if byte >= 0x30 && byte <= 0x39 {
                    word.append(byte)
                    hasDigit = true
                } else {
                    endWord(before: byte, next: index + 1 < bytes.count ? bytes[index + 1] : 0, body)
                }
                index += 1
            } else if byte == 0xC3 {
                // U+00C0…U+00FF without × and ÷; capitals are 32 below their small letters.
                let second = bytes[index + 1]
                if second == 0x97 || second == 0xB7 {
                    endWord(before: 0x20, next: 0, body)
                } else {
                    word.append(0xC3)
                    word.append(second >= 0x80 && second <= 0x9E ? second + 0x20 : second)
                }
                index += 2
            } else {
                endWord(before: 0x20, next: 0, body)
                index += byte == 0xC2 ? 2 : 3
            }
        }
        endWord(before: 0x20, next: 0, body)
        endCode(body)
        return true
    }

    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
            } else if byte == 0xC2 || byte == 0xC3 {
                index += 2
            } else if byte == 0xE2, index + 1 < bytes.count, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x82 {
                index += 3
            } else {
                return false
            }
        }
        return true
    }

    private mutating func endWord(before sign: UInt8, next: UInt8, _ body: (borrowing [UInt8]) -> Void) {
        if !word.isEmpty {
            if word.count <= Self.longest { body(word) }
            parts += 1
            if code.count <= Self.longest { code.append(contentsOf: word) }
            word.removeAll(keepingCapacity: true)
        }
        let joins = parts > 0 && (sign == 0x2D || sign == 0x2E || sign == 0x2F || sign == 0x5F) && Self.isWord(next)
        if !joins { endCode(body) }
    }

    private mutating func endCode(_ body: (borrowing [UInt8]) -> Void) {
        if parts > 1, hasDigit, code.count <= 24 { body(code) }
        code.removeAll(keepingCapacity: true)
        parts = 0
        hasDigit = false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A || byte >= 0xC3
    }
}
