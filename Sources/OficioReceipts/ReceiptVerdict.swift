import Diagnostics
import OficioHistory

/// What the history says of a receipt.
package enum ReceiptVerdict: Sendable, Equatable {
    case valid
    /// No ledger of that name.
    case unknownDocument
    /// The ledger has no such release, or the document was not among what it released.
    case unknownVersion
    /// The release exists and its hash is another: the receipt was made up or belongs to another history.
    case forged
    /// The version that it names is not the one that its number is.
    case wrongVersion(actual: String)

    package init(_ receipt: Receipt, _ history: History) {
        let parts = receipt.ledger.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let place = history.ledger(parts[0], parts[1]) else {
            self = .unknownDocument
            return
        }
        guard let entry = history.ledgers[place].entries.first(where: { $0.number == receipt.entry }), entry.kind != .withdrawal, entry.records.contains(receipt.document)
        else {
            self = .unknownVersion
            return
        }
        if entry.version != receipt.version { self = .wrongVersion(actual: entry.version) } else { self = entry.hash == receipt.release ? .valid : .forged }
    }

    /// What is wrong in words, `nil` where nothing is.
    package var message: Localized? {
        switch self {
        case .valid: nil
        case .unknownDocument: Localized(es: "no hay historial de ese documento en este sitio", en: "this site has no history of that document")
        case .unknownVersion: Localized(es: "esa versión del documento nunca se publicó", en: "that version of the document was never released")
        case .forged:
            Localized(
                es: "la huella no corresponde a la versión publicada: el acuse no salió de este sitio o fue alterado",
                en: "the hash does not match the released version: the receipt did not come from this site or was altered")
        case .wrongVersion(let actual):
            Localized(es: "dice otra versión: esa publicación es la versión \(actual)", en: "it names another version: that release is version \(actual)")
        }
    }
}

extension Receipt.Defect {
    package var message: Localized {
        switch self {
        case .notJSON: Localized(es: "no se puede leer: está cortado o no es un acuse", en: "cannot be read: it is cut short or is no receipt")
        case .notReceipt: Localized(es: "no es un acuse de Oficio", en: "is no receipt of Oficio's")
        case .member(let name): Localized(es: "le falta «\(name)», o no es válido", en: "lacks “\(name)”, or it is not valid")
        case .damaged: Localized(es: "está dañado: lo escrito no coincide con su suma", en: "is damaged: what it says does not match its sum")
        }
    }
}
