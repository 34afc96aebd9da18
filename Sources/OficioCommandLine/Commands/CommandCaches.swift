import OficioBasics
import OficioBuild
import OficioHistory

extension Invocation {
    /// The paths of the site's caches; `nil` if the user has no cache folder.
    var cachePaths: CachePaths? {
        console.cacheFolder.map { CachePaths("\($0)/\(SHA256.hex(Array("records\n\(site)".utf8)).prefix(24))") }
    }

    /// Marks the caches of the site and other files as used, and removes old caches.
    func tidyCache(used paths: [String]) {
        if let folder = console.cacheFolder { CacheFolder.tidy(folder, used: (cachePaths?.all ?? []) + paths) }
    }
}
