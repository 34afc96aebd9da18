import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// Writes the site's records as JSON for other programs: one file for each type, and a list of the files.
/// docs/reference/data.md describes the shape.
struct DataFiles: Sendable {
    let site: SiteContext

    static let index = "datos/index.json"
    static let format = "oficio datos 1"

    static func path(_ type: DocumentType) -> String { "datos/\(type.folder).json" }

    var files: [PlannedFile] {
        let types = site.schema.types.indices.filter { !site.corpus.records(ofType: $0).isEmpty }
        return types.map { PlannedFile(path: Self.path(site.schema.types[$0]), list($0)) }
            + [PlannedFile(path: Self.index) { fileListing(types) }]
    }

    /// Returns the JSON that lists the files: `{format, site, language, base, date, types: [{type, name, file,
    /// count}]}`.
    private func fileListing(_ types: [Int]) -> [UInt8] {
        let entries = types.map { type -> JSONText in
            let declared = site.schema.types[type]
            return .object([
                ("type", .string(declared.id)), ("name", .string(declared.plural[site.language])),
                ("file", .string(Self.path(declared))),
                ("count", .integer(site.corpus.records(ofType: type).count)),
            ])
        }
        return Self.bytes(
            .object([
                ("format", .string(Self.format)), ("site", .string(site.settings.institution)),
                ("language", .string(site.settings.languageTag)),
                ("base", .string(site.settings.baseURL)), ("date", .string(site.edition.today.untracked.iso)),
                ("types", .array(entries)),
            ]))
    }

    /// Returns the JSON that lists the files with the second day in place of the first; `nil` if it does not show the
    /// first one once.
    static func redated(_ bytes: [UInt8], showing days: (last: CalendarDate, new: CalendarDate)) -> [UInt8]? {
        func member(_ day: CalendarDate) -> [UInt8] { Array("\"date\":\"\(day.untracked.iso)\"".utf8) }
        let last = member(days.last)
        guard let place = bytes.firstOffset(of: last, in: 0..<bytes.count),
            bytes.firstOffset(of: last, in: (place + last.count)..<bytes.count) == nil
        else { return nil }
        return bytes[..<place] + member(days.new) + bytes[(place + last.count)...]
    }

    /// Returns the JSON file with the records of a type, one a line: `{format, type, records: [{id, title, url,
    /// state?, fields, sections?}]}`.
    private func list(_ type: Int) -> ChunkedFile {
        let declared = site.schema.types[type]
        var head = Array("{\"format\":\"\(Self.format)\",\"type\":".utf8)
        JSONText.string(declared.id).write(to: &head)
        head += Array(",\"records\":[".utf8)
        let indices = site.corpus.records(ofType: type)
        // Only the first record has no comma before it.
        let keys = site.corpus.keys
        let chunks = indices.enumerated().map { place, index in place == 0 ? ~keys[index] : keys[index] }
        return ChunkedFile(head: head, keys: chunks, tail: Array("\n]}\n".utf8)) { place in
            var out = JSONBytes()
            out.write(place == 0 ? "\n" : ",\n")
            write(indices[place], declared, to: &out)
            return out.bytes
        }
    }

    private func write(_ index: Int, _ type: DocumentType, to out: inout JSONBytes) {
        let whole = site.corpus.records[index]
        let record = site.edition.publicView?.withoutNames(whole) ?? whole
        let source = Source(corpus: site.corpus, file: record.file, notes: record.footnotes)
        out.object { out in
            out.member("id", record.id)
            out.member("title", record.title)
            out.member("url", site.paths[index])
            if let state = site.edition.states[index] { out.member("state", state.rawValue) }
            out.member("fields") { out in
                out.object { out in
                    for field in record.fields.sorted(by: { $0.field < $1.field }) {
                        let declared = type.fields[field.field]
                        if declared.key == .title || declared.key == .form { continue }
                        writeSections(field, declared, source, to: &out)
                    }
                }
            }
            guard !record.extra.isEmpty else { return }
            out.member("sections") { out in
                out.array(record.extra) { section, out in
                    out.object { out in
                        out.member("heading", section.heading.plain)
                        out.member("text", source.plain(section.blocks))
                    }
                }
            }
        }
    }

    // MARK: Values

    /// The file and footnotes of a record, with which its texts become plain words.
    private struct Source {
        let corpus: Corpus
        let file: FileID
        /// The footnotes of the record. The plain words leave out the references to them and the labels of their
        /// definitions.
        let notes: Footnotes

        func plain(_ text: Text) -> String { corpus.plain(notes.withoutMarks(text), from: file) }

        func plain(_ blocks: [Block]) -> String { corpus.plain(blocks, from: file, notes: notes) }
    }

    /// Writes the value of a field as a member of a JSON object: the rows of its sections one after another, each with
    /// the text around them.
    private func writeSections(_ field: FieldValue, _ declared: Field, _ source: Source, to out: inout JSONBytes) {
        guard case .rows = field.value, !field.sections.isEmpty else {
            return write(field.value, declared, source, to: &out)
        }
        out.member(declared.id) { out in
            out.array { out in
                for number in field.sections.indices {
                    guard case .rows(let rows) = field.value(ofSection: number, withHeading: true) else { continue }
                    let shown = site.corpus.withClauseRows(rows, from: source.file)
                    write(shown, declared.kind.rowType, source, to: &out)
                }
            }
        }
    }

    /// Writes a value as a member of a JSON object, in a form that depends on its kind: text, a date as `2018-01-02`,
    /// a number, `true`, a list; a reference as `{title, key?, url?}`; a row as its columns. Writes nothing for *not
    /// applicable* and for codes without words.
    private func write(_ value: Value, _ field: Field, _ source: Source, to out: inout JSONBytes) {
        let name = field.id
        switch value {
        case .notApplicable: break
        case .text(let text): out.member(name, source.plain(text))
        case .blocks(let blocks): out.member(name, source.plain(blocks))
        case .date(let date, _): out.member(name, date.iso)
        case .integer(let number, _): out.member(name, number)
        // `JSONBytes` writes no fractions, so a percentage with hundredths is written as text.
        case .percent(let hundredths, _):
            if hundredths % 100 == 0 {
                out.member(name, hundredths / 100)
            } else {
                out.member(name, "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)")
            }
        case .boolean(let flag, _): out.member(name) { $0.write(flag ? "true" : "false") }
        case .duration(let span, let text):
            out.member(name) { out in
                out.object { out in
                    out.member("amount", span.amount)
                    out.member("unit", span.unit.rawValue)
                    out.member("text", text.plain)
                }
            }
        case .codes(let codes, let text):
            if codes.isEmpty, text.isEmpty { break }
            out.member(name) { out in
                if codes.isEmpty {
                    return out.array([text.plain]) { label, out in out.object { $0.member("label", label) } }
                }
                out.array(codes) { code, out in
                    out.object { out in
                        out.member("code", code.code)
                        out.member("label", code.label)
                        if let meaning = code.meaning { out.member("meaning", meaning) }
                    }
                }
            }
        case .references(let references):
            var types: [TypeKey] = []
            if case .references(let declared) = field.kind { types = declared.types }
            out.member(name) { out in out.array(references) { write($0, types, source, to: &$1) } }
        case .list(let items):
            out.member(name) { out in
                out.array(items.withWords) { item, out in out.quote(source.plain(item.blocks)) }
            }
        case .rows(let rows):
            let type = field.kind.rowType
            out.member(name) { out in
                out.array { out in write(site.corpus.withClauseRows(rows, from: source.file), type, source, to: &out) }
            }
        case .group(let members):
            guard case .group(let fields) = field.kind else { break }
            out.member(name) { out in
                out.object { out in
                    for member in members { write(member.value, fields[member.field], source, to: &out) }
                }
            }
        case .codeList(let list):
            out.member(name) { out in
                out.array(list.codes) { code, out in
                    out.object { out in
                        out.member("code", code.code)
                        out.member("label", code.label)
                    }
                }
            }
        }
    }

    private func write(_ reference: Reference, _ types: [TypeKey], _ source: Source, to out: inout JSONBytes) {
        let index = site.corpus.target(of: reference, types: reference.hasContext ? [] : types, from: source.file)
        out.object { out in
            out.member("title", reference.label ?? index.map { site.corpus.records[$0].title } ?? reference.text.plain)
            guard let index else { return }
            out.member("key", site.corpus.recordID(of: index).text)
            out.member("url", site.paths[index])
        }
    }

    /// Writes rows in order, with the author's text between them as `{"heading": …}` and
    /// `{"text": …}`.
    private func write(_ rows: Rows, _ type: RowType, _ source: Source, to out: inout JSONBytes) {
        func writeText(_ blocks: [Block], to out: inout JSONBytes) {
            if blocks.isEmpty { return }
            out.element { out in out.object { $0.member("text", source.plain(blocks)) } }
        }
        writeText(rows.introduction, to: &out)
        // A heading that only repeats a column of its rows is left out.
        let used = Set(rows.rows.compactMap(\.group))
        let hasHeadings =
            type.groupBy == nil || rows.groups.indices.contains { !rows.groups[$0].note.isEmpty || !used.contains($0) }
        for part in hasHeadings ? rows.parts : [(nil, Array(rows.rows.indices))] {
            if let group = part.group {
                if type.groupBy == nil || !group.note.isEmpty || part.rows.isEmpty {
                    out.element { out in
                        out.object { $0.member("heading", source.plain(group.heading)) }
                    }
                }
                writeText(group.note, to: &out)
            }
            for row in part.rows { out.element { write(rows.rows[row], rows, type, source, to: &$0) } }
        }
        writeText(rows.closing, to: &out)
    }

    private func write(_ row: Row, _ rows: Rows, _ type: RowType, _ source: Source, to out: inout JSONBytes) {
        // Rows with a role and a name are people. Their names are only published if the site says
        // so.
        let hidden = site.settings.publishesPeople ? nil : type.nameColumn
        out.object { out in
            out.member("id", row.id)
            for cell in row.cells.sorted(by: { $0.field < $1.field }) where cell.field != hidden {
                write(cell.value, type.columns[cell.field], source, to: &out)
            }
            if let group = row.group, rows.groups.indices.contains(group), let column = type.groupBy, row[column] == nil
            {
                out.member(type.columns[column].id, rows.groups[group].heading.plain)
            }
        }
    }

    private static func bytes(_ json: JSONText) -> [UInt8] {
        var bytes: [UInt8] = []
        json.write(to: &bytes)
        return bytes + [0x0A]
    }
}
