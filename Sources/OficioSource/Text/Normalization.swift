internal import CUTF8Proc

extension String {
    /// The text in Unicode NFC (UAX #15); the text itself, at the cost of one scan, where it holds no combining mark.
    package var precomposed: String {
        var copy = self
        let mayCompose = copy.withUTF8 { bytes in
            // Combining marks U+0300…U+036F begin with CC or CD; Hangul jamo and the rest of the scripts with E1 and above.
            bytes.contains { $0 == 0xCC || $0 == 0xCD || $0 >= 0xE1 && $0 != 0xE2 }
        }
        guard mayCompose else { return copy }
        return copy.mapped(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue) ?? copy
    }

    /// The form in which keys, headings, codes and titles are compared: no case, no diacritics, every run of characters that are
    /// neither letters nor digits one space, trimmed. `% tiempo` gives `tiempo`, `¿Qué hace?` gives `que hace`.
    package var folded: String {
        var copy = self
        let ascii = copy.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } ? Self.foldASCII(bytes) : nil }
        if let ascii { return ascii }
        let options = UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_STRIPMARK.rawValue | UTF8PROC_CASEFOLD.rawValue
        let stripped = copy.mapped(options) ?? copy
        var out = String.UnicodeScalarView()
        var gap = false
        for scalar in stripped.unicodeScalars {
            if scalar.isLetterOrDigit {
                if gap, !out.isEmpty { out.append(" ") }
                gap = false
                out.append(scalar)
            } else {
                gap = true
            }
        }
        return String(out)
    }

    private static func foldASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { out in
            var count = 0
            var gap = false
            for byte in bytes {
                var letter = byte
                if byte >= 0x41, byte <= 0x5A { letter |= 0x20 }
                let isWord = letter >= 0x61 && letter <= 0x7A || letter >= 0x30 && letter <= 0x39
                if isWord {
                    if gap, count > 0 {
                        out[count] = 0x20
                        count += 1
                    }
                    gap = false
                    out[count] = letter
                    count += 1
                } else {
                    gap = true
                }
            }
            return count
        }
    }

    /// A name for files and anchors: `folded` with hyphens, at most `words` words, `fallback` where nothing is left.
    package func slug(words: Int = 12, fallback: String = "x") -> String {
        let parts = folded.split(separator: " ").prefix(words)
        return parts.isEmpty ? fallback : parts.joined(separator: "-")
    }

    private func mapped(_ options: UInt32) -> String? {
        var copy = self
        return copy.withUTF8 { bytes -> String? in
            var result: UnsafeMutablePointer<UInt8>?
            let length = utf8proc_map(bytes.baseAddress, bytes.count, &result, utf8proc_option_t(rawValue: options))
            guard length >= 0, let result else { return nil }
            defer { result.deallocate() }
            return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a letter or a digit for `folded`.
    fileprivate var isLetterOrDigit: Bool {
        if value < 0x80 { return properties.isAlphabetic || (value >= 0x30 && value <= 0x39) }
        return properties.isAlphabetic || properties.numericType != nil && properties.generalCategory != .otherNumber
    }
}
