import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Maps names of one kind to the indices of the records that have them.
private struct RecordsByName: Sendable {
    /// The first record with each name. `shared` has all records of each name that several records have.
    private var single: [String: Int32] = [:]
    private var shared: [String: [Int32]] = [:]

    init(capacity: Int) { single.reserveCapacity(capacity) }

    mutating func add(_ name: String, _ record: Int) {
        guard let known = single.updateValue(Int32(record), forKey: name) else { return }
        shared[name, default: [known]].append(Int32(record))
    }

    /// The records with a name, in order.
    subscript(name: String) -> [Int] {
        if let records = shared[name] { return records.map { Int($0) } }
        return single[name].map { [Int($0)] } ?? []
    }

    var names: [String] { Array(single.keys) }

    /// The records that share a name with another record, in order.
    var sharing: [Int] { shared.values.joined().map { Int($0) }.sorted() }
}

/// Finds records by id, code, title and former names.
struct NameIndex: Sendable {
    private let records: [Record]
    private let types: [DocumentType]
    private let source: RecordSource
    private let memory = Memory()
    /// A fingerprint of all names and of the records that they lead to.
    let stamp: UInt64

    /// Tables that are built on first access, because a rebuild after an edit looks up few names.
    private struct Memory: Sendable {
        let ids = Lazy<RecordsByName>()
        let codes = Lazy<RecordsByName>()
        let titles = Lazy<RecordsByName>()
        let foldedTitles = Lazy<RecordsByName>()
        let formerNames = Lazy<RecordsByName>()
    }

    init(_ records: [Record], _ schema: Schema, _ source: RecordSource) {
        self.records = records
        self.source = source
        types = schema.types
        var stamp = Stamp()
        for record in records {
            let type = schema.types[record.ownType]
            for name in [type.id, record.ownID, record.ownTitle] { stamp.add(name) }
            if let code = Self.code(record, type) { stamp.add(code) }
            for name in Self.formerNames(record, type) { stamp.add(name) }
        }
        self.stamp = stamp.value
    }

    private static func code(_ record: Record, _ type: DocumentType) -> String? {
        record.value(type.field(.code)).map(\.plain).flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func formerNames(_ record: Record, _ type: DocumentType) -> [String] {
        [FieldKey.formerNames, .formerIDs].flatMap { field -> [String] in
            guard case .list(let names)? = record.value(type.field(field)) else { return [] }
            return names.map { $0.blocks.plain.folded }
        }
    }

    /// Whether a record has the same type and names as a record of another index.
    func hasSameNames(_ record: Int, as other: Int, in index: NameIndex) -> Bool {
        DependencyRecorder.pausing {
            let (own, former) = (records[record], index.records[other])
            let (type, formerType) = (types[own.ownType], index.types[former.ownType])
            return type.key == formerType.key && own.ownID == former.ownID && own.ownTitle == former.ownTitle
                && Self.code(own, type) == Self.code(former, formerType)
                && Self.formerNames(own, type) == Self.formerNames(former, formerType)
        }
    }

    private func table(_ kept: Lazy<RecordsByName>, _ names: (Record) -> [String]) -> RecordsByName {
        // Do not record these reads as dependencies: each lookup records the name that it looks for.
        kept.value {
            DependencyRecorder.pausing {
                var table = RecordsByName(capacity: records.count)
                for (number, record) in records.enumerated() { for name in names(record) { table.add(name, number) } }
                return table
            }
        }
    }

    private var ids: RecordsByName { table(memory.ids) { [$0.ownID] } }
    private var codes: RecordsByName { table(memory.codes) { Self.code($0, types[$0.ownType]).map { [$0] } ?? [] } }
    private var titles: RecordsByName { table(memory.titles) { [$0.ownTitle] } }
    private var foldedTitles: RecordsByName { table(memory.foldedTitles) { [$0.ownTitle.folded] } }
    private var formerNames: RecordsByName { table(memory.formerNames) { Self.formerNames($0, types[$0.ownType]) } }

    /// Indices of the records whose id another record also has, in order.
    var sharingID: [Int] { shared(ids) }
    /// Indices of the records whose code another record also has, in order.
    var sharingCode: [Int] { shared(codes) }
    /// Indices of the records whose title another record also has, ignoring case and accents, in order.
    var sharingTitle: [Int] { shared(foldedTitles) }

    private func shared(_ names: RecordsByName) -> [Int] {
        source.recordQuery(list: RecordSource.names)
        return names.sharing
    }

    /// Adds the fingerprint of the records that a name leads to, for every name.
    func addFingerprints(to table: inout StampTable, _ keys: [UInt64]) {
        for (record, key) in zip(records, keys) {
            let type = types[record.ownType]
            func add(_ kind: DependencyKey.Kind, _ name: String, _ nameKind: Resolution.NameKind) {
                var stamp = Stamp()
                stamp.add(key)
                stamp.add(nameKind.rawValue)
                table.add(DependencyKey.query(kind, name), stamp.value)
            }
            add(.exactName, record.ownID, .id)
            if let code = Self.code(record, type) { add(.exactName, code, .code) }
            add(.exactName, record.ownTitle, .title)
            add(.foldedName, record.ownTitle.folded, .foldedTitle)
            for name in Self.formerNames(record, type) { add(.foldedName, name, .formerName) }
        }
    }

    private func type(of record: Int) -> TypeKey { types[records[record].ownType].key }

    func index(ofType type: TypeKey, id: String) -> Int? {
        source.recordQuery(.exactName, id)
        return ids[id].first { self.type(of: $0) == type }
    }

    /// Returns the name of a reference and the types that it allows: `puesto/cajero` allows jobs only.
    private func parts(
        of target: String, types: [TypeKey], _ schema: Schema
    ) -> (name: String, allowed: [TypeKey]) {
        guard let slash = target.utf8.firstIndex(of: UInt8(ascii: "/")),
            let type = schema.type(named: String(target[..<slash]).folded)
        else { return (target, types) }
        return (String(target[target.utf8.index(after: slash)...]), [schema.types[type].key])
    }

    func resolve(_ target: String, types: [TypeKey], _ schema: Schema) -> Resolution {
        let (name, allowed) = parts(of: target, types: types, schema)
        func found(in names: RecordsByName, _ name: String, _ nameKind: Resolution.NameKind) -> Resolution? {
            let found = names[name].filter { allowed.isEmpty || allowed.contains(self.type(of: $0)) }
            guard let first = found.first else { return nil }
            if found.count == 1 { return .record(first, nameKind) }
            // A glossary term with the name of something else does not make the name ambiguous.
            let things = found.filter { self.type(of: $0) != .term }
            if things.count == 1 { return .record(things[0], nameKind) }
            return .ambiguous(found)
        }
        source.recordQuery(.exactName, name)
        if let resolution = found(in: ids, name, .id) ?? found(in: codes, name, .code)
            ?? found(in: titles, name, .title)
        {
            return resolution
        }
        let folded = name.folded
        source.recordQuery(.foldedName, folded)
        if let resolution = found(in: foldedTitles, folded, .foldedTitle) ?? found(in: formerNames, folded, .formerName)
        {
            return resolution
        }
        // A file's name with *ñ* means the document whose id has `ni`, or `n` by the first rules of addresses.
        let (usual, plain) = (name.fileName, name.slug())
        for id in usual == plain ? [] : [usual, plain] {
            source.recordQuery(.exactName, id)
            if let resolution = found(in: ids, id, .id) { return resolution }
        }
        return .unknown
    }

    /// Returns the id nearest to the name of a reference; `nil` if none is near.
    func nearest(to target: String, types: [TypeKey], _ schema: Schema) -> String? {
        let (name, allowed) = parts(of: target, types: types, schema)
        source.recordQuery(list: RecordSource.names)
        let ids = ids
        let known = ids.names.filter { id in allowed.isEmpty || ids[id].contains { allowed.contains(type(of: $0)) } }
        return Suggestion.nearest(to: name, in: known.sorted())
    }
}
