import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Plans the repair of a history that does not agree with its index, after branches, merges or the use of older
/// versions of the program. Reports every change.
package struct RepairPlanner {
    /// The changes of a repair, and the decisions that a person has to make.
    package struct Outcome: Sendable {
        /// The files to write, `nil` if the repair changes none.
        package let plan: ReleasePlan?
        /// The changes that the plan makes, one sentence each.
        package let steps: [Localized]
        /// The decisions that only a person can make, each with the way to state it.
        package let open: [Localized]
    }

    private let history: History
    private let corpus: Corpus
    private let today: CalendarDate
    private let keys: [SigningKey]

    /// Creates a planner; every key signs the new lines.
    package init(_ history: History, _ corpus: Corpus, today: CalendarDate, keys: [SigningKey]) {
        self.history = history
        self.corpus = corpus
        self.today = today
        self.keys = keys
    }

    /// Plans the repair, and returns the outcome. `kept` has short codes or hashes: for each document that was
    /// released in two branches, the last line of the branch to keep.
    package func plan(keeping kept: [String]) -> Outcome {
        var steps: [Localized] = []
        var open: [Localized] = []
        // Do not hide problems that the repair cannot solve.
        let beyond = HistoryAudit(history, today: today).problems.filter { !isRepairable($0) }
        if !beyond.isEmpty { return Outcome(plan: nil, steps: [], open: beyond.map(\.message)) }
        var documents: [ReleasePlan.DocumentRelease] = []
        for ledger in history.ledgers where ledger.heads.count > 1 {
            let heads = ledger.entries.filter { ledger.heads.contains($0.hash) }
            if let chosen = heads.first(where: { head in kept.contains { Self.identifies($0, head) } }) {
                documents.append(mergeRelease(ledger, keeping: chosen))
                steps.append(
                    Localized(
                        es: """
                            \(ledger.path): queda la versión \(chosen.version) (\(chosen.shortCode)); la otra rama \
                            se aparta y sigue guardada
                            """,
                        en: """
                            \(ledger.path): version \(chosen.version) (\(chosen.shortCode)) stands; the other branch \
                            is set aside and kept
                            """
                    ))
            } else {
                let list = heads.map { "\($0.shortCode) (\($0.version), \($0.recorded.iso))" }.joined(separator: ", ")
                open.append(
                    Localized(
                        es: "\(ledger.path): se publicó en dos ramas; diga cuál queda con --keep: \(list)",
                        en: "\(ledger.path): released in two branches; say which one stands with --keep: \(list)"))
            }
        }
        let joined = documents.map { Ledger($0.ledger.bytes, path: $0.folder) }
        let unknown = unknownLedgers().filter { ledger in ledger.heads.count == 1 }
        for ledger in unknown {
            steps.append(
                Localized(
                    es: "\(ledger.path): el índice tenía este libro de otro modo; "
                        + (ledger.lineCount == 1 ? "se anota su línea" : "se anotan sus \(ledger.lineCount) líneas"),
                    en:
                        "\(ledger.path): the index knew this ledger otherwise; "
                        + (ledger.lineCount == 1 ? "its line is entered" : "its \(ledger.lineCount) lines are entered")
                ))
        }
        let heads = history.index?.heads ?? []
        if heads.count > 1 {
            steps.append(
                Localized(es: "índice: se unen \(heads.count) ramas", en: "index: \(heads.count) branches are joined"))
        }
        // Without a release there is nothing that an index could state.
        if history.index == nil, !history.ledgers.isEmpty {
            let count = Localized.count(history.ledgers.count, es: ("libro", "libros"), en: ("ledger", "ledgers"))
            steps.append(
                Localized(es: "índice: se empieza con \(count.spanish)", en: "index: begins with \(count.english)"))
        }
        guard !steps.isEmpty else { return Outcome(plan: nil, steps: [], open: open) }
        let plan = ReleasePlan(
            documents: documents, index: index(stating: joined + unknown), settings: nil,
            beginsIndex: history.index == nil)
        return Outcome(plan: plan, steps: steps, open: open)
    }

    private func isRepairable(_ problem: HistoryProblem) -> Bool {
        switch problem.kind {
        case .forked, .unindexedLines, .interrupted: true
        // Two branches may both have released the next version.
        case .versionOrder, .unlikelyLine: history.ledgers.contains { $0.file == problem.path && $0.heads.count > 1 }
        case .unsigned: !keys.isEmpty
        default: false
        }
    }

    /// Returns the ledgers without problems of their own that the index lacks, or has under another path or with
    /// another last line.
    private func unknownLedgers() -> [Ledger] {
        guard let index = history.index else { return history.ledgers.filter(\.problems.isEmpty) }
        let stated = index.stated
        let heads = Set(stated.values.joined().map(\.head))
        let altered = Set(
            HistoryAudit(history, today: today, readsFiles: false).problems.filter { $0.kind != .unindexedLines }.map(
                \.path))
        return history.ledgers.filter { ledger in
            let isKnown = ledger.heads.allSatisfy(heads.contains) && stated[ledger.statement.path] != nil
            // A ledger that lost lines or has a foreign signature must not enter the index.
            return !isKnown && !altered.contains(ledger.file) && !altered.contains(ledger.path)
        }
    }

    private static func identifies(_ word: String, _ entry: LedgerEntry) -> Bool {
        let digits = word.filter { $0 != "-" }.lowercased()
        return digits.utf8.count >= 8 && entry.hash.hasPrefix(digits)
    }

    private func mergeRelease(_ ledger: Ledger, keeping chosen: LedgerEntry) -> ReleasePlan.DocumentRelease {
        let number = (ledger.entries + ledger.voided).map(\.number).max() ?? 0
        var entry = LedgerEntry(
            number: number + 1, kind: .join, version: chosen.version, effective: chosen.effective, recorded: today)
        entry.document = chosen.namedDocument ?? ledger.namedDocument
        entry.index = history.index?.heads.first ?? ""
        entry.previous = chosen.hash
        entry.joins = ledger.heads.filter { $0 != chosen.hash }
        entry.sign(with: keys)
        return ReleasePlan.DocumentRelease(
            folder: ledger.path, files: [],
            ledger: .init(path: ledger.file, bytes: ledger.bytesAdding(entry), formerHash: ledger.hash),
            formerLines: ledger.lineCount, source: nil, edited: nil, entry: entry, title: ledger.path, changes: [])
    }

    private func index(stating ledgers: [Ledger]) -> ReleasePlan.File {
        let kind: HistoryIndex.Line.Kind = history.index == nil ? .start : .repair
        var line = HistoryIndex.Line(
            kind: kind, recorded: today, ledgers: ledgers.map(\.statement), previous: history.index?.heads ?? [])
        line.sign(with: keys)
        guard let index = history.index else {
            return .init(path: HistoryIndex.path, bytes: HistoryIndex.bytes(startingWith: line), formerHash: "")
        }
        return .init(path: HistoryIndex.path, bytes: index.bytesAdding(line), formerHash: index.hash)
    }
}
