import OficioSource

/// What decoding asks of a form: the fields that its labels name, and the code lists of its columns.
package struct FormIndex: Sendable {
    /// Paths by folded label; only labels that name one field.
    private var labels: [String: [Int]] = [:]
    private var lists: [Int: [(column: Int?, list: CodeList)]] = [:]
    private var columnLabels: [Int: [String: Int]] = [:]
    /// Titles of the sections of one field each, by field.
    private var fieldTitles: [Int: String] = [:]
    /// Folded titles of sections over several fields.
    private var titles: Set<String> = []

    package init(_ form: Form, _ type: DocumentType) {
        var ambiguous: Set<String> = []
        var paths: [String: [Int]] = [:]
        func add(_ label: String, _ path: [Int]) {
            let key = label.folded
            if key.isEmpty { return }
            if let known = paths[key], known != path { ambiguous.insert(key) }
            paths[key] = path
        }
        func visit(_ section: FormSection) {
            if let field = section.field {
                add(section.title, field.path)
                let index = field.path[0]
                if field.path.count == 1, !section.title.isEmpty { fieldTitles[index] = section.title.replacing("\n", with: " ") }
                for (column, name) in section.lists {
                    guard let list = form.list(named: name) else { continue }
                    var place: Int?
                    if case .rows(let rows) = type.fields[index].kind { place = rows.column(named: column) }
                    lists[index, default: []].append((place, list))
                }
                for column in section.columns {
                    if case .column(let place) = column.content, !column.label.folded.isEmpty {
                        columnLabels[index, default: [:]][column.label.folded] = place
                    }
                }
            }
            if section.field == nil, section.fields.flatMap(\.self).count + section.sections.count > 1 { titles.insert(section.title.folded) }
            for placement in section.fields.flatMap(\.self) {
                if let label = placement.label { add(label, placement.path) }
            }
            section.sections.forEach(visit)
        }
        form.sections.forEach(visit)
        for key in ambiguous { paths[key] = nil }
        labels = paths
    }

    /// The field that only one label of the form names.
    package func path(labelled folded: String) -> [Int]? { labels[folded] }

    /// The title that the form prints over a field; `nil` where it prints none of its own.
    package func title(of field: Int) -> String? { fieldTitles[field] }

    /// Whether a folded heading is the title of a section over several fields.
    package func isTitle(_ folded: String) -> Bool { titles.contains(folded) }

    /// The list of a column of a field; of the field itself where it is no rows.
    package func list(field: Int, column: Int?) -> CodeList? {
        guard let bound = lists[field] else { return nil }
        return bound.first { $0.column == column }?.list
    }

    /// The column that a label of the form names.
    package func column(field: Int, labelled folded: String) -> Int? { columnLabels[field]?[folded] }
}
