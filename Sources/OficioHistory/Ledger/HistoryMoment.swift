import OficioModel
import OficioSource

/// What tells that a release moved files of a site: its journal, which is there while it does, and the index, which goes to
/// its place last.
///
/// Readers take no lock. They compare the moment before they read with the one after, and read again where the two differ.
struct HistoryMoment: Equatable {
    private let journal: String
    private let index: String

    init(_ root: String) {
        journal = ReadJournal.stamp(ofFile: root + "/" + PendingRelease.path)
        index = ReadJournal.stamp(ofFile: root + "/" + HistoryIndex.path)
    }

    /// Reads until no release has moved files meanwhile; after many attempts whatever was read last counts.
    static func settled<Result>(_ root: String, _ read: () -> Result) -> Result {
        var attempts = 20
        while true {
            let before = HistoryMoment(root)
            let result = read()
            attempts -= 1
            if attempts == 0 || HistoryMoment(root) == before { return result }
        }
    }
}

extension History {
    /// A site and its history as one release left them both.
    ///
    /// - Parameter load: reads the sources; called again where a release moved files meanwhile.
    package static func reading(_ root: String, _ load: () -> LoadedSite) -> (site: LoadedSite, history: History) {
        HistoryMoment.settled(root) {
            let site = load()
            return (site, History(of: site))
        }
    }
}
