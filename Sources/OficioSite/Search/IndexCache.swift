import OficioBasics
import OficioSearch
import OficioSource

/// The parts and lists that an earlier build cached of the search index, and which of them are still valid.
struct IndexCache: Sendable {
    /// The names in the cache of the last complete lists of the index, of the changes since then, and of the record of
    /// the last index.
    private static let (lists, changes, record) = ("listas", "cambios", "indice")

    let source: IndexSource
    /// The dependencies of each part; `nil` for a part that must be made again.
    let held: [Trace?]
    private let stamps: SiteStamps
    private let former: @Sendable (String) -> [UInt8]?
    private let last: IndexRecord?
    /// The fingerprint of everything that the index depends on besides its parts.
    private let inputs: UInt64
    /// For each part, the fingerprint of what it depends on besides records: the names of concepts, and the keys and
    /// numbers of the documents in its buckets.
    private let own: [UInt64]

    /// Compares the last index with the site. `former` returns the bytes that an earlier build cached under a name.
    init(_ source: IndexSource, _ stamps: SiteStamps, _ former: @escaping @Sendable (String) -> [UInt8]?) {
        self.source = source
        self.stamps = stamps
        self.former = former
        var inputs = Stamp()
        inputs.add(stamps.baseStamp)
        for concept in source.concepts {
            inputs.add(concept.names)
            inputs.add(concept.isOneWay)
        }
        self.inputs = inputs.value
        let names = PhraseNames(source.concepts, source.language).fingerprint
        own = source.layout.members.map { members in
            var stamp = Stamp()
            stamp.add(names)
            stamp.add(members)
            return stamp.value
        }
        let last = former(Self.record).flatMap { IndexRecord(stored: $0) }
        self.last = last
        held = own.enumerated().map { number, own in
            guard let last, last.parts.indices.contains(number), let trace = last.parts[number],
                stamps.holds(trace, known: own)
            else { return nil }
            return trace
        }
    }

    /// The record of the last index, if the index of the site is the same; `nil` otherwise.
    var validRecord: IndexRecord? {
        guard let last, last.inputs == inputs, last.parts.count == held.count, held.allSatisfy({ $0 != nil }) else {
            return nil
        }
        return last
    }

    /// The names of everything that the cache holds of an index.
    var allNames: Set<String> { Set(held.indices.map(Self.name) + [Self.lists, Self.changes, Self.record]) }

    /// Returns the cached part with a number; `nil` if it must be made again.
    @Sendable func part(_ number: Int) -> SearchPart? {
        guard let trace = held[number] else { return nil }
        return former(Self.name(number)).flatMap { CachedShard($0, trace.fingerprint) }.flatMap {
            SearchPart(stored: $0.body)
        }
    }

    private static func name(_ part: Int) -> String { "\(part)" }

    /// A new index, and what the cache stores of it.
    struct Update {
        let index: SearchIndex
        /// The files besides the text shards, with the fingerprints under which they are planned.
        let files: [(file: SearchIndex.File, fingerprint: String)]
        /// The dependencies of each part; `nil` for one that must be made every time.
        let traces: [Trace?]
        /// What the cache should store, by name.
        let created: [(name: String, bytes: [UInt8])]
        /// The names of what is cached and still valid.
        let reused: Set<String>
    }

    /// Makes the index from the valid parts and lists of the last one and from the site.
    func update() -> Update {
        let whole = cachedLists(Self.lists)
        let lists = whole.map { whole in cachedLists(Self.changes).map { whole.merging($0) } ?? whole }
        let made = Locked<[Int: (trace: Trace, bytes: [UInt8])]>([:])
        let index = source.index(former: lists) { number, make in
            if let part = part(number) { return part }
            let (part, trace) = stamps.tracing(known: own[number], make)
            if let trace {
                let bytes = part.encoded(after: CachedShard.head(trace.fingerprint))
                made.withLock { $0[number] = (trace, bytes) }
            }
            return part
        }
        let anew = made.withLock { $0 }
        let traces = held.enumerated().map { anew[$0]?.trace ?? $1 }
        let files = index.files.map { file -> (file: SearchIndex.File, fingerprint: String) in
            var stamp = Stamp()
            stamp.add(stamps.baseStamp)
            stamp.add(file.fingerprint)
            return (file, Fingerprint.word(stamp.value))
        }
        var created = anew.sorted { $0.key < $1.key }.map { (name: Self.name($0.key), bytes: $0.value.bytes) }
        var reused = Set(traces.indices.filter { traces[$0] != nil && anew[$0] == nil }.map(Self.name))
        // Most lists change rarely, so a small set of changes is stored separately.
        let changed = whole.map { index.lists.changes(since: $0) }.flatMap {
            $0.count * 8 < index.lists.count ? $0 : nil
        }
        if changed != nil { reused.insert(Self.lists) }
        let stored = (changed ?? index.lists).encoded(after: CachedShard.head(stamps.baseStamp))
        created.append((changed == nil ? Self.lists : Self.changes, stored))
        // The record comes last: if the build is killed before, the older record does not fit the new parts.
        let record = IndexRecord(inputs: inputs, parts: traces, files: files.map { ($0.file.name, $0.fingerprint) })
        created.append((Self.record, record.bytes))
        return Update(index: index, files: files, traces: traces, created: created, reused: reused)
    }

    private func cachedLists(_ name: String) -> IndexLists? {
        former(name).flatMap { CachedShard($0, stamps.baseStamp) }.flatMap { IndexLists(stored: $0.body) }
    }
}
