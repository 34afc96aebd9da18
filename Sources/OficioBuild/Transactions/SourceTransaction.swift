import Diagnostics
import OficioEditing
import OficioFiles
import OficioHistory
import OficioSource

/// Writes changes of several sources as one `FileTransaction` in `content/`. Whenever the program is killed, each
/// file is complete, either old or new, and the next transaction finishes the rest. A transaction never overwrites
/// changes of other programs.
///
/// New texts are staged under hidden names in the folders of their files. Only a change of several files has a
/// journal. Paths outside `content/` are refused, and symbolic links below it are not followed.
package struct SourceTransaction {
    /// The outcome of a transaction.
    package enum Outcome: Sendable, Equatable {
        /// All changes were written.
        case written
        /// Nothing was written, because some files have changed since they were read.
        case conflicts([SourceConflict])
    }

    private let root: String
    private let beforeStep: (String) -> Void

    /// Creates a transaction in the site at `root`. The transaction calls `beforeStep` before every change on the
    /// disk, so that tests can end the process there.
    package init(root: String, beforeStep: @escaping (String) -> Void = { _ in }) {
        self.root = root
        self.beforeStep = beforeStep
    }

    /// Writes changes. Throws `outOfDate` with the first file that has changed since it was read.
    package func write(_ changes: [SourceChange]) throws(WriteError) {
        if case .conflicts(let conflicts) = try commit(changes), let first = conflicts.first {
            throw .outOfDate(first.path)
        }
    }

    /// Writes changes; returns the conflicts, and writes nothing, if a file has changed since it was read.
    ///
    /// Finishes an interrupted transaction first, without a message; a command that prints a message calls `recover`
    /// first.
    package func commit(_ changes: [SourceChange]) throws(WriteError) -> Outcome {
        let changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty { return .written }
        for change in changes where !SourceMove.isSource(change.path) {
            throw .refused(
                path: change.path, Localized(es: "no está en «content/»", en: "it is not in “content/”"))
        }
        return try convertingDiskErrors { () throws(DiskError) -> Result<Outcome, WriteError> in
            let lock = try lock()
            defer { lock.release() }
            let content = try FileTree(root, "content")
            switch try SourceRecovery(root, content).run() {
            case .failure(let error): return .failure(error)
            case .success: return .success(try commit(changes, in: content))
            }
        }.get()
    }

    /// Finishes or undoes an interrupted transaction; returns `nil` if no transaction was interrupted.
    @discardableResult package func recover() throws(WriteError) -> SourceRecovery.Outcome? {
        guard Files.status(root + "/content/" + SourceJournal.name) != nil else { return nil }
        return try convertingDiskErrors { () throws(DiskError) in
            let lock = try lock()
            defer { lock.release() }
            return try SourceRecovery(root, try FileTree(root, "content")).run()
        }.get()
    }

    /// Removes the staged texts of transactions that were killed before they had a journal. Does nothing while another
    /// transaction runs, or before an interrupted one was settled.
    package func removeStaged() throws(WriteError) {
        let paths = staged(in: "content")
        if paths.isEmpty { return }
        try convertingDiskErrors { () throws(DiskError) in
            guard let lock = try? lock() else { return }
            defer { lock.release() }
            let content = try FileTree(root, "content")
            if try content.read("content/" + SourceJournal.name) != nil { return }
            for path in paths { try content.remove(path) }
        }
    }

    /// Returns the paths of all staged texts in a folder and its subfolders, except in the history.
    private func staged(in folder: String) -> [String] {
        ((try? Files.names(in: root + "/" + folder)) ?? []).flatMap { name -> [String] in
            let path = folder + "/" + name
            if Files.isLink(root + "/" + path) || path == "content/historial" { return [] }
            if SourceMove.isStaged(name) { return [path] }
            let isFolder = !name.hasPrefix(".") && Files.status(root + "/" + path)?.kind == .folder
            return isFolder ? staged(in: path) : []
        }
    }

    // MARK: Steps

    private func convertingDiskErrors<Result>(_ body: () throws(DiskError) -> Result) throws(WriteError) -> Result {
        try WriteError.wrapping(below: root, body)
    }

    /// Locks the site's content against other transactions, and returns the lock. Throws `isBusy` while another
    /// transaction runs.
    private func lock() throws(DiskError) -> FolderLock {
        try FileSystem.makeFolder(root + "/content")
        let lock = try FolderLock(root + "/content")
        try lock.acquire(.exclusive, waits: false)
        return lock
    }

    private func commit(_ changes: [SourceChange], in content: FileTree) throws(DiskError) -> Outcome {
        let conflicts = try conflicts(changes, in: content)
        if !conflicts.isEmpty { return .conflicts(conflicts) }
        for folder in Set(changes.map { FileSystem.folder(of: $0.path) }) { try removeStagedTexts(folder, content) }
        let transaction = FileTransaction(
            content, journal: "content/" + SourceJournal.name, beforeStep: beforeStep)
        let moves = changes.map { SourceMove($0) }
        let fileMoves = moves.map(\.asFileMove)
        let hasJournal = changes.count > 1
        do throws(DiskError) {
            for (change, move) in zip(changes, fileMoves) {
                if let bytes = change.after { try transaction.stage(bytes, for: move) }
            }
            if hasJournal {
                try transaction.writeJournal(
                    SourceJournal(moves: moves).bytes,
                    staged: SourceMove.stagedPath(for: "content/" + SourceJournal.name), of: fileMoves)
            }
            // Compare again: a file may have been saved while the new texts were written.
            let late = try self.conflicts(changes, in: content)
            if !late.isEmpty {
                try transaction.abandon(fileMoves)
                return .conflicts(late)
            }
        } catch {
            try? transaction.abandon(fileMoves)
            throw error
        }
        try transaction.finish(fileMoves, hasJournal: hasJournal)
        return .written
    }

    private func conflicts(_ changes: [SourceChange], in content: FileTree) throws(DiskError) -> [SourceConflict] {
        var conflicts: [SourceConflict] = []
        for change in changes {
            let found = try content.read(change.path)
            if found != change.before {
                conflicts.append(SourceConflict(change.path, mine: change.after, inFile: found, before: change.before))
            }
        }
        return conflicts
    }

    /// Removes staged texts in a folder that an interrupted transaction without a journal left.
    private func removeStagedTexts(_ folder: String, _ content: FileTree) throws(DiskError) {
        for name in (try? Files.names(in: root + "/" + folder)) ?? [] where SourceMove.isStaged(name) {
            try content.remove(folder + "/" + name)
        }
    }
}
