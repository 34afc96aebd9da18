import Diagnostics
import OficioBuild
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSchema
import OficioSource

extension Option {
    static let register = Option(
        name: "register", value: "ARCHIVO",
        help: Localized(es: "el registro («\(ReceiptRegister.path)» del sitio, si no se dice)", en: "the register (default: the site's “\(ReceiptRegister.path)”)"))
    static let roster = Option(
        name: "roster", value: "CSV",
        help: Localized(
            es: "el personal: nombre; documento; puesto («\(Roster.path)», si existe)", en: "the staff: name; identity; job (“\(Roster.path)” if it is there)"))
    static let grace = Option(
        name: "grace", value: "DÍAS", help: Localized(es: "días para firmar desde la vigencia (15)", en: "days to sign from the effective date (15)"))
    static let reportFormat = Option(name: "format", value: "text|csv|json", help: Localized(es: "forma del informe", en: "shape of the report"))
    static let document = Option(name: "document", value: "DOC", help: Localized(es: "solo ese documento", en: "that document only"))
}

extension Command {
    static let receipts = Command(
        name: "receipts", words: Localized(es: "add ARCHIVO… | report | verify [ARCHIVO…]", en: "add FILE… | report | verify [FILE…]"),
        summary: Localized(
            es: "guarda los acuses de recibo, dice quién debe firmar y comprueba el registro", en: "keeps receipts, says who must sign, checks the register"),
        options: [.register, .roster, .grace, .reportFormat, .document]
    ) { call in
        try call.requireSite()
        let words = call.arguments.words
        switch words.first {
        case "add" where words.count > 1: return try call.addReceipts(Array(words.dropFirst()))
        case "report" where words.count == 1: return try call.reportReceipts()
        case "verify": return try call.verifyReceipts(Array(words.dropFirst()))
        default:
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio receipts add ARCHIVO…», «oficio receipts report» u «oficio receipts verify»",
                    en: "write “oficio receipts add FILE…”, “oficio receipts report” or “oficio receipts verify”"))
        }
    }
}

extension Invocation {
    private var registerPath: String { arguments.values["register"].map { absolute($0) } ?? site + "/" + ReceiptRegister.path }

    /// The register as it lies there; an empty one where there is none.
    private func register() throws -> ReceiptRegister {
        guard Files.status(registerPath) != nil else { return ReceiptRegister([]) }
        return ReceiptRegister(try Files.read(registerPath))
    }

    /// A register inside what is published, or among the sources, would publish personal data.
    private func requirePrivateRegister() throws {
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

    private func place(_ broken: [Int]) -> Localized {
        let lines = broken.map(String.init).joined(separator: ", ")
        return Localized(
            es: "\(registerPath): líneas alteradas, cortadas o cambiadas de lugar: \(lines)", en: "\(registerPath): lines altered, cut or moved: \(lines)")
    }

    fileprivate func addReceipts(_ files: [String]) throws -> ExitStatus {
        try requirePrivateRegister()
        let settings = SiteSettings.reading(site)
        let history = History(site, settings: settings.history)
        let lock = try RegisterFile.lock(registerPath)
        defer { lock.release() }
        var register = try register()
        if !register.broken.isEmpty {
            console.err("oficio: \(place(register.broken)[language])\n")
            return .contentErrors
        }
        let today = try today()
        var status = ExitStatus.done
        var added: [UInt8] = []
        func refuse(_ file: String, _ message: Localized) {
            console.err("\(file): \(message[language])\n")
            status = .contentErrors
        }
        for file in files {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try Files.read(absolute(file)) } catch {
                refuse(file, Localized(same: error.reason))
                continue
            }
            do throws(Receipt.Defect) {
                let receipt = try Receipt(bytes)
                if let message = ReceiptVerdict(receipt, history).message {
                    refuse(file, message)
                } else if receipt.date > today {
                    refuse(file, Localized(es: "la fecha \(receipt.date.iso) todavía no llega", en: "its date \(receipt.date.iso) has not come yet"))
                } else if let twin = register.twin(of: receipt) {
                    console.out(
                        "\(file): "
                            + Localized(
                                es: "ya estaba en el registro desde el \(twin.added.iso): \(receipt.name), «\(receipt.title)» versión \(receipt.version)",
                                en: "already in the register since \(twin.added.iso): \(receipt.name), “\(receipt.title)” version \(receipt.version)")[language] + "\n")
                } else {
                    added += register.add(receipt, on: today)
                    console.out(
                        "\(file): "
                            + Localized(
                                es: "agregado: \(receipt.name), «\(receipt.title)» versión \(receipt.version), \(receipt.date.iso)",
                                en: "added: \(receipt.name), “\(receipt.title)” version \(receipt.version), \(receipt.date.iso)")[language] + "\n")
                }
            } catch { refuse(file, error.message) }
        }
        if !added.isEmpty { try RegisterFile.append(added, to: registerPath) }
        return status
    }

    fileprivate func verifyReceipts(_ files: [String]) throws -> ExitStatus {
        let history = History(site, settings: SiteSettings.reading(site).history)
        var problems = 0
        func report(_ words: String) {
            problems += 1
            console.err(words + "\n")
        }
        if files.isEmpty {
            let register = try register()
            if !register.broken.isEmpty { report(place(register.broken)[language]) }
            for line in register.lines {
                if let message = ReceiptVerdict(line.receipt, history).message { report("\(line.receipt.name), «\(line.receipt.title)»: \(message[language])") }
            }
            if problems == 0 {
                console.out(
                    Localized(es: "\(register.lines.count) acuses en el registro, todos válidos", en: "\(register.lines.count) receipts in the register, all valid")[
                        language]
                        + "\n")
            }
        }
        for file in files {
            do throws(Receipt.Defect) {
                let receipt = try Receipt((try? Files.read(absolute(file))) ?? [])
                if let message = ReceiptVerdict(receipt, history).message {
                    report("\(file): \(message[language])")
                } else {
                    console.out(
                        "\(file): "
                            + Localized(
                                es: "válido: \(receipt.name), «\(receipt.title)» versión \(receipt.version)",
                                en: "valid: \(receipt.name), “\(receipt.title)” version \(receipt.version)")[language] + "\n")
                }
            } catch { report("\(file): \(error.message[language])") }
        }
        return problems == 0 ? .done : .contentErrors
    }

    fileprivate func reportReceipts() throws -> ExitStatus {
        let format = try arguments.choice("format", among: ["text", "csv", "json"]) ?? "text"
        var grace = 15
        if let text = arguments.values["grace"] {
            guard let days = Int(text), (0...3650).contains(days) else {
                throw UsageError(message: Localized(es: "«--grace» es un número de días", en: "“--grace” is a number of days"))
            }
            grace = days
        }
        let loaded = SiteLoader.load(site)
        let history = History(of: loaded)
        let register = try register()
        if !register.broken.isEmpty { console.err("oficio: \(place(register.broken)[language])\n") }
        var roster: Roster?
        let rosterPath = arguments.values["roster"].map { absolute($0) } ?? site + "/" + Roster.path
        if arguments.values["roster"] != nil || Files.status(rosterPath) != nil {
            roster = Roster(try Files.read(rosterPath))
            guard roster != nil else {
                throw UsageError(
                    message: Localized(
                        es: "\(rosterPath), línea 1: se esperan las columnas nombre; documento; puesto",
                        en: "\(rosterPath), line 1: expected the columns name; identity; job"))
            }
        }
        let report = ReceiptReport(register, history, loaded.corpus, roster: roster, today: try today(), grace: grace)
        for person in report.unplaced {
            let message = Localized(es: "no hay ningún puesto «\(person.job)»", en: "there is no job “\(person.job)”")
            console.err("\(rosterPath):\(person.line): \(message[language])\n")
        }
        var rows = report.rows
        if let wanted = arguments.values["document"] {
            guard let index = loaded.corpus.resolve(wanted, from: FileID(-1)).record else {
                throw UsageError(message: Localized(es: "no hay ningún documento «\(wanted)»", en: "there is no document “\(wanted)”"))
            }
            rows = rows.filter { $0.document == loaded.corpus.key(of: index) }
        }
        console.out(ReceiptTable(rows, language)[format])
        return register.broken.isEmpty ? .done : .contentErrors
    }
}

/// The report as text, CSV or JSON lines.
struct ReceiptTable {
    private let rows: [ReceiptReport.Row]
    private let language: Language

    init(_ rows: [ReceiptReport.Row], _ language: Language) {
        self.rows = rows
        self.language = language
    }

    subscript(format: String) -> String {
        switch format {
        case "csv": csv
        case "json": rows.map { json($0).compact + "\n" }.joined()
        default: text
        }
    }

    private var text: String {
        if rows.isEmpty {
            return Localized(es: "Todavía no hay acuses ni personal que deba firmar.\n", en: "There are no receipts yet, and nobody who has to sign.\n")[language]
        }
        var out = ""
        var last: ReceiptReport.Status?
        for row in rows {
            if row.status != last {
                if last != nil { out += "\n" }
                out += "\(row.status.words[language].uppercased()) (\(rows.count { $0.status == row.status }))\n"
                last = row.status
            }
            out += "  \(row.name)\(row.identity.isEmpty ? "" : " (\(row.identity))"): \(row.title)"
            if let signed = row.signed {
                out += Localized(es: "; firmó la \(signed.version) el \(signed.date.iso)", en: "; signed \(signed.version) on \(signed.date.iso)")[language]
            }
            if let deadline = row.deadline {
                out += Localized(es: "; la \(row.due), a más tardar el \(deadline.iso)", en: "; \(row.due) by \(deadline.iso)")[language]
            }
            out += "\n"
        }
        return out
    }

    private var csv: String {
        let heads =
            language == .spanish
            ? ["estado", "persona", "documento de identidad", "documento", "título", "versión firmada", "fecha de firma", "versión vigente", "plazo"]
            : ["status", "person", "identity", "document", "title", "version signed", "date signed", "version in force", "deadline"]
        var csv = CSV(heads)
        for row in rows {
            csv.add([
                row.status.words[language], row.name, row.identity, row.document, row.title, row.signed?.version ?? "", row.signed?.date.iso ?? "", row.due,
                row.deadline?.iso ?? "",
            ])
        }
        return String(decoding: csv.bytes, as: UTF8.self)
    }

    private func json(_ row: ReceiptReport.Row) -> JSONText {
        var members: [(String, JSONText)] = [
            ("status", .string(row.status.rawValue)), ("name", .string(row.name)), ("identity", .string(row.identity)), ("document", .string(row.document)),
            ("title", .string(row.title)), ("due", .string(row.due)),
        ]
        if let signed = row.signed { members += [("signed", .string(signed.version)), ("date", .string(signed.date.iso))] }
        if let deadline = row.deadline { members.append(("deadline", .string(deadline.iso))) }
        return .object(members)
    }
}
