extension Form {
    /// Returns the form without the sections, cells and columns that show hidden fields, and without their labels. A
    /// label above an empty cell would say that the document has nothing to say there.
    ///
    /// - Parameters:
    ///   - type: the type that the form lays out.
    ///   - hides: whether a field is hidden as a whole, by its index in the type.
    /// - Returns: the form without hidden parts.
    package func withoutHidden(of type: DocumentType, _ hides: (Int) -> Bool) -> Form {
        guard type.fields.indices.contains(where: { hides($0) || type.fields[$0].holdsInternal }) else { return self }
        var form = self
        form.sections = sections.compactMap { $0.withoutHidden(of: type, hides) }
        return form
    }
}

extension FormSection {
    /// Returns the section without hidden parts, `nil` if nothing remains.
    fileprivate func withoutHidden(of type: DocumentType, _ hides: (Int) -> Bool) -> FormSection? {
        var section = self
        section.sections = sections.compactMap { $0.withoutHidden(of: type, hides) }
        section.fields = fields.map { row in row.filter { !Self.isHidden($0.path, type, hides) } }
            .filter { !$0.isEmpty }
        var isEmpty = section.fields.isEmpty && !fields.isEmpty
        if let path = field?.path {
            if Self.isHidden(path, type, hides) {
                isEmpty = true
            } else if !columns.isEmpty {
                section.columns = columns.compactMap { $0.withoutHidden(of: Self.columns(at: path, of: type)) }
                isEmpty = section.columns.isEmpty
            }
        }
        guard isEmpty else { return section }
        if section.sections.isEmpty { return nil }
        // The title stays as a heading over the inner sections.
        var heading = FormSection(span: span)
        heading.title = title
        heading.numbering = numbering
        heading.sections = section.sections
        return heading
    }

    private static func isHidden(_ path: [Int], _ type: DocumentType, _ hides: (Int) -> Bool) -> Bool {
        guard let first = path.first, type.fields.indices.contains(first) else { return false }
        if hides(first) { return true }
        guard path.count > 1, case .group(let members) = type.fields[first].kind, members.indices.contains(path[1])
        else { return false }
        return members[path[1]].isInternal
    }

    /// Returns the columns of the rows at a path; empty if the field has no rows.
    private static func columns(at path: [Int], of type: DocumentType) -> [Field] {
        guard let first = path.first, type.fields.indices.contains(first) else { return [] }
        var kind = type.fields[first].kind
        if path.count > 1, case .group(let members) = kind, members.indices.contains(path[1]) {
            kind = members[path[1]].kind
        }
        if case .rows(let rows) = kind { return rows.columns }
        return []
    }
}

extension ColumnPlacement {
    /// Returns the column without hidden parts, `nil` if nothing remains.
    fileprivate func withoutHidden(of columns: [Field]) -> ColumnPlacement? {
        func isHidden(_ column: Int) -> Bool { columns.indices.contains(column) && columns[column].isInternal }
        switch content {
        case .column(let column): return isHidden(column) ? nil : self
        case .number, .entry: return self
        case .stack(let parts):
            let shown = parts.filter { !isHidden($0.column) }
            return shown.isEmpty ? nil : ColumnPlacement(content: .stack(shown), label: label)
        }
    }
}
