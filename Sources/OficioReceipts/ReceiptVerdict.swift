import Diagnostics

/// The result of comparing a receipt with the history.
package enum ReceiptVerdict: Sendable, Equatable {
    /// The release exists and agrees with the receipt.
    case valid
    /// The history has no ledger with the name that the receipt states.
    case unknownDocument
    /// The receipt names a ledger of another document.
    case otherDocument
    /// The ledger has no release with the number that the receipt states, or that release does not contain the
    /// document.
    case unknownVersion
    /// The release has another hash than the receipt states: the receipt was forged or belongs to another history.
    case forged
    /// The release has another version than the receipt states.
    case wrongVersion(actual: String)
    /// The release has another title than the receipt states.
    case wrongTitle(actual: String)
    /// The release has another code than the receipt states.
    case wrongCode(actual: String)
    /// The snapshot is missing or altered, so title and code cannot be compared.
    case unreadableVersion

    /// The message that describes the verdict.
    package var message: Localized {
        switch self {
        case .valid: Localized(es: "válido", en: "valid")
        case .unknownDocument:
            Localized(
                es: "no hay historial de ese documento en este sitio", en: "this site has no history of that document")
        case .otherDocument:
            Localized(
                es: "el historial que nombra es de otro documento",
                en: "the history that it names belongs to another document")
        case .unknownVersion:
            Localized(
                es: "esa versión del documento nunca se publicó", en: "that version of the document was never released")
        case .forged:
            Localized(
                es: "la huella no corresponde a la versión publicada: el acuse no salió de este sitio o fue alterado",
                en:
                    "the hash does not match the released version: the receipt did not come from this "
                    + "site or was altered"
            )
        case .wrongVersion(let actual):
            Localized(
                es: "dice otra versión: esa publicación es la versión \(actual)",
                en: "it states another version: that release is version \(actual)")
        case .wrongTitle(let actual):
            Localized(
                es: "dice otro título: esa versión se llama «\(actual)»",
                en: "it states another title: the title of that version is “\(actual)”")
        case .wrongCode(""):
            Localized(
                es: "dice un código, y esa versión no tiene ninguno", en: "it states a code, and that version has none")
        case .wrongCode(let actual):
            Localized(
                es: "dice otro código: el de esa versión es «\(actual)»",
                en: "it states another code: the code of that version is “\(actual)”")
        case .unreadableVersion:
            Localized(
                es: "la versión publicada falta o fue alterada, y no se puede comparar; véase «oficio verify»",
                en: "the released version is missing or was altered, and cannot be compared; see “oficio verify”")
        }
    }
}

extension Receipt.Defect {
    /// The message that describes the defect.
    package var message: Localized {
        switch self {
        case .tooLong: Localized(es: "es demasiado grande para ser un acuse", en: "is too large to be a receipt")
        case .notJSON:
            Localized(
                es:
                    "no se puede leer: está cortado o no es un acuse, repite un campo, o tiene un "
                    + "número que no es entero",
                en:
                    "cannot be read: it is cut short or is not a receipt, repeats a field, or has a "
                    + "number that is not an integer"
            )
        case .notReceipt: Localized(es: "no es un acuse de Oficio", en: "is not an Oficio receipt")
        case .member(let name):
            Localized(es: "le falta «\(name)», o no es válido", en: "“\(name)” is missing or not valid")
        case .surplus(let name):
            Localized(
                es: "tiene un campo que los acuses no llevan: «\(name.printable)»",
                en: "has a field that receipts do not have: “\(name.printable)”")
        case .damaged:
            Localized(
                es: "está dañado: su contenido no coincide con su suma de control",
                en: "is damaged: its content does not match its checksum")
        }
    }
}
