import OficioModel
import OficioSource

/// A fingerprint of the two files that show whether a release is moving files: its journal, which exists while it
/// runs, and the index, which it replaces last.
///
/// Readers take no lock. They compare the fingerprints before and after reading, and read again if the two differ.
struct ReleaseFilesFingerprint: Equatable {
    private let journal: String
    private let index: String

    init(_ root: String) {
        journal = ReadJournal.stamp(ofFile: root + "/" + PendingRelease.path)
        index = ReadJournal.stamp(ofFile: root + "/" + HistoryIndex.path)
    }

    /// Calls `read` until no release has moved files during the call, at most 20 times, and returns its last result.
    static func readUndisturbed<Result>(_ root: String, _ read: () -> Result) -> Result {
        var attempts = 20
        while true {
            let before = ReleaseFilesFingerprint(root)
            let result = read()
            attempts -= 1
            if attempts == 0 || ReleaseFilesFingerprint(root) == before { return result }
        }
    }
}

extension History {
    /// Reads a site and its history in one consistent state. Calls `load` again if a release moved files in between.
    package static func loadConsistently(_ root: String, _ load: () -> LoadedSite) -> (
        site: LoadedSite, history: History
    ) {
        ReleaseFilesFingerprint.readUndisturbed(root) {
            let site = load()
            return (site, History(of: site))
        }
    }
}
