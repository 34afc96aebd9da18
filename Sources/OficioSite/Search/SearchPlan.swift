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
        let baseStamp = stamps.map { Fingerprint.word($0.baseStamp) }
        func cached(_ name: String) -> IndexLists? {
            guard let part = former(name).flatMap({ CachedShard($0) }), part.fingerprint == baseStamp
            else { return nil }
            return IndexLists(stored: part.body)
        }
        let whole = cached(Self.lists)
        let lists = whole.map { whole in cached(Self.changes).map { whole.with($0) } ?? whole }
        let concepts = documents.concepts()
        let names = PhraseNames(concepts, site.language).fingerprint
        let index = SearchIndex(
            keys: keys, concepts: concepts, language: site.language, known: documents.knownWords,
            document: { documents.document($0) }, former: lists
        ) { number, members, make in
            guard let stamps else { return make() }
            // A part counts the names of concepts too, and the words of the documents that its buckets have now.
            var own = Stamp()
            own.add(names)
            own.add(members)
            if let kept = former(Self.part(number)).flatMap({ CachedShard($0) }),
                Fingerprint.word(stamps.fingerprint(of: kept.keys, known: own.value)) == kept.fingerprint,
                let part = SearchPart(stored: kept.body)
            {
                fingerprints.withLock { $0[number] = kept.fingerprint }
                return part
            }
            let (part, reads) = Reads.noting(make)
            if let keys = stamps.keys(of: reads) {
                let fingerprint = Fingerprint.word(stamps.fingerprint(of: keys, known: own.value))
                let bytes = part.stored(after: CachedShard.head(fingerprint, keys))
                made.withLock { $0[number] = bytes }
                fingerprints.withLock { $0[number] = fingerprint }
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
            + (baseStamp.map {
                [
                    (
                        changed == nil ? Self.lists : Self.changes,
                        (changed ?? index.lists).stored(after: CachedShard.head($0, []))
                    )
                ]
            } ?? [])
        self.reused = reused
    }

    private static func part(_ number: Int) -> String { "\(number)" }
}

/// A cached shard: a line with its fingerprint, the keys of what it depends on (see `SiteStamps`), and its bytes.
private struct CachedShard {
    private static let head = "oficio buscador 4"

    let fingerprint: String
    let keys: [UInt64]
    let body: ArraySlice<UInt8>

    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        let parts = bytes[..<end].split(separator: 0x09, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard parts.count == 2, parts[0] == Self.head else { return nil }
        fingerprint = parts[1]
        let (keys, length) = bytes[(end + 1)...].withUnsafeBytes { rest -> ([UInt64]?, Int) in
            var reader = StoreReader(rest)
            let keys = reader.list { $0.word() }
            return (reader.isBroken ? nil : keys, reader.place)
        }
        guard let keys else { return nil }
        self.keys = keys
        body = bytes[(end + 1 + length)...]
    }

    /// Returns the head of a cached shard, which precedes its bytes.
    static func head(_ fingerprint: String, _ keys: [UInt64]) -> [UInt8] {
        var out = StoreWriter()
        out.list(keys) { $0.word($1) }
        return Array("\(head)\t\(fingerprint)\n".utf8) + out.bytes
    }
}
