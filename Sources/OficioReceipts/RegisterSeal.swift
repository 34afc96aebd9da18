import Diagnostics
import OficioHistory
import OficioSchema

/// How many lines a register has and the hash of the last: the file beside it that shows when lines
/// were dropped at its end.
///
/// # Order of writing
///
/// `receipts add` holds a lock and does three things, each on the disk before the next:
///
/// 1. where there is no seal, writes one for the register as it stands;
/// 2. appends its lines to the register;
/// 3. replaces the seal by one for the longer register (a new file, renamed over the old one).
///
/// It says *added* only after the third. So a command that is killed, or a machine that loses
/// power, leaves the seal **behind** the register and never ahead of it: the register has the
/// sealed lines, then lines that follow them in the chain, then perhaps one line without its line
/// feed. That reads as an interrupted command: the complete lines count, the incomplete one was
/// never confirmed, and the next `add` removes it and brings the seal up to date. A seal that is
/// ahead of the register, or whose hash is not that of the line it counts to, can only come from an
/// alteration.
///
/// Accepting lines behind the sealed ones gives nothing away: the hashes have no secret, and
/// whoever can append a line can write a seal for it. For the same reason a register that was
/// rewritten whole together with its seal is told only by a hash that was noted elsewhere
/// (`receipts verify --expect`).
package struct RegisterSeal: Sendable, Equatable {
    package static let format = "oficio seal 1"

    /// The state of a register that a seal stands for.
    package struct Mark: Sendable, Equatable {
        package let lines: Int
        /// SHA-256 of the last line, empty for none.
        package let head: String

        package init(lines: Int, head: String) {
            self.lines = lines
            self.head = head
        }

        package init(_ register: ReceiptRegister) { self.init(lines: register.hashes.count, head: register.head) }

        fileprivate var json: JSONText { .object([("lines", .integer(lines)), ("head", .string(head))]) }

        fileprivate init?(_ json: JSONText?) {
            guard let lines = json?["lines"]?.number, lines >= 0, let head = json?["head"]?.text else { return nil }
            self.init(lines: lines, head: head)
        }
    }

    /// When the sealing began, or began anew after a loss.
    package struct Beginning: Sendable, Equatable {
        package let day: CalendarDate
        /// Lines that the register had then: of these nobody can say whether more followed.
        package let lines: Int
        /// Why it began anew; empty for the first time.
        package let reason: String
        /// What the seal before it stood for, where that could be read.
        package let former: Mark?

        package init(day: CalendarDate, lines: Int, reason: String = "", former: Mark? = nil) {
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
            self.init(day: day, lines: lines, reason: reason, former: Mark(json["former"]))
        }
    }

    package private(set) var mark: Mark
    /// In their order; at least one.
    package private(set) var beginnings: [Beginning]

    /// A seal for a register as it stands.
    package init(_ register: ReceiptRegister, on day: CalendarDate) {
        mark = Mark(register)
        beginnings = [Beginning(day: day, lines: mark.lines)]
    }

    /// Follows the register after lines were added to it.
    package mutating func follow(_ register: ReceiptRegister) { mark = Mark(register) }

    /// Begins anew with a register that is not the sealed one, and keeps what was sealed before.
    package mutating func begin(_ register: ReceiptRegister, on day: CalendarDate, reason: String) {
        beginnings.append(Beginning(day: day, lines: register.hashes.count, reason: reason, former: mark))
        mark = Mark(register)
    }

    /// Begins anew where no seal can be read.
    package init(after register: ReceiptRegister, on day: CalendarDate, reason: String) {
        mark = Mark(register)
        beginnings = [Beginning(day: day, lines: mark.lines, reason: reason)]
    }

    /// Lines that were there before the first seal: an earlier program took them in, under its own
    /// rules.
    package var linesBefore: Int { beginnings.first?.lines ?? 0 }

    // MARK: Text

    /// Beside the register: `acuses/registro.sello.json`.
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

    /// One line with its own hash.
    package var bytes: [UInt8] {
        let hash = SHA256.hex(Array(JSONText.object(body).compact.utf8))
        return Array((JSONText.object(body + [("seal", .string(hash))]).compact + "\n").utf8)
    }

    /// Reads a seal, `nil` where it is not byte for byte one that the program writes.
    package init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == Self.format, let mark = Mark(json) else { return nil }
        self.mark = mark
        let items = json["began"]?.items ?? []
        beginnings = items.compactMap(Beginning.init)
        guard !beginnings.isEmpty, beginnings.count == items.count, self.bytes == bytes else { return nil }
    }
}
