/// Folds text in ASCII and Western European letters byte by byte, which covers nearly all text.
@usableFromInline
enum LatinFolding {
    /// Returns the folded text; nil if a character needs the Unicode tables.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var isKnown = true
        let folded = String(unsafeUninitializedCapacity: bytes.count) { out in
            let count = fold(bytes, into: out)
            isKnown = count != nil
            return count ?? 0
        }
        return isKnown ? folded : nil
    }

    /// Writes the folded text to a buffer of at least as many bytes; returns its length, nil if a character needs the
    /// Unicode tables.
    @usableFromInline
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        ascii.withUnsafeBufferPointer { ascii in
            var count = 0
            var gap = false
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                var letter = ascii[Int(byte)]
                if byte < 0x80 {
                    index += 1
                } else if byte == 0xC3, index + 1 < bytes.count {
                    letter = bytes[index + 1] == 0xBF ? UInt8(ascii: "y") : latin1[Int(bytes[index + 1] & 0x1F)]
                    index += 2
                } else if byte == 0xC2, index + 1 < bytes.count, !isLetterLike(bytes[index + 1]) {
                    index += 2
                } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80 {
                    // Skip general punctuation, such as dashes, quotation marks and the ellipsis.
                    index += 3
                } else {
                    letter = unknown
                }
                if letter == unknown { return nil }
                if letter == 0 {
                    gap = true
                    continue
                }
                if gap, count > 0 {
                    out[count] = 0x20
                    count += 1
                }
                gap = false
                out[count] = letter
                count += 1
                // Copy the ASCII letters and digits that continue the word.
                while index < bytes.count, ascii[Int(bytes[index])] != 0 {
                    out[count] = ascii[Int(bytes[index])]
                    count += 1
                    index += 1
                }
            }
            return count
        }
    }

    /// Whether a byte after C2 completes a letter: ª, µ, º.
    private static func isLetterLike(_ byte: UInt8) -> Bool { byte == 0xAA || byte == 0xB5 || byte == 0xBA }

    private static let unknown: UInt8 = 1

    /// The folded form of each byte: a lower-case letter or a digit, 0 for everything else.
    private static let ascii: [UInt8] = (0...0xFF).map { byte in
        switch byte {
        case 0x41...0x5A: UInt8(byte) | 0x20
        case 0x61...0x7A, 0x30...0x39: UInt8(byte)
        default: 0
        }
    }

    /// The folded letters of U+00C0…U+00DF, which U+00E0…U+00FF share (Unicode, Latin-1 Supplement); 0 for × and ÷, 1
    /// for Æ, Ð, Ø, Þ and ß.
    private static let latin1: [UInt8] = Array("aaaaaa\u{1}ceeeeiiii\u{1}nooooo\u{0}\u{1}uuuuy\u{1}\u{1}".utf8)
}
