/// Normalizes text so that two readers of a file agree on it: words with single spaces between them.
package enum PlainText {
    /// Returns the text on one line with single spaces, without soft hyphens and zero-width
    /// characters.
    package static func clean(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var isPending = false
        for scalar in text.unicodeScalars {
            if isWidthless(scalar) { continue }
            if scalar == " " || scalar == "\u{A0}" || scalar.value < 0x21
                || (!scalar.isASCII && scalar.properties.isWhitespace)
            {
                isPending = !out.isEmpty
                continue
            }
            if isPending {
                out.append(" ")
                isPending = false
            }
            out.append(scalar)
        }
        return String(out)
    }

    /// Returns the ranges of the words in a text: runs of letters, digits and combining marks. Soft
    /// hyphens and zero-width characters do not end a word.
    package static func wordRanges(_ text: String) -> [Range<String.Index>] {
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        var end = text.startIndex
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = scalars.index(after: index)
            if isWordCharacter(scalar) {
                if start == nil { start = index }
                end = next
            } else if let open = start, !isWidthless(scalar) {
                ranges.append(open..<end)
                start = nil
            }
            index = next
        }
        if let open = start { ranges.append(open..<end) }
        return ranges
    }

    /// Returns the words of a text, without soft hyphens and zero-width characters.
    package static func words(_ text: String) -> [String] { wordRanges(text).map { word(text[$0]) } }

    /// Returns a word without soft hyphens and zero-width characters.
    package static func word(_ text: Substring) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isWidthless($0) }))
    }

    /// Whether a character is a soft hyphen or has no width: it neither shows nor separates words.
    package static func isWidthless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
        default: false
        }
    }

    /// Whether a character is part of a word: a letter, a digit or a combining mark.
    package static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case 0...0x7F: return false
        case 0x300...0x36F: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber,
            .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }
}
