import Diagnostics
import OficioHistory
import OficioSchema
import OficioSource

/// The register of receipts: one line each, chained by hash, outside the sources and the published
/// site.
///
/// The chain shows a line that was altered, moved or taken out between others. That lines were
/// dropped at the end is shown by the `RegisterSeal` beside the register; `RegisterCondition` reads
/// both together.
package struct ReceiptRegister: Sendable {
    /// Relative to the site.
    package static let path = "acuses/registro.jsonl"

    package struct Line: Sendable {
        /// From 1.
        package let number: Int
        package let receipt: Receipt
        package let person: PersonKey
        /// The day it was entered.
        package let added: CalendarDate
    }

    /// The lines that are as the program wrote them.
    package private(set) var lines: [Line] = []
    /// SHA-256 of every line of the file as it stands there, without its line feed.
    package private(set) var hashes: [String] = []
    /// Numbers of lines that were altered, moved or cut.
    package private(set) var broken: [Int] = []
    /// Bytes up to the last line feed.
    package private(set) var wholeBytes = 0
    /// Whether bytes follow the last line feed: a line that was not written to its end.
    package private(set) var isCutShort = false
    /// Whether some line bears its number. Programs that number lines keep a seal, so that its
    /// absence is a loss.
    package private(set) var isNumbered = false
    /// The number that the next line has to bear, where it bears one.
    private var expected = 1

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

    /// The SHA-256 of the last line: it changes with every byte of the register. Empty for a
    /// register without lines.
    package var head: String { hashes.last ?? "" }

    /// Takes a receipt in and returns the bytes to add to the file.
    package mutating func add(_ receipt: Receipt, on day: CalendarDate) -> [UInt8] {
        let number = hashes.count + 1
        let text = Self.text(number, receipt, day, head)
        hashes.append(SHA256.hex(text))
        lines.append(Line(number: number, receipt: receipt, person: receipt.person, added: day))
        isNumbered = true
        expected = number + 1
        return text + [UInt8(ascii: "\n")]
    }

    /// A line, `nil` where it is not byte for byte what the program writes at this place.
    private mutating func read(_ text: [UInt8], _ number: Int) -> Line? {
        guard let json = JSONText(text), let added = json["added"]?.text.flatMap({ CalendarDate(iso: $0) }),
            let inner = json["receipt"],
            let receipt = try? Receipt(Array(inner.compact.utf8))
        else { return nil }
        // Lines of earlier programs bear no number; none of them follows one that does.
        let stated = json["n"]?.number
        let follows = stated.map { $0 == expected } ?? !isNumbered
        isNumbered = isNumbered || stated != nil
        // Where lines are missing, the first line after them is told and not all of the rest.
        expected = (stated ?? expected) &+ 1
        guard follows, Self.text(stated, receipt, added, head) == text else { return nil }
        return Line(number: number, receipt: receipt, person: receipt.person, added: added)
    }

    /// A line with its number, the hash of the line before it and its own.
    private static func text(_ number: Int?, _ receipt: Receipt, _ added: CalendarDate, _ previous: String) -> [UInt8] {
        let body: [(String, JSONText)] =
            (number.map { [("n", .integer($0))] } ?? [])
            + [("receipt", receipt.json), ("added", .string(added.iso)), ("previous", .string(previous))]
        let hash = SHA256.hex(Array(JSONText.object(body).compact.utf8))
        return Array(JSONText.object(body + [("line", .string(hash))]).compact.utf8)
    }
}
