import Diagnostics
import OficioHistory
import OficioSchema
import OficioSource

/// What one person declares: to have received and read one version of one document (*acuse de
/// recibo*).
///
/// A file of the site's receipt page, in JSON. `release` is the hash of the ledger's line, so that
/// a receipt for a version that was never released cannot be made up by hand without being found;
/// `sum` only finds damage on the way.
package struct Receipt: Sendable, Equatable {
    package static let format = "oficio receipt 1"

    /// Key of the record: `job/agente-ventanilla`.
    package var document: String
    package var title: String
    /// Folder of the ledger below `historial/`: `manuales/man-atc-01`.
    package var ledger: String
    package var code: String
    package var version: String
    /// The number of the ledger's line.
    package var entry: Int
    /// The line's SHA-256.
    package var release: String
    package var name: String
    /// Identity document.
    package var identity: String
    package var date: CalendarDate

    package init(
        document: String, title: String, ledger: String, code: String, version: String, entry: Int, release: String,
        name: String,
        identity: String, date: CalendarDate
    ) {
        self.document = document
        self.title = title
        self.ledger = ledger
        self.code = code
        self.version = version
        self.entry = entry
        self.release = release
        self.name = name
        self.identity = identity
        self.date = date
    }

    /// Why a file is no receipt.
    package enum Defect: Error, Equatable {
        case tooLong
        /// No JSON, JSON that names a member twice, or a number with a fraction.
        case notJSON
        case notReceipt
        /// A member that is missing or is not what it should be.
        case member(String)
        /// A member that no receipt has.
        case surplus(String)
        /// It was cut or changed on its way.
        case damaged
    }

    /// The most bytes that a receipt may have.
    package static let limit = 65_536

    /// Reads a receipt's file. A byte order mark before it is passed over: editors of Windows leave
    /// one.
    ///
    /// This is what a line of a register has to hold, of whatever age. `ReceiptExaminer` says what
    /// a new receipt has to satisfy besides.
    package init(_ bytes: [UInt8]) throws(Defect) {
        guard bytes.count <= Self.limit else { throw .tooLong }
        guard let json = JSONText(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes) else {
            throw .notJSON
        }
        guard json["format"]?.text == Self.format else { throw .notReceipt }
        func text(_ name: String, isRequired: Bool = true) throws(Defect) -> String {
            guard let text = json[name]?.text, !isRequired || !text.trimmedASCII.isEmpty, text.utf8.count <= 1000,
                !text.utf8.contains(where: { $0 < 0x20 })
            else {
                throw .member(name)
            }
            return text
        }
        let date = try text("date")
        guard let day = CalendarDate(iso: date) else { throw .member("date") }
        guard let entry = json["entry"]?.number, entry > 0 else { throw .member("entry") }
        self.init(
            document: try text("document"), title: try text("title"), ledger: try text("ledger"),
            code: try text("code", isRequired: false),
            version: try text("version", isRequired: false), entry: entry, release: try text("release"),
            name: try text("name"),
            identity: try text("identity", isRequired: false), date: day)
        let known = Set(members.map(\.0) + ["sum"])
        if let surplus = json.members.first(where: { !known.contains($0.0) }) { throw .surplus(surplus.0) }
        guard json["sum"]?.text == sum else { throw .damaged }
    }

    /// The members in their order, without the sum.
    private var members: [(String, JSONText)] {
        [
            ("format", .string(Self.format)), ("document", .string(document)), ("title", .string(title)),
            ("ledger", .string(ledger)), ("code", .string(code)),
            ("version", .string(version)), ("entry", .integer(entry)), ("release", .string(release)),
            ("name", .string(name)), ("identity", .string(identity)),
            ("date", .string(date.iso)),
        ]
    }

    /// As the register keeps it.
    package var json: JSONText { .object(members + [("sum", .string(sum))]) }

    /// CRC-32 (ISO 3309) of the values, a line each, as eight hexadecimal digits: what the page's
    /// script computes as well.
    package var sum: String {
        let lines = [document, title, ledger, code, version, String(entry), release, name, identity, date.iso].joined(
            separator: "\n")
        let sum = String(CRC32.of(Array(lines.utf8)), radix: 16)
        return String(repeating: "0", count: 8 - sum.utf8.count) + sum
    }

    /// Who signed.
    package var person: PersonKey { PersonKey(name: name, identity: identity) }
}

/// https://www.w3.org/TR/png/#D-CRCAppendix
enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
