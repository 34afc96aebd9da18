extension Unicode.Scalar {
    /// Whether the character commands a terminal, ends a line or turns the direction of writing:
    /// nothing that stands in a name.
    var isControl: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F: true
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Whether nothing shows where the character stands. Joiners are not among them: Persian and
    /// Indic names need them.
    var isInvisible: Bool { properties.isDefaultIgnorableCodePoint && value != 0x200C && value != 0x200D }

    /// `U+200B`
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension String {
    /// The text with control characters and what does not show written out, so that it can be
    /// printed on a terminal and into tables: `Ana‹U+009B›`.
    package var printable: String {
        guard unicodeScalars.contains(where: { $0.isControl || $0.isInvisible }) else { return self }
        return unicodeScalars.map { $0.isControl || $0.isInvisible ? "‹\($0.codePoint)›" : String($0) }.joined()
    }
}
