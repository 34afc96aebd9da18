import Diagnostics
import OficioBasics
import OficioSearch
import OficioSource

/// Plans the files of the search index.
package struct SearchPlan: Sendable {
    /// The files of the index.
    package let files: [PlannedFile]
    /// Shards and lists that this build computed and the cache should store, by name.
    package let created: [(name: String, bytes: [UInt8])]
    /// The names of cached shards and lists that are still valid.
    package let reused: Set<String>

    /// The names in the cache of the last complete lists of the index, of the changes since then, and of the record of
    /// the last index.
    private static let (lists, changes, record) = ("listas", "cambios", "indice")

    /// Builds the index, or takes the list of its files from the last build if nothing that it depends on has changed.
    ///
    /// - Parameters:
    ///   - site: the site to index.
    ///   - stamps: fingerprints of the records, `nil` to build every shard anew.
    ///   - former: returns the bytes that an earlier build cached under a name.
    package init(
        _ site: SiteContext, stamps: SiteStamps? = nil,
        former: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        let documents = SearchDocuments(site: site)
        let layout = IndexLayout(site.corpus.records.indices.map { site.corpus.recordID(of: $0).text })
        let concepts = documents.concepts()
        let language = site.language
        @Sendable func makeIndex(
            former: IndexLists? = nil, _ part: @Sendable (Int, () -> SearchPart) -> SearchPart
        ) -> SearchIndex {
            SearchIndex(
                layout, concepts: concepts, language: language, known: documents.knownWords,
                document: { documents.document($0) }, former: former, part: part)
        }
        guard let stamps else {
            let index = makeIndex { $1() }
            files =
                index.files.map { PlannedFile(path: SitePaths.searchFolder + $0.name, render: $0.bytes) }
                + index.texts.map { PlannedFile(path: SitePaths.searchFolder + $0.name, render: $0.bytes) }
            (created, reused) = ([], [])
            return
        }
        var inputs = Stamp()
        inputs.add(stamps.baseStamp)
        for concept in concepts {
            inputs.add(concept.names)
            inputs.add(concept.isOneWay)
        }
        let names = PhraseNames(concepts, language).fingerprint
        // A part also depends on the names of concepts, and on the keys and numbers of the documents in its buckets.
        let own = layout.members.map { members in
            var stamp = Stamp()
            stamp.add(names)
            stamp.add(members)
            return stamp.value
        }
        let last = former(Self.record).flatMap { IndexRecord(stored: $0) }
        let held = own.enumerated().map { number, own -> Trace? in
            guard let last, last.parts.indices.contains(number), let trace = last.parts[number],
                stamps.holds(trace, known: own)
            else { return nil }
            return trace
        }
        @Sendable func kept(_ number: Int) -> SearchPart? {
            guard let trace = held[number] else { return nil }
            return former(Self.part(number)).flatMap { CachedShard($0, trace.fingerprint) }.flatMap {
                SearchPart(stored: $0.body)
            }
        }
        func planned(_ texts: [SearchIndex.Text], _ traces: [Trace?]) -> [PlannedFile] {
            texts.map {
                PlannedFile(
                    path: SitePaths.searchFolder + $0.name,
                    fingerprint: traces[$0.part].map { Fingerprint.word($0.fingerprint) }, render: $0.bytes)
            }
        }
        if let last, last.inputs == inputs.value, last.parts.count == held.count, held.allSatisfy({ $0 != nil }) {
            // If somebody changed or removed a file of the index in the output, the build makes the index again.
            let whole = Lazy<[String: @Sendable () -> [UInt8]]>()
            @Sendable func bytes(of name: String) -> [UInt8] {
                let files = whole.value {
                    Dictionary(makeIndex { kept($0) ?? $1() }.files.map { ($0.name, $0.bytes) }) { a, _ in a }
                }
                return files[name]?() ?? []
            }
            files =
                last.files.map { name, fingerprint in
                    PlannedFile(path: SitePaths.searchFolder + name, fingerprint: fingerprint) { bytes(of: name) }
                } + planned(layout.texts { documents.document($0) }, held)
            created = []
            reused = Set(held.indices.map(Self.part) + [Self.lists, Self.changes, Self.record])
            return
        }
        func cached(_ name: String) -> IndexLists? {
            former(name).flatMap { CachedShard($0, stamps.baseStamp) }.flatMap { IndexLists(stored: $0.body) }
        }
        let whole = cached(Self.lists)
        let lists = whole.map { whole in cached(Self.changes).map { whole.merging($0) } ?? whole }
        let made = Locked<[Int: (trace: Trace, bytes: [UInt8])]>([:])
        let index = makeIndex(former: lists) { number, make in
            if let part = kept(number) { return part }
            let (part, trace) = stamps.tracing(known: own[number], make)
            if let trace {
                let bytes = part.encoded(after: CachedShard.head(trace.fingerprint))
                made.withLock { $0[number] = (trace, bytes) }
            }
            return part
        }
        let anew = made.withLock { $0 }
        let traces = held.enumerated().map { anew[$0]?.trace ?? $1 }
        let listed = index.files.map { file -> (file: SearchIndex.File, fingerprint: String) in
            var stamp = Stamp()
            stamp.add(stamps.baseStamp)
            stamp.add(file.fingerprint)
            return (file, Fingerprint.word(stamp.value))
        }
        files =
            listed.map { file, fingerprint in
                PlannedFile(path: SitePaths.searchFolder + file.name, fingerprint: fingerprint, render: file.bytes)
            } + planned(index.texts, traces)
        var created = anew.sorted { $0.key < $1.key }.map { (name: Self.part($0.key), bytes: $0.value.bytes) }
        var reused = Set(traces.indices.filter { traces[$0] != nil && anew[$0] == nil }.map(Self.part))
        // Most lists change rarely, so a small set of changes is stored separately.
        let changed = whole.map { index.lists.changes(since: $0) }.flatMap {
            $0.count * 8 < index.lists.count ? $0 : nil
        }
        if changed != nil { reused.insert(Self.lists) }
        created.append(
            (
                changed == nil ? Self.lists : Self.changes,
                (changed ?? index.lists).encoded(after: CachedShard.head(stamps.baseStamp))
            ))
        // The record comes last: if the build is killed before, the older record does not fit the new parts.
        created.append(
            (
                Self.record,
                IndexRecord(inputs: inputs.value, parts: traces, files: listed.map { ($0.file.name, $0.fingerprint) })
                    .bytes
            ))
        self.created = created
        self.reused = reused
    }

    private static func part(_ number: Int) -> String { "\(number)" }
}

/// What the last index depended on, and which files it had.
private struct IndexRecord {
    private static let head = Array("oficio indice 1\n".utf8)

    /// The fingerprint of everything but the parts.
    let inputs: UInt64
    /// The dependencies of each part; `nil` for one that must be made every time.
    let parts: [Trace?]
    /// The files besides the text shards, with the fingerprints under which they were planned.
    let files: [(name: String, fingerprint: String)]

    init(inputs: UInt64, parts: [Trace?], files: [(name: String, fingerprint: String)]) {
        (self.inputs, self.parts, self.files) = (inputs, parts, files)
    }

    init?(stored: [UInt8]) {
        guard stored.starts(with: Self.head) else { return nil }
        let record = stored[Self.head.count...].withUnsafeBytes { bytes -> IndexRecord? in
            guard var reader = BinaryReader(sealed: bytes) else { return nil }
            let record = IndexRecord(
                inputs: reader.word(), parts: reader.list { $0.optional { $0.trace() } },
                files: reader.list { ($0.text(), $0.text()) })
            return reader.isBroken ? nil : record
        }
        guard let record else { return nil }
        self = record
    }

    var bytes: [UInt8] {
        BinaryWriter.sealed(after: Self.head) { out in
            out.word(inputs)
            out.list(parts) { $0.optional($1) { $0.trace($1) } }
            out.list(files) { out, file in
                out.text(file.name)
                out.text(file.fingerprint)
            }
        }
    }
}

/// A cached shard: the version line, the fingerprint of its input, and its bytes.
private struct CachedShard {
    private static let line = Array("oficio buscador 6\n".utf8)

    let body: ArraySlice<UInt8>

    /// Reads a cached shard; `nil` if it has another version or the fingerprint of another input.
    init?(_ bytes: [UInt8], _ fingerprint: UInt64) {
        let head = Self.head(fingerprint)
        guard bytes.starts(with: head) else { return nil }
        body = bytes[head.count...]
    }

    /// Returns the head of a cached shard, which precedes its bytes.
    static func head(_ fingerprint: UInt64) -> [UInt8] {
        var out = BinaryWriter()
        out.word(fingerprint)
        return line + out.bytes
    }
}
