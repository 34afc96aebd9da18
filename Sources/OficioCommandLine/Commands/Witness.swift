import Diagnostics
import OficioHistory
import OficioSchema
import OficioSource

/// Verifies a history against evidence that is kept outside of it.
enum Witness {
    private static func problem(_ place: String, _ es: String, _ en: String) -> HistoryProblem {
        HistoryProblem(place, .witness(Localized(es: es, en: en)))
    }

    /// Returns a problem if neither the whole history nor a line of its index has the hash that somebody noted earlier.
    static func unexpectedHashProblems(_ hash: String, _ history: History) -> [HistoryProblem] {
        let wanted = hash.lowercased()
        if history.digest == wanted || history.index?.lines.contains(where: { $0.hash == wanted }) ?? false {
            return []
        }
        return [
            problem(
                "--expect", "el historial no es el de la huella dada, ni lo continúa",
                "the history is not that of the given hash, nor does it go on from it")
        ]
    }

    /// Returns a problem if the copy of an index is empty or damaged, or has a line that the history lacks.
    static func missingLineProblems(_ former: HistoryIndex, _ history: History, _ place: String) -> [HistoryProblem] {
        let known = Set(history.index?.lines.map(\.hash) ?? [])
        let lost = former.lines.filter { !known.contains($0.hash) }.count
        if former.problems.isEmpty, !former.lines.isEmpty, lost == 0 { return [] }
        return [
            problem(
                place, "al índice del historial le faltan \(lost) líneas que allí tenía",
                "the history's index lacks \(lost) lines that it had there")
        ]
    }

    /// Returns a problem for each line without a trusted signature among the last lines of the index's branches, or
    /// of all ledgers if there is no index.
    static func untrustedSignatureProblems(_ history: History, _ keys: [DeclaredKey]) -> [HistoryProblem] {
        let policy = SigningPolicy(keys)
        if let index = history.index {
            return index.lines.enumerated().compactMap { place, line in
                guard index.heads.contains(line.hash),
                    policy.verdict(line.signatures, by: line.keys, of: line.hash, on: line.recorded) != .signed
                else { return nil }
                return HistoryProblem(HistoryIndex.path, line: place + 1, .wrongSignature)
            }
        }
        return history.ledgers.compactMap { ledger in
            guard let last = ledger.entries.last,
                policy.verdict(last.signatures, by: last.keys, of: last.hash, on: last.recorded) != .signed
            else { return nil }
            return HistoryProblem(ledger.file, line: ledger.lineCount, .wrongSignature)
        }
    }
}
