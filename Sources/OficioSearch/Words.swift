import OficioBasics
import OficioSource

/// Cuts text into words: runs of letters and digits, in lower case and NFC, with their accents.
///
/// Parts that make a code, a number or an initialism (`F-GC-012`, `2200 0100`, `D.N.I.`) give their
/// words and then the whole as one word more: see `CodeRun`. `Engine/words.js` cuts queries in the
/// same way.
struct Words: ~Copyable {
    /// The maximum number of bytes of a word; anything longer is not indexed.
    private let longest = RankingConstants.current.words.word

    /// The current word. Bytes beyond the maximum only increase its length.
    private var word = Word()
    private var run = CodeRun()
    /// A word without the zeros before its number.
    private var unpadded = Word()

    /// The bytes of a word with their hash.
    struct Word: ~Copyable {
        private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 128)
        private(set) var count = 0
        /// The 32-bit FNV-1a hash of the bytes (http://www.isthe.com/chongo/tech/comp/fnv/).
        private(set) var hash: UInt32 = 2_166_136_261
        private(set) var hasDigit = false

        deinit { buffer.deallocate() }

        var bytes: UnsafeBufferPointer<UInt8> {
            UnsafeBufferPointer(start: buffer.baseAddress, count: min(count, buffer.count))
        }

        mutating func append(_ byte: UInt8) {
            if count < buffer.count { buffer[count] = byte }
            count += 1
            hash = (hash ^ UInt32(byte)) &* 16_777_619
            if byte &- 0x30 < 10 { hasDigit = true }
        }

        mutating func clear() {
            count = 0
            hash = 2_166_136_261
            hasDigit = false
        }

        /// Sets the word to `bytes` without the zeros that stand between a letter and a digit:
        /// `atc09` becomes `atc9`. Returns whether there were such zeros.
        @discardableResult mutating func set(unpadding bytes: some Collection<UInt8>) -> Bool {
            clear()
            var isAfterLetter = false, zeros = 0, isPadded = false
            for byte in bytes {
                let isDigit = byte &- 0x30 < 10
                if byte == 0x30, isAfterLetter {
                    zeros += 1
                    continue
                }
                if zeros > 0 {
                    if isDigit || zeros > 1 { isPadded = true }
                    if !isDigit { append(0x30) }
                    zeros = 0
                }
                append(byte)
                isAfterLetter = !isDigit
            }
            if zeros > 1 { isPadded = true }
            if zeros > 0 { append(0x30) }
            return isPadded
        }
    }

    /// Calls `body` with the bytes and the hash of every word.
    mutating func scan(_ text: String, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        word.clear()
        run.clear()
        let isPlain = text.withBytes { scan($0, body) }
        if !isPlain {
            for character in text.precomposed.lowercased() {
                if character.isLetter || character.isNumber {
                    for byte in character.utf8 { word.append(byte) }
                } else {
                    endWord(before: character.utf8.count == 1 ? character.utf8.first ?? 0 : 0xFF, body)
                }
            }
        }
        endWord(before: 0xFF, body)
        run.end(body)
    }

    /// Scans a text of ASCII and Western European letters; returns false, without a call of `body`,
    /// for any other.
    private mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void
    ) -> Bool {
        guard Self.isPlain(bytes) else { return false }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 {
                    word.append(byte)
                } else if byte >= 0x41 && byte <= 0x5A {
                    word.append(byte | 0x20)
                } else {
                    endWord(before: byte, body)
                }
                index += 1
            } else if byte == 0xC3 {
                // U+00C0…U+00FF without × and ÷; a capital is 32 below its small letter.
                let second = bytes[index + 1]
                if second == 0x97 || second == 0xB7 {
                    endWord(before: 0xFF, body)
                } else {
                    word.append(0xC3)
                    word.append(second >= 0x80 && second <= 0x9E ? second + 0x20 : second)
                }
                index += 2
            } else {
                // A no-break space is a space.
                let isSpace = byte == 0xC2 && bytes[index + 1] == 0xA0
                endWord(before: isSpace ? 0x20 : 0xFF, body)
                index += byte == 0xC2 ? 2 : 3
            }
        }
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

    /// Ends the current word, if there is one, before a sign; 0xFF stands for any sign that is not
    /// in ASCII.
    private mutating func endWord(before sign: UInt8, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        if word.count > 0 {
            run.add(word, before: sign, body)
            if word.count <= longest {
                if word.hasDigit, unpadded.set(unpadding: word.bytes) {
                    body(unpadded.bytes, unpadded.hash)
                } else {
                    body(word.bytes, word.hash)
                }
            }
            word.clear()
        }
        run.add(sign: sign)
    }
}
