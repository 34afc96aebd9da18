import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema

/// A line of a ledger: a release, a correction of a release, or the end of a document.
///
/// `docs/formats.md` describes the line byte by byte.
package struct LedgerEntry: Sendable {
    /// The kinds of lines, by what they record.
    package enum Kind: String, Sendable {
        /// The line releases a version that changes the document's requirements.
        case material
        /// The line releases a version that changes only wording or form.
        case editorial
        /// The line withdraws the document.
        case withdrawal
        /// The line reverses a withdrawal.
        case reinstatement
        /// The line annuls a version, withdrawal or reinstatement that is not in force yet.
        case annulment
        /// The line corrects rows of a released version's modification log.
        case erratum
        /// The line records which parts of a release the sources mark as internal, without a new version.
        case mark
        /// The line merges two branches of the ledger that released separately, and names the branch to keep.
        case join
    }

    /// A file beside the ledger, with its hash.
    package struct Attachment: Sendable, Equatable {
        /// The name of the file in the document's folder.
        package let file: String
        /// The SHA-256 of the file, as 64 hexadecimal digits.
        package let sha256: String

        /// Creates an attachment.
        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    /// The legal act that puts a version into force, such as a resolution or a board agreement.
    package struct Act: Sendable, Equatable {
        /// The title of the act.
        package let title: String
        /// The date of the act, `nil` if it is not given.
        package let date: CalendarDate?
        /// The attached file of the act, `nil` for none.
        package let attachment: Attachment?

        /// Creates an act.
        package init(title: String, date: CalendarDate?, attachment: Attachment?) {
            self.title = title
            self.date = date
            self.attachment = attachment
        }
    }

    /// An erratum's correction of one row of the modification log.
    package struct Correction: Sendable, Equatable {
        /// The version of the corrected row, as written.
        package let version: String
        /// The column's identifier, `authorised-by`; empty for a whole row.
        package let field: String
        /// The words that were released; empty for an added row.
        package let was: String
        /// The words that replace the released words; empty for a removed row.
        package let now: String

        /// Creates a correction of a row or a cell.
        package init(version: String, field: String, was: String, now: String) {
            self.version = version
            self.field = field
            self.was = was
            self.now = now
        }
    }

    /// A signature of a line.
    package struct Signature: Sendable, Equatable {
        /// The public key of the signer, as 64 hexadecimal digits.
        package let key: String
        /// The Ed25519 signature over the line's hash (its 64 digits in ASCII), as 128 hexadecimal digits.
        package let value: String

        /// Creates a signature without verifying it.
        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The format of the line. Format 1 (until November 2026) names no document and has one signature. The program
    /// reads both and writes format 2.
    package var format = 2
    /// The position of the line in its branch, from 1.
    package var number: Int
    /// The id of the document, `nil` in format 1.
    package var document: RecordID?
    /// The kind of the line, which tells what the line records.
    package var kind: Kind
    /// The version that the line records, as its author writes it: `05`.
    package var version: String
    /// The day from which the line takes effect.
    package var effective: CalendarDate
    /// The day on which the release was made.
    package var recorded: CalendarDate
    /// Whether the line records a state of the past that was entered later.
    package var isReconstructed = false
    /// The people or bodies who authorised the release, as text.
    package var authorized: [String] = []
    /// The legal act that puts the release into force, `nil` for none.
    package var act: Act?
    /// The rows of the modification log as text; for a withdrawal, its reason.
    package var log: [String] = []
    /// The reason for the line, which an erratum, a reinstatement and an annulment need; empty for none.
    package var reason = ""
    /// The document that replaces a withdrawn document, `nil` for none.
    package var successor: RecordID?
    /// The number of the line that a reinstatement reverses or an annulment annuls; `nil` for any other line.
    package var reversedLine: Int?
    /// The rows and cells of the modification log that an erratum corrects.
    package var corrections: [Correction] = []
    /// The name of the snapshot's file; empty if the line has no content.
    package var snapshot = ""
    /// The SHA-256 of the snapshot's file.
    package var snapshotHash = ""
    /// The SHA-256 of the content that is compared with the sources.
    package var contentHash = ""
    /// The ids of the document and its members.
    package var records: [RecordID] = []
    /// The file of a scanned, signed original, `nil` for none.
    package var attachment: Attachment?
    /// The head of the history index when the line was written; it proves that an index existed. It is empty if there
    /// was no index.
    package var index = ""
    /// The hash of the preceding line; empty for the first line. In a merge, it is the hash of the last line of the
    /// branch to keep.
    package var previous = ""
    /// The hashes of the last lines of the branches that a merge sets aside.
    package var joins: [String] = []
    /// The public keys of the signers. They are part of the signed text, so that removing a signature is noticed.
    package var keys: [String] = []
    /// The signatures, one for each key and in the same order.
    package var signatures: [Signature] = []

    /// Creates an unsigned line of format 2.
    package init(number: Int, kind: Kind, version: String, effective: CalendarDate, recorded: CalendarDate) {
        self.number = number
        self.kind = kind
        self.version = version
        self.effective = effective
        self.recorded = recorded
    }

    /// Signs the line with every key. The line must not change afterwards.
    mutating func sign(with signers: [SigningKey]) {
        keys = signers.map(\.publicKey)
        let hash = hash
        signatures = signers.map { $0.signature(ofLine: hash) }
    }

    /// Whether the line is a version of the document.
    package var isVersion: Bool { kind == .material || kind == .editorial }

    /// The id of the document as the line names it, `nil` if the line names none. Format 1 has it only among the
    /// records.
    package var namedDocument: RecordID? { document ?? records.first }

    /// The signed original and the file of the act, as far as the line has them.
    package var attachments: [Attachment] { [attachment, act?.attachment].compactMap(\.self) }

    // MARK: Text

    /// The hash that was read with the line, kept because computing it is expensive; `nil` for a new line.
    private var hashAsRead: String?

    /// The SHA-256 of the line's JSON without this hash and the signatures.
    package var hash: String { hashAsRead ?? SHA256.hex(Array(JSONText.object(body).compact.utf8)) }

    /// A short form of the hash for people to write down and compare: `3F2A-91BC`.
    package var shortCode: String {
        let digits = hash.prefix(8).uppercased()
        return "\(digits.prefix(4))-\(digits.suffix(4))"
    }

    /// The line as JSON, without a line break.
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
        if let document { members.append(("document", .string(document.text))) }
        members += [
            ("kind", .string(kind.rawValue)), ("version", .string(version)), ("effective", .string(effective.iso)),
            ("recorded", .string(recorded.iso)),
        ]
        if isReconstructed { members.append(("reconstructed", .bool(true))) }
        if !authorized.isEmpty { members.append(("authorized", .array(authorized.map { .string($0) }))) }
        if let act { members.append(("act", Self.json(act))) }
        if !log.isEmpty { members.append(("log", .array(log.map { .string($0) }))) }
        if !reason.isEmpty { members.append(("reason", .string(reason))) }
        if let successor { members.append(("successor", .string(successor.text))) }
        if let reversedLine { members.append(("takesBack", .integer(reversedLine))) }
        if !corrections.isEmpty { members.append(("corrections", .array(corrections.map(Self.json)))) }
        if !snapshot.isEmpty {
            members += [
                ("snapshot", .string(snapshot)), ("sha256", .string(snapshotHash)), ("content", .string(contentHash)),
                ("records", .array(records.map { .string($0.text) })),
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

    /// Reads a line; the result is `nil` unless the bytes are exactly what some version of the program would write.
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
        document = json["document"]?.text.flatMap(Self.record)
        isReconstructed = json["reconstructed"]?.flag ?? false
        authorized = json.texts("authorized")
        act = json["act"].flatMap(Self.act)
        log = json.texts("log")
        reason = json["reason"]?.text ?? ""
        successor = json["successor"]?.text.flatMap(Self.record)
        reversedLine = json["takesBack"]?.number
        corrections = (json["corrections"]?.items ?? []).map {
            Correction(
                version: $0["version"]?.text ?? "", field: $0["field"]?.text ?? "", was: $0["was"]?.text ?? "",
                now: $0["now"]?.text ?? "")
        }
        snapshot = json["snapshot"]?.text ?? ""
        snapshotHash = json["sha256"]?.text ?? ""
        contentHash = json["content"]?.text ?? ""
        records = json.texts("records").map { RecordID($0) }
        attachment = json["attachment"].flatMap(Self.attachment)
        index = json["index"]?.text ?? ""
        previous = json["previous"]?.text ?? ""
        joins = json.texts("joins")
        keys = json.texts("keys") + [format == 1 ? json["key"]?.text : nil].compactMap(\.self)
        signatures = SignedLine.signatures(json, isSingle: format == 1)
        guard format > 1 ? document != nil : isOfFirstFormat else { return nil }
        // The line must be byte for byte what the program writes, and its hash must match.
        guard Array(self.line.utf8) == line else { return nil }
        hashAsRead = json["line"]?.text
    }

    /// Whether the line uses only members that the first format has.
    private var isOfFirstFormat: Bool {
        (isVersion || kind == .withdrawal) && document == nil && act == nil && reason.isEmpty && successor == nil
            && reversedLine == nil
            && corrections.isEmpty && index.isEmpty && joins.isEmpty
    }

    private static func record(_ text: String) -> RecordID? { text.isEmpty ? nil : RecordID(text) }

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
