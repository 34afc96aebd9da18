import OficioBasics
import OficioSource

/// Cuts text into words: runs of letters and digits, in lower case and NFC, with their accents.
///
/// A code written with signs (`F-GC-012`, `3.2`) gives its parts and then the whole as one word:
/// `fgc012`. `Engine/words.js` cuts queries in the same way.
struct Words: ~Copyable {
    /// The most bytes of a word; anything longer is not indexed.
    private let longest = RankingConstants.current.words.word
    /// The most bytes of a code.
    private let longestCode = RankingConstants.current.words.code

    /// The current word. Of a word that is too long only the length grows.
    private var word = Word()
    /// The current code, its parts joined.
    private var code = Word()
    private var parts = 0
    private var hasDigit = false

    /// The bytes of a word with their hash.
    struct Word: ~Copyable {
        private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 128)
        private(set) var count = 0
        /// The 32-bit FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/).
        private(set) var hash: UInt32 = 2_166_136_261

        deinit { buffer.deallocate() }

        var bytes: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: buffer.baseAddress, count: min(count, buffer.count))
        }

        mutating func append(_ byte: UInt8) {
            if count < buffer.count { buffer[count] = byte }
            count += 1
            hash = (hash ^ UInt32(byte)) &* 16_777_619
        }

        mutating func clear() {
            count = 0
            hash = 2_166_136_261
        }
    }

    /// Calls `body` with the bytes and the hash of every word.
    mutating func scan(_ text: String, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        let isPlain = text.withBytes { scan($0, body) }
        if isPlain { return }
        for part in text.precomposed.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        where part.utf8.count <= longest {
            word.clear()
            for byte in part.utf8 { word.append(byte) }
            body(word.bytes, word.hash)
        }
        word.clear()
    }

    /// Scans a text of ASCII and Western European letters; returns false, without a call of `body`,
    /// for any other.
    private mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) -> Bool {
        guard Self.isPlain(bytes) else { return false }
        word.clear()
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
                // U+00C0…U+00FF without × and ÷; a capital is 32 below its small letter.
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
            } else if byte == 0xE2, index + 2 < bytes.count, isSign(bytes[index + 1], bytes[index + 2]) {
                index += 3
            } else {
                return false
            }
        }
        return true
    }

    /// Whether E2 and two more bytes encode a sign: dash, quote, currency, arrow, operator, line or
    /// shape.
    private static func isSign(_ second: UInt8, _ third: UInt8) -> Bool {
        switch second {
        case 0x80, 0x82, 0x87...0x8F, 0x94...0x97: true
        case 0x86: third >= 0x90
        default: false
        }
    }

    private mutating func endWord(
        before sign: UInt8, next: UInt8, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) {
        if word.count > 0 {
            if word.count <= longest { body(word.bytes, word.hash) }
            parts += 1
            // Codes are rare: a single word is not copied.
            let joins = Self.joins(sign, next)
            if parts > 1 || joins, code.count <= longest { for byte in word.bytes { code.append(byte) } }
            word.clear()
            if joins { return }
        } else if parts > 0, Self.joins(sign, next) {
            return
        }
        if parts > 0 { endCode(body) }
    }

    private static func joins(_ sign: UInt8, _ next: UInt8) -> Bool {
        (sign == 0x2D || sign == 0x2E || sign == 0x2F || sign == 0x5F) && isWord(next)
    }

    private mutating func endCode(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        if parts > 1, hasDigit, code.count <= longestCode { body(code.bytes, code.hash) }
        code.clear()
        parts = 0
        hasDigit = false
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A || byte >= 0xC3
    }
}
