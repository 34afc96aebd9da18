import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory

/// Settles an interrupted change of several sources. Finishes the change, or undoes it if a new text is missing and no
/// file has changed yet.
package struct SourceRecovery {
    /// The result of settling a change; paths are relative to the site.
    package struct Outcome: Sendable, Equatable {
        /// The files that now have their new content; empty if the change was undone.
        package var finished: [String] = []
        /// The files that somebody else saved meanwhile, or the files of an undone change, as far as their new text
        /// exists. The recovery leaves them as they are, and puts the new text of each beside it in a file that ends
        /// in `.oficio-pendiente`.
        package var beside: [String] = []
        /// The files that were not changed because their new text is missing.
        package var lost: [String] = []

        /// Whether the recovery changed no file.
        package var isUndone: Bool { finished.isEmpty }
    }

    private enum State { case done, ready, lost, changed }

    private let root: String
    private let content: FileTree

    init(_ root: String, _ content: FileTree) {
        self.root = root
        self.content = content
    }

    /// Settles the interrupted change, and returns the outcome. Returns `nil` if no change was interrupted, and a
    /// failure if Oficio did not write the journal.
    func run() throws(DiskError) -> Result<Outcome?, WriteError> {
        let path = "content/" + SourceJournal.name
        guard let bytes = try content.read(path) else { return .success(nil) }
        guard let journal = SourceJournal(bytes) else {
            return .failure(
                .refused(
                    path: path,
                    Localized(
                        es: "no es un diario de Oficio; quítelo después de mirar qué es",
                        en: "it is not a journal of Oficio; look what it is and remove it")))
        }
        var states: [(move: SourceMove, state: State)] = []
        for move in journal.moves { states.append((move, try state(of: move))) }
        let isUndone = states.contains { $0.state == .lost } && !states.contains { $0.state == .done }
        var outcome = Outcome()
        for (move, state) in states {
            switch state {
            case .done:
                try content.remove(move.stagedPath)
                outcome.finished.append(move.path)
            case .ready where !isUndone:
                try FileTransaction(content, journal: path) { _ in }.finish([move.asFileMove], hasJournal: false)
                outcome.finished.append(move.path)
            case .lost:
                // The staged text belongs to another change.
                try content.remove(move.stagedPath)
                outcome.lost.append(move.path)
            case .changed, .ready: if try keepBeside(move) { outcome.beside.append(move.path) }
            }
        }
        try content.remove(path)
        return .success(outcome)
    }

    private func state(of move: SourceMove) throws(DiskError) -> State {
        let found = try hash(move.path)
        if found == move.after { return .done }
        if found != move.before { return .changed }
        if move.after.isEmpty { return .ready }
        return try hash(move.stagedPath) == move.after ? .ready : .lost
    }

    private func hash(_ path: String) throws(DiskError) -> String {
        try content.read(path).map { SHA256.hex($0) } ?? ""
    }

    /// Renames a staged text to a visible name in the same folder. Returns false if there is no staged text.
    private func keepBeside(_ move: SourceMove) throws(DiskError) -> Bool {
        guard try content.read(move.stagedPath) != nil else { return false }
        try content.move(move.stagedPath, to: move.path + ".oficio-pendiente")
        return true
    }
}

extension SourceRecovery.Outcome {
    /// A message that describes the result, with one line for each kind of result.
    package var message: Localized {
        func list(_ paths: [String]) -> String { paths.joined(separator: ", ") }
        var lines: [Localized] = []
        if isUndone {
            lines.append(
                Localized(
                    es: "un cambio de varios archivos había quedado a medias y se deshizo",
                    en: "a change of several files had been cut short and was undone"))
        } else {
            lines.append(
                Localized(
                    es: "un cambio de varios archivos había quedado a medias y se terminó: \(list(finished))",
                    en: "a change of several files had been cut short and was finished: \(list(finished))"))
        }
        if !beside.isEmpty {
            lines.append(
                Localized(
                    es: "se quedan como estaban, y lo nuevo está al lado con «.oficio-pendiente»: \(list(beside))",
                    en: "stay as they were, with the new text beside them as “.oficio-pendiente”: \(list(beside))"))
        }
        if !lost.isEmpty {
            lines.append(
                Localized(
                    es: "se quedan como estaban, porque el texto nuevo ya no está: \(list(lost))",
                    en: "stay as they were, because the new text is gone: \(list(lost))"))
        }
        return Localized(
            es: lines.map(\.spanish).joined(separator: "\n"), en: lines.map(\.english).joined(separator: "\n"))
    }
}
