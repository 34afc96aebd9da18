import Diagnostics
import OficioBasics
import OficioSchema

/// One line of a ledger: a release, a correction of one, or the end of a document.
///
/// `docs/formats.md` describes the line byte by byte.
package struct LedgerEntry: Sendable {
    package enum Kind: String, Sendable {
        /// A version that changes what the document asks of people.
        case material
        /// A version that changes wording alone.
        case editorial
        /// The end of the document.
        case withdrawal
        /// Takes a withdrawal back.
        case reinstatement
        /// Takes back a version, a withdrawal or a reinstatement whose day has not come.
        case annulment
        /// Corrects what the modification log says of a released version.
        case erratum
        /// Joins two branches of the ledger that were released apart, and says which of them stands.
        case join
    }

    /// A file beside the ledger.
    package struct Attachment: Sendable, Equatable {
        package let file: String
        package let sha256: String

        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    /// The legal act that puts a version into force: a resolution, an agreement of the board.
    package struct Act: Sendable, Equatable {
        package let title: String
        package let date: CalendarDate?
        package let attachment: Attachment?

        package init(title: String, date: CalendarDate?, attachment: Attachment?) {
            self.title = title
            self.date = date
            self.attachment = attachment
        }
    }

    /// What an erratum corrects in one row of the modification log.
    package struct Correction: Sendable, Equatable {
        /// The version of the row, as written.
        package let version: String
        /// The column's identifier: `authorised-by`. Empty for a row as a whole.
        package let field: String
        package let was: String
        package let now: String

        package init(version: String, field: String, was: String, now: String) {
            self.version = version
            self.field = field
            self.was = was
            self.now = now
        }
    }

    package struct Signature: Sendable, Equatable {
        /// The public key: 64 hexadecimal digits.
        package let key: String
        /// Ed25519 over the line's hash (its 64 digits as ASCII): 128 hexadecimal digits.
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// Format 1 (until November 2026) names no document and holds one signature; the program reads both and writes the newest.
    package var format = 2
    /// The line's place in its branch, from 1.
    package var number: Int
    /// The document's key: `protocol/cobro`. Empty in format 1.
    package var document = ""
    package var kind: Kind
    /// As the author writes it: `05`.
    package var version: String
    package var effective: CalendarDate
    /// The day of the release itself.
    package var recorded: CalendarDate
    /// Whether it was entered later, from what was known of an earlier state.
    package var isReconstructed = false
    package var authorized: [String] = []
    package var act: Act?
    /// The rows of the modification log, in words; of a withdrawal its reason.
    package var log: [String] = []
    /// Why an erratum, a reinstatement or an annulment was needed.
    package var reason = ""
    /// The document that takes the place of a withdrawn one, as its title reads.
    package var successor = ""
    /// The number of the line that a reinstatement or an annulment takes back.
    package var takesBack: Int?
    package var corrections: [Correction] = []
    /// The file beside the ledger; empty where the line holds no content.
    package var snapshot = ""
    /// SHA-256 of the snapshot's file.
    package var snapshotHash = ""
    /// SHA-256 of what is compared with the sources.
    package var contentHash = ""
    /// Keys of the document and its members.
    package var records: [String] = []
    /// A scanned, signed original.
    package var attachment: Attachment?
    /// The head of the history's index when the line was written, empty where there was none; a witness that there is an index.
    package var index = ""
    /// The hash of the line before, empty in the first; of a join, the last line of the branch that stands.
    package var previous = ""
    /// The last lines of the branches that a join sets aside.
    package var joins: [String] = []
    /// The public keys of those who sign the line: part of what they sign, so that no signature can be taken off.
    package var keys: [String] = []
    /// One by each of the keys, in their order.
    package var signatures: [Signature] = []

    package init(number: Int, kind: Kind, version: String, effective: CalendarDate, recorded: CalendarDate) {
        self.number = number
        self.kind = kind
        self.version = version
        self.effective = effective
        self.recorded = recorded
    }

    /// Signs the line with every key; nothing of it may change after that.
    mutating func sign(with signers: [SigningKey]) {
        keys = signers.map(\.publicKey)
        let hash = hash
        signatures = signers.map { $0.signature(ofLine: hash) }
    }

    /// Whether the line is a version of the document.
    package var isVersion: Bool { kind == .material || kind == .editorial }

    /// The key of the document as the line itself names it: formats before 2 have it among the records alone. `nil` where it names none.
    package var namedDocument: String? { document.isEmpty ? records.first : document }

    /// The names of the files beside the ledger that the line stands for.
    package var attachments: [Attachment] { [attachment, act?.attachment].compactMap(\.self) }

    // MARK: Text

    /// What `hash` is where the entry was read: it is needed several times an entry.
    private var hashAsRead: String?

    /// SHA-256 of everything but itself and the signatures.
    package var hash: String { hashAsRead ?? SHA256.hex(Array(JSONText.object(body).compact.utf8)) }

    /// What people write down and compare: `3F2A-91BC`, from the hash.
    package var shortCode: String {
        let digits = hash.prefix(8).uppercased()
        return "\(digits.prefix(4))-\(digits.suffix(4))"
    }

    /// The line without its end.
    package var line: String {
        var members = body + [("line", JSONText.string(hash))]
        if format == 1, let signature = signatures.first {
            if !signature.value.isEmpty { members.append(("signature", .string(signature.value))) }
        } else if !signatures.isEmpty {
            members.append(("signatures", SignedLine.json(signatures)))
        }
        return JSONText.object(members).compact
    }

    private var body: [(String, JSONText)] {
        var members: [(String, JSONText)] = format == 1 ? [] : [("format", .integer(format))]
        members.append(("n", .integer(number)))
        if !document.isEmpty { members.append(("document", .string(document))) }
        members += [
            ("kind", .string(kind.rawValue)), ("version", .string(version)), ("effective", .string(effective.iso)),
            ("recorded", .string(recorded.iso)),
        ]
        if isReconstructed { members.append(("reconstructed", .bool(true))) }
        if !authorized.isEmpty { members.append(("authorized", .array(authorized.map { .string($0) }))) }
        if let act { members.append(("act", Self.json(act))) }
        if !log.isEmpty { members.append(("log", .array(log.map { .string($0) }))) }
        if !reason.isEmpty { members.append(("reason", .string(reason))) }
        if !successor.isEmpty { members.append(("successor", .string(successor))) }
        if let takesBack { members.append(("takesBack", .integer(takesBack))) }
        if !corrections.isEmpty { members.append(("corrections", .array(corrections.map(Self.json)))) }
        if !snapshot.isEmpty {
            members += [
                ("snapshot", .string(snapshot)), ("sha256", .string(snapshotHash)), ("content", .string(contentHash)),
                ("records", .array(records.map { .string($0) })),
            ]
        }
        if let attachment { members.append(("attachment", Self.json(attachment))) }
        if !index.isEmpty { members.append(("index", .string(index))) }
        members.append(("previous", .string(previous)))
        if !joins.isEmpty { members.append(("joins", .array(joins.map { .string($0) }))) }
        if format > 1, !keys.isEmpty { members.append(("keys", .array(keys.map { .string($0) }))) }
        if format == 1, let key = keys.first { members.append(("key", .string(key))) }
        return members
    }

    private static func json(_ attachment: Attachment) -> JSONText {
        .object([("file", .string(attachment.file)), ("sha256", .string(attachment.sha256))])
    }

    private static func json(_ act: Act) -> JSONText {
        var members: [(String, JSONText)] = [("title", .string(act.title))]
        if let date = act.date { members.append(("date", .string(date.iso))) }
        if let attachment = act.attachment {
            members += [("file", .string(attachment.file)), ("sha256", .string(attachment.sha256))]
        }
        return .object(members)
    }

    private static func json(_ correction: Correction) -> JSONText {
        .object([
            ("version", .string(correction.version)), ("field", .string(correction.field)),
            ("was", .string(correction.was)),
            ("now", .string(correction.now)),
        ])
    }

    // MARK: Reading

    /// Reads a line, `nil` where it is not one that any version of the program writes.
    package init?(line: [UInt8]) {
        guard let json = JSONText(line), let number = json["n"]?.number, number > 0, number <= line.count * 1_000_000,
            let kind = json["kind"]?.text.flatMap(Kind.init), let version = json["version"]?.text,
            let effective = json["effective"]?.text.flatMap({ CalendarDate(iso: $0) }),
            let recorded = json["recorded"]?.text.flatMap({ CalendarDate(iso: $0) })
        else { return nil }
        let format = json["format"]?.number ?? 1
        guard format == 2 || (format == 1 && json["format"] == nil) else { return nil }
        self.init(number: number, kind: kind, version: version, effective: effective, recorded: recorded)
        self.format = format
        document = json["document"]?.text ?? ""
        isReconstructed = json["reconstructed"]?.flag ?? false
        authorized = json.texts("authorized")
        act = json["act"].flatMap(Self.act)
        log = json.texts("log")
        reason = json["reason"]?.text ?? ""
        successor = json["successor"]?.text ?? ""
        takesBack = json["takesBack"]?.number
        corrections = (json["corrections"]?.items ?? []).map {
            Correction(
                version: $0["version"]?.text ?? "", field: $0["field"]?.text ?? "", was: $0["was"]?.text ?? "",
                now: $0["now"]?.text ?? "")
        }
        snapshot = json["snapshot"]?.text ?? ""
        snapshotHash = json["sha256"]?.text ?? ""
        contentHash = json["content"]?.text ?? ""
        records = json.texts("records")
        attachment = json["attachment"].flatMap(Self.attachment)
        index = json["index"]?.text ?? ""
        previous = json["previous"]?.text ?? ""
        joins = json.texts("joins")
        keys = json.texts("keys") + [format == 1 ? json["key"]?.text : nil].compactMap(\.self)
        signatures = SignedLine.signatures(json, isSingle: format == 1)
        guard format > 1 ? !document.isEmpty : isOfFirstFormat else { return nil }
        // Any byte that the program would not have written makes it another line; so does a hash that is not its own.
        guard Array(self.line.utf8) == line else { return nil }
        hashAsRead = json["line"]?.text
    }

    /// Whether the line says nothing that the first format does not have.
    private var isOfFirstFormat: Bool {
        (isVersion || kind == .withdrawal) && document.isEmpty && act == nil && reason.isEmpty && successor.isEmpty && takesBack == nil
            && corrections.isEmpty && index.isEmpty && joins.isEmpty
    }

    private static func attachment(_ json: JSONText) -> Attachment? {
        guard let file = json["file"]?.text, let hash = json["sha256"]?.text else { return nil }
        return Attachment(file: file, sha256: hash)
    }

    private static func act(_ json: JSONText) -> Act? {
        guard let title = json["title"]?.text else { return nil }
        return Act(
            title: title, date: json["date"]?.text.flatMap { CalendarDate(iso: $0) }, attachment: attachment(json))
    }
}
