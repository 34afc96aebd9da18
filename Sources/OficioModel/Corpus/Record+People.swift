import Diagnostics
import OficioSchema
import OficioSource

/// Removes people's names from records: the names in rows that give a name and a role, and, from fields that ask for a
/// post or a person, all words that name nothing on the site.
struct PeopleFilter {
    /// The place where readers see the filtered record.
    enum Place {
        /// The filtered record is shown on the document's page. The filter keeps names in its text, but removes the
        /// names of people who sign it or answer for it.
        case page
        /// The filtered record is shown in tables, data files and the index. The filter removes everything that may
        /// be a name.
        case lists
    }

    let schema: Schema
    let place: Place
    /// Returns the words to show for a reference or a plain text, `nil` if nothing on the site has the name.
    let known: (_ target: String, _ isPath: Bool, _ file: FileID) -> String?

    /// Returns the record without the names of people in some of its fields.
    ///
    /// - Parameters:
    ///   - record: the record to filter.
    ///   - stamp: the fingerprint of the result; 0 if no cache uses it.
    ///   - isChosen: whether to filter the field with an identifier.
    /// - Returns: the record itself if no field may name people.
    func filtered(_ record: Record, stamp: UInt64 = 0, in isChosen: (String) -> Bool = { _ in true }) -> Record {
        let declared = schema.types[record.type].fields
        var isChanged = false
        let fields = record.fields.compactMap { field -> FieldValue? in
            let type = declared[field.field]
            guard isChosen(type.id), mayName(type) else { return field }
            isChanged = true
            return value(field.value, type, isTop: true, record.file).map(field.with)
        }
        if !isChanged { return record }
        let kept = Set(fields.map(\.field))
        let headCount = record.fields[..<record.headCount].count { kept.contains($0.field) }
        return Record(
            type: record.type, id: record.id, form: record.form, file: record.file, span: record.span,
            title: record.title, fields: fields,
            extra: record.extra, isBroken: record.isBroken, permitted: record.permitted,
            internalFields: record.internalFields,
            recordedInternalFields: record.recordedInternalFields, stamp: stamp, head: (headCount, stamp))
    }

    // MARK: Fields

    /// Whether a field, or a field inside it, may name people.
    private func mayName(_ field: Field) -> Bool {
        switch field.kind {
        case .rows(let rows):
            rows.nameColumn != nil || rows.columns.contains { isOpen($0, isTop: false) || mayName($0) && isDeep($0) }
        case .group(let members): members.contains { isOpen($0, isTop: false) || mayName($0) && isDeep($0) }
        case .text, .markdown, .list, .integer, .email, .references, .date, .percent, .boolean, .duration, .interval,
            .url, .choice, .codes, .codeList:
            isOpen(field, isTop: true)
        }
    }

    /// Whether values of a field contain fields, as rows and groups do.
    private func isDeep(_ field: Field) -> Bool {
        switch field.kind {
        case .rows, .group: true
        default: false
        }
    }

    /// Whether to remove words that name nothing on the site from a field; false for rows and groups, whose inner
    /// fields are checked one by one.
    private func isOpen(_ field: Field, isTop: Bool) -> Bool {
        switch field.kind {
        // Add a new kind of free text to the first case. Otherwise a public build would show personal data.
        case .text, .markdown, .list, .integer, .email:
            field.mayNamePeople && (isTop || place == .lists || field.isPersonal)
        case .references(let kind):
            // The person that a step or a callout addresses is part of the document's text, and stays on its page.
            place == .page
                ? kind.allowsText && field.mayNamePeople && (isTop || field.isPersonal)
                : field.mayNamePeople || kind.types.contains { $0 == .job || $0 == .unit }
        // Values of these kinds name nobody, unless the site marks the field: `fecha persona` for a date of birth.
        case .date, .percent, .boolean, .duration, .interval, .url, .choice, .codes, .codeList: field.isPersonal
        case .rows, .group: false
        }
    }

    // MARK: Values

    private func value(_ value: Value, _ field: Field, isTop: Bool, _ file: FileID) -> Value? {
        switch (value, field.kind) {
        case (.rows(let rows), .rows(let type)): return .rows(self.rows(rows, type, file))
        case (.group(let members), .group(let fields)):
            return .group(
                members.compactMap { member in
                    self.value(member.value, fields[member.field], isTop: false, file).map {
                        FieldValue(field: member.field, value: $0, span: member.span)
                    }
                })
        case (.notApplicable, _), (.rows, _), (.group, _): return value
        default: return isOpen(field, isTop: isTop) ? withoutPeopleNames(value, file) : value
        }
    }

    private func rows(_ rows: Rows, _ type: RowType, _ file: FileID) -> Rows {
        var result = rows
        result.rows = rows.rows.map { row in
            let isNamed = type.nameColumn.flatMap { row[$0] } != nil
            var cells = row.cells.compactMap { cell -> FieldValue? in
                if cell.field == type.nameColumn { return nil }
                let column = type.columns[cell.field]
                // With a name beside it, a role is a post; without one, it may be the name of the person who signs.
                let isRole = type.nameColumn != nil && column.columnKey == .role
                let left =
                    isRole
                    ? isNamed ? cell.value : withoutPeopleNames(cell.value, file)
                    : value(cell.value, column, isTop: false, file)
                return left.map { FieldValue(field: cell.field, value: $0, span: cell.span) }
            }
            // Also remove personal data beside a removed name, such as a telephone or an address.
            if cells.count < row.cells.count { cells.removeAll { type.columns[$0.field].isNamedAsPersonal } }
            // The row's id may be made of the removed words.
            let gone = row.cells.filter { cell in
                !cells.contains { $0.field == cell.field && $0.value.plain == cell.value.plain }
            }
            let revealsName = gone.contains { !$0.value.plain.isEmpty && row.id.hasPrefix(RowIDs.slug($0.value.plain)) }
            return Row(
                id: revealsName ? RowIDs.slug(cells.first?.value.plain ?? "") : row.id, cells: cells,
                continued: row.continued, group: row.group,
                span: row.span)
        }
        result.recorded = nil
        return result
    }

    /// Returns the value without people's names, `nil` if nothing remains.
    private func withoutPeopleNames(_ value: Value, _ file: FileID) -> Value? {
        switch value {
        case .references(let references):
            let left = references.compactMap { reference -> Reference? in
                guard let words = known(reference.target, reference.isPath, file) else { return nil }
                let isPlain = !reference.hasContext && reference.label == nil
                return Reference(
                    target: reference.target, isPath: reference.isPath, isOptional: reference.isOptional,
                    text: isPlain ? reference.text : Text(words, span: reference.text.span), hasContext: false,
                    label: nil)
            }
            return left.isEmpty ? nil : .references(left)
        case .text(let text): return self.text(text, file).map { .text($0) }
        case .blocks(let blocks):
            guard let text = self.text(of: blocks, file) else { return nil }
            return .blocks([.paragraph(text)])
        case .list(let items):
            let left = items.compactMap { item in
                text(of: item.blocks, file).map {
                    ListItem(id: RowIDs.slug($0.plain), blocks: [.paragraph($0)], span: item.span)
                }
            }
            return left.isEmpty ? nil : .list(left)
        case .notApplicable: return value
        // Values of these kinds may be a telephone, an identity number or a date of birth.
        case .integer, .date, .percent, .boolean, .duration, .codes, .codeList, .rows, .group: return nil
        }
    }

    private func text(of blocks: [Block], _ file: FileID) -> Text? {
        var texts: [Text] = []
        blocks.forEachText { texts.append($0) }
        let left = texts.compactMap { text($0, file) }
        if left.count == 1 { return left[0] }
        return left.first.map { Text(left.map(\.plain).joined(separator: ", "), span: $0.span) }
    }

    /// Returns the whole text if it is a name on the site, or else the titles of the records that it links to; `nil` if
    /// there are none.
    private func text(_ text: Text, _ file: FileID) -> Text? {
        let plain = text.plain.trimmedASCII
        if known(plain, false, file) != nil { return text }
        var titles: [String] = []
        func search(_ inlines: [Inline]) {
            for inline in inlines {
                switch inline {
                case .reference(let target, _): titles += [known(target, false, file)].compactMap(\.self)
                case .link(let destination, _, _) where LinkTarget(destination).isRelativePath:
                    titles += [known(destination, true, file)].compactMap(\.self)
                case .emphasis(let inside), .strong(let inside), .strikethrough(let inside), .link(_, _, let inside):
                    search(inside)
                case .text, .code, .image, .softBreak, .lineBreak: break
                }
            }
        }
        search(text.inlines ?? References.split(text.source))
        return titles.isEmpty ? nil : Text(titles.joined(separator: ", "), span: text.span)
    }
}

extension Record {
    /// Returns the posts of the people who sign, taken from rows that give a role and a name.
    package func posts(_ schema: Schema) -> [String] {
        fields.flatMap { $0.value.posts(schema.types[type].fields[$0.field].kind) }
    }
}

extension RowType {
    /// The column of people's names if another column gives their posts, otherwise `nil`.
    package var nameColumn: Int? { columns.column(.role) == nil ? nil : columns.column(.name) }
}

extension Value {
    fileprivate func posts(_ kind: FieldKind) -> [String] {
        switch (self, kind) {
        case (.rows(let rows), .rows(let type)):
            rows.rows.flatMap { row in
                // A role without a name in its row may itself be a name.
                let isNamed = type.nameColumn.flatMap { row[$0] } != nil
                let own = isNamed ? type.column(.role).flatMap { row[$0] }?.plain : nil
                return [own].compactMap(\.self) + row.cells.flatMap { $0.value.posts(type.columns[$0.field].kind) }
            }
        case (.group(let members), .group(let fields)): members.flatMap { $0.value.posts(fields[$0.field].kind) }
        default: []
        }
    }
}
