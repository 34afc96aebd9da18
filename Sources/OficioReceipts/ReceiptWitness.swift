import Diagnostics
import OficioHistory
import OficioSource

/// The register of receipts as a witness of the history: people have signed for versions.
package enum ReceiptWitness {
    /// The most lines that are told.
    private static let limit = 20

    /// Versions that somebody signed for and that the history does not have.
    ///
    /// - Parameter site: the site's folder. A register elsewhere (`--register`) is not looked at.
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
                        en: "somebody signed for “\(receipt.title)”, version \(receipt.version), and the history does not have it")))
        }
    }
}
