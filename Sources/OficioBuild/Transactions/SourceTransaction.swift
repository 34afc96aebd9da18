import Diagnostics
import OficioEditing
import OficioHistory
import OficioSource
internal import Glibc

/// Writes changes of several sources. Whenever the program is killed, each file is whole, old or
/// new. The transaction never overwrites a file that somebody else changed.
///
/// 1. Stage every new text under a hidden name beside its place, and sync it.
/// 2. If several files change, write a journal of them in `content/`. From here on the transaction
///    is committed.
/// 3. Rename each text into place, remove the files to remove, then remove the journal.
///
/// After a crash the next transaction finishes step 3 if it finds a journal; if not, it removes the
/// hidden texts in its folders. No path leaves `content/`, and no link below it is followed.
package struct SourceTransaction {
    /// The result of a transaction.
    package enum Outcome: Sendable, Equatable {
        case written
        /// Nothing was written: these files are not as they were read.
        case conflicts([SourceConflict])
    }

    private let root: String
    /// Called before every step that changes the disk; tests end the process there.
    private let beforeStep: (String) -> Void

    package init(root: String, beforeStep: @escaping (String) -> Void = { _ in }) {
        self.root = root
        self.beforeStep = beforeStep
    }

    /// Writes changes; throws `outOfDate` with the first file in conflict.
    package func write(_ changes: [SourceChange]) throws(WriteError) {
        if case .conflicts(let conflicts) = try commit(changes), let first = conflicts.first {
            throw .outOfDate(first.path)
        }
    }

    /// Writes changes if each file still holds the bytes that were read. Finishes an interrupted
    /// transaction first.
    package func commit(_ changes: [SourceChange]) throws(WriteError) -> Outcome {
        let changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty { return .written }
        let content = try ContentFolder(root)
        try content.lock()
        try finishJournal(in: content)
        let conflicts = try conflicts(changes, in: content)
        if !conflicts.isEmpty { return .conflicts(conflicts) }
        try content.sweep(changes.map(\.path))
        var staged: [SourceMove] = []
        do throws(WriteError) {
            for change in changes { staged.append(try stage(change, in: content)) }
            if staged.count > 1 { try writeJournal(staged, in: content) }
        } catch {
            for move in staged { try? content.discard(move) }
            throw error
        }
        // Somebody may have saved while the texts were written.
        let late = try self.conflicts(changes, in: content)
        if !late.isEmpty {
            if staged.count > 1 { try content.remove(SourceJournal.name) }
            for move in staged { try content.discard(move) }
            return .conflicts(late)
        }
        try finish(staged, in: content)
        return .written
    }

    /// Finishes an interrupted transaction; returns `false` if there is none.
    @discardableResult package func recover() throws(WriteError) -> Bool {
        guard Files.status(root + "/content/" + SourceJournal.name) != nil else { return false }
        let content = try ContentFolder(root)
        try content.lock()
        return try finishJournal(in: content)
    }

    // MARK: Steps

    private func conflicts(_ changes: [SourceChange], in content: ContentFolder) throws(WriteError) -> [SourceConflict] {
        var conflicts: [SourceConflict] = []
        for change in changes {
            let found = try content.read(change.path)
            if found != change.before {
                conflicts.append(SourceConflict(change.path, mine: change.after, inFile: found, before: change.before))
            }
        }
        return conflicts
    }

    private func stage(_ change: SourceChange, in content: ContentFolder) throws(WriteError) -> SourceMove {
        let move = SourceMove(
            path: change.path, before: change.before.map { SHA256.hex($0) } ?? "",
            after: change.after.map { SHA256.hex($0) } ?? "")
        guard let bytes = change.after else { return move }
        beforeStep("write \(change.path)")
        try content.stage(bytes, for: move)
        return move
    }

    private func writeJournal(_ moves: [SourceMove], in content: ContentFolder) throws(WriteError) {
        beforeStep("write the journal")
        try content.write(SourceJournal(moves: moves).bytes, journal: SourceJournal.name) {
            beforeStep("rename the journal")
        }
    }

    private func finish(_ moves: [SourceMove], in content: ContentFolder) throws(WriteError) {
        for move in moves {
            beforeStep("put \(move.path)")
            try content.put(move)
        }
        guard moves.count > 1 else { return }
        beforeStep("forget the journal")
        try content.remove(SourceJournal.name)
    }

    @discardableResult private func finishJournal(in content: ContentFolder) throws(WriteError) -> Bool {
        guard let bytes = try content.read("content/" + SourceJournal.name) else { return false }
        guard let journal = SourceJournal(bytes) else {
            throw .refused(
                path: "content/" + SourceJournal.name,
                Localized(
                    es: "no es un diario de Oficio; quítelo después de mirar qué es",
                    en: "it is no journal of Oficio; remove it after a look at what it is"))
        }
        for move in journal.moves {
            let found = try content.read(move.path).map { SHA256.hex($0) } ?? ""
            if found == move.after {
                try content.discard(move)
            } else if found != move.before {
                // Somebody has saved since: that stays, and the text that was on its way stays beside it, visible.
                try content.keepBeside(move)
            } else {
                try content.put(move)
            }
        }
        try content.remove(SourceJournal.name)
        return true
    }
}
