import Diagnostics
import OficioSchema
import OficioSource

/// Verifies a history by itself, without outside evidence. Reports problems, and properties that it cannot verify.
package struct HistoryAudit: Sendable {
    /// The differences of the history from what was released. A build publishes nothing while there are any.
    package private(set) var problems: [HistoryProblem]
    /// Weaknesses of a valid history, such as unsigned lines.
    package private(set) var remarks: [Localized] = []
    private let policy: SigningPolicy
    private let today: CalendarDate?

    /// Checks the whole history.
    ///
    /// - Parameters:
    ///   - history: the history to check.
    ///   - today: the present day, after which no line may be recorded; `nil` to accept any day.
    ///   - readsFiles: whether to compare the files beside the ledgers with the ledgers' hashes.
    ///   - fingerprints: a cache of hashes of files; `nil` to read every file.
    package init(
        _ history: History, today: CalendarDate?, readsFiles: Bool = true, fingerprints: FileFingerprints? = nil
    ) {
        policy = SigningPolicy(history.settings.keys)
        self.today = today
        problems = history.folderProblems
        for key in history.settings.keys where !key.isWellFormed {
            problems.append(HistoryProblem(SiteSettings.path, .invalidKey(key.key)))
        }
        let covered = checkIndex(history)
        let policy = policy
        let found = history.ledgers.indices.map { $0 }.concurrentMap { place in
            var audit = LedgerAudit(history, place, policy, isCovered: { covered.contains($0) }, today: today)
            if readsFiles { audit.checkFiles(history, place, fingerprints ?? FileFingerprints()) }
            return audit
        }
        problems += found.flatMap(\.problems)
        let unsigned = found.reduce(0) { $0 + $1.unsigned }
        if unsigned > 0, !history.settings.keys.isEmpty {
            remarks.append(
                Localized(
                    es: unsigned == 1
                        ? "1 línea no está firmada: es anterior a la clave"
                        : "\(unsigned) líneas no están firmadas: son anteriores a la clave",
                    en: unsigned == 1
                        ? "1 line is not signed: it is older than the key"
                        : "\(unsigned) lines are not signed: they are older than the key"))
        }
        remarks += Set(found.flatMap(\.undeclaredKeys)).sorted().map {
            Localized(
                es: "hay líneas firmadas con una clave que «site.yaml» no declara: \($0)",
                en: "there are lines signed with a key that “site.yaml” does not declare: \($0)")
        }
    }

    /// Returns this audit with additional problems, which an outside witness reported.
    package func adding(_ witnessed: [HistoryProblem]) -> HistoryAudit {
        var audit = self
        audit.problems += witnessed
        return audit
    }

    /// Compares the ledgers with the index. Returns the hashes of ledger lines that a signed line of the index covers.
    private mutating func checkIndex(_ history: History) -> Set<String> {
        guard let index = history.index else {
            checkMissingIndex(history)
            return []
        }
        problems += index.problems
        for (place, line) in index.lines.enumerated() {
            guard let today, line.recorded > today.adding(days: 1) else { continue }
            problems.append(HistoryProblem(HistoryIndex.path, line: place + 1, .futureDate(line.recorded.iso)))
        }
        if let named = history.settings.index, !named.isEmpty,
            !index.lines.contains(where: { $0.previous.isEmpty && $0.hash.hasPrefix(named) })
        {
            problems.append(HistoryProblem(HistoryIndex.path, .foreignIndex))
        }
        let known = Set(index.lines.map(\.hash))
        for ledger in history.ledgers {
            for entry in ledger.entries where !entry.index.isEmpty && !known.contains(entry.index) {
                problems.append(HistoryProblem(HistoryIndex.path, .missingIndex(witness: Localized(same: ledger.file))))
                break
            }
        }
        if index.heads.count > 1 {
            remarks.append(
                Localized(
                    es: "dos ramas publicaron por separado; «oficio repair» las une en el índice",
                    en: "two branches released apart; “oficio repair” joins them in the index"))
        }
        let signed = checkSignatures(of: index)
        compare(index, with: history)
        // A signed line covers every line of its ledgers up to the head that it names.
        var heads: Set<String> = []
        for line in index.lines where signed.contains(line.hash) { heads.formUnion(line.ledgers.map(\.head)) }
        return history.ledgers.reduce(into: []) { covered, ledger in
            for entry in ledger.lines.reversed() where heads.contains(entry.hash) || covered.contains(entry.hash) {
                covered.formUnion([entry.hash, entry.previous] + entry.joins)
            }
        }
    }

    private mutating func checkMissingIndex(_ history: History) {
        if history.isBeginningIndex { return }
        var witness: Localized?
        if history.settings.index != nil {
            witness = Localized(es: "«índice del historial» (site.yaml)", en: "“history index” (site.yaml)")
        }
        for ledger in history.ledgers where witness == nil && ledger.entries.contains(where: { $0.format > 1 }) {
            witness = Localized(same: ledger.file)
        }
        if let witness {
            problems.append(HistoryProblem(HistoryIndex.path, .missingIndex(witness: witness)))
        } else {
            remarks.append(
                Localized(
                    es: "sin índice: no se puede saber si falta un documento; la próxima publicación lo empieza",
                    en: "no index: nobody can tell whether a document is missing; the next release begins one"))
        }
    }

    /// Checks the signatures of the index. Returns the hashes of signed lines and of all lines before them.
    private mutating func checkSignatures(of index: HistoryIndex) -> Set<String> {
        var signed: Set<String> = []
        let verdicts = index.lines.map { policy.verdict($0.signatures, by: $0.keys, of: $0.hash, on: $0.recorded) }
        for (line, verdict) in zip(index.lines, verdicts).reversed()
        where verdict == .signed || signed.contains(line.hash) {
            signed.insert(line.hash)
            signed.formUnion(line.previous)
        }
        /// Hashes of lines that are signed or follow a signed line.
        var followsSigned: Set<String> = []
        for (line, verdict) in zip(index.lines, verdicts)
        where verdict == .signed || !followsSigned.isDisjoint(with: line.previous) {
            followsSigned.insert(line.hash)
        }
        for (place, line) in index.lines.enumerated() {
            switch verdicts[place] {
            case .signed: break
            // An unsigned branch may be merged into a signed history through a signed line.
            case .unsigned:
                if followsSigned.contains(line.hash) || !signed.isEmpty && !signed.contains(line.hash) {
                    problems.append(HistoryProblem(HistoryIndex.path, line: place + 1, .unsigned))
                }
            case .missing:
                if !signed.contains(line.hash) || followsSigned.contains(line.hash) {
                    problems.append(HistoryProblem(HistoryIndex.path, line: place + 1, .unsigned))
                }
            case .wrong: problems.append(HistoryProblem(HistoryIndex.path, line: place + 1, .wrongSignature))
            case .undeclared(let key):
                problems.append(HistoryProblem(HistoryIndex.path, line: place + 1, .undeclaredKey(key)))
            }
        }
        return signed
    }

    /// Checks that every head in the index is in its ledger, and that every ledger ends where the index states.
    private mutating func compare(_ index: HistoryIndex, with history: History) {
        let positions = history.ledgers.map { ledger in
            let found = ledger.lines.enumerated().map { ($1.hash, (position: $0 + 1, number: $1.number)) }
            return Dictionary(found) { first, _ in first }
        }
        var heads: Set<String> = []
        for (path, statements) in index.stated.sorted(by: { $0.key < $1.key }) {
            heads.formUnion(statements.map(\.head))
            let folder = Ledger.folder + "/" + path
            let parts = path.split(separator: "/").map(String.init)
            // The ledger moves with a document that gets a new id. The audit of that ledger checks its new folder.
            let place =
                (parts.count == 2 ? history.ledger(parts[0], parts[1]) : nil)
                ?? history.ledgers.indices.first { place in
                    history.name(of: place).folder == parts.first
                        && statements.contains { positions[place][$0.head] != nil }
                }
            guard let place else {
                problems.append(HistoryProblem(folder, .missingLedger))
                continue
            }
            // In a merged ledger, lines of another branch may precede the head.
            let positions = positions[place]
            if statements.contains(where: { statement in
                guard let head = positions[statement.head] else { return true }
                return statement.lines > head.position || statement.lines < head.number
            }) {
                problems.append(
                    HistoryProblem(history.ledgers[place].file, .cutLedger(lines: statements.map(\.lines).max() ?? 0)))
            }
        }
        for ledger in history.ledgers where !ledger.heads.allSatisfy({ heads.contains($0) }) {
            problems.append(HistoryProblem(ledger.file, .unindexedLines))
        }
    }
}

extension History {
    /// Returns the problems of the history: ledgers, index, snapshots, attached files, and files that no ledger names.
    /// Reads every file.
    package func verify(today: CalendarDate? = nil) -> [HistoryProblem] { HistoryAudit(self, today: today).problems }
}
