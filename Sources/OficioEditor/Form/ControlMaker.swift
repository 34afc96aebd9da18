import Diagnostics
import OficioEditing
import OficioSchema
import OficioSource

/// Makes the controls of a type's fields with the values of a source.
struct ControlMaker {
    let editor: SourceEditor
    let record: Int?
    let type: DocumentType
    let form: Form
    let index: FormIndex
    let schema: Schema
    var language: Language { schema.language }

    init(_ editor: SourceEditor, record: Int?, _ type: DocumentType, _ form: Form, _ schema: Schema) {
        self.editor = editor
        self.record = record
        self.type = type
        self.form = form
        index = FormIndex(form, type)
        self.schema = schema
    }

    /// Returns the controls of a field, or of one member of a group. A whole group gives one control for each member,
    /// or a single text control if the source writes the group as one text.
    func controls(_ place: [Int], label: String? = nil) -> [FormControl] {
        let field = type.fields[place[0]]
        guard case .group(let members) = field.kind else {
            return [control(field, [field.id], label, codes: { index.list(field: place[0], column: $0) })]
        }
        let whole = FieldPath(field.id, inRecord: record)
        // If the source writes the group as one text, show it as one text.
        if case .text(let text, _)? = editor.content(of: whole), !text.isEmpty,
            members.allSatisfy({ editor.content(of: FieldPath([field.id, $0.id], inRecord: record)) == nil })
        {
            return [
                FormControl(
                    path: whole, name: field.id, label: shownLabel(label, field), help: help(field), kind: .text,
                    text: text)
            ]
        }
        let chosen = place.count > 1 ? [members[place[1]]] : members
        return chosen.map { member in
            control(member, [field.id, member.id], place.count > 1 ? label : nil, codes: { _ in nil })
        }
    }

    /// All sections of the source with a heading and text, as text controls; empty for a record of a collection.
    /// `ControlOwnership` then removes those that hold a field.
    var sections: [FormControl] {
        guard record == nil, type.keepsExtra || editor.path.hasSuffix(".md") else { return [] }
        return editor.sections.compactMap { path in
            guard let range = editor.range(of: path), editor.bytes[range.lowerBound] == UInt8(ascii: "#"),
                case .text(let text, _)? = editor.content(of: path)
            else { return nil }
            return FormControl(
                path: path, name: "## " + path.names[0], label: path.names[0],
                help: Localized(es: "Sección propia del documento.", en: "A section of the document's own.")[language],
                kind: .text, text: text)
        }
    }

    private func shownLabel(_ label: String?, _ field: Field) -> String {
        var words = (label ?? "").replacing("\n", with: " ").trimmedSpaces
        while words.hasSuffix(":") { words = String(words.dropLast()).trimmedSpaces }
        return words.isEmpty ? field.label[language] : words
    }

    /// Returns the help of a field: its description from `oficio explain`, or words for the form if that description
    /// shows source notation; empty for a text field.
    private func help(_ field: Field) -> String {
        switch field.kind {
        case .rows(let rows):
            let columns = rows.columns.map { $0.label[language].lowercased() }.joined(separator: ", ")
            return Localized(es: "Una fila para cada uno: \(columns).", en: "A row for each: \(columns).")[language]
        case .list:
            return Localized(es: "Un texto en cada fila.", en: "A text in each row.")[language]
        case .codes:
            return Localized(
                es: "Códigos de la lista, separados por espacios.", en: "Codes of the list, separated by spaces.")[
                    language]
        case .references(let reference):
            let names = reference.types.compactMap { key in schema.types.first { $0.key == key }?.name[language] }
            let or = Localized(es: " o ", en: " or ")[language]
            let any = Localized(es: "documento", en: "document")[language]
            let what = names.isEmpty ? any : names.joined(separator: or)
            return Localized(
                es: "Escriba parte del nombre o del código y elija de la lista: \(what).",
                en: "Type part of the name or the code and choose from the list: \(what).")[language]
        case .text: return ""
        default: return KindReference.of(field.kind).what[language].capitalizedFirst + "."
        }
    }

    private func control(
        _ field: Field, _ names: [String], _ label: String?, codes: (Int?) -> CodeList?
    ) -> FormControl {
        let name = FieldPath(names, inRecord: record)
        let path = editor.exactPath(name)
        var content = editor.content(of: path)
        // Ignore an example from the template, because it is not a value.
        let example = content?.text.flatMap(TemplateExample.words)
        if example != nil { content = nil }
        let items = editor.items(of: path)
        var control = FormControl(
            path: path, name: FormControl.name(name), label: shownLabel(label, field), help: help(field),
            kind: kind(field, path, content, items, codes))
        if let example {
            control.hasExample = true
            control.help += (control.help.isEmpty || example.isEmpty ? "" : " ") + example
        }
        switch control.kind {
        case .grid:
            control.items = items
            control.groups = editor.groups(of: path)
            control = withGroupColumn(control)
        case .line, .date, .text: control.text = content?.text ?? ""
        case .fixed: control.text = content.map(Self.words) ?? ""
        case .shared: break
        }
        return control
    }

    /// Returns a grid with a column for the headings above its rows: the column of the type that the headings fill,
    /// otherwise an additional column. If no headings group the rows, returns the grid without headings and without
    /// such a column.
    private func withGroupColumn(_ grid: FormControl) -> FormControl {
        let headings = editor.groupHeadings(of: grid.path)
        var columns = grid.columns
        let filled = columns.firstIndex { column in
            column.isGroup && zip(grid.items, grid.groups).allSatisfy { $1 == nil || column.text(of: $0) == $1 }
        }
        let isGrouped =
            grid.groups.contains { $0 != nil } || grid.items.isEmpty && !headings.isEmpty && filled != nil
        for place in columns.indices { columns[place].isGroup = isGrouped && place == filled }
        if isGrouped, filled == nil {
            let label = Localized(es: "Bajo el título", en: "Below the heading")[language]
            columns.append(
                GridColumn(
                    id: GridColumn.heading, label: label, suggestions: "titulos-" + grid.name, isLong: false,
                    isList: false, isMain: false, isGroup: true))
        }
        return grid.with(columns, headings: isGrouped ? headings : [])
    }

    /// Returns the kind of a control, which depends on the kind of the field unless the value is written in another
    /// shape.
    private func kind(
        _ field: Field, _ path: FieldPath, _ content: Content?, _ items: [Content], _ codes: (Int?) -> CodeList?
    ) -> FormControl.Kind {
        switch content {
        case .members?: return .fixed
        case .text(let text, _)? where !text.isEmpty && items.isEmpty:
            // Show a text control if the field should have items but the source has text, or if the text has several
            // lines.
            if text.contains("\n") || Self.isItemed(field.kind) { return .text }
        case .list(let all, _)?:
            if all.contains(where: { if case .list = $0 { true } else { false } }) { return .fixed }
            if !items.isEmpty, !Self.isItemed(field.kind) { return .grid([plainColumn(field, codes)]) }
            if items.isEmpty, !Self.isItemed(field.kind) { return .fixed }
        default: break
        }
        switch field.kind {
        case .text, .integer, .percent, .duration, .interval, .url, .email: return .line(suggestions: nil)
        case .boolean: return .line(suggestions: "si-no")
        case .choice, .codes: return .line(suggestions: suggestions(field, codes(nil)))
        case .date: return .date
        case .markdown: return .text
        case .references(let reference):
            if case .text? = content, items.count == 1, !reference.isMany {
                return .line(suggestions: suggestions(field, nil))
            }
            return reference.isMany || items.count > 1
                ? .grid([plainColumn(field, codes)]) : .line(suggestions: suggestions(field, nil))
        case .list: return .grid([plainColumn(field, codes)])
        case .rows(let rows):
            let columns = columns(rows, items, codes)
            return .grid(items.isEmpty ? inPrintedOrder(columns, of: field, rows) : columns)
        case .group, .codeList: return .fixed
        }
    }

    private static func isItemed(_ kind: FieldKind) -> Bool {
        switch kind {
        case .list, .rows: true
        case .references(let reference): reference.isMany
        default: false
        }
    }

    private func plainColumn(_ field: Field, _ codes: (Int?) -> CodeList?) -> GridColumn {
        var isLong = false
        if case .list = field.kind { isLong = true }
        return GridColumn(
            id: "text", label: field.label[language], suggestions: suggestions(field, codes(nil)), isLong: isLong,
            isList: false, isMain: true)
    }

    private func columns(_ rows: RowType, _ items: [Content], _ codes: (Int?) -> CodeList?) -> [GridColumn] {
        var columns = rows.columns.enumerated().map { place, column in
            var isLong = place == rows.main || place == rows.children
            switch column.kind {
            case .markdown: isLong = true
            // Use a short control, because the person chooses a name or a code from a list.
            case .references, .choice, .codes: isLong = false
            default: break
            }
            return GridColumn(
                id: column.id, label: column.label[language],
                suggestions: suggestions(column, codes(place)) ?? catalogueListName(column, rows),
                isLong: isLong, isList: place == rows.children, isMain: place == rows.main,
                isGroup: place == rows.groupBy)
        }
        // The source may have columns that the type does not declare.
        for case .members(let members, _) in items {
            for member in members where member.name != "id" && !columns.contains(where: { $0.id == member.name }) {
                columns.append(
                    GridColumn(
                        id: member.name, label: member.name, suggestions: nil, isLong: false, isList: false,
                        isMain: false))
            }
        }
        return columns
    }

    /// Returns the columns in the order in which the document's form prints them, with `isPrinted` set. Columns that
    /// the form does not print come last.
    private func inPrintedOrder(_ columns: [GridColumn], of field: Field, _ rows: RowType) -> [GridColumn] {
        func sections(_ all: [FormSection]) -> [FormSection] { all.flatMap { [$0] + sections($0.sections) } }
        let placed = sections(form.sections).first { section in
            section.field.map { type.fields[$0.path[0]].id == field.id } ?? false
        }
        var printed: [Int] = []
        for column in placed?.columns ?? [] {
            switch column.content {
            case .column(let place): printed.append(place)
            case .stack(let stack): printed += stack.map(\.column)
            case .number, .entry: break
            }
        }
        printed = printed.filter { columns.indices.contains($0) }
        // A column that the form prints as headings is a printed column.
        if !printed.isEmpty, let group = rows.groupBy, !printed.contains(group) { printed.append(group) }
        let rest = columns.indices.filter { !printed.contains($0) }
        return printed.map { place in
            var column = columns[place]
            column.isPrinted = true
            return column
        } + rest.map { columns[$0] }
    }

    /// Returns the name of the list of suggestions for a field or a column; `nil` if there is none.
    private func suggestions(_ field: Field, _ codes: CodeList?) -> String? {
        switch field.kind {
        case .boolean: return "si-no"
        case .references(let reference):
            return "ref" + reference.types.map { "-" + $0.text }.joined()
        case .choice(let name), .codes(let name):
            if let codes { return "codigos-" + codes.name }
            return name == Frequencies.name ? "codigos-frecuencias" : nil
        default: return nil
        }
    }

    /// Returns the name of the list of a catalogue's values for a text column of rows that name entries of the
    /// catalogue, such as the level of a competency; `nil` for other columns.
    private func catalogueListName(_ column: Field, _ rows: RowType) -> String? {
        guard case .text = column.kind, rows.columns.indices.contains(rows.main),
            case .references(let reference) = rows.columns[rows.main].kind
        else { return nil }
        for type in schema.types where reference.types.contains(type.key) {
            for field in type.fields where field.kind.rowType.columns.contains(where: { $0.id == column.id }) {
                return SuggestionLists.name(ofColumn: column.id, of: field.id, of: type.id)
            }
        }
        return nil
    }

    /// Returns a value as text, for a field that the form cannot change.
    static func words(_ content: Content) -> String {
        switch content {
        case .text(let text, _): text
        case .list(let items, _): items.map { words($0).replacing("\n", with: "; ") }.joined(separator: "\n")
        case .members(let members, _):
            members.map { "\($0.name): \(words($0.content).replacing("\n", with: "; "))" }.joined(separator: "\n")
        }
    }
}
