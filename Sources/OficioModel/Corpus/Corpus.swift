import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// All records of a site, with the names by which they refer to each other.
package final class Corpus: Sendable {
    /// The schema of the site: its types, forms and settings.
    package let schema: Schema
    /// The records in the order of files, and within a file in the order of its bytes.
    package let records: RecordList
    /// The identity of the corpus in recorded dependencies.
    let source: RecordSource
    private let isTracked: Bool
    let all: [Record]
    private let allPaths: [String]
    private let allAttachments: Set<String>
    let names: NameIndex
    private let recordByPath: [String: Int]
    /// The corpus that the records were selected from; `nil` for a corpus of its own.
    let origin: Corpus?
    let memory = Memory()

    /// Values computed from the records on first access.
    struct Memory: Sendable {
        let mentions = Lazy<RecordFacts<[Mention]>>()
        let functions = Lazy<RecordFacts<[JobFunction]>>()
        let links = Lazy<[RecordLinks]>()
        let numbers = Lazy<[ObjectIdentifier: Int]>()
        let numbersByKey = Lazy<[UInt64: Int]>()
        let keys = Lazy<[UInt64]>()
        let recordIDs = Lazy<[RecordID]>()
        let stamps = Lazy<[RecordStamps]>()
        let queries = Lazy<StampTable>()
        let byType = Lazy<[Int: [Int]]>()
        let byForm = Lazy<[Int: [Int]]>()
        let bosses = Lazy<Set<Int>>()
    }

    /// Creates a corpus and indexes the names of its records. Reading a corpus that is not tracked records nothing
    /// (`DependencyRecorder`): whoever makes one in the middle of a computation has recorded what it is made from.
    package convenience init(
        schema: Schema, records: [Record], paths: [String], attachments: [String], isTracked: Bool = true
    ) {
        self.init(
            schema: schema, records: records, paths: paths, attachments: attachments, isTracked: isTracked, origin: nil)
    }

    private init(
        schema: Schema, records: [Record], paths: [String], attachments: [String], isTracked: Bool, origin: Corpus?
    ) {
        self.origin = origin
        source = RecordSource(isTracked: isTracked)
        self.isTracked = isTracked
        self.schema = schema
        self.records = RecordList(records, source)
        all = records
        allPaths = paths
        allAttachments = Set(attachments)
        names = NameIndex(records, schema, source)
        var byPath: [String: Int] = [:]
        for (index, record) in records.enumerated() where record.ownFile.index >= 0 {
            let path = paths[Int(record.ownFile.index)]
            guard let first = byPath[path] else {
                byPath[path] = index
                continue
            }
            // Records of a collection are indexed under `path#id`; a record that is alone in its file, under the path.
            for other in [first, index] { byPath[path + "#" + records[other].ownID] = other }
        }
        recordByPath = byPath
        var stamp = Stamp()
        stamp.add(names.stamp)
        stamp.add(paths)
        stamp.add(attachments)
        for record in records {
            for number in [record.ownType, record.ownForm, Int(record.ownFile.index)] { stamp.add(number) }
            stamp.add(record.ownIsBroken)
        }
        self.stamp = stamp.value
    }

    /// A fingerprint of all names, of the paths of sources and attachments, and of the order, types, forms and files
    /// of the records. Results that read all records depend on it.
    package let stamp: UInt64

    /// The paths of the sources relative to the site, indexed by `FileID`. Reading them creates a dependency on the
    /// list of all paths.
    package var paths: [String] {
        source.recordQuery(list: RecordSource.paths)
        return allPaths
    }

    /// Returns the path of a source relative to the site, `nil` for a `FileID` without a source. Creates no
    /// dependency, because a dependency on a record's name covers the path of its file.
    package func path(of file: FileID) -> String? {
        allPaths.indices.contains(Int(file.index)) ? allPaths[Int(file.index)] : nil
    }

    /// The paths of the attachments, relative to the site. Reading them creates a dependency on the list of
    /// attachments.
    package var attachments: Set<String> {
        source.recordQuery(list: RecordSource.attachments)
        return allAttachments
    }

    /// Returns a corpus of other records with the same files, such as the records of a snapshot. Creates a dependency
    /// on the list of attachments; the path of a record's file belongs to the record.
    package func withRecords(_ records: [Record], _ schema: Schema, isTracked: Bool = true) -> Corpus {
        Corpus(
            schema: schema, records: records, paths: allPaths, attachments: attachments.sorted(), isTracked: isTracked)
    }

    /// Returns a corpus of a selection of the records, some of them in another version, and of further records. Finds
    /// its links from those of this corpus where they must be the same.
    package func selecting(_ records: [Record], _ schema: Schema) -> Corpus {
        Corpus(
            schema: schema, records: records, paths: allPaths, attachments: attachments.sorted(),
            isTracked: true, origin: self)
    }

    /// Whether the site has an attachment at a path.
    package func hasAttachment(_ path: String) -> Bool {
        source.recordQuery(.path, path)
        return allAttachments.contains(path)
    }

    /// Returns the indices of the records of a type, in order.
    package func records(ofType type: Int) -> [Int] {
        source.recordQuery(list: RecordSource.list(ofType: schema.types[type].id))
        let groups = memory.byType.value { Dictionary(grouping: all.indices) { all[$0].ownType } }
        return groups[type] ?? []
    }

    /// Returns the indices of the records with a form, in order.
    package func records(withForm form: Int) -> [Int] {
        source.recordQuery(list: RecordSource.list(ofForm: formNames[form]))
        let groups = memory.byForm.value { Dictionary(grouping: all.indices) { all[$0].ownForm } }
        return groups[form] ?? []
    }

    // MARK: Fingerprints

    /// Indices of the records by object identity, for the recording of dependencies, computed on first access.
    package var numbers: [ObjectIdentifier: Int] {
        memory.numbers.value { Dictionary(all.enumerated().map { (ObjectIdentifier($1), $0) }) { a, _ in a } }
    }

    /// A hash of each record's type and id, by record. The hash of a repeated type and id includes a counter, so that
    /// all hashes differ.
    package var keys: [UInt64] {
        memory.keys.value {
            var seen: Set<UInt64> = []
            seen.reserveCapacity(all.count)
            return all.map { record in
                let name = "\(schema.types[record.ownType].key.text)/\(record.ownID)"
                var key = DependencyKey.part(.whole, of: DependencyKey.hash(name))
                var count = 1
                while !seen.insert(key).inserted {
                    count += 1
                    key = DependencyKey.part(.whole, of: DependencyKey.hash("\(name) \(count)"))
                }
                return key
            }
        }
    }

    /// Indices of the records by their entries in `keys`.
    var numbersByKey: [UInt64: Int] {
        memory.numbersByKey.value { Dictionary(keys.enumerated().map { ($1, $0) }) { a, _ in a } }
    }

    /// Returns a fingerprint of some records in order, independent of their indices.
    package func stamp(of records: some Sequence<Int>) -> UInt64 {
        let keys = keys
        var stamp = Stamp()
        for record in records { stamp.add(keys[record]) }
        return stamp.value
    }

    /// Fingerprints of the records' parts, by record, computed on first access.
    var stamps: [RecordStamps] {
        memory.stamps.value {
            let forms = formNames
            return zip(all, keys).map { record, key in
                RecordStamps(record, key, form: forms[record.ownForm], path: path(of: record.ownFile) ?? "")
            }
        }
    }

    /// The id of each form with a hash of its source. The hash distinguishes forms of releases from forms of the site
    /// with the same id.
    private var formNames: [String] {
        schema.forms.map { form in
            "\(form.id) \(form.source.withBytes { Fingerprint.wordwise(UnsafeRawBufferPointer($0)) })"
        }
    }

    /// Fingerprints of the answers to all queries on this corpus (names, paths, lists), by the keys of the queries.
    var queries: StampTable {
        memory.queries.value {
            DependencyRecorder.pausing {
                var table = StampTable(capacity: all.count * 8)
                names.addFingerprints(to: &table, keys)
                addPaths(to: &table)
                addLists(to: &table)
                return table
            }
        }
    }

    private func addPaths(to table: inout StampTable) {
        for (path, record) in recordByPath { table.add(DependencyKey.query(.path, path), keys[record]) }
        for path in allAttachments { table.add(DependencyKey.query(.path, path), 1) }
    }

    private func addLists(to table: inout StampTable) {
        func add(_ list: String, _ stamp: UInt64) { table.add(DependencyKey.query(.list, list), stamp) }
        add(RecordSource.all, stamp(of: all.indices))
        add(RecordSource.names, names.stamp)
        var paths = Stamp()
        paths.add(allPaths)
        add(RecordSource.paths, paths.value)
        var attachments = Stamp()
        attachments.add(allAttachments.sorted())
        add(RecordSource.attachments, attachments.value)
        for type in Set(all.map(\.ownType)) {
            add(RecordSource.list(ofType: schema.types[type].id), stamp(of: records(ofType: type)))
        }
        let forms = formNames
        for form in Set(all.map(\.ownForm)) {
            add(RecordSource.list(ofForm: forms[form]), stamp(of: records(withForm: form)))
        }
        add(RecordSource.bosses, stamp(of: bosses.sorted()))
    }

    /// Indices of the records whose id another record, of any type, also has, in order.
    package var sharingID: [Int] { names.sharingID }
    /// Indices of the records whose code another record also has, in order.
    package var sharingCode: [Int] { names.sharingCode }
    /// Indices of the records whose title another record also has, ignoring case and accents, in order.
    package var sharingTitle: [Int] { names.sharingTitle }

    /// Returns the index of the record of a type with an id, `nil` if there is none.
    package func index(ofType type: Int, id: String) -> Int? { names.index(ofType: schema.types[type].key, id: id) }

    /// Returns the type of a record.
    package func type(of record: Int) -> DocumentType { schema.types[all[record].type] }

    /// Returns the record id of a record, by its index in `records`.
    package func recordID(of record: Int) -> RecordID {
        all[record].dependOnName()
        return memory.recordIDs.value { all.map { RecordID(schema.types[$0.ownType].key, $0.ownID) } }[record]
    }

    /// Returns the index in `records` of the record with a record id, `nil` if the site has no such record.
    package func index(of record: RecordID) -> Int? { names.index(ofType: record.type, id: record.id) }

    /// Returns the record's name in messages: `type/id`, with the type's name in the site's language.
    package func name(of record: Record) -> String { "\(schema.types[record.type].name[schema.language])/\(record.id)" }

    /// Indices of the records that some record names in its field `reports-to`, computed on first access.
    package var bosses: Set<Int> {
        source.recordQuery(list: RecordSource.bosses)
        return memory.bosses.value { DependencyRecorder.pausing { findBosses() } }
    }

    private func findBosses() -> Set<Int> {
        var found: Set<Int> = []
        for record in all {
            guard let field = schema.types[record.ownType].field(.reportsTo),
                case .references(let references)? = record.value(field),
                case .references(let declared) = schema.types[record.ownType].fields[field].kind
            else { continue }
            for reference in references {
                let types = reference.hasContext ? [] : declared.types
                if let boss = target(of: reference, types: types, from: record.ownFile) { found.insert(boss) }
            }
        }
        return found
    }

    // MARK: References

    /// The mentions in each record, by record, in the order of its fields and then of its extra sections. Each entry
    /// is computed on first access.
    package var mentions: RecordFacts<[Mention]> {
        memory.mentions.value {
            RecordFacts(isTracked ? .mentions : nil, count: all.count) { [unowned self] in mentions(in: $0) }
        }
    }

    /// The functions of each job or clause, by record, without the functions of the clauses that a job uses. Each entry
    /// is computed on first access.
    package var functions: RecordFacts<[JobFunction]> {
        memory.functions.value {
            RecordFacts(isTracked ? .functions : nil, count: all.count) { [unowned self] in functions(of: $0) }
        }
    }

    /// Records that the current computation read a list whose fingerprint `ReadStamps` was given.
    package func recordQuery(list: String) { source.recordQuery(list: list) }

    /// Records that the current computation made a query whose fingerprint `ReadStamps` was given.
    package func recordQuery(_ kind: DependencyKey.Kind, _ subject: String) { source.recordQuery(kind, subject) }

    /// Returns what a reference that is written in `file` leads to: a path relative to the file, or a name of one of
    /// `types` (any type if empty).
    package func resolve(
        _ target: String, types: [TypeKey] = [], from file: FileID, isPath: Bool = false
    ) -> Resolution {
        isPath ? resolve(path: target, from: file) : names.resolve(target, types: types, schema)
    }

    /// Returns the name or path that is most like a reference that leads nowhere; `nil` if no name or path is like
    /// it. Takes the arguments of `resolve`. The answer depends on all names of the site, or on all paths for a path,
    /// and its cost grows with them.
    package func nearestName(
        to target: String, types: [TypeKey] = [], from file: FileID, isPath: Bool = false
    ) -> String? {
        guard isPath else { return names.nearest(to: target, types: types, schema) }
        return fullPath(of: LinkTarget(target), from: file).flatMap { Suggestion.nearest(to: $0, in: paths) }
    }

    /// Returns the index of the record that a field's reference leads to, `nil` if it leads to none or to several.
    package func target(of reference: Reference, types: [TypeKey] = [], from file: FileID) -> Int? {
        resolve(reference.target, types: types, from: file, isPath: reference.isPath).record
    }

    /// Returns the path of a link's file relative to the site; `nil` if it leaves the site or the link stands in no
    /// file.
    private func fullPath(of link: LinkTarget, from file: FileID) -> String? {
        guard file.index >= 0 else { return nil }
        return link.path.removingPercents.precomposed.normalizedPath(relativeTo: allPaths[Int(file.index)])
    }

    private func resolve(path: String, from file: FileID) -> Resolution {
        let link = LinkTarget(path)
        guard let full = fullPath(of: link, from: file) else { return .unknown }
        if let anchor = link.anchor {
            source.recordQuery(.path, full + "#" + anchor)
            if let record = recordByPath[full + "#" + anchor] { return .record(record, .id) }
        }
        source.recordQuery(.path, full)
        if let record = recordByPath[full] { return .record(record, .id) }
        if allAttachments.contains(full) { return .attachment(full) }
        return .unknown
    }
}
