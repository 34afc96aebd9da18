extension String {
    /// The string with invisible characters written as `U+…`; tabs and line breaks stay.
    package var visible: String { writing(\.isInvisible) }

    /// A name with invisible characters, tabs and line breaks written as `U+…`; in a name, readers would take tabs and
    /// line breaks for spaces.
    package var visibleName: String { writing { $0.isInvisible || $0.value < 0x20 } }

    /// The text without invisible scalars, such as U+200B and the soft hyphen; `nil` if it has none.
    package var withoutIgnorables: String? {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        let seen = unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        guard seen.count < unicodeScalars.count else { return nil }
        return String(String.UnicodeScalarView(seen))
    }

    private func writing(_ isHidden: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: isHidden) else { return self }
        return unicodeScalars.map { isHidden($0) ? $0.codePoint : String($0) }.joined()
    }
}

extension Unicode.Scalar {
    /// The code point in Unicode notation, such as `U+200B`.
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether the character is a control character other than a tab or line break, has no width, changes the writing
    /// direction, or looks like a blank. `invisibleKind` states the exceptions.
    package var isInvisible: Bool { invisibleKind != nil }

    /// Kinds of characters that change a text without being visible.
    package enum Invisible: Sendable {
        /// Control characters: C0 and C1 (ISO 6429).
        case control
        /// Marks, embeddings, overrides and isolates (UAX #9): they show the text around them in
        /// another order than it is stored in.
        case direction
        /// Characters without width, such as the zero-width space and the tag characters, which
        /// spell out hidden words.
        case widthless
        /// Letters and signs that look like a blank.
        case blank
    }

    /// The kind of an invisible character. Nil for visible characters, spaces, soft hyphens, tabs,
    /// line breaks, and the joiners and variation selectors that emoji and some scripts need.
    package var invisibleKind: Invisible? {
        switch value {
        case 0x09, 0x0A, 0x0D: nil
        case 0...0x1F, 0x7F...0x9F: .control
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
        case 0x034F, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF,
            0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            .widthless
        // Interlinear annotation characters, and unassigned code points that have no width.
        case 0xFFF0...0xFFFB: .widthless
        // Hangul fillers and the empty braille cell.
        case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: .blank
        default: nil
        }
    }
}
