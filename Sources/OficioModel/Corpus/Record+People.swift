import OficioSchema

extension Record {
    /// The record with posts and without the names of those who hold them: of rows with a role and a name, the role alone.
    ///
    /// - Parameters:
    ///   - stamp: what tells whether the new record is as it was; 0 where whoever asks it has asked this one.
    ///   - isAsked: of a field of the type, by its identifier, whether names go.
    package func withoutNames(_ schema: Schema, stamp: UInt64 = 0, in isAsked: (String) -> Bool = { _ in true })
        -> Record
    {
        let declared = schema.types[type].fields
        let fields = fields.map { field -> FieldValue in
            guard isAsked(declared[field.field].id), declared[field.field].holdsNames else { return field }
            return field.with(field.value.withoutNames(declared[field.field].kind))
        }
        return Record(
            type: type, id: id, form: form, file: file, span: span, title: title, fields: fields, extra: extra,
            isBroken: isBroken, permitted: permitted,
            internalFields: internalFields, recordedInternalFields: recordedInternalFields, stamp: stamp,
            head: (headCount, stamp))
    }

    /// The posts of those who sign, as rows with a role and a name say them.
    package func posts(_ schema: Schema) -> [String] {
        fields.flatMap { field in
            schema.types[type].fields[field.field].holdsNames
                ? field.value.posts(schema.types[type].fields[field.field].kind) : []
        }
    }
}

extension Field {
    /// Whether some of its rows have a role and a name.
    fileprivate var holdsNames: Bool {
        switch kind {
        case .rows(let rows): rows.nameColumn != nil || rows.columns.contains(where: \.holdsNames)
        case .group(let members): members.contains(where: \.holdsNames)
        default: false
        }
    }
}

extension RowType {
    /// The column of names, where another one says the post.
    package var nameColumn: Int? { columns.index(of: "role") == nil ? nil : columns.index(of: "name") }
}

extension Value {
    fileprivate func withoutNames(_ kind: FieldKind) -> Value {
        switch (self, kind) {
        case (.rows(let rows), .rows(let type)):
            var result = rows
            result.rows = rows.rows.map { row in
                let cells = row.cells.filter { $0.field != type.nameColumn }.map {
                    FieldValue(
                        field: $0.field, value: $0.value.withoutNames(type.columns[$0.field].kind), span: $0.span)
                }
                // A row that has no main column is called after its first one.
                let isNamed =
                    type.nameColumn.flatMap { row[$0] }.map { row.id.hasPrefix(RowIDs.slug($0.plain)) } ?? false
                return Row(
                    id: isNamed ? RowIDs.slug(cells.first?.value.plain ?? "") : row.id, cells: cells,
                    continued: row.continued, group: row.group, span: row.span)
            }
            return .rows(result)
        case (.group(let members), .group(let fields)):
            return .group(
                members.map {
                    FieldValue(field: $0.field, value: $0.value.withoutNames(fields[$0.field].kind), span: $0.span)
                })
        default: return self
        }
    }

    fileprivate func posts(_ kind: FieldKind) -> [String] {
        switch (self, kind) {
        case (.rows(let rows), .rows(let type)):
            rows.rows.flatMap { row in
                let own = type.nameColumn == nil ? nil : type.columns.index(of: "role").flatMap { row[$0] }?.plain
                return [own].compactMap(\.self) + row.cells.flatMap { $0.value.posts(type.columns[$0.field].kind) }
            }
        case (.group(let members), .group(let fields)): members.flatMap { $0.value.posts(fields[$0.field].kind) }
        default: []
        }
    }
}
