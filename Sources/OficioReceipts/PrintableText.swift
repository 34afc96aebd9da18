import OficioBasics

extension Unicode.Scalar {
    /// Whether the character controls a terminal, ends a line, or changes the writing direction. None of these belongs
    /// in a name.
    var isControl: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F: true
        case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Whether the character is invisible. False for joiners, because Persian and Indic names need them.
    var isInvisible: Bool { properties.isDefaultIgnorableCodePoint && value != 0x200C && value != 0x200D }

    /// The code point in Unicode notation, such as `U+200B`.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension String {
    /// The text with control and invisible characters written out, safe to print on a terminal and in tables:
    /// `Ana‹U+009B›`.
    package var printable: String {
        guard unicodeScalars.contains(where: { $0.isControl || $0.isInvisible }) else { return self }
        return unicodeScalars.map { $0.isControl || $0.isInvisible ? "‹\($0.codePoint)›" : String($0) }.joined()
    }
}
