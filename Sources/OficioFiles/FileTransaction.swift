/// Changes several files of a tree so that a kill at any instant leaves a state that can be told.
///
/// 1. `stage` writes every new text whole under another name.
/// 2. `writeJournal` puts a list of the moves in place: from here on the change has been decided.
/// 3. `finish` moves every text to its place, removes what is to go, then removes the journal.
///
/// Without a journal, the next command removes the staged texts; with one, it calls `finish`. What the
/// journal says and what else has to hold is up to the caller.
package struct FileTransaction {
    /// One file of a change.
    package struct Move: Sendable, Equatable {
        package enum Kind: Sendable {
            /// The staged text takes the place of what is at the target, or of nothing.
            case put
            /// The staged text goes to a place that has to be free.
            case create
            /// The target is removed; there is no staged text.
            case remove
        }

        /// Where the new text lies until it is moved.
        package let staged: String
        package let target: String
        package let kind: Kind

        package init(staged: String, target: String, kind: Kind = .put) {
            self.staged = staged
            self.target = target
            self.kind = kind
        }
    }

    package let tree: FileTree
    private let journal: String
    /// Called before every step that changes the disk; tests end the process there.
    private let beforeStep: (String) -> Void

    /// - Parameter journal: its path in the tree.
    package init(_ tree: FileTree, journal: String, beforeStep: @escaping (String) -> Void) {
        self.tree = tree
        self.journal = journal
        self.beforeStep = beforeStep
    }

    /// Writes the text that a file is to have, with the rights of the file that it replaces.
    package func stage(_ bytes: [UInt8], for move: Move) throws(DiskError) {
        beforeStep("write \(move.target)")
        try tree.write(bytes, to: move.staged, like: move.target)
    }

    /// Puts the journal in place, after the names of the staged texts are on the disk.
    ///
    /// - Parameter staged: where the journal is written first.
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

    /// Moves every text to its place in the given order, then removes the journal.
    package func finish(_ moves: [Move], hasJournal: Bool = true) throws(DiskError) {
        for move in moves {
            beforeStep("put \(move.target)")
            switch move.kind {
            case .put: try tree.move(move.staged, to: move.target)
            case .create: try tree.moveToNew(move.staged, to: move.target)
            case .remove: try tree.remove(move.target)
            }
        }
        if hasJournal { try forgetJournal() }
    }

    package func forgetJournal() throws(DiskError) {
        beforeStep("forget the journal")
        try tree.remove(journal)
    }

    /// Takes a change back that has moved no file yet: the journal first, then what it names.
    package func abandon(_ moves: [Move]) throws(DiskError) {
        try tree.remove(journal)
        for move in moves where move.kind != .remove { try tree.remove(move.staged) }
    }
}
