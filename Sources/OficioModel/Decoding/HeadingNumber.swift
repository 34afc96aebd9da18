import OficioBasics
import OficioSource

/// The names that a heading may stand for in a type whose headings all name fields: without any
/// handwritten numbering.
enum HeadingNumber {
    /// Returns the names of `Heading.candidates`, and the heading without a letter in front (`a)`, `B.`) and without a
    /// bracket at its end.
    static func candidates(_ heading: String) -> [String] {
        var names = Heading.candidates(heading)
        if let rest = withoutLetter(heading).map({ String($0).folded }), !rest.isEmpty, !names.contains(rest) {
            names.append(rest)
        }
        // A bracket after a name explains it: «Objetivo (misión)».
        if heading.contains(byte: UInt8(ascii: "(")), let open = heading.lastIndex(of: "("), open != heading.startIndex,
            heading.last == ")" || heading.hasSuffix("):")
        {
            for name in Heading.candidates(String(heading[..<open])) where !name.isEmpty && !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    private static func withoutLetter(_ heading: String) -> Substring? {
        guard heading.withBytes(mayHaveLetter) else { return nil }
        let rest = heading.drop { $0 == " " }
        guard let letter = rest.first, letter.isASCII, letter.isLetter else { return nil }
        let tail = rest.dropFirst()
        guard let sign = tail.first, sign == ")" || sign == "." else { return nil }
        return tail.dropFirst().drop { ".)- ".contains($0) }
    }

    /// Whether the second byte of a heading, behind spaces, may end a letter in front: most headings have none.
    private static func mayHaveLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), first + 1 < bytes.count else { return false }
        return bytes[first + 1] == UInt8(ascii: ")") || bytes[first + 1] == UInt8(ascii: ".")
    }
}
