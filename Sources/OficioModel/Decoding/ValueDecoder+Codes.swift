import Diagnostics
import OficioSchema
import OficioSource

// Decodes headings and cells that name codes of the form's lists.
extension ValueDecoder {
    /// The relations of a heading to the code list of a column.
    enum CodeMatch {
        case yes, no
        /// The form binds no list, so that every heading is treated as a code.
        case unbound
    }

    /// Returns how a heading relates to the code list that the form binds to a column. Words for *not applicable* are
    /// treated as a code, and in the shown reading also frequencies in words.
    func codeMatch(_ text: Text, _ kind: FieldKind, field: Int, column: Int, _ reading: Reading) -> CodeMatch {
        guard case .codes(let name) = kind, let (list, isBound) = list(named: name, field: field, column: column),
            isBound
        else {
            return reading == .shown && FrequencyWords(text.plain) != nil ? .yes : .unbound
        }
        if isNotApplicable(text.plain) { return .yes }
        guard case .unknown = list.match(text.plain) else { return .yes }
        if reading == .recorded { return .no }
        if list.understoodCodes(text.plain) != nil { return .yes }
        return name == Frequencies.name && FrequencyWords(text.plain) != nil ? .yes : .no
    }

    /// Reports a code that is not in the list of its column. An unknown frequency is only a warning, because pages
    /// print it as written.
    mutating func reportUnknownCode(_ piece: String, _ text: Text, _ list: CodeList, isFrequency: Bool) {
        let known = list.codes.map { $0.code == $0.label ? $0.code : "\($0.code) (\($0.label))" }
            .joined(separator: ", ")
        var found = Diagnostic(
            .unknownCode, at: text.span,
            isFrequency
                ? Localized(
                    es: "«\(piece)» no está en la lista «\(list.name)» del formato: se imprime tal cual",
                    en: "“\(piece)” is not in the form’s list “\(list.name)”: it is printed as it stands")
                : Localized(
                    es: "«\(piece)» no está en la lista «\(list.name)»",
                    en: "“\(piece)” is not in the list “\(list.name)”"),
            label: Localized(es: "se admiten: \(known)", en: "known: \(known)"), record: record)
        if isFrequency { found.severity = .warning }
        diagnostics.append(found)
    }

    /// Reports a heading among rows that is neither a code nor the name of rows below it.
    mutating func reportOwnGroup(_ heading: Text) {
        var found = Diagnostic(
            .unknownCode, at: heading.span,
            Localized(
                es: "«\(heading.plain)» no está en la lista del formato: se imprime como grupo aparte",
                en: "“\(heading.plain)” is not in the form’s list: it is printed as a group of its own"),
            label: Localized(
                es: "escriba un nombre de la lista, o añada este a «listas:» del formato",
                en: "write a name of the list, or add this one to “lists:” of the form"),
            record: record)
        found.severity = .warning
        diagnostics.append(found)
    }
}
