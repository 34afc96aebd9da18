import OficioBasics
import OficioHistory
import OficioModel
import OficioSource

/// The lines of a document's ledger that an edition may show: versions, events and lines set aside.
struct ShownLines: Sendable {
    /// The versions, the oldest first.
    var releases: [LedgerEntry]
    /// The withdrawals, reinstatements, annulments and errata.
    var events: [LedgerEntry]
    /// The lines that a merge of branches has set aside.
    var setAside: [LedgerEntry]

    /// Selects the lines of a ledger. A past edition shows only those that are effective by its day.
    init(_ ledger: Ledger, _ edition: Edition) {
        func isKnown(_ entry: LedgerEntry) -> Bool { !edition.isPast || entry.effective <= edition.today }
        events = ledger.entries.filter { isKnown($0) && !$0.isVersion && $0.kind != .join && $0.kind != .mark }
        releases = ledger.versions.filter(isKnown)
        setAside = ledger.voided.filter { isKnown($0) && $0.kind != .join && $0.kind != .mark }
    }
}

/// The versions of a document that the public sees. The public does not learn of versions in which the document was
/// internal.
struct PublicVersions: Sendable {
    let lines: ShownLines
    /// Whether the logs may be shown. The author of a log sees the whole document, so the log may describe internal
    /// parts.
    let showsLog: Bool
    /// Whether the logs of lines that a merge has set aside may be shown.
    let showsSetAsideLog: Bool

    /// Returns, by record, the versions that the public sees of each document with releases; `nil` for an internal
    /// edition, which hides nothing.
    static func all(_ edition: Edition) -> SparseRecordFacts<PublicVersions>? {
        guard let view = edition.publicView else { return nil }
        let publications = edition.publications.all
        return SparseRecordFacts(.history, of: Set(publications.keys)) { record in
            let ledger = edition.history.ledgers[publications[record]?.ledger ?? 0]
            return PublicVersions(of: record, ledger, edition, view)
        }
    }

    /// Selects the versions of a document that the public sees. Reads every snapshot of the ledger.
    private init(of record: Int, _ ledger: Ledger, _ edition: Edition, _ view: PublicView) {
        let name = edition.corpus.recordID(of: record)
        let (schema, root) = (edition.corpus.schema, edition.history.root)
        func isPublic(_ entry: LedgerEntry) -> Bool {
            guard let snapshot = ledger.snapshot(of: entry, root: root) else { return false }
            let place = ledger.place(of: entry)
            return VersionContent(snapshot, schema, for: view, in: place).records.contains {
                view.name(of: $0, in: place) == name
            }
        }
        // A public build hides the events and the acts of hidden versions as well.
        func concerns(_ versions: [LedgerEntry]) -> (LedgerEntry) -> Bool {
            { event in versions.contains { $0.version == event.version } }
        }
        var lines = ShownLines(ledger, edition)
        lines.releases = lines.releases.filter(isPublic)
        lines.events = lines.events.filter(concerns(lines.releases))
        let versionsAside = lines.setAside.filter { $0.isVersion && isPublic($0) }
        lines.setAside = lines.setAside.filter {
            $0.isVersion ? isPublic($0) : concerns(lines.releases + versionsAside)($0)
        }
        self.lines = lines
        showsLog = ledger.isOpen(to: view, schema, root: root)
        showsSetAsideLog = showsLog && ledger.isSetAsideOpen(to: view, schema, root: root)
    }

    /// Fingerprint of the versions and of which logs may be shown. It does not cover the ledger, which has a
    /// fingerprint of its own.
    var stamp: UInt64 {
        var stamp = Stamp()
        for lines in [lines.releases, lines.events, lines.setAside] { stamp.add(lines.map(\.hash)) }
        stamp.add(showsLog)
        stamp.add(showsSetAsideLog)
        return stamp.value
    }
}

extension SiteContext {
    /// The fingerprints of `publicVersions` by record, 0 for a record without public versions; empty in an internal
    /// build.
    var historyStamps: [(kind: DependencyKey.Kind, stamps: [UInt64])] {
        guard let publicVersions else { return [] }
        return [(.history, Array(corpus.records.indices).concurrentMap { publicVersions[$0]?.stamp ?? 0 })]
    }
}
