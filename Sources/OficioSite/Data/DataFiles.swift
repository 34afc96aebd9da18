import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// The site's records as JSON for those who integrate: one file a type, and one that lists them; the shape stands in README.md, «Datos».
struct DataFiles: Sendable {
    let site: SiteContext

    static let index = "datos/index.json"
    static let format = "oficio datos 1"

    static func path(_ type: DocumentType) -> String { "datos/\(type.folder).json" }

    var files: [PlannedFile] {
        let present = Set(site.corpus.records.map(\.type))
        let types = site.schema.types.indices.filter(present.contains)
        return types.map { type in PlannedFile(path: Self.path(site.schema.types[type])) { list(type) } }
            + [PlannedFile(path: Self.index) { listing(types) }]
    }

    /// `{format, site, language, date, types: [{type, name, file, count}]}`
    private func listing(_ types: [Int]) -> [UInt8] {
        let entries = types.map { type -> JSONText in
            let declared = site.schema.types[type]
            return .object([
                ("type", .string(declared.id)), ("name", .string(declared.plural[site.language])), ("file", .string(Self.path(declared))),
                ("count", .integer(site.corpus.records.count { $0.type == type })),
            ])
        }
        return Self.bytes(
            .object([
                ("format", .string(Self.format)), ("site", .string(site.settings.institution)), ("language", .string(site.settings.languageTag)),
                ("base", .string(site.settings.baseURL)), ("date", .string(site.edition.today.iso)), ("types", .array(entries)),
            ]))
    }

    /// `{format, type, records: [{id, title, url, state?, fields…}]}`, a record a line.
    private func list(_ type: Int) -> [UInt8] {
        let declared = site.schema.types[type]
        var bytes = Array("{\"format\":\"\(Self.format)\",\"type\":".utf8)
        JSONText.string(declared.id).write(to: &bytes)
        bytes += Array(",\"records\":[".utf8)
        let indices = site.corpus.records.indices.filter { site.corpus.records[$0].type == type }
        let records = indices.concurrentMap { index -> [UInt8] in
            var bytes: [UInt8] = []
            record(index, declared).write(to: &bytes)
            return bytes
        }
        for (place, record) in records.enumerated() {
            bytes += Array(place == 0 ? "\n".utf8 : ",\n".utf8)
            bytes += record
        }
        return bytes + Array("\n]}\n".utf8)
    }

    private func record(_ index: Int, _ type: DocumentType) -> JSONText {
        let record = site.corpus.records[index]
        var members: [(String, JSONText)] = [("id", .string(record.id)), ("title", .string(record.title)), ("url", .string(site.paths[index]))]
        if let state = site.edition.states[index] { members.append(("state", .string(state.rawValue))) }
        let fields = record.fields.sorted { $0.field < $1.field }.compactMap { field -> (String, JSONText)? in
            let declared = type.fields[field.field]
            if ["title", "form"].contains(declared.id) { return nil }
            return value(field.value, declared.kind, record.file).map { (declared.id, $0) }
        }
        members.append(("fields", .object(fields)))
        let extra = record.extra.map { section -> JSONText in
            .object([("heading", .string(section.heading.plain)), ("text", .string(site.corpus.plain(section.blocks, from: record.file)))])
        }
        if !extra.isEmpty { members.append(("sections", .array(extra))) }
        return .object(members)
    }

    // MARK: Values

    /// Plain values by kind: text, `2018-01-02`, numbers, lists; a reference as `{title, key?, url?}`; a row as its columns. `nil` where
    /// there is nothing to say.
    private func value(_ value: Value, _ kind: FieldKind, _ file: FileID) -> JSONText? {
        switch value {
        case .notApplicable: return nil
        case .text(let text): return .string(site.corpus.plain([.paragraph(text)], from: file))
        case .blocks(let blocks): return .string(site.corpus.plain(blocks, from: file))
        case .date(let date, _): return .string(date.iso)
        case .integer(let number, _): return .integer(number)
        // JSON numbers have no fractions here: hundredths of a percent are written as text.
        case .percent(let hundredths, _):
            return hundredths % 100 == 0 ? .integer(hundredths / 100) : .string("\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
        case .boolean(let flag, _): return .bool(flag)
        case .duration(let span, let text): return .object([("amount", .integer(span.amount)), ("unit", .string(span.unit.rawValue)), ("text", .string(text.plain))])
        case .codes(let codes, let text):
            if codes.isEmpty { return text.isEmpty ? nil : .array([.object([("label", .string(text.plain))])]) }
            return .array(
                codes.map { code in
                    .object([("code", .string(code.code)), ("label", .string(code.label))] + (code.meaning.map { [("meaning", .string($0))] } ?? []))
                })
        case .references(let references):
            var types: [String] = []
            if case .references(let declared) = kind { types = declared.types }
            return .array(references.map { reference($0, types, file) })
        case .list(let items): return .array(items.map { .string(site.corpus.plain($0.blocks, from: file)) })
        case .rows(let rows): return .array(site.corpus.expanded(rows, from: file).rows.map { row($0, rows, kind.rowType, file) })
        case .group(let members):
            guard case .group(let fields) = kind else { return nil }
            return .object(members.compactMap { member in self.value(member.value, fields[member.field].kind, file).map { (fields[member.field].id, $0) } })
        case .codeList(let list): return .array(list.codes.map { .object([("code", .string($0.code)), ("label", .string($0.label))]) })
        }
    }

    private func reference(_ reference: Reference, _ types: [String], _ file: FileID) -> JSONText {
        let index = site.corpus.target(of: reference, types: reference.hasContext ? [] : types, from: file)
        let title = reference.label ?? index.map { site.corpus.records[$0].title } ?? reference.text.plain
        return .object(
            [("title", .string(title))] + (index.map { [("key", .string(site.corpus.key(of: $0))), ("url", .string(site.paths[$0]))] } ?? []))
    }

    private func row(_ row: Row, _ rows: Rows, _ type: RowType, _ file: FileID) -> JSONText {
        var members: [(String, JSONText)] = [("id", .string(row.id))]
        // Rows with a role and a name are people: who holds a post is not for machines unless the site says so.
        let isPerson = type.columns.contains { $0.id == "role" } && type.columns.contains { $0.id == "name" }
        for cell in row.cells.sorted(by: { $0.field < $1.field }) {
            let column = type.columns[cell.field]
            if isPerson, column.id == "name", !site.settings.publishesPeople { continue }
            if let value = value(cell.value, column.kind, file) { members.append((column.id, value)) }
        }
        if let group = row.group, rows.groups.indices.contains(group), let column = type.groupBy, row[column] == nil {
            members.append((type.columns[column].id, .string(rows.groups[group].heading.plain)))
        }
        return .object(members)
    }

    private static func bytes(_ json: JSONText) -> [UInt8] {
        var bytes: [UInt8] = []
        json.write(to: &bytes)
        return bytes + [0x0A]
    }
}
