import Diagnostics
import OficioSchema

/// Examples of fields as their authors write them.
struct FieldExamples {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// A small document of a type: its first facts, then its first sections.
    func document(_ type: DocumentType) -> [String] {
        var facts: [String] = []
        var sections: [String] = []
        var count = 0
        for id in Self.order {
            guard let place = type.field(id: id) else { continue }
            let field = type.fields[place]
            if ["title", "term"].contains(id) {
                facts.append(
                    "\(key(field)): \(Localized(es: "Nombre del documento", en: "Name of the document")[language])")
            } else if isSection(field.kind) {
                if case .group = field.kind { continue }
                count += 1
                if count < 4 { sections += [""] + section(field) }
            } else if facts.count < 5 {
                facts.append(fact(field))
            }
        }
        return ["---"] + facts + ["---"] + sections
    }

    /// One field, as it is written most.
    func lines(_ field: Field) -> [String] { isSection(field.kind) ? section(field) : [fact(field)] }

    private static let order = [
        "title", "term", "code", "version", "effective", "unit", "parent-unit", "reports-to", "members", "for",
        "objective", "purpose", "definition",
        "functions", "competencies", "steps", "statements", "items", "rows", "behaviours", "address", "telephones",
        "body",
    ]

    private func key(_ field: Field) -> String { field.label[language].lowercased() }

    private func isSection(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows, .group: true
        default: false
        }
    }

    private func fact(_ field: Field) -> String { "\(key(field)): \(value(field))" }

    private func value(_ field: Field) -> String {
        switch field.id {
        case "code": "PR-01"
        case "version": "01"
        case "unit", "parent-unit", "area": Localized(es: "archivo", en: "archive")[language]
        case "class": "03"
        default: KindReference.of(field.kind).example[language]
        }
    }

    private func section(_ field: Field) -> [String] { ["## \(field.label[language])", ""] + content(field) }

    private func content(_ field: Field) -> [String] {
        switch field.kind {
        case .list:
            return Localized(es: "- Orden\n- Paciencia", en: "- Order\n- Patience")[language].split(separator: "\n")
                .map(String.init)
        case .rows(let rows):
            var lines: [String] = []
            if let column = rows.groupBy {
                let isFrequency = if case .codes("frecuencias") = rows.columns[column].kind { true } else { false }
                lines += [
                    "### "
                        + (isFrequency
                            ? Localized(es: "Diaria", en: "Daily")[language] : rows.columns[column].label[language]),
                    "",
                ]
            }
            if case .references = rows.columns[rows.main].kind, rows.children != nil {
                return [
                    "### " + Localized(es: "Autocontrol", en: "Self-control")[language], "",
                    Localized(es: "- Mantiene la calma.", en: "- Keeps calm.")[language],
                ]
            }
            return lines + [
                Localized(es: "1. Atender las consultas del público.", en: "1. Answer the public's questions.")[
                    language]
            ]
        case .group(let members):
            return members.flatMap { ["### \($0.label[language])", ""] + content($0) + [""] }.dropLast()
        default: return [KindReference.of(.markdown).example[language]]
        }
    }
}
