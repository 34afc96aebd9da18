import OficioBasics
import OficioModel

/// The cache of a site's last check, in memory. The preview and the editor check again only what a saved or unsaved
/// change affects.
package final class CheckMemory: Sendable {
    private let known = Locked<CheckCache?>(nil)

    /// Creates a memory without results.
    package init() {}

    /// Returns the results of the last check, none if that was with another base fingerprint (see `CheckCache`).
    package func cache(baseStamp: UInt64) -> CheckCache {
        if let last = known.withLock({ $0 }), last.baseStamp == baseStamp { return last }
        return CheckCache([], baseStamp: baseStamp)
    }

    /// Computes the links of all records of a site; those of unaffected records are the last ones.
    package func link(_ site: LoadedSite) {
        var cache = cache(baseStamp: site.configurationStamp)
        cache.link(site.corpus)
        keep(cache)
    }

    /// Keeps the results of a check for the next one.
    package func keep(_ cache: CheckCache) { known.withLock { $0 = cache } }
}
