import Diagnostics
import OficioBasics
import OficioFiles
import OficioHistory

/// Settles a change of several sources that was cut short: finishes it, or undoes it where a text
/// that it needs is gone and no file has been changed yet.
package struct SourceRecovery {
    /// What the interrupted change has become; paths are relative to the site.
    package struct Outcome: Sendable, Equatable {
        /// The files that now hold what the change gave them; empty where it was undone.
        package var finished: [String] = []
        /// Files that somebody has saved meanwhile, and all where the change was undone: they stay, and the
        /// new text lies beside them with the ending `.oficio-pendiente`.
        package var beside: [String] = []
        /// Files that stay as before because the new text is gone.
        package var lost: [String] = []

        /// Whether every file is as before the change.
        package var isUndone: Bool { finished.isEmpty }
    }

    private enum State { case done, ready, lost, changed }

    private let root: String
    private let content: FileTree

    init(_ root: String, _ content: FileTree) {
        self.root = root
        self.content = content
    }

    /// Returns `nil` where no change was cut short, and a failure where the journal is none of Oficio's.
    func run() throws(DiskError) -> Result<Outcome?, WriteError> {
        let path = "content/" + SourceJournal.name
        guard let bytes = try content.read(path) else { return .success(nil) }
        guard let journal = SourceJournal(bytes) else {
            return .failure(
                .refused(
                    path: path,
                    Localized(
                        es: "no es un diario de Oficio; quítelo después de mirar qué es",
                        en: "it is no journal of Oficio; remove it after a look at what it is")))
        }
        var states: [(move: SourceMove, state: State)] = []
        for move in journal.moves { states.append((move, try state(of: move))) }
        let isUndone = states.contains { $0.state == .lost } && !states.contains { $0.state == .done }
        var outcome = Outcome()
        for (move, state) in states {
            switch state {
            case .done:
                try content.remove(move.staged)
                outcome.finished.append(move.path)
            case .ready where !isUndone:
                try FileTransaction(content, journal: path) { _ in }.finish([move.asFileMove], hasJournal: false)
                outcome.finished.append(move.path)
            case .lost:
                // What stands under the hidden name is not the text of this change.
                try content.remove(move.staged)
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
        return try hash(move.staged) == move.after ? .ready : .lost
    }

    private func hash(_ path: String) throws(DiskError) -> String {
        try content.read(path).map { SHA256.hex($0) } ?? ""
    }

    /// Renames a staged text to a visible name beside its file; returns whether there was one.
    private func keepBeside(_ move: SourceMove) throws(DiskError) -> Bool {
        guard try content.read(move.staged) != nil else { return false }
        try content.move(move.staged, to: move.path + ".oficio-pendiente")
        return true
    }
}

extension SourceRecovery.Outcome {
    /// What the recovery did, in one line for each thing.
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
