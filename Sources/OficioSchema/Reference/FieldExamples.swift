import Diagnostics

/// Makes examples of fields, written as authors write them.
package struct FieldExamples {
    /// The language of the examples.
    package let language: Language

    /// Creates examples in a language.
    package init(_ language: Language) {
        self.language = language
    }

    /// Returns the example lines below a field's heading. `group` is the first heading among its rows, `nil` for the
    /// usual one.
    package func example(_ field: Field, of type: DocumentType, group: String? = nil) -> [String] {
        content(field, type, group)
    }

    /// Returns the example value after a field's key.
    package func fact(_ field: Field, of type: DocumentType) -> String {
        guard case .rows(let rows) = field.kind, isPeople(field) else { return value(field, type) }
        let main = rows.columns[rows.main].label[language].lowercased()
        return "[{\(main): \(ExampleTexts.person(field.key)[language])}]"
    }

    /// Whether a field lists people who sign, authorise or review.
    package func isPeople(_ field: Field) -> Bool {
        if case .rows(let rows) = field.kind { rows.columns[rows.main].columnKey == .role } else { false }
    }

    /// Returns a small example document of a type: its first facts, its first sections, and the fields that its form
    /// requires.
    package func document(_ type: DocumentType, required: [Field] = []) -> [String] {
        var facts: [String] = []
        var sections: [String] = []
        var count = 0
        var shown: Set<FieldKey> = []
        for name in Self.order {
            guard let place = type.field(name) else { continue }
            let field = type.fields[place]
            shown.insert(name)
            let isRequired = required.contains { $0.key == name }
            if name == .title || name == .term {
                facts.append(
                    "\(key(field)): \(Localized(es: "Nombre del documento", en: "Name of the document")[language])")
            } else if isSection(field.kind) {
                if case .group = field.kind { continue }
                count += 1
                if count < 4 || isRequired { sections += [""] + section(field, type) }
            } else if facts.count < 5 || isRequired {
                facts.append(line(field, type))
            }
        }
        for field in required where shown.insert(field.key).inserted {
            if isSection(field.kind) {
                sections += [""] + section(field, type)
            } else {
                facts.append(line(field, type))
            }
        }
        return ["---"] + facts + ["---"] + sections
    }

    /// Returns an example of a field in its most common notation. `form` is the id of a form of the type, `nil` if the
    /// site has none; then the field that names a form has no example.
    package func lines(_ field: Field, of type: DocumentType, form: String?) -> [String] {
        if field.key == .form { return form.map { ["\(key(field)): \($0)"] } ?? [] }
        if isPeople(field) { return ["\(key(field)): \(fact(field, of: type))"] }
        if Self.formerNames.contains(field.key) { return ["\(key(field)): [\(value(field, type))]"] }
        return isSection(field.kind) ? section(field, type) : [line(field, type)]
    }

    /// Lists that are facts of a document rather than sections of its text.
    private static let formerNames: Set<FieldKey> = [.formerIDs, .formerNames]

    private static let order: [FieldKey] = [
        .title, .term, .code, .version, .effective, .unit, .parentUnit, .reportsTo, .members, .for,
        .objective, .purpose, .definition,
        .functions, .competencies, .steps, .statements, .items, .rows, .behaviours, .address, .telephones,
        .body,
    ]

    /// Returns a code of a list that every site has, for headings among rows; `nil` if forms or documents declare the
    /// list.
    private func group(_ column: Field) -> String? {
        if column.columnKey == .level { return Localized(same: "1")[language] }
        guard case .codes(Frequencies.name) = column.kind else { return nil }
        return Localized(es: "Diaria", en: "Daily")[language]
    }

    private func key(_ field: Field) -> String { field.label[language].lowercased() }

    private func isSection(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows, .group: true
        default: false
        }
    }

    private func line(_ field: Field, _ type: DocumentType) -> String { "\(key(field)): \(value(field, type))" }

    private func value(_ field: Field, _ type: DocumentType) -> String {
        if case .rows = field.kind { return KindReference.of(field.kind).example[language] }
        return ExampleTexts.example(field, type)?[language] ?? KindReference.of(field.kind).example[language]
    }

    private func section(_ field: Field, _ type: DocumentType) -> [String] {
        ["## \(field.label[language])", ""] + content(field, type)
    }

    private func content(_ field: Field, _ type: DocumentType, _ group: String? = nil) -> [String] {
        let words = ExampleTexts.example(field, type)?[language].split(separator: "\n").map(String.init)
        switch field.kind {
        case .list:
            return (words ?? ExampleTexts.items[language].split(separator: "\n").map(String.init)).map { "- " + $0 }
        case .rows(let rows):
            var lines: [String] = []
            if let column = rows.groupBy, let group = group ?? self.group(rows.columns[column]) {
                lines += ["### " + group, ""]
            }
            if case .references = rows.columns[rows.main].kind, rows.children != nil {
                return [
                    "### " + Localized(es: "Autocontrol", en: "Self-control")[language], "",
                    Localized(es: "- Mantiene la calma.", en: "- Keeps calm.")[language],
                ]
            }
            if let words, words.first?.hasPrefix("|") == true { return lines + words }
            let rows = words ?? [ExampleTexts.task[language]]
            var number = 0
            return lines
                + rows.map { row in
                    // An indented line continues the row above.
                    if row.hasPrefix(" ") { return row }
                    number += 1
                    return "\(number). \(row)"
                }
        case .group(let members):
            return members.flatMap { ["### \($0.label[language])", ""] + content($0, type) + [""] }.dropLast()
        case .markdown where (words?.count ?? 0) > 1 && words?.contains { $0.hasPrefix("|") } == false:
            // Lines without a blank between them would run together in one paragraph.
            return words?.map { "- " + $0 } ?? []
        default: return words ?? [KindReference.of(.markdown).example[language]]
        }
    }
}
