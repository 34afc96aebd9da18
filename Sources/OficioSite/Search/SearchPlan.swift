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

    /// The names in the cache of the last complete lists of the index, and of the changes since then.
    private static let (lists, changes) = ("listas", "cambios")

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - site: the site to index.
    ///   - stamps: fingerprints of the records, `nil` to build every shard anew.
    ///   - former: returns the bytes that an earlier build cached under a name.
    package init(_ site: SiteContext, stamps: SiteStamps? = nil, former: @Sendable (String) -> [UInt8]? = { _ in nil })
    {
        let documents = SearchDocuments(site: site)
        let keys = site.corpus.records.indices.map { site.corpus.recordID(of: $0).text }
        let made = Locked<[Int: [UInt8]]>([:])
        let fingerprints = Locked<[Int: String]>([:])
        let base = stamps.map { Trace(keys: [], fingerprint: $0.baseStamp) }
        func cached(_ name: String) -> IndexLists? {
            guard let part = former(name).flatMap({ CachedShard($0) }), part.trace == base
            else { return nil }
            return IndexLists(stored: part.body)
        }
        let whole = cached(Self.lists)
        let lists = whole.map { whole in cached(Self.changes).map { whole.merging($0) } ?? whole }
        let concepts = documents.concepts()
        let names = PhraseNames(concepts, site.language).fingerprint
        let index = SearchIndex(
            keys: keys, concepts: concepts, language: site.language, known: documents.knownWords,
            document: { documents.document($0) }, former: lists
        ) { number, members, make in
            guard let stamps else { return make() }
            // A part also depends on the names of concepts, and on the keys and numbers of the documents in its
            // buckets.
            var own = Stamp()
            own.add(names)
            own.add(members)
            if let kept = former(Self.part(number)).flatMap({ CachedShard($0) }),
                stamps.holds(kept.trace, known: own.value), let part = SearchPart(stored: kept.body)
            {
                fingerprints.withLock { $0[number] = Fingerprint.word(kept.trace.fingerprint) }
                return part
            }
            let (part, trace) = stamps.tracing(known: own.value, make)
            if let trace {
                let bytes = part.encoded(after: CachedShard.head(trace))
                made.withLock { $0[number] = bytes }
                fingerprints.withLock { $0[number] = Fingerprint.word(trace.fingerprint) }
            }
            return part
        }
        let known = fingerprints.withLock { $0 }
        let anew = made.withLock { $0 }
        files =
            index.files.map { file in
                let fingerprint = stamps.map { stamps in
                    var stamp = Stamp()
                    stamp.add(stamps.baseStamp)
                    stamp.add(file.fingerprint)
                    return Fingerprint.word(stamp.value)
                }
                return PlannedFile(
                    path: SitePaths.searchFolder + file.name, fingerprint: fingerprint, render: file.bytes)
            }
            + index.texts.map {
                PlannedFile(path: SitePaths.searchFolder + $0.name, fingerprint: known[$0.part], render: $0.bytes)
            }
        let parts = anew.sorted { $0.key < $1.key }.map { (Self.part($0.key), $0.value) }
        var reused = Set(Set(known.keys).subtracting(anew.keys).map(Self.part))
        // Most lists change rarely, so a small set of changes is stored separately.
        let changed = whole.map { index.lists.changes(since: $0) }.flatMap {
            $0.count * 8 < index.lists.count ? $0 : nil
        }
        if changed != nil { reused.insert(Self.lists) }
        self.created =
            parts
            + (base.map {
                [
                    (
                        changed == nil ? Self.lists : Self.changes,
                        (changed ?? index.lists).encoded(after: CachedShard.head($0))
                    )
                ]
            } ?? [])
        self.reused = reused
    }

    private static func part(_ number: Int) -> String { "\(number)" }
}

/// A cached shard: a line, its trace and its bytes.
private struct CachedShard {
    private static let head = Array("oficio buscador 5\n".utf8)

    let trace: Trace
    let body: ArraySlice<UInt8>

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.head) else { return nil }
        let (trace, length) = bytes[Self.head.count...].withUnsafeBytes { rest -> (Trace?, Int) in
            var reader = BinaryReader(rest)
            let trace = reader.trace()
            return (reader.isBroken ? nil : trace, reader.place)
        }
        guard let trace else { return nil }
        self.trace = trace
        body = bytes[(Self.head.count + length)...]
    }

    /// Returns the head of a cached shard, which precedes its bytes.
    static func head(_ trace: Trace) -> [UInt8] {
        var out = BinaryWriter()
        out.trace(trace)
        return head + out.bytes
    }
}
