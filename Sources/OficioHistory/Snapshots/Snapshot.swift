import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// A complete released version of a document: its content, the titles of the records that it refers to, and the forms
/// of its records.
package struct Snapshot: Sendable {
    /// The name of the format, which every file contains. Readers accept every format that was ever written.
    package static let format = "oficio-instantanea-1"

    private let json: JSONText

    /// The bytes of the snapshot file: one JSON value and a line feed.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        json.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// Reads a snapshot file; the result is `nil` if it is not in the format of the program.
    package init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == Self.format, json["content"] != nil else {
            return nil
        }
        self.json = json
    }

    /// Creates the snapshot of a document's content. `source` returns the text of a form's file; `nil` leaves the form
    /// out. `document` is the document that the snapshot belongs to, `nil` for the first record.
    package init(
        _ content: DocumentContent, of document: RecordID? = nil, version: String, effective: CalendarDate,
        in corpus: Corpus, source: (FileID) -> String?
    ) {
        let schema = corpus.schema
        let document = document ?? corpus.recordID(of: content.records[0])
        var names: [JSONText] = []
        for (place, record) in (content.records + content.competencies).enumerated() {
            var seen: Set<String> = []
            for mention in corpus.mentions(in: record) {
                guard let target = mention.resolution.record,
                    seen.insert(Self.nameKey(mention.target, mention.isPath, mention.types)).inserted
                else { continue }
                var members: [(String, JSONText)] = [("in", .integer(place)), ("ref", .string(mention.target))]
                if mention.isPath { members.append(("path", .bool(true))) }
                if !mention.types.isEmpty { members.append(("types", .array(mention.types.map { .string($0.text) }))) }
                members += [
                    ("to", .string(corpus.recordID(of: target).text)), ("title", .string(corpus.records[target].title)),
                ]
                names.append(.object(members))
            }
        }
        var forms: [JSONText] = []
        var seenForms: Set<Int> = []
        for record in content.records {
            let form = schema.forms[corpus.records[record].form]
            guard !form.isBuiltIn, seenForms.insert(corpus.records[record].form).inserted, let text = source(form.file)
            else { continue }
            forms.append(.object([("id", .string(form.id)), ("source", .string(text))]))
        }
        var labels: [(String, JSONText)] = []
        for type in Set((content.records + content.competencies).map { corpus.records[$0].type }).sorted() {
            func add(_ fields: [Field], _ prefix: String) {
                for field in fields {
                    labels.append(("\(prefix)/\(field.id)", .string(field.label[schema.language])))
                    if case .group(let members) = field.kind { add(members, prefix) }
                }
            }
            var seen: Set<String> = []
            add(schema.types[type].fields, schema.types[type].id)
            labels = labels.filter { seen.insert($0.0).inserted }
        }
        let encoder = RecordEncoder(corpus)
        let marks = (content.records + content.competencies).enumerated().compactMap { place, index -> JSONText? in
            let marks = UnrecordedMarks(of: corpus.records[index], schema.types[corpus.records[index].type])
            return marks.isEmpty ? nil : marks.json(in: place)
        }
        let arranged = (content.records + content.competencies).enumerated().compactMap { place, index in
            Arrangement(of: corpus.records[index], schema.types[corpus.records[index].type], encoder, in: place)?.text
        }
        json = .object(
            [
                ("format", .string(Self.format)), ("document", .string(document.text)), ("version", .string(version)),
                ("effective", .string(effective.iso)),
                ("language", .string(schema.language == .spanish ? "es" : "en")), ("content", content.json(in: corpus)),
                (
                    "layouts",
                    .array(
                        content.records.map {
                            .string(
                                schema.forms[corpus.records[$0].form].isBuiltIn
                                    ? "" : schema.forms[corpus.records[$0].form].id)
                        })
                ),
                ("names", .array(names)),
                (
                    "clauses",
                    .array(
                        content.clauses.map { clause in
                            .object([
                                ("id", .string(corpus.recordID(of: clause).text)),
                                ("title", .string(corpus.records[clause].title)),
                                (
                                    "sha256",
                                    .string(SHA256.hex(Array(encoder.record(corpus.records[clause]).compact.utf8)))
                                ),
                            ])
                        })
                ),
                ("labels", .object(labels)), ("forms", .array(forms)),
            ] + (marks.isEmpty ? [] : [("internal", .array(marks))])
                + (arranged.isEmpty ? [] : [("arranged", .array(arranged))]))
    }

    /// Returns the snapshot with a list of the parts of earlier versions that public builds withhold.
    func recording(_ withheld: [WithheldRecord]) -> Snapshot {
        if withheld.isEmpty { return self }
        return Snapshot(json: .object(json.members + [("withheld", .array(withheld.map(\.json)))]))
    }

    private init(json: JSONText) { self.json = json }

    private static func nameKey(_ target: String, _ isPath: Bool, _ types: [TypeKey]) -> String {
        "\(isPath ? "p" : "")|\(types.map(\.text).joined(separator: ","))|\(target)"
    }

    // MARK: Reading

    /// The id of the document that the snapshot is a version of.
    package var document: RecordID { RecordID(json["document"]?.text ?? "") }
    /// The version of the snapshot, as its author wrote it.
    package var version: String { json["version"]?.text ?? "" }
    /// The effective date of the snapshot in ISO 8601.
    package var effective: String { json["effective"]?.text ?? "" }

    /// The canonical content of the version, over which the hash is computed.
    package var content: JSONText { json["content"] ?? .object([]) }

    /// The SHA-256 of the content, computed on every access.
    package var contentHash: String { SHA256.hex(Array(content.compact.utf8)) }

    /// The clauses that the records use, with their titles and the hashes of their texts at the time of the release.
    package var clauses: [(record: RecordID, title: String, hash: String)] {
        (json["clauses"]?.items ?? []).map {
            (RecordID($0["id"]?.text ?? ""), $0["title"]?.text ?? "", $0["sha256"]?.text ?? "")
        }
    }

    /// The targets of all references, with their titles at the time of the release.
    package var names: [(record: RecordID, title: String)] {
        (json["names"]?.items ?? []).map { (RecordID($0["to"]?.text ?? ""), $0["title"]?.text ?? "") }
    }

    /// The parts of earlier versions that public builds withhold, because they equalled internal text of the sources
    /// when the snapshot was made.
    var withheld: [WithheldRecord] { (json["withheld"]?.items ?? []).map { WithheldRecord($0) } }

    /// The forms of the records, with the source texts that they had.
    package var forms: [(id: String, source: String)] {
        (json["forms"]?.items ?? []).map { ($0["id"]?.text ?? "", $0["source"]?.text ?? "") }
    }

    /// Reads the records of the snapshot. References lead to the same records as at the time of the release.
    ///
    /// - Parameters:
    ///   - schema: the schema of the site today.
    ///   - form: returns the index in the schema of a form of the snapshot, by its id; the id is empty for the
    ///     built-in form of a type.
    ///   - file: the current file of a record.
    ///   - stamp: fingerprint of the snapshot and of all other sources of the records, 0 for none.
    ///   - isKnown: whether the site still has a record; a reference to any other record shows the title from the
    ///     time of the release.
    /// - Returns: the document with its members, and the competencies.
    package func records(
        _ schema: Schema, form: (_ id: String, _ type: DocumentType) -> Int,
        file: (RecordID) -> FileID = { _ in FileID(-1) }, stamp: UInt64 = 0, isKnown: @escaping (RecordID) -> Bool
    ) -> (records: [Record], competencies: [Record]) {
        let labels = Dictionary((json["labels"]?.members ?? []).map { ($0.0, $0.1.text ?? "") }) { a, _ in a }
        let layouts = (json["layouts"]?.items ?? []).map { $0.text ?? "" }
        var names: [[String: (String, String)]] = []
        for name in json["names"]?.items ?? [] {
            guard let place = name["in"]?.number, place >= 0, place < 100_000 else { continue }
            while names.count <= place { names.append([:]) }
            let key = Self.nameKey(
                name["ref"]?.text ?? "", name["path"]?.flag ?? false,
                (name["types"]?.items ?? []).compactMap { $0.text.map { TypeKey($0) } })
            names[place][key] = (name["to"]?.text ?? "", name["title"]?.text ?? "")
        }
        let marks = Dictionary((json["internal"]?.items ?? []).map { ($0["in"]?.number ?? -1, UnrecordedMarks($0)) }) {
            a, _ in a
        }
        let arranged = Dictionary((json["arranged"]?.items ?? []).map { ($0["in"]?.number ?? -1, Arrangement($0)) }) {
            a, _ in a
        }
        let all = content["records"]?.items ?? []
        func read(_ json: JSONText, _ place: Int) -> Record? {
            let known = names.indices.contains(place) ? names[place] : [:]
            let type = json["type"]?.text.flatMap { schema.type(id: $0) }.map { schema.types[$0] }
            let layout = layouts.indices.contains(place) ? layouts[place] : ""
            let name = RecordID(TypeKey(json["type"]?.text ?? ""), json["id"]?.text ?? "")
            var reader = RecordReader(schema, labels: labels, file: file(name)) { typed, isPath, types in
                guard
                    let (to, title) = known[Self.nameKey(typed, isPath, types)]
                        ?? known[Self.nameKey(typed, isPath, [])]
                else { return nil }
                return (to, isKnown(RecordID(to)) ? nil : title)
            }
            return reader.record(
                json, form: type.map { form(layout, $0) } ?? 0, unrecorded: marks[place] ?? UnrecordedMarks(),
                arranged: arranged[place], stamp: stamp)
        }
        let records = all.enumerated().compactMap { read($1, $0) }
        let competencies = (content["competencies"]?.items ?? []).enumerated().compactMap { read($1, all.count + $0) }
        return (records, competencies)
    }
}
