extension String {
    /// The text with invisible characters written as `U+…`; tabs and line breaks stay.
    package var visible: String { writing(\.isInvisible) }

    /// The name with invisible characters, tabs and line breaks written as `U+…`, since a reader takes these for spaces.
    package var visibleName: String { writing { $0.isInvisible || $0.value < 0x20 } }

    private func writing(_ isHidden: (Unicode.Scalar) -> Bool) -> String {
        guard unicodeScalars.contains(where: isHidden) else { return self }
        return unicodeScalars.map { isHidden($0) ? $0.codePoint : String($0) }.joined()
    }
}

extension Unicode.Scalar {
    /// `U+200B`
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Whether it is a control character other than a tab or an end of line, has no width, or turns the direction of writing.
    package var isInvisible: Bool { kindOfInvisible != nil }

    /// Characters that change a text without being seen in it.
    package enum Invisible: Sendable {
        /// C0 and C1 (ISO 6429).
        case control
        /// Embeddings, overrides and isolates (UAX #9): what follows stands in another order than it is stored in.
        case direction
        case widthless
    }

    /// `nil` for what can be seen, for blanks, tabs and ends of lines, and for the joiners that emoji and some scripts are written with.
    package var kindOfInvisible: Invisible? {
        switch value {
        case 0x09, 0x0A, 0x0D: nil
        case 0...0x1F, 0x7F...0x9F: .control
        case 0x202A...0x202E, 0x2066...0x2069: .direction
        case 0x200B, 0x2060...0x2064, 0xFEFF, 0xE0001: .widthless
        default: nil
        }
    }
}
