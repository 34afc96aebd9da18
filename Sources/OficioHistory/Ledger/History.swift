import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// The contents of `content/historial/`: a ledger for each document, and the index of all ledgers.
///
/// While a release is pending, the history shows the state after the last finished release.
package struct History: Sendable {
    /// The path of the site's folder.
    package let root: String
    /// The ledgers of all documents, sorted by path.
    package let ledgers: [Ledger]
    /// The history index, `nil` if the history has none.
    package let index: HistoryIndex?
    /// The release that is decided but not completely written, `nil` for none.
    package let pending: PendingRelease?
    /// The site's settings about signatures and the index.
    package let settings: HistorySettings
    /// The problems of the history's folder itself: unreadable entries, journals, missing ledgers.
    let folderProblems: [HistoryProblem]
    /// Indices of ledgers by `FOLDER/ID`, the folder of the type and the id: `manuales/man-atc-01`.
    private let byName: [String: Int]
    /// The names of the files in each document's folder, by ledger, without the ledger file and temporary files.
    let files: [[String]]
    /// The records that the lines of a ledger may name, by ledger; `nil` if the corpus is unknown.
    let identities: [Set<RecordID>]?

    /// The name of a journal of the first format, in a document's folder.
    package static let journalName = "pendiente.json"
    /// The suffix of temporary files that a release writes.
    package static let temporaryEnding = ".oficio-nuevo"

    /// Reads the history of a loaded site. If the site leaves files out, the history has only the ledgers of the
    /// documents that the site has.
    package init(of site: LoadedSite) {
        self.init(site.folder.root, settings: site.corpus.schema.settings.history, corpus: site.corpus)
        if !site.removed.isEmpty { self = limited(to: site.corpus) }
    }

    /// Returns this history with only the ledgers of the records of a corpus, without the index.
    private func limited(to corpus: Corpus) -> History {
        let places = Set(corpus.records.indices.compactMap { ledger(of: $0, in: corpus) }).sorted()
        return History(
            root, places.map { ledgers[$0] }, index: nil, pending: nil, settings: settings,
            identities: identities.map { all in places.map { all[$0] } }, files: places.map { files[$0] }, problems: [])
    }

    /// Reads the history of a site. `settings` are its `historial:` settings; `corpus` identifies the document that a
    /// folder belongs to.
    package init(_ root: String, settings: HistorySettings = HistorySettings(), corpus: Corpus? = nil) {
        let (pending, reading) = ReleaseFilesFingerprint.readUndisturbed(root) {
            let pending = try? PendingRelease(Files.read(root + "/" + PendingRelease.path))
            return (pending, HistoryFolder(root, pending: pending))
        }
        self.init(
            root, reading.ledgers.map(\.ledger), index: reading.index, pending: reading.isCommitted ? nil : pending,
            settings: settings,
            corpus: corpus, files: reading.ledgers.map(\.files), problems: reading.problems)
    }

    /// Creates the history of a site without releases.
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
        identities: [Set<RecordID>]?, files: [[String]], problems: [HistoryProblem]
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

    /// Returns this history with some ledgers replaced or added, and with another index. The result has no pending
    /// release. The lists of files stay the same; that of an added ledger is empty.
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

    /// Returns the history as it was on a day, without lines that were recorded later.
    package func asKnown(on day: CalendarDate) -> History {
        History(
            root, ledgers.map { $0.asKnown(on: day) }, index: index, pending: pending, settings: settings,
            identities: identities, files: files,
            problems: folderProblems)
    }

    /// Whether no document was ever released.
    package var isEmpty: Bool { ledgers.isEmpty }

    /// Whether the pending release creates the index, and nothing else shows that an index existed before.
    ///
    /// The journal alone is not trusted: ledgers and settings must agree with it.
    var isBeginningIndex: Bool {
        guard let pending,
            let index = pending.moves.first(where: { $0.target == HistoryIndex.path && $0.former.isEmpty })
        else { return false }
        guard let named = settings.index else { return true }
        // If the settings name an index, the pending release must create that index.
        guard let move = pending.moves.first(where: { $0.target == SiteSettings.path }),
            let written = try? Files.read(root + "/" + SiteSettings.path), SHA256.hex(written) == move.sha256,
            let staged = try? Files.read(root + "/" + PendingRelease.stagingFolder + "/" + index.staged)
        else { return false }
        return SHA256.hex(staged) == index.sha256 && HistoryIndex(staged).origin.hasPrefix(named)
    }

    private static func name(_ ledger: Ledger) -> String { String(ledger.path.dropFirst(Ledger.folder.utf8.count + 1)) }

    /// Returns the index of a document's ledger, by the folder of its type and its id; `nil` for none.
    package func ledger(_ folder: String, _ id: String) -> Int? { byName["\(folder)/\(id)"] }

    /// Returns the index of the ledger of a record; `nil` if the record has no ledger of its own, as the members of a
    /// manual.
    package func ledger(of record: Int, in corpus: Corpus) -> Int? {
        ledger(corpus.type(of: record).folder, corpus.records[record].id)
    }

    /// Returns the folder of the type and the id after which a ledger is named.
    package func name(of ledger: Int) -> (folder: String, id: String) {
        let parts = ledgers[ledger].path.split(separator: "/").suffix(2).map(String.init)
        return (parts[0], parts[1])
    }

    /// Returns the content that a release of each document would record now, by ledger; `nil` for a document without a
    /// source. Encodes every document, on all processors.
    package func contents(in corpus: Corpus) -> [DocumentContent?] {
        ledgers.indices.map { $0 }.concurrentMap { content(of: $0, in: corpus) }
    }

    /// Returns the content that a release of a ledger's document would record now, `nil` for a document without a
    /// source.
    func content(of ledger: Int, in corpus: Corpus) -> DocumentContent? {
        let (folder, id) = name(of: ledger)
        guard let type = corpus.schema.types.firstIndex(where: { $0.folder == folder }),
            let record = corpus.index(ofType: type, id: id)
        else { return nil }
        return DocumentContent(of: record, in: corpus)
    }

    /// Returns the records that the lines of each ledger may name: the record that the ledger's folder is named
    /// after, and the ledger's document under former ids.
    private static func identities(_ ledgers: [Ledger], _ corpus: Corpus) -> [Set<RecordID>] {
        ledgers.map { ledger in
            let parts = ledger.path.split(separator: "/").suffix(2).map(String.init)
            guard let type = corpus.schema.types.firstIndex(where: { $0.folder == parts[0] }) else { return [] }
            let key = corpus.schema.types[type].key
            var names: Set<RecordID> = [RecordID(key, parts[1])]
            if let record = corpus.index(ofType: type, id: parts[1]),
                case .list(let items)? = corpus.value(corpus.records[record], .formerIDs)
            {
                // If another document has a former id now, the id belongs to that document.
                for item in items where corpus.index(ofType: type, id: item.blocks.plain) == nil {
                    names.insert(RecordID(key, item.blocks.plain))
                }
            }
            return names
        }
    }

    /// Adds a ledger and the metadata of the files beside it to a fingerprint.
    func add(_ ledger: Int, to stamp: inout Stamp) {
        let path = ledgers[ledger].path
        stamp.add([path, ledgers[ledger].hash])
        for file in files[ledger] { stamp.add([file, ReadJournal.stamp(ofFile: "\(root)/\(path)/\(file)")]) }
    }

    /// A hash of the whole history: that of the last line of the index, or a hash over all ledgers if there is no
    /// index or it has unmerged branches.
    package var digest: String {
        if let index, index.heads.count == 1 { return index.heads[0] }
        return SHA256.hex(Array(ledgers.map { "\($0.hash)  \($0.path)\n" }.joined().utf8))
    }
}
