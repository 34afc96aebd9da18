import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Encodes records as canonical JSON: fields by identifier in the order of their type, with the rows of clauses, and
/// without spans and paths.
///
/// Two records with the same content give the same bytes, regardless of the order, quoting or layout of their sources.
package struct RecordEncoder: Sendable {
    private let corpus: Corpus

    /// Creates an encoder; the corpus resolves clauses.
    package init(_ corpus: Corpus) {
        self.corpus = corpus
    }

    /// Encodes a record as `{"type":…,"id":…,"fields":[…],"extra":[…]}`.
    package func record(_ record: Record) -> JSONText {
        let type = corpus.schema.types[record.type]
        var members: [(String, JSONText)] = [("type", .string(type.id)), ("id", .string(record.id))]
        members.append(("fields", values(record.fields, type.fields, record.file)))
        if !record.extra.isEmpty {
            members.append(
                (
                    "extra",
                    .array(
                        record.extra.map { section in
                            let isInternal = section.recorded?.isInternal ?? section.isInternal
                            return .object(
                                [
                                    ("heading", Self.text(section.recorded?.heading ?? section.heading)),
                                    ("blocks", Self.blocks(section.blocks)),
                                ]
                                    + (isInternal ? [("internal", .bool(true))] : [])
                                    + (section.after.map { [("after", .string(type.fields[$0].id))] } ?? []))
                        })
                ))
        }
        if !record.recordedInternalFields.isEmpty {
            members.append(
                ("internal", .array(record.recordedInternalFields.sorted().map { .string(type.fields[$0].id) })))
        }
        return .object(members)
    }

    /// Encodes a value as a JSON object. `file` is the file that contains the value.
    package func value(_ value: Value, _ kind: FieldKind, from file: FileID) -> JSONText {
        .object(members(of: value, kind, file))
    }

    private func values(_ values: [FieldValue], _ fields: [Field], _ file: FileID) -> JSONText {
        .array(
            values.sorted { $0.field < $1.field }.map {
                .object([("field", .string(fields[$0.field].id))] + members(of: $0.value, fields[$0.field].kind, file))
            })
    }

    private func members(of value: Value, _ kind: FieldKind, _ file: FileID) -> [(String, JSONText)] {
        switch value {
        case .notApplicable(let text): [("none", Self.text(text))]
        case .text(let text): [("text", Self.text(text))]
        case .blocks(let blocks): [("blocks", Self.blocks(blocks))]
        case .date(let date, let text): [("date", .string(date.iso)), ("as", Self.text(text))]
        case .integer(let number, let text): [("integer", .integer(number)), ("as", Self.text(text))]
        case .percent(let number, let text): [("percent", .integer(number)), ("as", Self.text(text))]
        case .boolean(let flag, let text): [("boolean", .bool(flag)), ("as", Self.text(text))]
        case .duration(let span, let text):
            [("duration", .array([.integer(span.amount), .string(span.unit.rawValue)])), ("as", Self.text(text))]
        case .codes(let codes, let text): [("codes", .array(codes.map(Self.code))), ("as", Self.text(text))]
        case .references(let references): [("references", self.references(references))]
        case .list(let items):
            [("list", .array(items.map { .object([("id", .string($0.id)), ("blocks", Self.blocks($0.blocks))]) }))]
        case .rows(let rows): [("rows", self.rows(rows, kind.rowType, file))]
        case .group(let members):
            if case .group(let fields) = kind { [("group", values(members, fields, file))] } else { [] }
        case .codeList(let list):
            [("code-list", .object([("name", .string(list.name)), ("codes", .array(list.codes.map(Self.code)))]))]
        }
    }

    private static func code(_ code: Code) -> JSONText {
        .array([.string(code.code), .string(code.label)] + (code.meaning.map { [.string($0)] } ?? []))
    }

    /// Encodes references. All references in one text have the same number, from which the reader restores the text.
    private func references(_ references: [Reference]) -> JSONText {
        var texts: [Span] = []
        return .array(
            references.map { reference in
                var members: [(String, JSONText)] = [("to", .string(reference.target))]
                if reference.isPath { members.append(("path", .bool(true))) }
                if reference.isOptional { members.append(("optional", .bool(true))) }
                if let label = reference.label { members.append(("label", .string(label))) }
                members.append(("as", Self.text(reference.text)))
                if reference.hasContext {
                    let number = texts.firstIndex(of: reference.text.span) ?? texts.count
                    if number == texts.count { texts.append(reference.text.span) }
                    members.append(("within", .integer(number)))
                }
                return .object(members)
            })
    }

    private func rows(_ original: Rows, _ type: RowType, _ file: FileID) -> JSONText {
        let rows = corpus.withClauseRows(original.asRecorded, from: file)
        var members: [(String, JSONText)] = []
        if !rows.introduction.isEmpty { members.append(("introduction", Self.blocks(rows.introduction))) }
        if !rows.groups.isEmpty {
            members.append(
                (
                    "groups",
                    .array(
                        rows.groups.map { group in
                            let column = type.groupBy.map { type.columns[$0].kind } ?? .text
                            var members: [(String, JSONText)] = [
                                ("heading", Self.text(group.heading)),
                                ("value", value(group.value, column, from: file)),
                            ]
                            if !group.note.isEmpty { members.append(("note", Self.blocks(group.note))) }
                            if group.isNotApplicable { members.append(("none", .bool(true))) }
                            return .object(members)
                        })
                ))
        }
        members.append(("rows", .array(rows.rows.map { row($0, type, file) })))
        if !rows.closing.isEmpty { members.append(("closing", Self.blocks(rows.closing))) }
        return .object(members)
    }

    /// Encodes a row as `{"id":…,"group":…,"cells":[…],"continued":[…]}`.
    package func row(_ row: Row, _ type: RowType, _ file: FileID) -> JSONText {
        var members: [(String, JSONText)] = [("id", .string(row.id))]
        if let group = row.group { members.append(("group", .integer(group))) }
        members.append(("cells", values(row.cells, type.columns, file)))
        if !row.continued.isEmpty {
            members.append(("continued", .array(row.continued.sorted().map { .string(type.columns[$0].id) })))
        }
        return .object(members)
    }

    // MARK: Text

    /// Encodes a text: a string if it has no markup, otherwise `{"md":…,"in":[…]}`.
    package static func text(_ text: Text) -> JSONText {
        guard let inlines = text.inlines, inlines != [.text(text.source)] else { return .string(text.source) }
        return .object([("md", .string(text.source)), ("in", .array(inlines.map(inline)))])
    }

    private static func inline(_ inline: Inline) -> JSONText {
        switch inline {
        case .text(let text): .string(text)
        case .emphasis(let inside): .object([("em", .array(inside.map(Self.inline)))])
        case .strong(let inside): .object([("strong", .array(inside.map(Self.inline)))])
        case .strikethrough(let inside): .object([("del", .array(inside.map(Self.inline)))])
        case .code(let code): .object([("code", .string(code))])
        case .link(let destination, let title, let inside):
            .object([
                ("link", .string(destination)), ("title", .string(title)), ("in", .array(inside.map(Self.inline))),
            ])
        case .image(let destination, let title, let alternative):
            .object([("image", .string(destination)), ("title", .string(title)), ("alt", .string(alternative))])
        case .reference(let target, let label):
            .object([("ref", .string(target))] + (label.map { [("label", .string($0))] } ?? []))
        case .softBreak: .object([("break", .string("soft"))])
        case .lineBreak: .object([("break", .string("line"))])
        }
    }

    /// Encodes blocks as a JSON array.
    package static func blocks(_ blocks: [Block]) -> JSONText { .array(blocks.map(block)) }

    private static func block(_ block: Block) -> JSONText {
        switch block {
        case .paragraph(let text): .object([("p", Self.text(text))])
        case .heading(let level, let text): .object([("h", .integer(level)), ("text", Self.text(text))])
        case .list(let list):
            .object(
                (list.start.map { [("start", .integer($0))] } ?? []) + [
                    ("items", .array(list.items.map { blocks($0.blocks) }))
                ])
        case .table(let table):
            .object([
                ("head", .array(table.header.map(Self.text))),
                ("body", .array(table.rows.map { .array($0.cells.map(Self.text)) })),
            ])
        case .quote(let inside, _): .object([("quote", blocks(inside))])
        case .code(let code, let info, _): .object([("code", .string(code)), ("info", .string(info))])
        case .rule: .object([("rule", .bool(true))])
        }
    }
}
