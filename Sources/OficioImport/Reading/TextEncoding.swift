import Glibc

/// Recognizes the encodings of text that office programs write.
enum TextEncoding: String {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16LE"
    case utf16Big = "UTF-16BE"
    case windows1252Text = "WINDOWS-1252"
    /// The encoding of DOS, which older programs still write.
    case dos = "CP850"
    case macintosh = "MACINTOSH"

    /// Returns the text of the bytes, without a byte order mark, and the encoding that the bytes
    /// suggest.
    static func decode(_ bytes: [UInt8]) -> (text: String, encoding: TextEncoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return (String(decoding: bytes.dropFirst(3), as: UTF8.self), .utf8)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16Text(bytes.dropFirst(2), isBig: false), .utf16) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16Text(bytes.dropFirst(2), isBig: true), .utf16Big) }
        let sample = bytes.prefix(4096)
        let zeros = (
            sample.enumerated().count { $0.offset % 2 == 1 && $0.element == 0 },
            sample.enumerated().count { $0.offset % 2 == 0 && $0.element == 0 }
        )
        if zeros.0 > sample.count / 4 { return (utf16Text(bytes[...], isBig: false), .utf16) }
        if zeros.1 > sample.count / 4 { return (utf16Text(bytes[...], isBig: true), .utf16Big) }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
        // Of the encodings with one byte per letter, take the one that gives the most Spanish
        // letters.
        var best = (text: windows1252Text(bytes), encoding: TextEncoding.windows1252Text)
        var most = score(best.text)
        for encoding in [TextEncoding.dos, .macintosh] {
            guard let text = iconvText(bytes, encoding) else { continue }
            let own = score(text)
            if own > most { (best, most) = ((text, encoding), own) }
        }
        return best
    }

    private static func utf16Text(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBig ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static let high: [Unicode.Scalar] = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    /// Returns the text of bytes in Windows-1252, which holds all of Latin-1 that is text.
    static func windows1252Text(_ bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            scalars.append(byte >= 0x80 && byte < 0xA0 ? high[Int(byte) - 0x80] : Unicode.Scalar(byte))
        }
        return String(scalars)
    }

    /// Returns a score for a decoded text, which Spanish letters and common signs raise and other characters
    /// beyond ASCII lower.
    private static func score(_ text: String) -> Int {
        var score = 0
        for scalar in text.unicodeScalars where !scalar.isASCII {
            if "áéíóúüñÁÉÍÓÚÜÑ".unicodeScalars.contains(scalar) {
                score += 2
            } else if "¿¡ºª«»°–—‘’“”€…•\u{A0}".unicodeScalars.contains(scalar) {
                score += 1
            } else {
                score -= 2
            }
        }
        return score
    }

    /// Returns the text as iconv decodes it; nil if it cannot.
    private static func iconvText(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
        guard let converter = iconv_open("UTF-8", encoding.rawValue), Int(bitPattern: converter) != -1 else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        let count = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to -> Int? in
                var (source, sourceLeft, target, targetLeft) = (from.baseAddress, from.count, to.baseAddress, to.count)
                guard iconv(converter, &source, &sourceLeft, &target, &targetLeft) != UInt.max else { return nil }
                return to.count - targetLeft
            }
        }
        guard let count else { return nil }
        return String(decoding: output[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
