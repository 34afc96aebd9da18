import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Checks a document's ledger and the files beside it.
struct LedgerAudit: Sendable {
    private(set) var problems: [HistoryProblem]
    /// The number of lines that are unsigned and need no signature.
    private(set) var unsigned = 0
    /// Keys that signed lines of the first format but are not declared in the settings.
    private(set) var undeclaredKeys: [String] = []

    /// Checks the lines of a ledger.
    ///
    /// - Parameters:
    ///   - history: the history that contains the ledger.
    ///   - place: the index of the ledger in the history.
    ///   - policy: the signatures that the site requires.
    ///   - isCovered: whether a signed line of the index covers the line with a hash.
    ///   - today: the present day, after which no line may be recorded; `nil` to accept any day.
    init(_ history: History, _ place: Int, _ policy: SigningPolicy, isCovered: (String) -> Bool, today: CalendarDate?) {
        let ledger = history.ledgers[place]
        problems = ledger.problems
        let id = history.name(of: place).id
        let identities = history.identities.flatMap { $0.indices.contains(place) ? $0[place] : nil } ?? []
        if history.identities != nil, identities.isEmpty { problems.append(HistoryProblem(ledger.path, .unknownType)) }
        var former: LedgerEntry?
        var form = EntryValidator()
        checkDays(ledger, today)
        checkSignatures(ledger, policy, isCovered: isCovered)
        // After a change of id, earlier lines name the document by its former id.
        let named = ledger.namedDocument
        if let named {
            // Without the site only the id can be compared, because the site's own types are
            // unknown.
            let isOwn = identities.isEmpty ? named.id == id : identities.contains(named)
            if !isOwn { problems.append(HistoryProblem(ledger.file, .foreignLedger(named.text))) }
        }
        for (position, entry) in ledger.entries.enumerated() {
            let line = ledger.voided.isEmpty ? position + 1 : nil
            func report(_ kind: HistoryProblem.Kind) { problems.append(HistoryProblem(ledger.file, line: line, kind)) }
            if let flaw = form.flaw(of: entry) { report(.unlikelyLine(flaw)) }
            // After a change of id, the next line with content names the new id; without such a line, the last lines
            // do.
            let above = position > 0 ? ledger.entries[position - 1].document : nil
            if entry.format > 1, entry.snapshot.isEmpty, entry.document != named, entry.document != above {
                report(.foreignLedger(entry.document?.text ?? ""))
            }
            if entry.isVersion {
                if let former, let before = VersionNumber(former.version), let number = VersionNumber(entry.version),
                    number <= before
                {
                    report(.versionOrder(entry.version, after: former.version))
                }
                // A version without a number does not restart the sequence.
                if VersionNumber(entry.version) != nil { former = entry }
            }
        }
    }

    private mutating func checkDays(_ ledger: Ledger, _ today: CalendarDate?) {
        guard let today else { return }
        // East of this time zone it is already the next day.
        for (place, entry) in ledger.lines.enumerated() where entry.recorded > today.adding(days: 1) {
            problems.append(HistoryProblem(ledger.file, line: place + 1, .futureDate(entry.recorded.iso)))
        }
    }

    /// Checks the signatures of all lines, including lines that a merge has set aside.
    private mutating func checkSignatures(_ ledger: Ledger, _ policy: SigningPolicy, isCovered: (String) -> Bool) {
        /// Hashes of lines that are signed or follow a signed line.
        var followsSigned: Set<String> = []
        for (place, entry) in ledger.lines.enumerated() {
            func report(_ kind: HistoryProblem.Kind) {
                problems.append(HistoryProblem(ledger.file, line: place + 1, kind))
            }
            let isBehindSigned = !followsSigned.isDisjoint(with: [entry.previous] + entry.joins)
            let verdict = policy.verdict(entry.signatures, by: entry.keys, of: entry.hash, on: entry.recorded)
            if isBehindSigned || verdict == .signed { followsSigned.insert(entry.hash) }
            switch verdict {
            case .signed: break
            // After the first signed release of a document, all later lines must be signed, regardless of the day that
            // they state.
            case .unsigned: if isBehindSigned { report(.unsigned) } else { unsigned += 1 }
            case .missing: if isCovered(entry.hash), !isBehindSigned { unsigned += 1 } else { report(.unsigned) }
            case .wrong: report(.wrongSignature)
            case .undeclared(let key):
                if entry.format > 1 { report(.undeclaredKey(key)) } else { undeclaredKeys.append(key) }
            }
        }
    }

    /// Compares the files beside the ledger with the hashes in its lines.
    mutating func checkFiles(_ history: History, _ place: Int, _ fingerprints: FileFingerprints) {
        let ledger = history.ledgers[place]
        var named: Set<String> = []
        func compare(
            _ file: String, _ hash: String, _ missing: HistoryProblem.Kind, _ altered: HistoryProblem.Kind,
            holds: ([UInt8]) -> Bool = { _ in true }
        ) {
            guard Ledger.isPlainName(file) else {
                problems.append(HistoryProblem(ledger.file, .badName(file)))
                return
            }
            named.insert(file)
            let path = ledger.path + "/" + file
            do throws(FileError) {
                let found = try fingerprints.sha256(of: path, below: history.root, holds: holds)
                if found != hash { problems.append(HistoryProblem(path, altered)) }
            } catch { problems.append(HistoryProblem(path, error.isMissing ? missing : .unreadable(error.reason))) }
        }
        for entry in ledger.lines {
            if !entry.snapshot.isEmpty {
                compare(entry.snapshot, entry.snapshotHash, .missingSnapshot, .alteredSnapshot) {
                    Snapshot($0)?.belongs(to: entry, in: ledger, root: history.root) ?? false
                }
            }
            for attachment in entry.attachments {
                compare(attachment.file, attachment.sha256, .missingAttachment, .alteredAttachment)
            }
        }
        problems += history.files[place].filter { !named.contains($0) }.map {
            HistoryProblem(ledger.path + "/" + $0, .strangeFile)
        }
    }
}

extension Snapshot {
    /// Whether the snapshot belongs to a line: it has the line's content hash, document, version and effective date. An
    /// erratum's snapshot may differ from the content that it corrects only in the modification log.
    fileprivate func belongs(to entry: LedgerEntry, in ledger: Ledger, root: String) -> Bool {
        guard contentHash == entry.contentHash else { return false }
        guard entry.format > 1 else { return true }
        guard document == entry.document, version == entry.version, effective == entry.effective.iso else {
            return false
        }
        guard entry.kind == .erratum, let former = ledger.lineCorrected(by: entry),
            let before = ledger.snapshot(of: former, root: root)
        else { return true }
        return withoutLog == before.withoutLog
    }

    /// The JSON of the content without the modification logs of its records.
    private var withoutLog: String {
        let records = (content["records"]?.items ?? []).map { record in
            JSONText.object(
                record.members.map { name, value in
                    guard name == "fields" else { return (name, value) }
                    return (name, .array(value.items.filter { $0["field"]?.text != "log" }))
                })
        }
        return JSONText.object([("records", .array(records)), ("competencies", content["competencies"] ?? .array([]))])
            .compact
    }
}
