import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// A person's declaration to have received and read one version of a document (*acuse de recibo*).
///
/// The receipt page of the site writes it as a JSON file. `release` is the hash of the ledger line, so a receipt for a
/// version that was never released is rejected. `sum` only detects damage in transit.
package struct Receipt: Sendable, Equatable {
    /// The value of the member `format` in a receipt file.
    package static let format = "oficio receipt 1"

    /// The record id of the document, such as `job/agente-ventanilla`.
    package var document: RecordID
    /// The title of the document in the version that the person signed for.
    package var title: String
    /// The folder of the ledger below `historial/`, such as `manuales/man-atc-01`.
    package var ledger: String
    /// The code of the document; empty if it has none.
    package var code: String
    /// The version that the person signed for.
    package var version: String
    /// The number of the ledger line that released the version, from 1.
    package var entry: Int
    /// The SHA-256 of the ledger line that released the version.
    package var release: String
    /// The name of the person who signed.
    package var name: String
    /// The identity document of the person who signed; empty if not given.
    package var identity: String
    /// The day on which the person signed.
    package var date: CalendarDate

    /// Creates a receipt from its members.
    package init(
        document: RecordID, title: String, ledger: String, code: String, version: String, entry: Int, release: String,
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

    /// A reason for which a file is not a valid receipt.
    package enum Defect: Error, Equatable {
        /// The file has more bytes than `limit`.
        case tooLong
        /// The file is not JSON, or has a repeated member or a number with a fraction.
        case notJSON
        /// The file is JSON without the expected `format`.
        case notReceipt
        /// A member is missing or invalid; the value is the name of the member.
        case member(String)
        /// The file has a member that receipts do not have; the value is the name of the member.
        case surplus(String)
        /// The checksum does not match: the file was cut or changed.
        case damaged
    }

    /// The maximum size of a receipt in bytes.
    package static let limit = 65_536

    /// Parses a receipt file. Skips a leading byte order mark, which Windows editors write.
    ///
    /// Accepts everything that a line of a register may contain, however old it is. `ReceiptExaminer` applies further
    /// conditions to new receipts.
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
            document: RecordID(try text("document")), title: try text("title"), ledger: try text("ledger"),
            code: try text("code", isRequired: false),
            version: try text("version", isRequired: false), entry: entry, release: try text("release"),
            name: try text("name"),
            identity: try text("identity", isRequired: false), date: day)
        let known = Set(members.map(\.0) + ["sum"])
        if let surplus = json.members.first(where: { !known.contains($0.0) }) { throw .surplus(surplus.0) }
        guard json["sum"]?.text == sum else { throw .damaged }
    }

    /// The members of the receipt in the order of the file, without the checksum.
    private var members: [(String, JSONText)] {
        [
            ("format", .string(Self.format)), ("document", .string(document.text)), ("title", .string(title)),
            ("ledger", .string(ledger)), ("code", .string(code)),
            ("version", .string(version)), ("entry", .integer(entry)), ("release", .string(release)),
            ("name", .string(name)), ("identity", .string(identity)),
            ("date", .string(date.iso)),
        ]
    }

    /// The receipt as JSON, as the register stores it.
    package var json: JSONText { .object(members + [("sum", .string(sum))]) }

    /// The CRC-32 (ISO 3309) of the values, joined by line feeds, as eight hexadecimal digits. The script of the
    /// receipt page computes the same checksum.
    package var sum: String {
        let lines = [document.text, title, ledger, code, version, String(entry), release, name, identity, date.iso]
            .joined(
                separator: "\n")
        let sum = String(CRC32.of(Array(lines.utf8)), radix: 16)
        return String(repeating: "0", count: 8 - sum.utf8.count) + sum
    }

    /// The key of the person who signed.
    package var person: PersonKey { PersonKey(name: name, identity: identity) }
}

/// Computes CRC-32 checksums as PNG defines them (https://www.w3.org/TR/png/#D-CRCAppendix).
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
