import OficioSource

/// Finds the fields that a form's labels name, and the code lists of its columns. Decoding uses it.
package struct FormIndex: Sendable {
    /// Field paths by folded label, without the labels that name several fields.
    private var labels: [String: [Int]] = [:]
    private var lists: [Int: [(column: Int?, list: CodeList)]] = [:]
    private var columnLabels: [Int: [String: Int]] = [:]
    /// Titles of the sections that show one field each, by the field's index.
    private var fieldTitles: [Int: String] = [:]
    /// Folded titles of the sections that show several fields.
    private var titles: Set<String> = []
    /// The title of the first section that shows facts; `nil` if no such section has one.
    package private(set) var boxTitle: String?

    /// Indexes a form that lays out `type`.
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
                if field.path.count == 1, !section.title.isEmpty {
                    fieldTitles[index] = section.title.replacing("\n", with: " ")
                }
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
            if section.field == nil, section.fields.flatMap(\.self).count + section.sections.count > 1 {
                titles.insert(section.title.folded)
            }
            if boxTitle == nil, section.view == .fieldGrid, !section.title.isEmpty {
                boxTitle = section.title.replacing("\n", with: " ")
            }
            for placement in section.fields.flatMap(\.self) {
                if let label = placement.label { add(label, placement.path) }
            }
            section.sections.forEach(visit)
        }
        form.sections.forEach(visit)
        for key in ambiguous { paths[key] = nil }
        labels = paths
    }

    /// Returns the path of the field that a folded label names, `nil` if it names none or several.
    package func path(labelled folded: String) -> [Int]? { labels[folded] }

    /// Returns the title that the form prints over a field, `nil` if no section shows that field alone under a title.
    package func title(of field: Int) -> String? { fieldTitles[field] }

    /// Whether a folded heading is the title of a section that shows several fields.
    package func isTitle(_ folded: String) -> Bool { titles.contains(folded) }

    /// Returns the code list of a column of a field, or of the field itself if `column` is `nil`; `nil` if the form
    /// binds none.
    package func list(field: Int, column: Int?) -> CodeList? {
        guard let bound = lists[field] else { return nil }
        return bound.first { $0.column == column }?.list
    }

    /// Returns the index of the column of a field that a folded label of the form names, `nil` if it names none.
    package func column(field: Int, labelled folded: String) -> Int? { columnLabels[field]?[folded] }
}
