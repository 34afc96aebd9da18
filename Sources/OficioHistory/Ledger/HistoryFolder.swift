import Diagnostics
import OficioSchema
import OficioSource

/// Reads the folder `content/historial`.
struct HistoryFolder {
    private(set) var ledgers: [(ledger: Ledger, files: [String])] = []
    private(set) var index: HistoryIndex?
    private(set) var problems: [HistoryProblem] = []
    /// Whether all files of the pending release are in place, so that only its journal remains.
    private(set) var isCommitted = false

    /// The names of the entries of the folder that are not folders of types.
    private static let own: Set<String> = [".gitattributes", "indice", "pendiente.json", ".pendiente"]

    init(_ root: String, pending: PendingRelease?) {
        readIndex(root)
        if Files.status(root + "/" + PendingRelease.path) != nil {
            problems.append(HistoryProblem(PendingRelease.path, pending == nil ? .damagedJournal : .interrupted))
        }
        if let pending, let last = pending.moves.last {
            isCommitted = last.target == HistoryIndex.path && index?.hash == last.sha256
        }
        let folders = folders(root)
        let isCommitted = isCommitted
        let hasIndex = index != nil
        let read = folders.concurrentMap { Self.read($0, root, isCommitted ? nil : pending, hasIndex: hasIndex) }
        ledgers = read.compactMap(\.ledger)
        problems += read.flatMap(\.problems)
    }

    private mutating func readIndex(_ root: String) {
        do throws(FileError) {
            index = HistoryIndex(try Files.read(root + "/" + HistoryIndex.path))
        } catch {
            if !error.isMissing { problems.append(HistoryProblem(HistoryIndex.path, .unreadable(error.reason))) }
        }
    }

    /// Returns the paths of all documents' folders, sorted.
    private mutating func folders(_ root: String) -> [String] {
        var folders: [String] = []
        for type in names(Ledger.folder, root) {
            problems += Self.links([type], Ledger.folder, root)
            if Self.own.contains(type) { continue }
            let path = Ledger.folder + "/" + type
            guard Files.status(root + "/" + path)?.kind == .folder else {
                problems.append(HistoryProblem(path, .strangeFile))
                continue
            }
            for id in names(path, root) {
                problems += Self.links([id], path, root)
                if Files.status(root + "/" + path + "/" + id)?.kind == .folder {
                    folders.append(path + "/" + id)
                } else {
                    problems.append(HistoryProblem(path + "/" + id, .strangeFile))
                }
            }
        }
        return folders
    }

    private mutating func names(_ path: String, _ root: String) -> [String] {
        guard Files.status(root + "/" + path)?.kind == .folder else { return [] }
        do throws(FileError) { return try Files.names(in: root + "/" + path) } catch {
            problems.append(HistoryProblem(path, .unreadable(error.reason)))
            return []
        }
    }

    /// Returns a problem for each symbolic link among the entries of a folder.
    private static func links(_ names: [String], _ folder: String, _ root: String) -> [HistoryProblem] {
        names.map { folder + "/" + $0 }.filter { Files.isLink(root + "/" + $0) }.map { HistoryProblem($0, .link) }
    }

    /// Returns the problem of a missing index if a line of a ledger names an index: the line proves that the index
    /// existed, even if a journal denies it.
    private static func missingIndex(_ ledger: Ledger, _ hasIndex: Bool) -> [HistoryProblem] {
        let isWitness = !hasIndex && ledger.entries.contains { !$0.index.isEmpty }
        return isWitness
            ? [HistoryProblem(HistoryIndex.path, .missingIndex(witness: Localized(same: ledger.file)))] : []
    }

    /// Reads the folder of a document: its ledger, the names of its files, and their problems.
    private static func read(
        _ folder: String, _ root: String, _ pending: PendingRelease?, hasIndex: Bool
    ) -> (ledger: (ledger: Ledger, files: [String])?, problems: [HistoryProblem]) {
        var problems: [HistoryProblem] = []
        let all = (try? Files.names(in: root + "/" + folder)) ?? []
        problems += links(all, folder, root)
        let hasOldJournal = all.contains(History.journalName)
        if hasOldJournal { problems.append(HistoryProblem(folder, .interrupted)) }
        let document = pending?.documents.first { $0.folder == folder }
        let arriving = document == nil ? [] : pending?.names(in: folder) ?? []
        let files = all.filter {
            $0 != Ledger.fileName && $0 != History.journalName && !$0.hasSuffix(History.temporaryEnding)
                && !arriving.contains($0)
        }
        if document?.lineCount == 0 {
            let whole = try? Ledger(Files.read(root + "/" + folder + "/" + Ledger.fileName), path: folder)
            return (nil, problems + (whole.map { missingIndex($0, hasIndex) } ?? []))
        }
        do throws(FileError) {
            let bytes = try Files.read(root + "/" + folder + "/" + Ledger.fileName)
            let ledger = Ledger(document.map { Ledger.firstLines($0.lineCount, of: bytes) } ?? bytes, path: folder)
            if document != nil { problems += missingIndex(Ledger(bytes, path: folder), hasIndex) }
            // A journal of the first format may already have moved its files into the folder.
            return ((ledger, hasOldJournal ? [] : files), problems)
        } catch {
            // An interrupted first release leaves an empty folder, or a journal with which the release will be
            // finished.
            if files.isEmpty || hasOldJournal { return (nil, problems) }
            return (
                nil, problems + [HistoryProblem(folder, error.isMissing ? .missingLedger : .unreadable(error.reason))]
            )
        }
    }
}
