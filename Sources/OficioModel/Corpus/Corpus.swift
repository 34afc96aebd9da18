import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// All records of a site with the names by which they refer to each other.
package final class Corpus: Sendable {
    package let schema: Schema
    /// In the order of files, then of places in a file.
    package let records: [Record]
    /// Paths relative to the site, by file.
    package let paths: [String]
    /// Paths below `content/` of the attachments.
    package let attachments: Set<String>
    private let names: NameIndex
    private let recordByPath: [String: Int]
    private let memory = Memory()

    /// What is worked out of the records when it is first asked for.
    private struct Memory: Sendable {
        let mentions = Lazy<ByRecord<[Mention]>>()
        let functions = Lazy<ByRecord<[JobFunction]>>()
        let links = Lazy<[RecordLinks]>()
        let numbers = Lazy<[ObjectIdentifier: Int]>()
        let stamps = Lazy<[RecordStamps]>()
        let bosses = Lazy<Set<Int>>()
    }

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
            // One of a collection; what stands alone in its file is found by that.
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

    /// Tells whether all is as it was that is asked of a site without its being noted (`Reads`): where names lead, which records there are and where.
    package let stamp: UInt64

    /// Of the records, by what they are to `Reads`.
    package var numbers: [ObjectIdentifier: Int] {
        memory.numbers.value { Dictionary(records.enumerated().map { (ObjectIdentifier($1), $0) }) { a, _ in a } }
    }

    /// What tells of the records whether they say what they said.
    var stamps: [RecordStamps] { memory.stamps.value { records.map { RecordStamps($0) } } }

    /// Records whose id another has too, whatever their types, in their order.
    package var sharingID: [Int] { names.sharingID }
    /// The same of codes.
    package var sharingCode: [Int] { names.sharingCode }
    /// The same of titles, whatever their case and accents.
    package var sharingTitle: [Int] { names.sharingTitle }

    /// The record of a type with an id.
    package func index(ofType type: Int, id: String) -> Int? { names.index(ofType: schema.types[type].key, id: id) }

    package func type(of record: Int) -> DocumentType { schema.types[records[record].type] }

    /// The value of a record's field, nil where the record has none.
    package func value(_ record: Record, _ field: FieldKey) -> Value? {
        record.value(schema.types[record.type].field(field))
    }

    package func fieldValue(_ record: Record, _ field: FieldKey) -> FieldValue? {
        record.fieldValue(schema.types[record.type].field(field))
    }

    /// The author's words of a field, `nil` where it is absent or not applicable.
    package func words(_ record: Record, _ field: FieldKey) -> String? {
        guard let value = value(record, field), !value.isNotApplicable else { return nil }
        let plain = value.plain
        return plain.isEmpty ? nil : plain
    }

    /// Whether the record only names something that exists outside the site.
    package func isExternal(_ record: Record) -> Bool {
        if schema.types[record.type].key == .externalDocument { return true }
        return ["externo", "external"].contains(words(record, .state)?.folded ?? "")
    }

    /// `job/analista`: how history, data and receipts name a record, whatever the site's language.
    package func key(of record: Int) -> String { "\(type(of: record).id)/\(records[record].id)" }

    /// `type/id`, with the type's name in the site's language.
    package func name(of record: Record) -> String { "\(schema.types[record.type].name[schema.language])/\(record.id)" }

    /// The records that some document says it reports to. Worked out once.
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

    /// By record: every mention in it, in the order of its fields. Worked out once: rules and pages ask the same.
    package var mentions: ByRecord<[Mention]> { memory.mentions.value { ByRecord(count: records.count) { [unowned self] in mentions(in: $0) } } }

    /// By record: the functions of jobs and clauses, without those of clauses that they take in. Worked out once.
    package var functions: ByRecord<[JobFunction]> { memory.functions.value { ByRecord(count: records.count) { [unowned self] in functions(of: $0) } } }

    /// By record: where it leads to. Worked out once.
    package var links: [RecordLinks] {
        var answers: KeptAnswers?
        return links(knowing: &answers)
    }

    /// The same, where some of it may be known from the last time.
    ///
    /// - Parameter answers: what was told then, and afterwards what is told now; `nil` where nobody keeps it.
    package func links(knowing answers: inout KeptAnswers?) -> [RecordLinks] {
        Reads.noteAll()
        return memory.links.value {
            let mentions = mentions
            return answers?.ask(self, basis: stamp) { RecordLinks(mentions[$0]) } ?? Array(records.indices).concurrentMap { RecordLinks(mentions[$0]) }
        }
    }

    /// What a reference leads to, asked from a file.
    package func resolve(_ target: String, types: [TypeKey] = [], from file: FileID, isPath: Bool = false) -> Resolution {
        isPath ? resolve(path: target, from: file) : names.resolve(target, types: types, schema)
    }

    /// The record that a reference of a field leads to.
    package func target(of reference: Reference, types: [TypeKey] = [], from file: FileID) -> Int? {
        resolve(reference.target, types: types, from: file, isPath: reference.isPath).record
    }

    private func resolve(path: String, from file: FileID) -> Resolution {
        let link = LinkTarget(path)
        guard file.index >= 0 else { return .unknown(nearest: nil) }
        guard let full = Self.normalized(link.path.removingPercents.precomposed, relativeTo: paths[Int(file.index)]) else { return .unknown(nearest: nil) }
        if let anchor = link.anchor, let record = recordByPath[full + "#" + anchor] { return .record(record, .id) }
        if let record = recordByPath[full] { return .record(record, .id) }
        if attachments.contains(full) { return .attachment(full) }
        let nearest = Suggestion.nearest(to: full, in: paths)
        return .unknown(nearest: nearest)
    }

    /// A path without `.` and `..`, `nil` where it leaves the site.
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

    /// Whether a link's `#place` names something in a record: a row by its id, a step of a protocol as `paso-2`.
    package func hasPlace(_ place: String, in index: Int) -> Bool {
        let isProtocol = type(of: index).key == .protocol
        for field in records[index].fields {
            guard case .rows(let rows) = field.value else { continue }
            if isProtocol {
                guard type(of: index).fields[field.field].key == .steps, place.hasPrefix("paso-"), let number = Int(place.dropFirst("paso-".utf8.count)) else { continue }
                return (1...max(1, rows.rows.count)).contains(number)
            }
            if rows.rows.contains(where: { $0.id == place }) { return true }
        }
        return false
    }

    // MARK: Shared text

    /// Whether some rows of a record begin with those of a clause.
    package func takesClause(in index: Int) -> Bool {
        records[index].fields.contains { if case .rows(let rows) = $0.value { rows.clause != nil } else { false } }
    }

    /// The rows of a field with those of its clause in front, the excepted ones left out.
    /// - Parameter file: the file of the record that takes the clause in.
    package func expanded(_ rows: Rows, from file: FileID) -> Rows {
        guard let use = rows.clause, let index = target(of: use.clause, types: [.clause], from: file) else { return rows }
        guard case .rows(let shared)? = value(records[index], .rows) else { return rows }
        let left = Set(use.except.map(\.source))
        var result = rows
        result.clause = nil
        result.recorded = rows.recorded.map { RecordedRows(expanded($0.rows, from: file)) }
        result.rows = shared.rows.filter { !left.contains($0.id) }.map { Row(id: $0.id, cells: $0.cells, continued: $0.continued, group: nil, span: $0.span) } + rows.rows
        return result
    }
}

/// What a reference leads to.
package enum Resolution: Sendable {
    /// How a record was found: what is less certain comes later.
    package enum Way: Int, Sendable { case id, code, title, foldedTitle, formerName }

    case record(Int, Way)
    /// A file below `content/recursos/`.
    case attachment(String)
    case ambiguous([Int])
    /// `nearest`: the known name that is most alike.
    case unknown(nearest: String?)

    package var record: Int? {
        if case .record(let index, _) = self { return index }
        return nil
    }
}

extension String {
    /// With `%41` read as the byte it stands for (RFC 3986).
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
            if byte == UInt8(ascii: "%"), bytes.count >= 2, let high = digit(bytes[bytes.startIndex]), let low = digit(bytes[bytes.startIndex + 1]) {
                out.append(high << 4 | low)
                bytes = bytes.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
