import Diagnostics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// A report about the receipts for each document: who has signed, who must sign again after a material change, and
/// who is late.
package struct ReceiptReport: Sendable {
    /// The state of one person's receipt for one document.
    package enum Status: String, Sendable {
        case late, signAgain = "sign-again", pending, signed, withdrawn

        /// The name of the status as reports show it.
        package var words: Localized {
            switch self {
            case .late: Localized(es: "atrasado", en: "late")
            case .signAgain: Localized(es: "debe firmar de nuevo", en: "must sign again")
            case .pending: Localized(es: "por firmar", en: "to be signed")
            case .signed: Localized(es: "al día", en: "up to date")
            case .withdrawn: Localized(es: "documento derogado", en: "document withdrawn")
            }
        }
    }

    /// The state of one document for one person.
    package struct Row: Sendable {
        /// The document to sign for.
        package let document: RecordID
        /// The title of the document.
        package let title: String
        /// The name of the person.
        package let name: String
        /// The identity document of the person; empty if not given.
        package let identity: String
        /// The version that the person signed last and the day of signing; nil if the person never signed.
        package let signed: (version: String, date: CalendarDate)?
        /// The version to sign; empty if the document was withdrawn.
        package let due: String
        /// The day by which to sign; nil if nothing is due.
        package let deadline: CalendarDate?
        /// The status of the row on the day of the report.
        package let status: Status
        /// Remarks on the last receipt of the person.
        package let remarks: [Localized]
    }

    /// The rows, sorted by the urgency of action, then by title, name and document.
    package let rows: [Row]
    /// People of the roster whose job does not exist in the site.
    package let unplaced: [Roster.Person]
    /// The rejected lines of the register, each with the reason.
    package let rejected: [(line: ReceiptRegister.Line, reason: Localized)]

    /// Computes the report.
    ///
    /// - Parameters:
    ///   - register: the register of receipts.
    ///   - history: the history of the site.
    ///   - corpus: the records of the site.
    ///   - roster: the people who should sign; nil if there is no roster.
    ///   - today: the day of the report.
    ///   - grace: the number of days in which people have to sign, from the effective date of a version.
    package init(
        _ register: ReceiptRegister, _ history: History, _ corpus: Corpus, roster: Roster?, today: CalendarDate,
        grace: Int = 15
    ) {
        var rows: [Row] = []
        var unplaced: [Roster.Person] = []
        /// The index of the ledger of each record that any release contains.
        var ledgers: [RecordID: Int] = [:]
        for (place, ledger) in history.ledgers.enumerated() {
            for entry in ledger.entries { for record in entry.records { ledgers[record] = place } }
        }
        var titles: [RecordID: String] = [:]
        for index in corpus.records.indices { titles[corpus.recordID(of: index)] = corpus.records[index].title }

        func row(_ document: RecordID, _ name: String, _ identity: String, _ signed: Signed?) -> Row? {
            let last = signed?.receipt
            guard let place = ledgers[document], let entry = history.ledgers[place].lineInForce(on: today) else {
                return nil
            }
            let ledger = history.ledgers[place]
            let title = titles[document] ?? last?.title ?? document.text
            func made(_ status: Status, _ deadline: CalendarDate? = nil) -> Row {
                Row(
                    document: document, title: title, name: name, identity: identity,
                    signed: last.map { ($0.version, $0.date) },
                    due: entry.kind == .withdrawal ? "" : entry.version, deadline: deadline, status: status,
                    remarks: signed?.remarks ?? [])
            }
            if entry.kind == .withdrawal || !entry.records.contains(document) { return made(.withdrawn) }
            guard let last else {
                let deadline = entry.effective.adding(days: grace)
                return made(deadline < today ? .late : .pending, deadline)
            }
            let releaseToSign = Self.releaseToSign(document, after: last.entry, upTo: entry, ledger, root: history.root)
            guard let releaseToSign else { return made(.signed) }
            let deadline = releaseToSign.effective.adding(days: grace)
            return made(deadline < today ? .late : .signAgain, deadline)
        }

        var people = People()
        for person in roster?.people ?? [] { people.insert(person.key) }
        for line in register.lines { people.insert(line.person) }
        let staff = roster.map(KnownPeople.init)
        var examiner = ReceiptExaminer(history)
        var rejected: [(ReceiptRegister.Line, Localized)] = []
        /// The last valid receipt by document and person.
        var latest: [RecordID: [String: Signed]] = [:]
        for line in register.lines {
            let examination = examiner.examine(line.receipt, enteredOn: line.added)
            guard examination.belongsToRelease else {
                if let flaw = examination.flaws.first { rejected.append((line, flaw.message)) }
                continue
            }
            let (document, person) = (line.receipt.document, people.id(of: line.person))
            if let former = latest[document]?[person], former.receipt.entry > line.receipt.entry { continue }
            let remarks = examination.flaws.map(\.message) + examination.remarks.map(\.message)
            latest[document, default: [:]][person] = Signed(
                receipt: line.receipt, remarks: remarks + [staff?.standing(of: line.person).message].compactMap(\.self))
        }
        self.rejected = rejected
        var seen: Set<String> = []
        for person in roster?.people ?? [] {
            guard let job = corpus.resolve(person.job, types: [.job], from: FileID(-1)).record else {
                unplaced.append(person)
                continue
            }
            let id = people.id(of: person.key)
            for document in Self.documents(of: job, corpus) where ledgers[document] != nil {
                seen.insert("\(document)|\(id)")
                if let row = row(document, person.name, person.identity, latest[document]?[id]) { rows.append(row) }
            }
        }
        for (document, signatures) in latest {
            for (id, signed) in signatures where !seen.contains("\(document)|\(id)") {
                if let row = row(document, signed.receipt.name, signed.receipt.identity, signed) { rows.append(row) }
            }
        }
        func rank(_ status: Status) -> Int {
            switch status {
            case .late: 0
            case .signAgain: 1
            case .pending: 2
            case .signed: 3
            case .withdrawn: 4
            }
        }
        self.rows = rows.sorted {
            (rank($0.status), $0.title, $0.name.folded, $0.document.text) < (
                rank($1.status), $1.title, $1.name.folded, $1.document.text
            )
        }
        self.unplaced = unplaced
    }

    /// A valid receipt and the remarks on it.
    private struct Signed {
        let receipt: Receipt
        let remarks: [Localized]
    }

    /// Returns the documents that the holder of a job must sign: the job, and the protocols and standards addressed to
    /// it.
    private static func documents(of job: Int, _ corpus: Corpus) -> [RecordID] {
        var found = [corpus.recordID(of: job)]
        for (index, record) in corpus.records.enumerated() {
            for field in [FieldKey.audience, .appliesTo] {
                guard case .references(let references)? = corpus.value(record, field) else { continue }
                if references.contains(where: { corpus.target(of: $0, from: record.file) == job }) {
                    found.append(corpus.recordID(of: index))
                }
            }
        }
        return found
    }

    /// Returns the first material release after the signed one that requires a new signature; nil if there is none.
    /// For a part of a manual, a release requires one only if the text of that part changed.
    private static func releaseToSign(
        _ document: RecordID, after number: Int, upTo current: LedgerEntry, _ ledger: Ledger, root: String
    ) -> LedgerEntry? {
        let later = ledger.entries.filter {
            $0.number > number && $0.number <= current.number && $0.kind == .material
                && $0.effective <= current.effective
        }
        guard !later.isEmpty else { return nil }
        let isMember = ledger.path.split(separator: "/").last.map { document.id != $0 } ?? false
        guard isMember else { return later.first }
        func text(_ entry: LedgerEntry) -> String? {
            ledger.snapshot(of: entry, root: root)?.content["records"]?.items.first {
                RecordID(TypeKey($0["type"]?.text ?? ""), $0["id"]?.text ?? "") == document
            }?.compact
        }
        guard let signed = ledger.entries.first(where: { $0.number == number }).flatMap(text) else {
            return later.first
        }
        return later.first { text($0) != signed }
    }
}
