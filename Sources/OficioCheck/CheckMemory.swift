import OficioBasics
import OficioModel

/// The results of the last check of a site, in memory. A check of the site with the unsaved text of one file takes
/// the results about all other files from this memory.
package final class CheckMemory: Sendable {
    private let known = Locked<CheckCache?>(nil)

    /// Creates a memory that holds no results yet.
    package init() {}

    /// Returns the results of the last check, none if that was with another base fingerprint (see `CheckCache`).
    package func cache(baseStamp: UInt64) -> CheckCache {
        if let last = known.withLock({ $0 }), last.baseStamp == baseStamp { return last }
        return CheckCache(inMemoryWith: baseStamp)
    }

    /// Computes the links of all records of a site, taking those of unaffected records from the last check, and keeps
    /// them for the next one.
    package func link(_ site: LoadedSite) {
        var cache = cache(baseStamp: site.configurationStamp)
        cache.link(site.corpus)
        store(cache)
    }

    /// Keeps the results of a check for the next one.
    package func store(_ cache: CheckCache) { known.withLock { $0 = cache } }
}
