import Diagnostics
import OficioHistory
import OficioSchema
import OficioSource

/// The register of receipts: one line each, chained by hash, outside the sources and the published site.
package struct ReceiptRegister: Sendable {
    /// Relative to the site.
    package static let path = "acuses/registro.jsonl"

    package struct Line: Sendable {
        package let receipt: Receipt
        /// The day it was entered.
        package let added: CalendarDate
        /// SHA-256 of the line.
        package let hash: String
    }

    package private(set) var lines: [Line] = []
    /// Numbers of lines that were altered, moved or cut.
    package private(set) var broken: [Int] = []

    package init(_ bytes: [UInt8]) {
        var texts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if texts.last?.isEmpty == true { texts.removeLast() } else { broken.append(texts.count) }
        var previous = ""
        for (index, text) in texts.enumerated() {
            let hash = SHA256.hex(text)
            defer { previous = hash }
            guard let json = JSONText(text), let added = json["added"]?.text.flatMap({ CalendarDate(iso: $0) }), let inner = json["receipt"],
                let receipt = try? Receipt(Array(inner.compact.utf8)), Self.text(receipt, added, previous) == text
            else {
                if broken.last != index + 1 { broken.append(index + 1) }
                continue
            }
            lines.append(Line(receipt: receipt, added: added, hash: hash))
        }
        last = previous
    }

    /// The hash of the last line of the file.
    private var last = ""

    /// Takes a receipt in; the bytes to add to the file.
    package mutating func add(_ receipt: Receipt, on day: CalendarDate) -> [UInt8] {
        let text = Self.text(receipt, day, last)
        last = SHA256.hex(text)
        lines.append(Line(receipt: receipt, added: day, hash: last))
        return text + [UInt8(ascii: "\n")]
    }

    /// The line of the same person for the same version of the same document.
    package func twin(of receipt: Receipt) -> Line? {
        lines.first { $0.receipt.person == receipt.person && $0.receipt.document == receipt.document && $0.receipt.release == receipt.release }
    }

    /// A line with the hash of the line before and its own.
    private static func text(_ receipt: Receipt, _ added: CalendarDate, _ previous: String) -> [UInt8] {
        let body: [(String, JSONText)] = [("receipt", receipt.json), ("added", .string(added.iso)), ("previous", .string(previous))]
        let hash = SHA256.hex(Array(JSONText.object(body).compact.utf8))
        return Array(JSONText.object(body + [("line", .string(hash))]).compact.utf8)
    }
}
