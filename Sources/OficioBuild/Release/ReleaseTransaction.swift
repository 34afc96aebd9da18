import OficioBasics
import OficioFiles
import OficioHistory
import OficioSource

/// Writes a release as one `FileTransaction`. If the program is killed at any moment, the release either did not
/// happen, or the next `release` or `repair` finishes it.
///
/// New files are staged in a folder of the history, named by numbers. The journal is `pendiente.json`. Ledgers and
/// index are moved last. While the journal exists, readers of the history use the state after the last finished
/// release.
package struct ReleaseTransaction {
    private let root: String
    private let lock: ReleaseLock
    private let tree: FileTree
    private let files: FileTransaction
    /// The function that is called before every step that changes the disk. Tests end the process in it.
    private let beforeStep: (String) -> Void

    /// Creates a transaction, which holds `lock` while it exists.
    package init(_ lock: ReleaseLock, beforeStep: @escaping (String) -> Void = { _ in }) throws(WriteError) {
        root = lock.root
        self.lock = lock
        tree = try WriteError.wrapping(below: lock.root) { () throws(DiskError) in try FileTree(lock.root, "content") }
        files = FileTransaction(tree, journal: PendingRelease.path, beforeStep: beforeStep)
        self.beforeStep = beforeStep
    }

    // MARK: Commit

    /// Writes a planned release. Throws `WriteError.outOfDate`, and writes nothing, if a file has changed since the
    /// plan was made.
    package func commit(_ plan: ReleasePlan) throws(WriteError) {
        try requireCurrent(plan)
        let moves = plan.files.enumerated().map { number, file in
            PendingRelease.Move(
                staged: String(number), target: file.path, sha256: SHA256.hex(file.bytes), former: file.formerHash)
        }
        do throws(WriteError) {
            try convertingDiskErrors { () throws(DiskError) in
                for document in plan.documents { try tree.makeFolder(document.folder) }
                try tree.makeFolder(PendingRelease.stagingFolder)
                removeStagedFiles()
                for (move, file) in zip(moves, plan.files) { try files.stage(file.bytes, for: move.asFileMove) }
                try files.writeJournal(
                    PendingRelease(documents: plan.pending, moves: moves).bytes,
                    staged: PendingRelease.stagingFolder + "/diario", of: moves.map(\.asFileMove))
            }
        } catch {
            // If the journal was written, remove it before the staged files that it names.
            try convertingDiskErrors { () throws(DiskError) in try tree.remove(PendingRelease.path) }
            clear()
            for document in plan.documents { removeEmpty(document.folder) }
            throw error
        }
        try finish(moves)
    }

    private func requireCurrent(_ plan: ReleasePlan) throws(WriteError) {
        guard Files.status(root + "/" + PendingRelease.path) == nil else { throw .outOfDate(PendingRelease.path) }
        for file in plan.files where hash(of: file.path) != file.formerHash {
            // A new file that already exists with the same bytes comes from an interrupted release that was undone by
            // hand.
            if file.formerHash.isEmpty, hash(of: file.path) == SHA256.hex(file.bytes) { continue }
            throw .outOfDate(file.path)
        }
        for document in plan.documents {
            if let source = document.source, hash(of: source.path) != source.hash { throw .outOfDate(source.path) }
        }
        for file in plan.files where !tree.isReachedWithoutLinks(file.path) { throw .behindLink(file.path) }
    }

    private func convertingDiskErrors<Result>(_ body: () throws(DiskError) -> Result) throws(WriteError) -> Result {
        try WriteError.wrapping(below: root, body)
    }

    /// Moves the files that are still staged to their targets.
    private func finish(_ moves: [PendingRelease.Move]) throws(WriteError) {
        let left = moves.map(\.asFileMove).filter { Files.status(root + "/" + $0.staged) != nil }
        try convertingDiskErrors { () throws(DiskError) in try files.finish(left) }
        clear()
    }

    // MARK: Recovery

    /// The result of settling an interrupted release.
    package enum Recovery: Sendable, Equatable {
        /// The release was finished: the folder of the document's ledger, and its version.
        case finished(folder: String, version: String)
        /// The release was undone: the folder of the document's ledger.
        case undone(folder: String)
        /// The journal names changes that no release makes. It was removed, and nothing else was changed.
        case refused(path: String)
    }

    /// Finishes or undoes an interrupted release; returns an empty list if no release was interrupted. `source`
    /// returns the path of a document's source, given the folder of its ledger; `nil` if the document has no source.
    package func recover(source: (_ folder: String) -> String?) throws(WriteError) -> [Recovery] {
        var found = try FormerJournals(root: root, tree: tree).recover(source: source)
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(root + "/" + PendingRelease.path) } catch {
            guard error.isMissing else { throw .failed(path: root + "/" + PendingRelease.path, reason: error.reason) }
            clear()
            return found
        }
        guard let journal = PendingRelease(bytes), isConfined(journal, source) else {
            try remove(PendingRelease.path)
            clear()
            return found + [.refused(path: PendingRelease.path)]
        }
        // Finish the release only if every file of it is already moved or can still be moved.
        let canFinish = journal.moves.allSatisfy { move in
            let target = hash(of: move.target)
            if target == move.sha256 { return true }
            let isFormer = target == move.former
            return isFormer && hash(of: PendingRelease.stagingFolder + "/" + move.staged) == move.sha256
        }
        if canFinish {
            try finish(journal.moves)
            found += journal.documents.map { .finished(folder: $0.folder, version: $0.version) }
        } else {
            try undo(journal)
            found += journal.documents.map { .undone(folder: $0.folder) }
        }
        return found
    }

    /// Whether a journal changes only what a release of its documents may change, and no file behind a symbolic link.
    private func isConfined(_ journal: PendingRelease, _ source: (String) -> String?) -> Bool {
        journal.documents.allSatisfy { $0.source.isEmpty || $0.source == source($0.folder) }
            && journal.moves.allSatisfy {
                tree.isReachedWithoutLinks($0.target)
                    && tree.isReachedWithoutLinks(PendingRelease.stagingFolder + "/" + $0.staged)
            }
    }

    /// Undoes moves as far as possible: removes new files that no ledger names. Does not restore sources.
    private func undo(_ journal: PendingRelease) throws(WriteError) {
        for document in journal.documents {
            let ledger = document.folder + "/" + Ledger.fileName
            // If the new ledger was moved, it names the new files, so they must remain. The index lacks its line, which
            // `repair` then reports.
            if journal.moves.contains(where: { $0.target == ledger && hash(of: ledger) == $0.sha256 }) { continue }
            for move in journal.moves where move.former.isEmpty && move.target.hasPrefix(document.folder + "/") {
                if hash(of: move.target) == move.sha256 { try remove(move.target) }
            }
        }
        try remove(PendingRelease.path)
        clear()
        for document in journal.documents { removeEmpty(document.folder) }
    }

    // MARK: Disk

    private func hash(of relative: String) -> String {
        (try? Files.read(root + "/" + relative)).map { SHA256.hex($0) } ?? ""
    }

    private func remove(_ path: String) throws(WriteError) {
        try convertingDiskErrors { () throws(DiskError) in try tree.remove(path) }
    }

    private func removeStagedFiles() {
        for name in (try? Files.names(in: root + "/" + PendingRelease.stagingFolder)) ?? [] {
            beforeStep("sweep \(name)")
            try? tree.remove(PendingRelease.stagingFolder + "/" + name)
        }
    }

    private func clear() {
        removeStagedFiles()
        tree.removeEmptyFolder(PendingRelease.stagingFolder)
    }

    /// Removes the folder of a first release that was undone, and the folder of its type, if they are empty.
    private func removeEmpty(_ folder: String) {
        tree.removeEmptyFolder(folder)
        tree.removeEmptyFolder(folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? folder)
    }
}

extension PendingRelease.Move {
    fileprivate var asFileMove: FileTransaction.Move {
        .init(staged: PendingRelease.stagingFolder + "/" + staged, target: target)
    }
}
