import OficioSchema
import OficioSource

/// What does not hold in one document's ledger and in the files beside it.
struct LedgerAudit: Sendable {
    private(set) var problems: [HistoryProblem]
    /// The number of lines that are not signed and need not be.
    private(set) var unsigned = 0
    /// Keys that sign lines of the first format and that the settings do not declare.
    private(set) var undeclaredKeys: [String] = []

    /// - Parameter isCovered: whether a signed line of the index stands for a ledger's line, by its hash.
    init(_ history: History, _ place: Int, _ policy: SigningPolicy, isCovered: (String) -> Bool, today: CalendarDate?) {
        let ledger = history.ledgers[place]
        problems = ledger.problems
        let id = history.name(of: place).id
        let identities = history.identities.flatMap { $0.indices.contains(place) ? $0[place] : nil } ?? []
        var former: LedgerEntry?
        for (position, entry) in ledger.entries.enumerated() {
            let line = ledger.voided.isEmpty ? position + 1 : nil
            func report(_ kind: HistoryProblem.Kind) { problems.append(HistoryProblem(ledger.file, line: line, kind)) }
            if let named = entry.namedDocument {
                // Without the site, only the id can be compared; types of the site's own are not known.
                let isOwn = identities.isEmpty ? named.hasSuffix("/\(id)") : identities.contains(named)
                if !isOwn { report(.foreignLedger(named)) }
            }
            // East of here it is tomorrow already.
            if let today, entry.recorded > today.adding(days: 1) { report(.futureDate(entry.recorded.iso)) }
            if entry.isVersion {
                if let former, let before = VersionNumber(former.version), let number = VersionNumber(entry.version),
                    number <= before
                {
                    report(.versionOrder(entry.version, after: former.version))
                }
                former = entry
            }
            switch policy.verdict(entry.signatures, by: entry.keys, of: entry.hash, on: entry.recorded) {
            case .signed: break
            case .unsigned: unsigned += 1
            case .missing: if isCovered(entry.hash) { unsigned += 1 } else { report(.unsigned) }
            case .wrong: report(.wrongSignature)
            case .undeclared(let key):
                if entry.format > 1 { report(.undeclaredKey(key)) } else { undeclaredKeys.append(key) }
            }
        }
    }

    /// Compares the files beside the ledger with the hashes that it tells.
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
        for entry in ledger.entries + ledger.voided {
            if !entry.snapshot.isEmpty {
                // What the sources are compared with is what the snapshot says.
                compare(entry.snapshot, entry.snapshotHash, .missingSnapshot, .alteredSnapshot) {
                    Snapshot($0)?.contentHash == entry.contentHash
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
