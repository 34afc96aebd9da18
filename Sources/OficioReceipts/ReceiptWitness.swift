import Diagnostics
import OficioHistory
import OficioSource

/// Uses the register of receipts as a witness of the history, because it shows for which versions people have signed.
package enum ReceiptWitness {
    /// The maximum number of problems reported.
    private static let limit = 20

    /// Returns a problem for each version that somebody signed for but the history does not contain.
    ///
    /// - Parameters:
    ///   - site: the folder of the site. Only the register at its default path is read, not one given by `--register`.
    ///   - history: the history of the site.
    /// - Returns: at most twenty problems.
    package static func problems(_ site: String, _ history: History) -> [HistoryProblem] {
        guard let bytes = try? Files.read(site + "/" + ReceiptRegister.path) else { return [] }
        let known = Set(history.ledgers.flatMap { ($0.entries + $0.voided).map(\.hash) })
        let lost = ReceiptRegister(bytes).lines.filter { !known.contains($0.receipt.release) }
        return lost.prefix(limit).map { line in
            let receipt = line.receipt
            return HistoryProblem(
                ReceiptRegister.path,
                .witness(
                    Localized(
                        es: "alguien firmó «\(receipt.title)», versión \(receipt.version), y el historial no la tiene",
                        en: """
                            somebody signed for “\(receipt.title)”, version \(receipt.version), and the history does \
                            not have it
                            """
                    )))
        }
    }
}
