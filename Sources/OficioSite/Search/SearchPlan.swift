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
        let source = IndexSource(site)
        guard let stamps else {
            let index = source.index { $1() }
            files = Self.planned(index.files) + Self.planned(index.texts)
            (created, reused) = ([], [])
            return
        }
        let cache = IndexCache(source, stamps, former)
        if let record = cache.validRecord {
            files = Self.planned(record, cache)
            created = []
            reused = cache.allNames
            return
        }
        let update = cache.update()
        files =
            update.files.map { Self.planned($0.file, fingerprint: $0.fingerprint) }
            + Self.planned(update.index.texts, update.traces)
        created = update.created
        reused = update.reused
    }

    /// Plans the files of an index that is the same as the last one. If somebody changed or removed one of them in the
    /// output, the build makes the index again.
    private static func planned(_ record: IndexRecord, _ cache: IndexCache) -> [PlannedFile] {
        let whole = Lazy<[String: @Sendable () -> [UInt8]]>()
        @Sendable func bytes(of name: String) -> [UInt8] {
            let files = whole.value {
                let index = cache.source.index { cache.part($0) ?? $1() }
                return Dictionary(index.files.map { ($0.name, $0.bytes) }) { first, _ in first }
            }
            return files[name]?() ?? []
        }
        return record.files.map { name, fingerprint in
            PlannedFile(path: SitePaths.searchFolder + name, fingerprint: fingerprint) { bytes(of: name) }
        } + planned(cache.source.texts(), cache.held)
    }

    private static func planned(_ files: [SearchIndex.File]) -> [PlannedFile] {
        files.map { PlannedFile(path: SitePaths.searchFolder + $0.name, render: $0.bytes) }
    }

    private static func planned(_ file: SearchIndex.File, fingerprint: String) -> PlannedFile {
        PlannedFile(path: SitePaths.searchFolder + file.name, fingerprint: fingerprint, render: file.bytes)
    }

    /// Plans text shards. `traces` holds the dependencies of each part. A build always makes the shards of a part
    /// without dependencies again.
    private static func planned(_ texts: [SearchIndex.Text], _ traces: [Trace?] = []) -> [PlannedFile] {
        texts.map { text in
            let trace = traces.indices.contains(text.part) ? traces[text.part] : nil
            return PlannedFile(
                path: SitePaths.searchFolder + text.name,
                fingerprint: trace.map { Fingerprint.word($0.fingerprint) }, render: text.bytes)
        }
    }
}
