import OficioHistory
import OficioSource

/// Writes a release so that, killed at any instant, it has either not happened or is finished by the next `release` or `repair`.
///
/// 1. Every new file lies complete and synced in the staging folder.
/// 2. A journal (`pendiente.json`) that names them is renamed into place: from here on the release has happened.
/// 3. Each file is renamed to its place, ledgers and index last; then the journal goes.
///
/// Without a journal the staged files are swept away (the old state); with one they are moved on (the new state). Until the journal
/// has gone, everything that reads the history goes by what the last finished release left.
package struct ReleaseTransaction {
    private let root: String
    private let lock: ReleaseLock
    private let files: DurableFiles
    /// Called before every step that changes the disk; tests end the process there.
    private let beforeStep: (String) -> Void

    /// - Parameter lock: the transaction keeps it held.
    package init(_ lock: ReleaseLock, beforeStep: @escaping (String) -> Void = { _ in }) {
        root = lock.root
        self.lock = lock
        files = DurableFiles(root: lock.root)
        self.beforeStep = beforeStep
    }

    // MARK: Commit

    /// Writes a planned release.
    ///
    /// - Throws: `WriteError.outOfDate` where something that the plan was worked out from has changed meanwhile. Nothing is written then.
    package func commit(_ plan: ReleasePlan) throws(WriteError) {
        try requireCurrent(plan)
        for document in plan.documents { try files.makeFolder(document.folder) }
        try files.makeFolder(PendingRelease.stagingFolder)
        sweep()
        var moves: [PendingRelease.Move] = []
        do throws(WriteError) {
            for (number, file) in plan.files.enumerated() {
                beforeStep("write \(file.path)")
                try files.write(file.bytes, to: "\(PendingRelease.stagingFolder)/\(number)")
                moves.append(
                    .init(
                        staged: String(number), target: file.path, sha256: SHA256.hex(file.bytes),
                        former: file.formerHash))
            }
            try files.sync(PendingRelease.stagingFolder)
            try writeJournal(PendingRelease(documents: plan.pending, moves: moves))
        } catch {
            // A journal that may be in place is undone before what it names.
            if Files.status(root + "/" + PendingRelease.path) != nil {
                do throws(WriteError) { try files.remove(PendingRelease.path) } catch { throw error }
            }
            clear()
            for document in plan.documents { removeEmpty(document.folder) }
            throw error
        }
        try finish(moves)
    }

    private func requireCurrent(_ plan: ReleasePlan) throws(WriteError) {
        guard Files.status(root + "/" + PendingRelease.path) == nil else { throw .outOfDate(PendingRelease.path) }
        for file in plan.files where hash(of: file.path) != file.formerHash {
            // A new file whose very bytes lie there already is nobody else's: an interrupted release was undone by hand.
            if file.formerHash.isEmpty, hash(of: file.path) == SHA256.hex(file.bytes) { continue }
            throw .outOfDate(file.path)
        }
        for document in plan.documents {
            if let source = document.source, hash(of: source.path) != source.hash { throw .outOfDate(source.path) }
        }
        for file in plan.files where !files.isReachedWithoutLinks(file.path) { throw .behindLink(file.path) }
    }

    private func writeJournal(_ journal: PendingRelease) throws(WriteError) {
        let staged = PendingRelease.stagingFolder + "/diario"
        beforeStep("write the journal")
        try files.write(journal.bytes, to: staged)
        beforeStep("rename the journal")
        try files.move(staged, to: PendingRelease.path)
    }

    private func finish(_ moves: [PendingRelease.Move]) throws(WriteError) {
        for move in moves {
            let staged = PendingRelease.stagingFolder + "/" + move.staged
            guard Files.status(root + "/" + staged) != nil else { continue }
            beforeStep("rename \(move.target)")
            try files.move(staged, to: move.target)
        }
        beforeStep("forget the journal")
        try files.remove(PendingRelease.path)
        clear()
    }

    // MARK: Recovery

    /// What a release that was cut short has become.
    package enum Recovery: Sendable, Equatable {
        /// The version that is now released.
        case finished(folder: String, version: String)
        case undone(folder: String)
        /// A journal that asked for something that no release does; nothing of it was done.
        case refused(path: String)
    }

    /// Settles what a release that was cut short has left; empty where there is nothing.
    ///
    /// - Parameter source: the path of the source of a document by the folder of its ledger, `nil` where it has none.
    package func recover(source: (_ folder: String) -> String?) throws(WriteError) -> [Recovery] {
        var found = try FormerJournals(root: root, files: files).recover(source: source)
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(root + "/" + PendingRelease.path) } catch {
            guard error.isMissing else { throw .failed(path: root + "/" + PendingRelease.path, reason: error.reason) }
            clear()
            return found
        }
        guard let journal = PendingRelease(bytes), isConfined(journal, source) else {
            try files.remove(PendingRelease.path)
            clear()
            return found + [.refused(path: PendingRelease.path)]
        }
        // Either every file can be moved on, or none is.
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

    /// Whether a journal reaches nothing but what a release of its documents may touch, and that without any link.
    private func isConfined(_ journal: PendingRelease, _ source: (String) -> String?) -> Bool {
        journal.documents.allSatisfy { $0.source.isEmpty || $0.source == source($0.folder) }
            && journal.moves.allSatisfy {
                files.isReachedWithoutLinks($0.target)
                    && files.isReachedWithoutLinks(PendingRelease.stagingFolder + "/" + $0.staged)
            }
    }

    /// Takes back what has been moved and can be: new files that no ledger names. Sources keep their words.
    private func undo(_ journal: PendingRelease) throws(WriteError) {
        for document in journal.documents {
            let ledger = document.folder + "/" + Ledger.fileName
            // A ledger that is in place names the new files; the index does not know its line, which `repair` then tells.
            if journal.moves.contains(where: { $0.target == ledger && hash(of: ledger) == $0.sha256 }) { continue }
            for move in journal.moves where move.former.isEmpty && move.target.hasPrefix(document.folder + "/") {
                if hash(of: move.target) == move.sha256 { try files.remove(move.target) }
            }
        }
        try files.remove(PendingRelease.path)
        clear()
        for document in journal.documents { removeEmpty(document.folder) }
    }

    // MARK: Disk

    private func hash(of relative: String) -> String {
        (try? Files.read(root + "/" + relative)).map { SHA256.hex($0) } ?? ""
    }

    private func sweep() {
        for name in (try? Files.names(in: root + "/" + PendingRelease.stagingFolder)) ?? [] {
            beforeStep("sweep \(name)")
            try? files.remove(PendingRelease.stagingFolder + "/" + name)
        }
    }

    private func clear() {
        sweep()
        files.removeEmptyFolder(PendingRelease.stagingFolder)
    }

    /// A first release that came to nothing leaves no folder.
    private func removeEmpty(_ folder: String) {
        files.removeEmptyFolder(folder)
        files.removeEmptyFolder(folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? folder)
    }
}
