import OficioBasics
import OficioHistory
import OficioSchema
import OficioSource

/// The register of receipts: JSON lines chained by hash, kept outside the sources and the published site.
///
/// The chain reveals a line that was altered, moved or removed between others. The `RegisterSeal` beside the register
/// reveals lines removed at the end. `RegisterCondition` evaluates both together.
package struct ReceiptRegister: Sendable {
    /// The default path of the register, relative to the site.
    package static let path = "acuses/registro.jsonl"

    /// A line of the register.
    package struct Line: Sendable {
        /// The number of the line in the register, from 1.
        package let number: Int
        /// The receipt that the line holds.
        package let receipt: Receipt
        /// The key of the person who signed the receipt.
        package let person: PersonKey
        /// The day on which the receipt was entered.
        package let added: CalendarDate
    }

    /// The intact lines of the register, in order.
    package private(set) var lines: [Line] = []
    /// The SHA-256 of every line of the file, including altered ones, without the line feed.
    package private(set) var hashes: [String] = []
    /// The numbers of lines that were altered, moved or cut.
    package private(set) var broken: [Int] = []
    /// The number of bytes up to and including the last line feed.
    package private(set) var wholeBytes = 0
    /// Whether the file ends in an incomplete line.
    package private(set) var isCutShort = false
    /// Whether any line has a number. Versions of the program that number lines also write a seal, so a numbered
    /// register without a seal has lost it.
    package private(set) var isNumbered = false
    /// The number expected on the next numbered line.
    private var expected = 1

    /// Reads a register from any bytes. Altered lines are listed in `broken`.
    package init(_ bytes: [UInt8]) {
        var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        let rest = texts.popLast() ?? []
        wholeBytes = bytes.count - rest.count
        isCutShort = !rest.isEmpty
        for (index, text) in texts.enumerated() {
            let hash = SHA256.hex(text)
            if let line = read(text, index + 1) { lines.append(line) } else { broken.append(index + 1) }
            hashes.append(hash)
        }
        if isCutShort { broken.append(texts.count + 1) }
    }

    /// The SHA-256 of the last line, which depends on every byte before it; empty for an empty register.
    package var head: String { hashes.last ?? "" }

    /// Adds a receipt and returns the bytes to append to the file.
    package mutating func add(_ receipt: Receipt, on day: CalendarDate) -> [UInt8] {
        let number = hashes.count + 1
        let text = Self.line(number, receipt, day, head)
        hashes.append(SHA256.hex(text))
        lines.append(Line(number: number, receipt: receipt, person: receipt.person, added: day))
        isNumbered = true
        expected = number + 1
        return text + [UInt8(ascii: "\n")]
    }

    /// Parses a line, and sets the number that the next line must have; nil unless its bytes are exactly what the
    /// program would write, and its number is the expected one. Only lines above all numbered ones may have none.
    private mutating func read(_ text: [UInt8], _ number: Int) -> Line? {
        guard let json = JSONText(text), let added = json["added"]?.text.flatMap({ CalendarDate(iso: $0) }),
            let inner = json["receipt"],
            let receipt = try? Receipt(Array(inner.compact.utf8))
        else { return nil }
        // Earlier versions of the program wrote no numbers. An unnumbered line never follows a numbered one.
        let stated = json["n"]?.number
        let follows = stated.map { $0 == expected } ?? !isNumbered
        isNumbered = isNumbered || stated != nil
        // Continue from the stated number, so that only the first line after a gap is reported, not all the rest.
        expected = (stated ?? expected) &+ 1
        guard follows, Self.line(stated, receipt, added, head) == text else { return nil }
        return Line(number: number, receipt: receipt, person: receipt.person, added: added)
    }

    /// Returns the bytes of a line: number, receipt, day, hash of the previous line, and its own hash.
    private static func line(_ number: Int?, _ receipt: Receipt, _ added: CalendarDate, _ previous: String) -> [UInt8] {
        let body: [(String, JSONText)] =
            (number.map { [("n", .integer($0))] } ?? [])
            + [("receipt", receipt.json), ("added", .string(added.iso)), ("previous", .string(previous))]
        let hash = SHA256.hex(Array(JSONText.object(body).compact.utf8))
        return Array(JSONText.object(body + [("line", .string(hash))]).compact.utf8)
    }
}
