import OficioBasics
import OficioSource

/// Reads the names in a heading of a type whose headings all name fields, without handwritten numbering.
enum HeadingNumber {
    /// Returns the names of `Heading.candidates`, and the heading without a leading letter (`a)`, `B.`), without a
    /// Roman number with parts (`III.2`) and without parentheses at its end.
    static func candidates(_ heading: String) -> [String] {
        var names = Heading.candidates(heading)
        if let rest = withoutLetter(heading).map({ String($0).folded }), !rest.isEmpty, !names.contains(rest) {
            names.append(rest)
        }
        if let rest = withoutPart(heading)?.folded, !rest.isEmpty, !names.contains(rest) { names.append(rest) }
        // Parentheses after a name explain it: «Objetivo (misión)».
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

    /// Returns a heading without the number of a part of a chapter, such as `III.2` or `IV.1.3`; `nil` if it has none.
    private static func withoutPart(_ heading: String) -> String? {
        guard let first = heading.utf8.first(where: { $0 != 0x20 }), "IVXLC".utf8.contains(first) else { return nil }
        let words = heading.drop { $0 == " " }
        let number = words.prefix { $0 != " " }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0].allSatisfy({ "IVXLC".contains($0) }),
            parts[1...].allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) })
        else { return nil }
        return String(words.dropFirst(number.count))
    }

    /// Whether the second byte of a heading, after spaces, may end a leading letter. Most headings have no leading
    /// letter.
    private static func mayHaveLetter(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), first + 1 < bytes.count else { return false }
        return bytes[first + 1] == UInt8(ascii: ")") || bytes[first + 1] == UInt8(ascii: ".")
    }
}
