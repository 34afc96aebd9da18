import Diagnostics
import OficioBasics
import OficioBuild
import OficioHistory
import OficioReceipts
import OficioSource

extension Option {
    static let register = Option(
        name: "register", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "el registro («\(ReceiptRegister.path)» del sitio, si no se dice)",
            en: "the register (default: the site's “\(ReceiptRegister.path)”)"))
    static let roster = Option(
        name: "roster", value: "CSV",
        help: Localized(
            es: "el personal: nombre; documento; puesto («\(Roster.path)», si existe)",
            en: "the staff: name; identity; job (“\(Roster.path)” if it is there)"))
    static let grace = Option(
        name: "grace", value: Localized(es: "DÍAS", en: "DAYS"),
        help: Localized(es: "días para firmar desde la vigencia (15)", en: "days to sign from the effective date (15)"))
    static let reportFormat = Option(
        name: "format", value: "text|csv|json", help: Localized(es: "forma del informe", en: "shape of the report"))
    static let document = Option(
        name: "document", value: "DOC", help: Localized(es: "solo ese documento", en: "that document only"))
    static let allowUnknown = Option(
        name: "allow-unknown", value: nil,
        help: Localized(
            es: "agrega también a quien no está en el personal, y lo señala",
            en: "adds people who are not in the roster too, and marks them"))
    static let registerDigest = Option(
        name: "digest", value: nil,
        help: Localized(
            es: "la huella del registro, para anotarla fuera", en: "the register's hash, to be noted elsewhere"))
    static let registerExpect = Option(
        name: "expect", value: Localized(es: "HUELLA", en: "HASH"),
        help: Localized(
            es: "exige que el registro tenga la línea de esa huella",
            en: "asks that the register has the line of that hash"))
    static let sealReason = Option(
        name: "reason", value: Localized(es: "MOTIVO", en: "REASON"),
        help: Localized(es: "por qué se sella de nuevo", en: "why the register is sealed anew"))
}

extension Command {
    static let receipts = Command(
        name: "receipts",
        words: Localized(
            es: "add ARCHIVO… | report | verify [ARCHIVO…] | seal", en: "add FILE… | report | verify [FILE…] | seal"),
        summary: Localized(
            es: "guarda los acuses de recibo, dice quién debe firmar y comprueba el registro",
            en: "keeps receipts, says who must sign, checks the register"),
        options: [
            .register, .roster, .allowUnknown, .grace, .reportFormat, .document, .registerDigest, .registerExpect,
            .sealReason,
        ]
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        switch words.first {
        case "add" where words.count > 1: return try call.addReceipts(Array(words.dropFirst()))
        case "report" where words.count == 1: return try call.reportReceipts()
        case "verify" where words.count == 1: return try call.verifyRegister()
        case "verify": return try call.verifyReceipts(Array(words.dropFirst()))
        case "seal" where words.count == 1: return try call.sealRegister()
        default:
            throw UsageError(
                message: Localized(
                    es:
                        "se escribe «oficio receipts add ARCHIVO…», «oficio receipts report», «oficio "
                        + "receipts verify» u «oficio receipts seal»",
                    en:
                        "write “oficio receipts add FILE…”, “oficio receipts report”, “oficio "
                        + "receipts verify” or “oficio receipts seal”"
                ))
        }
    }
}

/// A register and its seal, which were read so that they fit each other.
struct OpenedRegister {
    var register: ReceiptRegister
    let file: RegisterCondition.SealFile
    let condition: RegisterCondition

    init(_ path: String) throws {
        func bytes(_ path: String) throws -> [UInt8]? { Files.status(path) == nil ? nil : try Files.read(path) }
        // Read the seal first: without a lock, the seal may then be older than the register but not newer.
        if let seal = try bytes(RegisterSeal.path(of: path)) {
            file = RegisterSeal(seal).map { .seal($0) } ?? .altered
        } else {
            file = .none
        }
        register = ReceiptRegister(try bytes(path) ?? [])
        condition = RegisterCondition(register, file)
    }

    var seal: RegisterSeal? {
        if case .seal(let seal) = file { return seal }
        return nil
    }
}

extension Invocation {
    var registerPath: String { arguments.values["register"].map { absolute($0) } ?? site + "/" + ReceiptRegister.path }

    /// Returns the register and its seal, read under a lock, so that no command adds lines in between; without the
    /// lock if it cannot be had.
    func openedRegister() throws -> OpenedRegister {
        guard let lock = RegisterFile.lockForReading(registerPath) else { return try OpenedRegister(registerPath) }
        defer { lock.release() }
        return try OpenedRegister(registerPath)
    }

    /// Prints on standard error the problems of the register, and the facts that could not be verified.
    func explain(_ condition: RegisterCondition) {
        for problem in condition.problems { console.err("\(registerPath): \(problem.message[language])\n") }
        if let advice = condition.advice { console.err(advice[language] + "\n") }
        for note in condition.notes { console.err("\(registerPath): \(note.message[language])\n") }
    }

    var rosterPath: String { arguments.values["roster"].map { absolute($0) } ?? site + "/" + Roster.path }

    /// Returns the roster of the staff; `nil` if no option names one and the default file does not exist.
    func roster() throws -> Roster? {
        guard arguments.values["roster"] != nil || Files.status(rosterPath) != nil else { return nil }
        guard let roster = Roster(try Files.read(rosterPath)) else {
            throw UsageError(
                message: Localized(
                    es: "\(rosterPath), línea 1: se esperan las columnas nombre; documento; puesto, en UTF-8",
                    en: "\(rosterPath), line 1: expected the columns name; identity; job, in UTF-8"))
        }
        return roster
    }

    /// Throws if the register is among sources or published files, because that would publish personal data.
    func requirePrivateRegister() throws {
        let folder = registerPath.split(separator: "/").dropLast().joined(separator: "/")
        let place = "/" + folder
        let here = Files.resolved(place) ?? place
        for inside in ["content", "output", "themes"] {
            let closed = Files.resolved(site + "/" + inside) ?? site + "/" + inside
            guard here == closed || here.hasPrefix(closed + "/") else { continue }
            throw UsageError(
                message: Localized(
                    es: "el registro tiene datos personales y no puede estar en «\(inside)», que se publica",
                    en: "the register holds personal data and cannot lie in “\(inside)”, which is published"
                ))
        }
    }
}
