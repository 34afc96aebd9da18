import OficioBasics
import OficioHistory
import OficioSchema

/// The seal of a register: its number of lines and the hash of its last line, in a separate file. It reveals lines
/// removed at the end.
///
/// # Order of writing
///
/// `receipts add` holds a lock and takes three steps, each of which is on disk before the next begins:
///
/// 1. if there is no seal, it writes one for the register as it is;
/// 2. it appends its lines to the register;
/// 3. it replaces the seal with one for the longer register (a new file, renamed over the old one).
///
/// It reports *added* only after the third step. A killed command or a power failure therefore leaves the seal
/// **behind** the register and never ahead of it. The register then has the sealed lines, further lines that continue
/// the chain, and perhaps an incomplete line at the end. `RegisterCondition` treats that as an interrupted command: the
/// complete lines count, the incomplete one was never confirmed, and the next `add` removes it and updates the seal. A
/// seal ahead of the register, or one whose hash does not match its line, can only come from an alteration.
///
/// Accepting lines after the sealed ones weakens nothing: the hashes contain no secret, and anybody who can append a
/// line can also write a seal for it. For the same reason a register that was rewritten together with its seal is
/// detected only by a hash noted elsewhere (`receipts verify --expect`).
package struct RegisterSeal: Sendable, Equatable {
    /// The value of the member `format` in a seal file.
    package static let format = "oficio seal 1"

    /// The state of a register at the time of sealing.
    package struct SealedState: Sendable, Equatable {
        /// The number of lines in the register.
        package let lines: Int
        /// The SHA-256 of the last line of the register; empty if the register has no lines.
        package let head: String

        /// Creates a state from its members.
        package init(lines: Int, head: String) {
            self.lines = lines
            self.head = head
        }

        /// Creates the present state of a register.
        package init(_ register: ReceiptRegister) { self.init(lines: register.hashes.count, head: register.head) }

        fileprivate var json: JSONText { .object([("lines", .integer(lines)), ("head", .string(head))]) }

        fileprivate init?(_ json: JSONText?) {
            guard let lines = json?["lines"]?.number, lines >= 0, let head = json?["head"]?.text else { return nil }
            self.init(lines: lines, head: head)
        }
    }

    /// The first sealing of a register, or a new start after a loss.
    package struct Beginning: Sendable, Equatable {
        /// The day of the first sealing or the new start.
        package let day: CalendarDate
        /// The number of lines that the register had on that day. It is unknown whether the register had more lines
        /// before.
        package let lines: Int
        /// The reason for the new start; empty for the first sealing.
        package let reason: String
        /// The state that the previous seal confirmed; nil for the first sealing, and if that seal could not be read.
        package let former: SealedState?

        /// Creates a first sealing or a new start from its members.
        package init(day: CalendarDate, lines: Int, reason: String = "", former: SealedState? = nil) {
            self.day = day
            self.lines = lines
            self.reason = reason
            self.former = former
        }

        fileprivate var json: JSONText {
            let members: [(String, JSONText)] = [
                ("day", .string(day.iso)), ("lines", .integer(lines)), ("reason", .string(reason)),
            ]
            return .object(members + (former.map { [("former", $0.json)] } ?? []))
        }

        fileprivate init?(_ json: JSONText) {
            guard let day = json["day"]?.text.flatMap({ CalendarDate(iso: $0) }), let lines = json["lines"]?.number,
                lines >= 0,
                let reason = json["reason"]?.text
            else { return nil }
            self.init(day: day, lines: lines, reason: reason, former: SealedState(json["former"]))
        }
    }

    /// The state of the register that the seal confirms.
    package private(set) var mark: SealedState
    /// The starts of the sealed register, in order; at least one.
    package private(set) var beginnings: [Beginning]

    /// Creates the first seal of a register.
    package init(_ register: ReceiptRegister, on day: CalendarDate) {
        mark = SealedState(register)
        beginnings = [Beginning(day: day, lines: mark.lines)]
    }

    /// Updates the seal after lines were added to the register.
    package mutating func follow(_ register: ReceiptRegister) { mark = SealedState(register) }

    /// Seals a register that differs from the sealed one, and keeps the old state as part of a new start.
    package mutating func begin(_ register: ReceiptRegister, on day: CalendarDate, reason: String) {
        beginnings.append(Beginning(day: day, lines: register.hashes.count, reason: reason, former: mark))
        mark = SealedState(register)
    }

    /// Creates a seal for a register whose old seal cannot be read.
    package init(after register: ReceiptRegister, on day: CalendarDate, reason: String) {
        mark = SealedState(register)
        beginnings = [Beginning(day: day, lines: mark.lines, reason: reason)]
    }

    /// The number of lines before the first seal. An earlier version of the program accepted them by its own rules.
    package var linesBeforeSealing: Int { beginnings.first?.lines ?? 0 }

    // MARK: Text

    /// Returns the path of the seal of a register: `acuses/registro.sello.json` for `acuses/registro.jsonl`.
    package static func path(of register: String) -> String {
        let ending = ".jsonl"
        return (register.hasSuffix(ending) ? String(register.dropLast(ending.count)) : register) + ".sello.json"
    }

    private var body: [(String, JSONText)] {
        [
            ("format", .string(Self.format)), ("lines", .integer(mark.lines)), ("head", .string(mark.head)),
            ("began", .array(beginnings.map(\.json))),
        ]
    }

    /// The seal as one line of JSON that ends with its own hash.
    package var bytes: [UInt8] {
        let hash = SHA256.hex(Array(JSONText.object(body).compact.utf8))
        return Array((JSONText.object(body + [("seal", .string(hash))]).compact + "\n").utf8)
    }

    /// Parses a seal; nil unless its bytes are exactly what the program would write.
    package init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == Self.format, let mark = SealedState(json) else {
            return nil
        }
        self.mark = mark
        let items = json["began"]?.items ?? []
        beginnings = items.compactMap(Beginning.init)
        guard !beginnings.isEmpty, beginnings.count == items.count, self.bytes == bytes else { return nil }
    }
}
