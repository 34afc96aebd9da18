import Diagnostics
import OficioSchema

/// One line of a ledger: a release, or the end of a document.
package struct LedgerEntry: Sendable {
    package enum Kind: String, Sendable { case material, editorial, withdrawal }

    /// A scanned, signed original.
    package struct Attachment: Sendable, Equatable {
        package let file: String
        package let sha256: String

        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    package var number: Int
    package var kind: Kind
    /// As the author writes it: `05`.
    package var version: String
    package var effective: CalendarDate
    /// The day of the release itself.
    package var recorded: CalendarDate
    /// Whether it was entered later, from what was known of an earlier state.
    package var isReconstructed = false
    package var authorized: [String] = []
    /// The rows of the modification log, in words.
    package var log: [String] = []
    /// The file beside the ledger; empty for a withdrawal.
    package var snapshot = ""
    /// SHA-256 of the snapshot's file.
    package var snapshotHash = ""
    /// SHA-256 of what is compared with the sources.
    package var contentHash = ""
    /// Keys of the document and its members.
    package var records: [String] = []
    package var attachment: Attachment?
    /// The hash of the line before, empty in the first.
    package var previous = ""
    /// The public key of the signature, empty where there is none.
    package var key = ""
    package var signature = ""

    package init(number: Int, kind: Kind, version: String, effective: CalendarDate, recorded: CalendarDate) {
        self.number = number
        self.kind = kind
        self.version = version
        self.effective = effective
        self.recorded = recorded
    }

    // MARK: Text

    /// What `hash` is where the entry was read, which is asked of every entry of a site several times.
    private var hashAsRead: String?

    /// SHA-256 of everything but itself and the signature.
    package var hash: String { hashAsRead ?? SHA256.hex(Array(JSONText.object(body).compact.utf8)) }

    /// What people write down and compare: `3F2A-91BC`, from the hash.
    package var shortCode: String {
        let digits = hash.prefix(8).uppercased()
        return "\(digits.prefix(4))-\(digits.suffix(4))"
    }

    /// The line without its end.
    package var line: String {
        JSONText.object(body + [("line", .string(hash))] + (signature.isEmpty ? [] : [("signature", .string(signature))])).compact
    }

    private var body: [(String, JSONText)] {
        var members: [(String, JSONText)] = [
            ("n", .integer(number)), ("kind", .string(kind.rawValue)), ("version", .string(version)), ("effective", .string(effective.iso)),
            ("recorded", .string(recorded.iso)),
        ]
        if isReconstructed { members.append(("reconstructed", .bool(true))) }
        if !authorized.isEmpty { members.append(("authorized", .array(authorized.map { .string($0) }))) }
        if !log.isEmpty { members.append(("log", .array(log.map { .string($0) }))) }
        if !snapshot.isEmpty {
            members += [
                ("snapshot", .string(snapshot)), ("sha256", .string(snapshotHash)), ("content", .string(contentHash)),
                ("records", .array(records.map { .string($0) })),
            ]
        }
        if let attachment { members.append(("attachment", .object([("file", .string(attachment.file)), ("sha256", .string(attachment.sha256))]))) }
        members.append(("previous", .string(previous)))
        if !key.isEmpty { members.append(("key", .string(key))) }
        return members
    }

    /// Reads a line, `nil` where it is not one that the program writes.
    package init?(line: [UInt8]) {
        guard let json = JSONText(line), let number = json["n"]?.number, let kind = json["kind"]?.text.flatMap(Kind.init), let version = json["version"]?.text,
            let effective = json["effective"]?.text.flatMap({ CalendarDate(iso: $0) }), let recorded = json["recorded"]?.text.flatMap({ CalendarDate(iso: $0) })
        else { return nil }
        self.init(number: number, kind: kind, version: version, effective: effective, recorded: recorded)
        isReconstructed = json["reconstructed"]?.flag ?? false
        authorized = (json["authorized"]?.items ?? []).compactMap(\.text)
        log = (json["log"]?.items ?? []).compactMap(\.text)
        snapshot = json["snapshot"]?.text ?? ""
        snapshotHash = json["sha256"]?.text ?? ""
        contentHash = json["content"]?.text ?? ""
        records = (json["records"]?.items ?? []).compactMap(\.text)
        if let file = json["attachment"]?["file"]?.text, let hash = json["attachment"]?["sha256"]?.text { attachment = Attachment(file: file, sha256: hash) }
        previous = json["previous"]?.text ?? ""
        key = json["key"]?.text ?? ""
        signature = json["signature"]?.text ?? ""
        // Any byte that the program would not have written makes it another line; so does a hash that is not its own.
        guard Array(self.line.utf8) == line else { return nil }
        hashAsRead = json["line"]?.text
    }
}
