import Diagnostics
import OficioBasics
import OficioModel

/// The results of the last check of a site, in memory. A check of the site with the unsaved text of one file takes the
/// results about all other files from it.
package final class CheckMemory: Sendable {
    private struct Results: Sendable {
        let paths: [String]
        let configurationStamp: UInt64
        /// The results by the file of their record, in the order of its records.
        let byFile: [Int32: [RecordAnswer]]
    }

    private let results = Locked<Results?>(nil)

    /// Creates a memory without results.
    package init() {}

    /// Keeps the results of all records of a site.
    func keep(_ answers: [RecordAnswer], of site: LoadedSite) {
        var byFile: [Int32: [RecordAnswer]] = [:]
        for (index, answer) in answers.enumerated() {
            byFile[site.corpus.records[index].file.index, default: []].append(answer)
        }
        let paths = site.corpus.paths, stamp = site.configurationStamp
        results.withLock { $0 = Results(paths: paths, configurationStamp: stamp, byFile: byFile) }
    }

    /// Returns the results for all records. Computes those in changed files, and takes the others from the last
    /// check. `nil` if the last check was of other files or types.
    func answers(_ site: LoadedSite, changed: Set<String>, _ work: @Sendable (Int) -> RecordAnswer) -> [RecordAnswer]? {
        let corpus = site.corpus
        guard let known = results.withLock({ $0 }), known.configurationStamp == site.configurationStamp,
            known.paths == corpus.paths
        else { return nil }
        var places: [Int32: Int] = [:]
        var answers: [RecordAnswer] = []
        answers.reserveCapacity(corpus.records.count)
        for index in corpus.records.indices {
            let file = corpus.records[index].file.index
            let place = places[file, default: 0]
            places[file] = place + 1
            if let path = corpus.path(of: corpus.records[index].file), !changed.contains(path),
                let own = known.byFile[file], own.indices.contains(place)
            {
                answers.append(own[place])
            } else {
                answers.append(work(index))
            }
        }
        return answers
    }
}
