import Diagnostics
import OficioSource

extension Form {
    /// Returns the form of a type for which the site declares none: every field in the order of the type, in the view
    /// that suits its kind. On the page of a document, sections of the body follow the author's order
    /// (`AuthorsOrder`).
    package static func builtIn(for type: DocumentType, _ language: Language) -> Form {
        let nowhere = Span.start(of: FileID(-1))
        var form = Form(id: "", type: type.key, file: FileID(-1), span: nowhere)
        form.title = type.name[language].capitalizedFirst
        form.isBuiltIn = true
        var grid: [[FieldPlacement]] = []
        func flush() {
            guard !grid.isEmpty else { return }
            var section = FormSection(span: nowhere)
            section.view = .fieldGrid
            section.fields = grid
            section.empty = .omit
            form.sections.append(section)
            grid = []
        }
        for (index, field) in type.fields.enumerated() where !hidden.contains(field.key) {
            let placement = FieldPlacement(path: [index], label: nil, span: nowhere)
            guard let view = view(for: field.kind, field.key) else {
                grid.append([placement])
                continue
            }
            flush()
            var section = FormSection(span: nowhere)
            section.view = view
            section.title = field.label[language]
            section.empty = .omit
            section.field = FieldPlacement(path: [index], label: "", span: nowhere)
            if case .group(let members) = field.kind {
                section.fields = members.indices.map { [FieldPlacement(path: [index, $0], label: nil, span: nowhere)] }
            }
            if case .rows(let rows) = field.kind {
                section.columns = rows.columns.indices.filter { $0 != rows.groupBy || view != .groups }.map {
                    ColumnPlacement(content: .column($0), label: rows.columns[$0].label[language])
                }
            }
            form.sections.append(section)
        }
        flush()
        return form
    }

    /// The keys of the fields that the page shows beside the sheet.
    private static let hidden: Set<FieldKey> = [.title, .form, .state, .access, .formerIDs, .term]

    /// Returns the view that suits a kind of field, `nil` for a cell of the grid.
    private static func view(for kind: FieldKind, _ key: FieldKey) -> FormView? {
        switch kind {
        case .markdown: .text
        case .list: .list
        case .group: .list
        case .rows(let rows):
            switch key {
            case .competencies: .competencies
            case .log: .log
            case .signatures, .authorisedBy, .reviewedBy, .preparedBy: .signatures
            default: rows.groupBy != nil ? .groups : .table
            }
        case .text, .date, .integer, .percent, .boolean, .duration, .interval, .url, .email, .choice, .codes,
            .references, .codeList:
            nil
        }
    }
}
