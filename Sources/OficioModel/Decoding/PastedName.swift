import OficioSchema
import OficioSource

/// Recognises headings and names of fields in pasted lines.
enum PastedName {
    /// Whether some words have at least four letters, and all letters are capitals.
    static func isInCapitals(_ words: String) -> Bool {
        let letters = words.filter(\.isLetter)
        return letters.count > 3 && letters.allSatisfy { !$0.isLowercase }
    }

    /// Whether words begin with a number: `II.`, `3)`, `2.1`, `A.`
    static func isNumbered(_ words: String) -> Bool {
        isPlainNumbered(words)
            || HeadingNumber.candidates(words).first != HeadingNumber.candidates(withoutNumber(words)).first
    }

    /// Whether some words consist of a number: `4.`, `II)`.
    static func isLoneNumber(_ words: String) -> Bool { PasteTable.isLoneNumber(words) }

    /// Whether words in capitals begin with a number without punctuation: `3 DEFINICIONES`.
    private static func isPlainNumbered(_ words: String) -> Bool {
        let figures = words.prefix { $0.isASCII && $0.isNumber }
        return (1...2).contains(figures.count) && words.dropFirst(figures.count).first == " " && isInCapitals(words)
    }

    /// The kinds of numbers and letters that precede headings.
    enum Enumerator { case figure, roman, letter }

    /// Returns the kind of number or letter before a heading: `2.`, `II.`, `B)`; nil if there is none. Letters that
    /// are all I, V, X or L are a Roman numeral, even a single one.
    static func enumerator(_ words: String) -> Enumerator? {
        guard isNumbered(words) else { return nil }
        let mark = words.drop { $0 == "(" || $0 == " " }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let first = mark.first else { return nil }
        if first.isNumber { return .figure }
        let isRoman = mark.allSatisfy { "IVXL".contains($0) }
        return isRoman ? .roman : .letter
    }

    /// The typographic features of a heading, which headings of one level share.
    struct Typography: Equatable {
        let isInCapitals: Bool
        let isBold: Bool
        let enumerator: Enumerator?
        /// The word before a heading's own number, *Fase 1*, *ETAPA II*; `nil` for other headings.
        let counted: String?

        init(_ words: String) {
            let text = words.withoutStars
            isInCapitals = PastedName.isInCapitals(text)
            isBold = words.hasPrefix("**") && words.hasSuffix("**") || words.hasPrefix("__") && words.hasSuffix("__")
            enumerator = PastedName.enumerator(text)
            let parts = text.split(separator: " ")
            let isCounted = parts.count > 1 && parts[1].first.map { $0.isNumber || "IVX".contains($0) } ?? false
            counted = isCounted ? String(parts[0]).folded : nil
        }
    }

    /// Whether the first word ends like a Spanish infinitive without a pronoun: *Cobrar*, but not *Abrirlo*.
    static func isInfinitive(_ words: String) -> Bool {
        let first = String(withoutNumber(words).prefix { $0.isLetter }).folded
        return first.count > 3 && ["ar", "er", "ir"].contains { first.hasSuffix($0) }
    }

    /// Returns how many parts the number at the beginning of some words has: 2 for `3.1` and `V.1`, 1 for `3.0` and
    /// without a number.
    static func depth(_ words: String) -> Int {
        let roman = words.prefix { "IVXL".contains($0) }
        let figures = words.dropFirst(roman.count).prefix { $0.isNumber || $0 == "." }
        guard roman.isEmpty || figures.first == "." else { return 1 }
        var parts = figures.split(separator: ".")
        while parts.count > 1, parts.last == "0" { parts.removeLast() }
        return max(1, parts.count + (roman.isEmpty ? 0 : 1))
    }

    /// Returns the text without a leading bullet, number or letter of a list.
    static func withoutNumber(_ label: String) -> String {
        if isPlainNumbered(label) { return String(label.drop { $0.isNumber || $0 == " " }) }
        var rest = label[...].drop { !$0.isLetter && !$0.isNumber && $0 != "(" }
        let mark = rest.prefix { $0.isASCII && ($0.isNumber || ".IVXLC".contains($0)) }
        if !mark.isEmpty {
            let after = rest.dropFirst(mark.count)
            let isOrdinal = ").-–°".contains(after.first ?? " ") && !after.isEmpty
            if mark.last == "." || mark.contains(".") && mark.first?.isNumber == true
                || isOrdinal && mark.allSatisfy({ $0 != "." })
            {
                rest = after.drop { " ).-–°\t".contains($0) }
            }
        } else if let letter = rest.first, letter.isASCII, letter.isLetter, let sign = rest.dropFirst().first,
            sign == ")" || sign == ".",
            let after = rest.dropFirst(2).first(where: { !").-".contains($0) }), after == " " || after == "\t"
        {
            rest = rest.dropFirst(2).drop { " ).-\t".contains($0) }
        }
        return rest.isEmpty ? label : String(rest).trimmedASCII
    }

    /// Whether a field of whole numbers can hold a value.
    static func isInteger(_ value: String) -> Bool { !value.isEmpty && value.allSatisfy { $0.isASCII && $0.isNumber } }

    /// Returns a text as a YAML scalar, in quotes unless it is a plain name or consists of digits and hyphens.
    static func yamlScalar(_ value: String, inList: Bool) -> String {
        let isPlain =
            value.first.map { $0.isLetter } ?? false
            && !value.contains(": ") && !value.contains(" #") && !value.hasSuffix(":")
            && !(inList && value.contains { ",[]{}".contains($0) })
        if isPlain || !value.isEmpty && value.allSatisfy({ $0.isNumber || $0 == "-" }) { return value }
        return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension String {
    /// The text with ordinary spaces and hyphens, and without soft hyphens.
    var withoutWordSigns: String {
        replacing("\u{AD}", with: "").replacing("\u{2011}", with: "-").replacing("\u{A0}", with: " ")
    }
}

extension DocumentType {
    /// Returns the field that a pasted label means, with or without a number before it, or with words after the name;
    /// `nil` if it means none.
    func fields(named label: String) -> Int? {
        let names = HeadingNumber.candidates(PastedName.withoutNumber(label))
        return names.lazy.compactMap { self.field(understood: $0) ?? self.fields(understood: $0).first }.first
            ?? names.lazy.compactMap { self.field(beginning: $0) }.first
    }
}

extension DocumentType {
    /// Whether a heading is a name of a field.
    func understands(_ heading: String) -> Bool {
        HeadingNumber.candidates(PastedName.withoutNumber(heading)).contains {
            field(understood: $0) != nil || !fields(understood: $0).isEmpty
        }
    }

    /// Returns the field that the heading of a section means by any of its names, if the field holds text, a list,
    /// rows or a group; `nil` otherwise.
    func sectionField(named heading: String) -> Int? {
        let names = HeadingNumber.candidates(PastedName.withoutNumber(heading))
        guard
            let index = names.lazy.compactMap({ self.field(understood: $0) ?? self.fields(understood: $0).first })
                .first,
            !fields[index].isKey
        else { return nil }
        switch fields[index].kind {
        case .markdown, .list, .rows, .group: return index
        default: return nil
        }
    }
}
