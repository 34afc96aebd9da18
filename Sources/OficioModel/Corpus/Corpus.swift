import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// All records of a site, with the names by which they refer to each other.
package final class Corpus: Sendable {
    /// The types, forms and settings of the site.
    package let schema: Schema
    /// The records in the order of files, and within a file in the order of its bytes.
    package let records: [Record]
    /// The paths of the sources relative to the site, indexed by `FileID`.
    package let paths: [String]
    /// The paths of the attachments, relative to the site.
    package let attachments: Set<String>
    private let names: NameIndex
    private let recordByPath: [String: Int]
    private let memory = Memory()

    /// Values computed from the records on first access.
    private struct Memory: Sendable {
        let mentions = Lazy<ByRecord<[Mention]>>()
        let functions = Lazy<ByRecord<[JobFunction]>>()
        let links = Lazy<[RecordLinks]>()
        let numbers = Lazy<[ObjectIdentifier: Int]>()
        let stamps = Lazy<[RecordStamps]>()
        let bosses = Lazy<Set<Int>>()
    }

    /// Creates a corpus and indexes the names of its records.
    package init(schema: Schema, records: [Record], paths: [String], attachments: [String]) {
        self.schema = schema
        self.records = records
        self.paths = paths
        self.attachments = Set(attachments)
        names = NameIndex(records, schema)
        var byPath: [String: Int] = [:]
        for (index, record) in records.enumerated() where record.file.index >= 0 {
            let path = paths[Int(record.file.index)]
            guard let first = byPath[path] else {
                byPath[path] = index
                continue
            }
            // Records of a collection are indexed under `path#id`; a record that is alone in its file, under the path.
            for other in [first, index] { byPath[path + "#" + records[other].id] = other }
        }
        recordByPath = byPath
        var stamp = Stamp()
        stamp.add(names.stamp)
        stamp.add(paths)
        stamp.add(attachments)
        for record in records {
            stamp.add(record.id)
            stamp.add(record.title)
            for number in [record.type, record.form, Int(record.file.index)] { stamp.add(number) }
            stamp.add(record.isBroken)
        }
        self.stamp = stamp.value
    }

    /// Fingerprint of untracked global state: the name index, the list of records and the paths. A change invalidates
    /// every cached result.
    package let stamp: UInt64

    /// Indices of the records by object identity, for `Reads`. Computed on first access.
    package var numbers: [ObjectIdentifier: Int] {
        memory.numbers.value { Dictionary(records.enumerated().map { (ObjectIdentifier($1), $0) }) { a, _ in a } }
    }

    /// Fingerprints of the records' parts, by record. Computed on first access.
    var stamps: [RecordStamps] { memory.stamps.value { records.map { RecordStamps($0) } } }

    /// Indices of the records whose id occurs again, with any type, in order.
    package var sharingID: [Int] { names.sharingID }
    /// Indices of the records whose code occurs again, in order.
    package var sharingCode: [Int] { names.sharingCode }
    /// Indices of the records whose title occurs again, ignoring case and accents, in order.
    package var sharingTitle: [Int] { names.sharingTitle }

    /// The index of the record of a type with an id, `nil` if there is none.
    package func index(ofType type: Int, id: String) -> Int? { names.index(ofType: schema.types[type].key, id: id) }

    /// The type of a record.
    package func type(of record: Int) -> DocumentType { schema.types[records[record].type] }

    /// The value of a record's field, nil if the record does not set it.
    package func value(_ record: Record, _ field: FieldKey) -> Value? {
        record.value(schema.types[record.type].field(field))
    }

    /// The value of a record's field with its span in the source, `nil` if the record does not set it.
    package func fieldValue(_ record: Record, _ field: FieldKey) -> FieldValue? {
        record.fieldValue(schema.types[record.type].field(field))
    }

    /// The plain text of a field, `nil` if it is absent, empty or not applicable.
    package func words(_ record: Record, _ field: FieldKey) -> String? {
        guard let value = value(record, field), !value.isNotApplicable else { return nil }
        let plain = value.plain
        return plain.isEmpty ? nil : plain
    }

    /// Whether the record stands for a document outside the site, of which the site has only the name.
    package func isExternal(_ record: Record) -> Bool {
        if schema.types[record.type].key == .externalDocument { return true }
        return ["externo", "external"].contains(words(record, .state)?.folded ?? "")
    }

    /// The name of a record, by its place among `records`.
    package func recordID(of record: Int) -> RecordID { records[record].recordID(schema) }

    /// The place of a record among `records`, `nil` if the site has none of that name.
    package func index(of record: RecordID) -> Int? { names.index(ofType: record.type, id: record.id) }

    /// The record's name in messages: `type/id`, with the type's name in the site's language.
    package func name(of record: Record) -> String { "\(schema.types[record.type].name[schema.language])/\(record.id)" }

    /// Indices of the records that some record names in its field `reports-to`. Computed on first access.
    package var bosses: Set<Int> {
        memory.bosses.value {
            var found: Set<Int> = []
            for record in records {
                guard let field = schema.types[record.type].field(.reportsTo),
                    case .references(let references)? = record.value(field),
                    case .references(let declared) = schema.types[record.type].fields[field].kind
                else { continue }
                for reference in references {
                    let types = reference.hasContext ? [] : declared.types
                    if let boss = target(of: reference, types: types, from: record.file) { found.insert(boss) }
                }
            }
            return found
        }
    }

    // MARK: References

    /// Every mention in a record, by record and in the order of its fields. Each entry is computed on first access.
    package var mentions: ByRecord<[Mention]> {
        memory.mentions.value { ByRecord(count: records.count) { [unowned self] in mentions(in: $0) } }
    }

    /// The functions of each job or clause, by record, without the functions of the clauses that a job uses. Each entry
    /// is computed on first access.
    package var functions: ByRecord<[JobFunction]> {
        memory.functions.value { ByRecord(count: records.count) { [unowned self] in functions(of: $0) } }
    }

    /// The links of every record, by record. Computed on first access.
    package var links: [RecordLinks] {
        var answers: KeptAnswers?
        return links(knowing: &answers)
    }

    /// The links of every record; an earlier run's results are reused for unchanged records.
    ///
    /// `answers` holds the results of the earlier run and receives the results of this run; `nil` reuses and stores
    /// nothing. Marks the result as depending on the whole site.
    package func links(knowing answers: inout KeptAnswers?) -> [RecordLinks] {
        Reads.noteAll()
        return memory.links.value {
            let mentions = mentions
            return answers?.ask(self, basis: stamp) { RecordLinks(mentions[$0]) }
                ?? Array(records.indices).concurrentMap { RecordLinks(mentions[$0]) }
        }
    }

    /// Resolves a reference that is written in `file`: a path relative to it, or a name of one of `types` (any type if
    /// empty).
    package func resolve(_ target: String, types: [TypeKey] = [], from file: FileID, isPath: Bool = false) -> Resolution
    {
        isPath ? resolve(path: target, from: file) : names.resolve(target, types: types, schema)
    }

    /// The index of the record that a field's reference leads to, `nil` if it leads to none or to several.
    package func target(of reference: Reference, types: [TypeKey] = [], from file: FileID) -> Int? {
        resolve(reference.target, types: types, from: file, isPath: reference.isPath).record
    }

    private func resolve(path: String, from file: FileID) -> Resolution {
        let link = LinkTarget(path)
        guard file.index >= 0 else { return .unknown(nearest: nil) }
        guard let full = Self.normalized(link.path.removingPercents.precomposed, relativeTo: paths[Int(file.index)])
        else { return .unknown(nearest: nil) }
        if let anchor = link.anchor, let record = recordByPath[full + "#" + anchor] { return .record(record, .id) }
        if let record = recordByPath[full] { return .record(record, .id) }
        if attachments.contains(full) { return .attachment(full) }
        let nearest = Suggestion.nearest(to: full, in: paths)
        return .unknown(nearest: nearest)
    }

    /// The path without `.` and `..`, relative to the folder of `base`; `nil` if it leaves the site.
    private static func normalized(_ path: String, relativeTo base: String) -> String? {
        var out: [UInt8] = []
        out.reserveCapacity(base.utf8.count + path.utf8.count)
        out.append(contentsOf: base.utf8)
        func dropLast() { out.removeSubrange((out.lastIndex(of: UInt8(ascii: "/")) ?? 0)...) }
        dropLast()
        let stays = path.withBytes { bytes in
            var start = 0
            while start < bytes.count {
                var end = start
                while end < bytes.count, bytes[end] != UInt8(ascii: "/") { end += 1 }
                defer { start = end + 1 }
                let isDot = end > start && bytes[start] == UInt8(ascii: ".")
                if end == start || isDot && end == start + 1 { continue }
                if isDot, end == start + 2, bytes[start + 1] == UInt8(ascii: ".") {
                    if out.isEmpty { return false }
                    dropLast()
                } else {
                    if !out.isEmpty { out.append(UInt8(ascii: "/")) }
                    out.append(contentsOf: bytes[start..<end])
                }
            }
            return true
        }
        return stays ? String(decoding: out, as: UTF8.self) : nil
    }

    /// Whether a link's anchor names a row of the record by its id, or a step of a protocol as `paso-2`.
    package func hasPlace(_ place: String, in index: Int) -> Bool {
        let isProtocol = type(of: index).key == .protocol
        for field in records[index].fields {
            guard case .rows(let rows) = field.value else { continue }
            if isProtocol {
                guard type(of: index).fields[field.field].key == .steps, place.hasPrefix("paso-"),
                    let number = Int(place.dropFirst("paso-".utf8.count))
                else { continue }
                return (1...max(1, rows.rows.count)).contains(number)
            }
            if rows.rows.contains(where: { $0.id == place }) { return true }
        }
        return false
    }

    // MARK: Shared text

    /// Whether a field of the record includes the rows of a clause.
    package func takesClause(in index: Int) -> Bool {
        records[index].fields.contains { if case .rows(let rows) = $0.value { rows.clause != nil } else { false } }
    }

    /// The rows of a field, preceded by the rows of the clause that it uses, without the rows that it excepts. `file`
    /// is the file of the record that uses the clause.
    package func expanded(_ rows: Rows, from file: FileID) -> Rows {
        guard let use = rows.clause, let index = target(of: use.clause, types: [.clause], from: file) else {
            return rows
        }
        guard case .rows(let shared)? = value(records[index], .rows) else { return rows }
        let left = Set(use.except.map(\.source))
        var result = rows
        result.clause = nil
        result.recorded = rows.recorded.map { RecordedRows(expanded($0.rows, from: file)) }
        result.rows =
            shared.rows.filter { !left.contains($0.id) }.map {
                Row(id: $0.id, cells: $0.cells, continued: $0.continued, group: nil, span: $0.span)
            } + rows.rows
        return result
    }
}

/// The result of resolving a reference.
package enum Resolution: Sendable {
    /// The kind of name by which a record was found, from the most to the least certain.
    package enum Way: Int, Sendable { case id, code, title, foldedTitle, formerName }

    /// One record matches: its index, and the kind of name that matched.
    case record(Int, Way)
    /// A file of `content/recursos/`, by its path relative to the site.
    case attachment(String)
    /// Several records match equally well.
    case ambiguous([Int])
    /// No record has the name; `nearest` is the most similar existing name, `nil` if none is similar.
    case unknown(nearest: String?)

    /// The index of the record, `nil` unless the reference leads to exactly one.
    package var record: Int? {
        if case .record(let index, _) = self { return index }
        return nil
    }
}

extension String {
    /// The text with escapes such as `%41` replaced by the bytes that they stand for (RFC 3986).
    package var removingPercents: String {
        guard contains("%") else { return self }
        var out: [UInt8] = []
        var bytes = Array(utf8)[...]
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x37
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"), bytes.count >= 2, let high = digit(bytes[bytes.startIndex]),
                let low = digit(bytes[bytes.startIndex + 1])
            {
                out.append(high << 4 | low)
                bytes = bytes.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text without percent encoding, also where it was encoded several times, as an address inside an address is.
    package var removingAllPercents: String {
        var text = self
        for _ in 0..<4 {
            let decoded = text.removingPercents
            if decoded == text { break }
            text = decoded
        }
        return text
    }
}
