import OficioSchema
import OficioSource

/// The labels of a form in the order in which it prints them, for reading a file of that form.
package struct FormLabels: Sendable {
    /// The form that prints the labels.
    package let form: Form
    /// The index of the form in the schema.
    package let formIndex: Int
    /// The document type of the form.
    package let type: DocumentType
    /// All labels of the form, in the order in which it prints them.
    package private(set) var all: [FormLabel] = []
    /// The sections of the form. A nested section follows the section that holds it.
    package private(set) var sections: [FormSection] = []
    /// Indices of labels in ``all``, by folded text.
    package private(set) var byName: [String: [Int]] = [:]
    /// The code lists, by field and column. The column is nil for a field of codes.
    package private(set) var lists: [ListUse: CodeList] = [:]
    /// The lines of running headers and footers without placeholders, folded.
    package private(set) var fixedLines: Set<String> = []
    /// The indices of the sections of signatures whose field has no label.
    package private(set) var signatures: [Int] = []

    /// The place at which a form uses a code list.
    package struct ListUse: Hashable, Sendable {
        /// The index of the field in its type.
        package let field: Int
        /// The index of the column; nil for a field of codes.
        package let column: Int?
    }

    /// Collects the labels of a form. A built-in form gets every name of every field.
    package init(_ form: Form, index: Int, _ type: DocumentType) {
        self.form = form
        formIndex = index
        self.type = type
        readRunning(form.header)
        readRunning(form.footer)
        form.sections.forEach { add($0) }
        for other in form.otherLabels { learn(other) }
        if form.isBuiltIn { addNames() }
        for label in all { byName[label.folded, default: []].append(label.index) }
    }

    /// The labels by which a form is recognized: those of fields, columns, titles and contents,
    /// without other names.
    package var distinctive: [FormLabel] {
        all.filter { label in
            switch label.target {
            case .title, .field, .column, .contents: !label.isSynonym && !label.isLearned
            case .pseudoColumn, .text, .blank, .pageNumber: false
            }
        }
    }

    /// Whether the form prints a manual, which is made of other documents.
    package var hasMembers: Bool { sections.contains { $0.view == .members } }

    /// Whether the documents of the form are manuals, with a form of a manual or without one.
    var isManual: Bool { hasMembers || type.key == .manual }

    /// Whether the form itself has sections for signatures or the log, or its type has neither.
    var readsOwnControl: Bool {
        if !type.isControlled || hasMembers { return true }
        if form.isBuiltIn { return false }
        return sections.contains { section in
            [.signatures, .log].contains(section.view)
                || section.field.map { type.fields[$0.path[0]].key == .log } ?? false
        }
    }

    /// The index of the field that a section shows as members, or in which a manual without a form lists them; nil if
    /// there is none.
    package var members: Int? {
        sections.first { $0.view == .members }?.field?.path.first ?? (isManual ? type.field(.members) : nil)
    }

    // MARK: Building

    private mutating func append(_ text: String, _ target: FormLabel.Target, section: Int, headsSection: Bool = false)
        -> Int?
    {
        let bare = LabelText.bare(text)
        guard !bare.folded.isEmpty else { return nil }
        var label = FormLabel(index: all.count, text: bare, folded: bare.folded, target: target, section: section)
        label.headsSection = headsSection
        all.append(label)
        return label.index
    }

    private mutating func add(_ section: FormSection) {
        let index = sections.count
        sections.append(section)
        bind(section)
        switch section.view {
        case .contents:
            _ = append(section.title, .contents, section: index, headsSection: true)
            for column in section.columns { _ = append(column.label, .contents, section: index) }
        case .legend:
            _ = append(section.title, .text, section: index, headsSection: true)
            for (_, label) in section.legend { _ = append(label, .text, section: index) }
        case .receipt:
            _ = append(section.title, .blank, section: index, headsSection: true)
            for label in section.blanks.flatMap(\.self) { _ = append(label, .blank, section: index) }
        default: addFields(of: section, index)
        }
        // Text between a title and its first subtitle belongs to the title.
        if let first = section.sections.first, first.title.isEmpty, first.view == .text, let path = first.field?.path,
            let title = all.last(where: { $0.section == index && $0.headsSection })
        {
            all[title.index].followers.append(path)
        }
        section.sections.forEach { add($0) }
    }

    private mutating func addFields(of section: FormSection, _ index: Int) {
        if !section.text.isEmpty { _ = append(section.text, .text, section: index) }
        var isGroup = false
        if let path = section.field?.path, path.count == 1, case .group = type.fields[path[0]].kind { isGroup = true }
        var last: Int?
        if let field = section.field, !isGroup {
            last = append(section.title, .field(field.path), section: index, headsSection: true)
            if let label = field.label, let own = append(label, .field(field.path), section: index) {
                last = last ?? own
            }
            if last == nil, section.view == .signatures { signatures.append(index) }
        } else {
            last = append(section.title, .title, section: index, headsSection: true)
        }
        for placement in section.fields.flatMap(\.self) {
            let text = placement.label ?? name(of: placement.path)
            if let own = append(text, .field(placement.path), section: index) {
                last = own
            } else if let last {
                all[last].followers.append(placement.path)
            }
        }
        if let field = section.field?.path.first { addColumns(of: section, field: field, index) }
    }

    private mutating func addColumns(of section: FormSection, field: Int, _ index: Int) {
        for column in section.columns {
            let lines = column.label.split(separator: "\n").map(String.init)
            switch column.content {
            case .column(let place):
                if let first = lines.first { _ = append(first, .column(field: field, column: place), section: index) }
                for rest in lines.dropFirst() { _ = append(rest, .pseudoColumn(field: field), section: index) }
            case .number, .entry:
                if let first = lines.first { _ = append(first, .pseudoColumn(field: field), section: index) }
            case .stack(let parts):
                if let first = lines.first {
                    _ = append(first, .column(field: field, column: parts.first?.column ?? 0), section: index)
                }
                for part in parts {
                    if let label = part.label {
                        _ = append(label, .column(field: field, column: part.column), section: index)
                    }
                }
            }
        }
    }

    private mutating func bind(_ section: FormSection) {
        guard let field = section.field?.path.first else { return }
        for (column, name) in section.lists {
            guard let list = form.list(named: name) else { continue }
            var place: Int?
            if case .rows(let rows) = type.fields[field].kind {
                place = rows.column(named: column) ?? rows.columns.place(of: column)
            }
            lists[ListUse(field: field, column: place)] = list
        }
    }

    private func name(of path: [Int]) -> String {
        let field = type.fields[path[0]]
        guard path.count > 1, case .group(let members) = field.kind else { return field.label.spanish }
        return members[path[1]].label.spanish
    }

    /// Reads a running header or footer. `FOLIO {folio}` is the label of a field,
    /// `NÚMERO DE PÁGINA {página}` that of a page number; other lines are fixed.
    private mutating func readRunning(_ text: RunningText) {
        for line in [text.left, text.center, text.right].flatMap({ $0.split(separator: "\n").map(String.init) }).map({
            withFormFacts($0)
        }) {
            guard let open = line.firstIndex(of: "{"), let close = line[open...].firstIndex(of: "}") else {
                fixedLines.insert(line.folded)
                continue
            }
            let name = String(line[line.index(after: open)..<close]).folded
            let label = String(line[..<open])
            if ["pagina", "page"].contains(name) {
                _ = append(label, .pageNumber, section: -1)
            } else if let field = type.field(named: name) {
                _ = append(label, .field([field]), section: -1)
            }
        }
    }

    /// Returns a running line with its placeholders for facts of the form filled in: *Formato {formato.código},
    /// versión {formato.versión}*.
    private func withFormFacts(_ line: String) -> String {
        var line = line
        for (names, value) in [
            (["formato.código", "form.code"], form.control.code),
            (["formato.versión", "form.version"], form.control.version),
        ] where !value.isEmpty {
            for name in names { line = line.replacing("{\(name)}", with: value) }
        }
        return line
    }

    /// Adds another name that a person has confirmed, with the meaning of the label that the form
    /// prints.
    private mutating func learn(_ other: OtherLabel) {
        let own = all.first { $0.target == .field(other.path) }
        guard let place = append(other.text, .field(other.path), section: own?.section ?? -1) else { return }
        all[place].isLearned = true
        all[place].followers = own?.followers ?? []
    }

    /// Adds every name of every field, for types that have no form of their own.
    private mutating func addNames() {
        for (index, field) in type.fields.enumerated() {
            let names =
                [field.label.spanish, field.label.english] + field.spellings
                + field.others.filter { !$0.isBeginning }.map(\.spelling)
            var seen: Set<String> = Set(all.filter { $0.target == .field([index]) }.map(\.folded))
            for name in names where seen.insert(name.folded).inserted {
                if let place = append(name, .field([index]), section: -1) { all[place].isSynonym = true }
            }
            if case .rows(let rows) = field.kind,
                let section = sections.firstIndex(where: { $0.field?.path == [index] })
            {
                for (place, column) in rows.columns.enumerated() {
                    for name in column.spellings {
                        if let label = append(name, .column(field: index, column: place), section: section) {
                            all[label].isSynonym = true
                        }
                    }
                }
            }
            if case .group(let members) = field.kind {
                for (place, member) in members.enumerated() {
                    for name in [member.label.spanish] + member.spellings {
                        if let label = append(name, .field([index, place]), section: -1) {
                            all[label].isSynonym = true
                        }
                    }
                }
            }
        }
    }
}
