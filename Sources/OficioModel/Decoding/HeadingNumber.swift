import OficioSource

/// The names that a heading may stand for in a type whose headings all name fields: without any
/// handwritten numbering.
enum HeadingNumber {
    /// The names of `Heading.candidates`, and the heading without a letter in front (`a)`, `B.`)
    /// and without a bracket at its end.
    static func candidates(_ heading: String) -> [String] {
        var names = Heading.candidates(heading)
        if let rest = withoutLetter(heading).map({ String($0).folded }), !rest.isEmpty, !names.contains(rest) {
            names.append(rest)
        }
        // A bracket after a name explains it: «Objetivo (misión)».
        if let open = heading.lastIndex(of: "("), open != heading.startIndex,
            heading.last == ")" || heading.hasSuffix("):")
        {
            for name in Heading.candidates(String(heading[..<open])) where !name.isEmpty && !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private static func withoutLetter(_ heading: String) -> Substring? {
        let rest = heading.drop { $0 == " " }
        guard let letter = rest.first, letter.isASCII, letter.isLetter else { return nil }
        let tail = rest.dropFirst()
        guard let sign = tail.first, sign == ")" || sign == "." else { return nil }
        return tail.dropFirst().drop { ".)- ".contains($0) }
    }
}
