/// Changes several files of a tree. If the process is killed at any moment, the next command can decide whether to
/// finish the change or to drop it.
///
/// 1. `stage` writes every new text completely, under another name.
/// 2. `writeJournal` writes a list of the moves: from here on, the change will be finished.
/// 3. `finish` moves every new text to its target, removes the files to be removed, and then the journal.
///
/// Without a journal, the next command removes the staged texts; with one, it calls `finish`. The caller defines the
/// format of the journal and further conditions.
package struct FileTransaction {
    /// The change of one file.
    package struct Move: Sendable, Equatable {
        /// The kinds of moves, by their effect on the target.
        package enum Kind: Sendable {
            /// The staged text replaces the target, which need not exist.
            case put
            /// The staged text becomes the target, which must not exist.
            case create
            /// The target is removed; there is no staged text.
            case remove
        }

        /// The path of the new text until it is moved.
        package let staged: String
        /// The path of the file that changes.
        package let target: String
        /// The effect of the move on the target.
        package let kind: Kind

        /// Creates a move. Both paths are relative to the tree.
        package init(staged: String, target: String, kind: Kind = .put) {
            self.staged = staged
            self.target = target
            self.kind = kind
        }
    }

    /// The tree that holds the files.
    package let tree: FileTree
    private let journal: String
    /// A closure that runs before each step that changes the disk. Tests end the process in the closure.
    private let beforeStep: (String) -> Void

    /// Prepares a change of files in a tree. `journal` is relative to the tree. `beforeStep` gets the name of each step
    /// before the step changes the disk.
    package init(_ tree: FileTree, journal: String, beforeStep: @escaping (String) -> Void) {
        self.tree = tree
        self.journal = journal
        self.beforeStep = beforeStep
    }

    /// Writes the staged text of a move, with the permissions of the file that it replaces.
    package func stage(_ bytes: [UInt8], for move: Move) throws(DiskError) {
        beforeStep("write \(move.target)")
        try tree.write(bytes, to: move.staged, like: move.target)
    }

    /// Writes the journal after the names of the staged texts are on the disk. Writes it at the path `staged` first,
    /// and then renames it.
    package func writeJournal(_ bytes: [UInt8], staged: String, of moves: [Move]) throws(DiskError) {
        var synced: Set<String> = []
        for move in moves where move.kind != .remove {
            let folder = FileSystem.folder(of: move.staged)
            if synced.insert(folder).inserted { try tree.sync(folder) }
        }
        beforeStep("write the journal")
        try tree.write(bytes, to: staged)
        beforeStep("rename the journal")
        try tree.move(staged, to: journal)
    }

    /// Carries out the moves in the given order, then removes the journal if there is one.
    package func finish(_ moves: [Move], hasJournal: Bool = true) throws(DiskError) {
        for move in moves {
            beforeStep("put \(move.target)")
            switch move.kind {
            case .put: try tree.move(move.staged, to: move.target)
            case .create: try tree.moveToNew(move.staged, to: move.target)
            case .remove: try tree.remove(move.target)
            }
        }
        if hasJournal { try removeJournal() }
    }

    /// Removes the journal.
    package func removeJournal() throws(DiskError) {
        beforeStep("forget the journal")
        try tree.remove(journal)
    }

    /// Drops a change that has moved no file yet: removes the journal, then the staged texts.
    package func abandon(_ moves: [Move]) throws(DiskError) {
        try tree.remove(journal)
        for move in moves where move.kind != .remove { try tree.remove(move.staged) }
    }
}
