import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Everything under `content/historial/`: one ledger a document, and the index that knows them all.
///
/// While a release is pending, the history is what the last finished release left.
package struct History: Sendable {
    package let root: String
    /// By path.
    package let ledgers: [Ledger]
    /// `nil` where no release has begun one.
    package let index: HistoryIndex?
    /// The release that is pending, where there is one.
    package let pending: PendingRelease?
    /// What the settings ask of signatures and of the index.
    package let settings: HistorySettings
    /// What does not hold in the folder itself: entries that cannot be read, journals, ledgers that are missing.
    let folderProblems: [HistoryProblem]
    /// By folder of a type and id: `manuales/man-atc-01`.
    private let byName: [String: Int]
    /// Names of the files of every document's folder, by ledger; without the ledger and the program's own temporary files.
    let files: [[String]]
    /// Keys that a ledger's lines may name, by ledger; `nil` where the site is not known.
    let identities: [Set<String>]?

    /// A journal of the first format, in a document's folder.
    package static let journalName = "pendiente.json"
    package static let temporaryEnding = ".oficio-nuevo"

    /// The history beside the sources of a site.
    package init(of site: LoadedSite) {
        self.init(site.folder.root, settings: site.corpus.schema.settings.history, corpus: site.corpus)
    }

    /// - Parameters:
    ///   - settings: `historial:` of the site's settings.
    ///   - corpus: tells which document a folder belongs to.
    package init(_ root: String, settings: HistorySettings = HistorySettings(), corpus: Corpus? = nil) {
        let (pending, reading) = HistoryMoment.settled(root) {
            let pending = try? PendingRelease(Files.read(root + "/" + PendingRelease.path))
            return (pending, HistoryFolder(root, pending: pending))
        }
        self.init(
            root, reading.ledgers.map(\.ledger), index: reading.index, pending: reading.isCommitted ? nil : pending,
            settings: settings,
            corpus: corpus, files: reading.ledgers.map(\.files), problems: reading.problems)
    }

    /// A site without releases.
    package init(empty root: String) {
        self.init(root, [], index: nil, pending: nil, settings: HistorySettings(), corpus: nil, files: [], problems: [])
    }

    private init(
        _ root: String, _ ledgers: [Ledger], index: HistoryIndex?, pending: PendingRelease?, settings: HistorySettings,
        corpus: Corpus?,
        files: [[String]], problems: [HistoryProblem]
    ) {
        self.init(
            root, ledgers, index: index, pending: pending, settings: settings,
            identities: corpus.map { Self.identities(ledgers, $0) },
            files: files, problems: problems)
    }

    private init(
        _ root: String, _ ledgers: [Ledger], index: HistoryIndex?, pending: PendingRelease?, settings: HistorySettings,
        identities: [Set<String>]?, files: [[String]], problems: [HistoryProblem]
    ) {
        self.root = root
        self.ledgers = ledgers
        self.index = index
        self.pending = pending
        self.settings = settings
        self.identities = identities
        self.files = files
        folderProblems = problems
        byName = Dictionary(ledgers.enumerated().map { (Self.name($1), $0) }) { a, _ in a }
    }

    /// The history as it would be with some ledgers in the place of others, and another index; files are as they are.
    package func replacing(_ changed: [Ledger], index: HistoryIndex?, corpus: Corpus?) -> History {
        var ledgers = ledgers
        var files = files
        for ledger in changed {
            if let place = byName[Self.name(ledger)] {
                ledgers[place] = ledger
            } else {
                ledgers.append(ledger)
                files.append([])
            }
        }
        return History(
            root, ledgers, index: index, pending: nil, settings: settings, corpus: corpus, files: files,
            problems: folderProblems)
    }

    /// The history as it was written on a day: what was recorded later is not known.
    package func known(on day: CalendarDate) -> History {
        History(
            root, ledgers.map { $0.known(on: day) }, index: index, pending: pending, settings: settings,
            identities: identities, files: files,
            problems: folderProblems)
    }

    package var isEmpty: Bool { ledgers.isEmpty }

    /// Whether the release that is pending begins the index, and nothing else says that there was one before.
    ///
    /// A journal is believed no further than the ledgers and the settings that lie beside it.
    var isBeginningIndex: Bool {
        guard let pending, let index = pending.moves.first(where: { $0.target == HistoryIndex.path && $0.former.isEmpty }) else { return false }
        guard let named = settings.index else { return true }
        // The settings may name the index that the release is about to put in place, and no other.
        guard let move = pending.moves.first(where: { $0.target == SiteSettings.path }),
            let written = try? Files.read(root + "/" + SiteSettings.path), SHA256.hex(written) == move.sha256,
            let staged = try? Files.read(root + "/" + PendingRelease.stagingFolder + "/" + index.staged)
        else { return false }
        return SHA256.hex(staged) == index.sha256 && HistoryIndex(staged).origin.hasPrefix(named)
    }

    private static func name(_ ledger: Ledger) -> String { String(ledger.path.dropFirst(Ledger.folder.utf8.count + 1)) }

    /// The ledger of a document by the folder of its type and its id.
    package func ledger(_ folder: String, _ id: String) -> Int? { byName["\(folder)/\(id)"] }

    /// The ledger of a record of a corpus.
    package func ledger(of record: Int, in corpus: Corpus) -> Int? {
        ledger(corpus.type(of: record).folder, corpus.records[record].id)
    }

    /// The folder of a type and the id that a ledger is named after.
    package func name(of ledger: Int) -> (folder: String, id: String) {
        let parts = ledgers[ledger].path.split(separator: "/").suffix(2).map(String.init)
        return (parts[0], parts[1])
    }

    /// What a release of each document would fix now, by ledger; `nil` where the document has no source.
    package func contents(in corpus: Corpus) -> [DocumentContent?] {
        ledgers.indices.map { $0 }.concurrentMap { index in
            let (folder, id) = name(of: index)
            guard let type = corpus.schema.types.firstIndex(where: { $0.folder == folder }),
                let record = corpus.index(ofType: type, id: id)
            else { return nil }
            return DocumentContent(of: record, in: corpus)
        }
    }

    /// The keys that each ledger may name: that of its folder, and former ids of its document.
    private static func identities(_ ledgers: [Ledger], _ corpus: Corpus) -> [Set<String>] {
        ledgers.map { ledger in
            let parts = ledger.path.split(separator: "/").suffix(2).map(String.init)
            guard let type = corpus.schema.types.firstIndex(where: { $0.folder == parts[0] }) else { return [] }
            let name = corpus.schema.types[type].id
            var keys: Set<String> = ["\(name)/\(parts[1])"]
            if let record = corpus.index(ofType: type, id: parts[1]),
                case .list(let items)? = corpus.value(corpus.records[record], .formerIDs)
            {
                // A former id that a document still bears is that document's.
                for item in items where corpus.index(ofType: type, id: item.blocks.plain) == nil { keys.insert("\(name)/\(item.blocks.plain)") }
            }
            return keys
        }
    }

    /// Changes when any ledger or file of the history does.
    package var stamp: UInt64 {
        var stamp = Stamp()
        for (ledger, files) in zip(ledgers, files) {
            stamp.add([ledger.path, ledger.hash])
            for file in files { stamp.add([file, ReadJournal.stamp(ofFile: "\(root)/\(ledger.path)/\(file)")]) }
        }
        return stamp.value
    }

    /// One hash of the whole history: the last line of the index, or of all ledgers where there is none.
    package var digest: String {
        if let index, index.heads.count == 1 { return index.heads[0] }
        return SHA256.hex(Array(ledgers.map { "\($0.hash)  \($0.path)\n" }.joined().utf8))
    }
}
