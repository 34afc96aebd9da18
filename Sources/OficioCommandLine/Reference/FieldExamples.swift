import Diagnostics
import OficioSchema

/// Creates examples of fields in the notation that authors use.
struct FieldExamples {
    let language: Language

    init(_ language: Language) {
        self.language = language
    }

    /// The example lines below a field's heading. `group` is the first heading among its rows, `nil` for a default one.
    func example(_ field: Field, group: String? = nil) -> [String] { content(field, group) }

    /// The example value after a field's key.
    func fact(_ field: Field) -> String {
        guard case .rows(let rows) = field.kind, isPeople(field) else { return value(field) }
        let main = rows.columns[rows.main].label[language].lowercased()
        return "[{\(main): \(Localized(es: "Dirección General", en: "Managing Director")[language])}]"
    }

    /// Whether a field lists people who sign, authorise or review.
    func isPeople(_ field: Field) -> Bool {
        if case .rows(let rows) = field.kind { rows.columns[rows.main].columnKey == .role } else { false }
    }

    /// A small example document of a type: its first facts and its first sections.
    func document(_ type: DocumentType) -> [String] {
        var facts: [String] = []
        var sections: [String] = []
        var count = 0
        for name in Self.order {
            guard let place = type.field(name) else { continue }
            let field = type.fields[place]
            if name == .title || name == .term {
                facts.append(
                    "\(key(field)): \(Localized(es: "Nombre del documento", en: "Name of the document")[language])")
            } else if isSection(field.kind) {
                if case .group = field.kind { continue }
                count += 1
                if count < 4 { sections += [""] + section(field) }
            } else if facts.count < 5 {
                facts.append(line(field))
            }
        }
        return ["---"] + facts + ["---"] + sections
    }

    /// An example of a field in the notation that authors use most.
    func lines(_ field: Field) -> [String] { isSection(field.kind) ? section(field) : [line(field)] }

    private static let order: [FieldKey] = [
        .title, .term, .code, .version, .effective, .unit, .parentUnit, .reportsTo, .members, .for,
        .objective, .purpose, .definition,
        .functions, .competencies, .steps, .statements, .items, .rows, .behaviours, .address, .telephones,
        .body,
    ]

    /// Example texts by the key of the field.
    private static let texts: [String: Localized] = [
        "objective": Localized(
            es: "Atender a quien visita el edificio y cuidar sus accesos.",
            en: "Receive whoever visits the building and watch its doors."),
        "education": Localized(es: "Bachillerato completo.", en: "Completed secondary school."),
        "experience": Localized(es: "Un año en un puesto similar.", en: "One year in a similar job."),
        "working-conditions": Localized(es: "Turnos de ocho horas, de pie.", en: "Shifts of eight hours, standing."),
        "when-to-use": Localized(
            es: "Cuando una persona pide ver un documento.", en: "When somebody asks to see a document."),
        "cost": Localized(es: "Gratuito.", en: "Free."),
        "response-time": Localized(es: "En el acto.", en: "At once."),
        "definition": Localized(
            es: "Código que dice dónde está un documento.", en: "Code that says where a document is kept."),
    ]
    private static let task = Localized(es: "Atender las consultas del público.", en: "Answer the public's questions.")
    /// Examples of a first row, for fields whose rows are not tasks.
    private static let rows: [String: Localized] = [
        "required-knowledge": Localized(es: "Normas de archivo.", en: "Rules of archives."),
        "desirable-knowledge": Localized(es: "Restauración de papel.", en: "Restoring paper."),
        "skills": Localized(es: "Explicar con claridad.", en: "Explaining clearly."),
        "competencies-by-family": Localized(es: "Escucha antes de responder.", en: "Listens before answering."),
        "internal-contacts": Localized(es: "Oficina de Personal.", en: "Personnel office."),
        "external-contacts": Localized(es: "Archivo Nacional.", en: "National archive."),
        "committees": Localized(es: "Comité de Archivo.", en: "Archive committee."),
        "steps": Localized(es: "Recibir la solicitud y anotarla.", en: "Take the request and write it down."),
        "escalation": Localized(es: "El documento no aparece.", en: "The document cannot be found."),
        "questions": Localized(es: "¿Cuánto cuesta?", en: "What does it cost?"),
    ]

    /// A code from a list that every site has, for headings among rows; `nil` if forms or documents declare the list.
    private func group(_ column: Field) -> String? {
        guard case .codes("frecuencias") = column.kind else { return nil }
        return Localized(es: "Diaria", en: "Daily")[language]
    }

    private func key(_ field: Field) -> String { field.label[language].lowercased() }

    private func isSection(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows, .group: true
        default: false
        }
    }

    private func line(_ field: Field) -> String { "\(key(field)): \(value(field))" }

    private func value(_ field: Field) -> String {
        switch field.key {
        case .code: "DOC-01"
        case .version: "01"
        case .unit, .parentUnit, .area: Localized(es: "archivo", en: "archive")[language]
        case .class: "03"
        default: KindReference.of(field.kind).example[language]
        }
    }

    private func section(_ field: Field) -> [String] { ["## \(field.label[language])", ""] + content(field) }

    private func content(_ field: Field, _ group: String? = nil) -> [String] {
        switch field.kind {
        case .list:
            return Localized(es: "- Orden\n- Paciencia", en: "- Order\n- Patience")[language].split(separator: "\n")
                .map(String.init)
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
            return lines + ["1. " + (Self.rows[field.id] ?? Self.task)[language]]
        case .group(let members):
            return members.flatMap { ["### \($0.label[language])", ""] + content($0) + [""] }.dropLast()
        default: return [(Self.texts[field.id] ?? KindReference.of(.markdown).example)[language]]
        }
    }
}
