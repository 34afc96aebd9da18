import OficioSource

/// The names that a heading may stand for in a type whose headings all mean something: without any numbering that people write by hand.
enum HeadingNumber {
    /// As `Heading.candidates`, and without a letter (`a)`, `B.`) or a sign for a number (`N.º 3`, `§ 2`) in front.
    static func candidates(_ heading: String) -> [String] {
        var names = Heading.candidates(heading)
        if let rest = withoutLetter(heading).map({ String($0).folded }), !rest.isEmpty, !names.contains(rest) {
            names.append(rest)
        }
        // What stands in brackets behind a name only explains it: «Objetivo (misión)».
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
