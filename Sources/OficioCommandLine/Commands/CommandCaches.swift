import OficioBasics
import OficioBuild
import OficioHistory

extension Invocation {
    /// What builds of the site have kept; `nil` where nobody has a folder for it.
    var keptFiles: KeptFiles? { console.cacheFolder.map { KeptFiles("\($0)/\(SHA256.hex(Array("records\n\(site)".utf8)).prefix(24))") } }

    /// Marks what this command has used besides what builds keep, and lets go of what no command has used for long.
    func tidyCache(used paths: [String]) {
        if let folder = console.cacheFolder { CacheFolder.tidy(folder, used: (keptFiles?.all ?? []) + paths) }
    }
}
