import OficioSchema
import OficioSource

// Reads tables that no form prints: crosses under frequencies and levels, essential and desirable requirements.
extension OutlineReader {
    /// Reads a table below the label of a field by its own headings; returns `false` if no field is open, if the
    /// table begins a region of the form, or if the headings do not show what the rows are.
    mutating func walkCrosses(_ grid: Grid) -> Bool {
        guard let (form, path) = openField, !startsRegion(grid) else { return false }
        let labels = labels.forms[form]
        var label = ""
        if let open, case .labelled(let labelled) = found[open] { label = outline.text(of: labelled.hit.stretch) }
        if let table = RequirementTable(grid, labels, opener: path, label: label) {
            close(with: .fields(form: form, table.fields))
            for stretch in table.labels { assignFates(stretch, .label) }
            for stretch in table.marks { assignFates(stretch, .mark) }
            return true
        }
        var opener: (Int, String)?
        if let path, path.count == 1, case .rows = labels.type.fields[path[0]].kind { opener = (path[0], label) }
        guard let table = CrossTable(grid, labels, index: form, opener: opener) else { return false }
        for stretch in table.labels { assignFates(stretch, .label) }
        if case .loose(let heading, true)? = found.last, heading.count == 1,
            names(outline.text(of: heading[0]), table.region.field, labels)
        {
            assignFates(heading[0], .label)
            found.removeLast()
        }
        close(with: .region(table.region))
        if !table.loose.isEmpty { found.append(.loose(table.loose, isHeading: false)) }
        return true
    }

    /// Adds a table with headings that the form does not know to the open label. Without an open label, the
    /// text of the table belongs to no label.
    mutating func addForeign(_ grid: Grid) {
        let stretches = grid.table.rows.joined().flatMap { grid.stretches($0) }
        if let open, case .labelled(var labelled) = found[open], case .field(let path) = labels[labelled.label].target,
            case .markdown = ValueReader.kind(path, labels.forms[labelled.label.form].type)
        {
            labelled.stretches += stretches
            found[open] = .labelled(labelled)
            return
        }
        open = nil
        found.append(.loose(stretches, isHeading: false))
    }

    /// The form of the document that a table belongs to, with the field whose label stands before the table, if one
    /// does; nil if the table belongs to no document.
    private var openField: (form: Int, path: [Int]?)? {
        if let open, case .labelled(let labelled) = found[open] {
            guard case .field(let path) = labels[labelled.label].target else { return (labelled.label.form, nil) }
            return (labelled.label.form, path)
        }
        let last = found.last { found in
            switch found {
            case .labelled, .region, .fields: true
            case .loose, .signatures: false
            }
        }
        switch last {
        case .labelled(let labelled)?: return (labelled.label.form, nil)
        case .region(let region)?: return (region.form, nil)
        case .fields(let form, _)?: return (form, nil)
        default: return labels.forms.count == 1 ? (0, nil) : nil
        }
    }

    /// Whether a heading names a field of rows in other words: *Matriz de competencias*.
    private func names(_ text: String, _ field: Int, _ form: FormLabels) -> Bool {
        let names = LabelText.candidates(text)
        if names.contains(where: { form.type.field(beginning: $0) == field }) { return true }
        let words = Set(names.flatMap { $0.split(separator: " ").map(String.init) })
        let known = form.type.fields[field]
        return words.contains(known.label.spanish.folded) || words.contains(known.label.english.folded)
    }

    /// Whether a row of a table heads columns that the form prints.
    private func startsRegion(_ grid: Grid) -> Bool {
        let finder = RegionFinder(self, grid)
        return grid.table.rows.indices.prefix(3).contains { finder.start(at: $0, current: nil) != nil }
    }

    private mutating func close(with item: Found) {
        found.append(item)
        open = nil
    }
}
