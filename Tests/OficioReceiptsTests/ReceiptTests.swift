import Diagnostics
import Foundation
import OficioBuild
import OficioCommandLine
import OficioHistory
import OficioModel
import OficioReceipts
import OficioSchema
import TestSupport
import Testing

/// Receipts from the saved file to the report, through the commands.
@Suite struct ReceiptTests {
    private static let manual = """
        ---
        título: Manual de caja
        código: MAN-01
        versión: "01"
        vigencia: 2026-01-01
        miembros: [cajero, jefe]
        ---

        """

    private func site() throws -> ReleasedSite {
        try ReleasedSite([
            ("content/site.yaml", "institución: Prueba\n"), ("content/manuales/man.md", Self.manual),
            ("content/puestos/cajero.md", "---\ntítulo: Cajero\nreporta a: jefe\nobjetivo: Cobrar sin errores.\n---\n"),
            ("content/puestos/jefe.md", "---\ntítulo: Jefe de Caja\nobjetivo: Dirigir la caja.\n---\n"),
        ])
    }

    private func run(_ site: ReleasedSite, today: String, _ arguments: String...) -> (
        status: OficioCommandLine.ExitStatus, out: String, err: String
    ) {
        let texts = Texts()
        let console = Console(
            folder: site.folder.path, showsColor: false, today: { _ in today }, out: { texts.out += $0 },
            err: { texts.err += $0 })
        return (Program.run(arguments, console), texts.out, texts.err)
    }

    private final class Texts: @unchecked Sendable {
        var out = ""
        var err = ""
    }

    private func receipt(
        _ site: ReleasedSite, document: String = "job/cajero", entry number: Int = 1, name: String = "Ana Ñúñez",
        identity: String = "0801-1990", date: String
    )
        throws -> Receipt
    {
        let ledger = try #require(History(site.folder.path).ledgers.first)
        let entry = try #require(ledger.entries.first { $0.number == number })
        return Receipt(
            document: RecordID(document), title: document == "job/jefe" ? "Jefe de Caja" : "Cajero",
            ledger: "manuales/man",
            code: "MAN-01",
            version: entry.version, entry: number, release: entry.hash, name: name, identity: identity,
            date: try #require(CalendarDate(iso: date)))
    }

    private func write(_ receipt: Receipt, _ name: String, in site: ReleasedSite) throws {
        try site.folder.write([(name, receipt.json.compact)])
    }

    @Test func `a receipt is entered once and read back as it was signed`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        let signed = try receipt(site, date: "2026-01-05")
        #expect(try Receipt(Array(signed.json.compact.utf8)) == signed)
        try write(signed, "acuse.json", in: site)
        let added = run(site, today: "2026-01-06", "receipts", "add", "acuse.json")
        #expect(added.status == .done && added.out.contains("agregado: Ana Ñúñez, «Cajero» versión 01"), "\(added)")
        let again = run(site, today: "2026-01-07", "receipts", "add", "acuse.json")
        #expect(again.status == .done && again.out.contains("ya estaba en el registro desde el 2026-01-06"), "\(again)")
        #expect(
            try ReceiptRegister(Array(site.folder.text(ReceiptRegister.path).utf8)).lines.map(\.receipt) == [signed])
        #expect(run(site, today: "2026-01-07", "receipts", "verify").out == "1 acuse en el registro, válido\n")
    }

    @Test func `damaged, forged, unknown and future receipts are refused in words and nothing is entered`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        let good = try receipt(site, date: "2026-01-05")
        var forged = good
        forged.release = String(repeating: "0", count: 64)
        var version = good
        version.version = "09"
        var unknown = good
        unknown.ledger = "manuales/otro"
        var future = good
        future.date = try #require(CalendarDate(iso: "2027-01-01"))
        var stranger = good
        stranger.document = "job/portero"
        let text = good.json.compact
        let cases: [(String, String, String)] = [
            ("corto.json", String(text.prefix(100)), "está cortado o no es un acuse"),
            ("otro.json", "{\"format\":\"x\"}", "no es un acuse de Oficio"),
            ("cambiado.json", text.replacing("Ana", with: "Eva"), "no coincide con su suma"),
            ("sin.json", text.replacing("\"name\":\"Ana Ñúñez\"", with: "\"name\":\" \""), "le falta «name»"),
            ("forjado.json", forged.json.compact, "la huella no corresponde"),
            ("version.json", version.json.compact, "esa publicación es la versión 01"),
            ("libro.json", unknown.json.compact, "no hay historial de ese documento"),
            ("futuro.json", future.json.compact, "su fecha es posterior al"),
            ("ajeno.json", stranger.json.compact, "es de otro documento"), ("nada.json", "", "no se puede leer"),
        ]
        for (name, text, words) in cases {
            try site.folder.write([(name, text)])
            let result = run(site, today: "2026-01-06", "receipts", "add", name)
            #expect(
                result.status == .contentErrors && result.err.hasPrefix("\(name): ") && result.err.contains(words),
                "\(name): \(result)")
        }
        #expect(run(site, today: "2026-01-06", "receipts", "add", "falta.json").status == .contentErrors)
        #expect(!site.folder.exists(ReceiptRegister.path))
        // The good receipts among bad ones are added.
        try write(good, "bueno.json", in: site)
        #expect(run(site, today: "2026-01-06", "receipts", "add", "corto.json", "bueno.json").status == .contentErrors)
        #expect(try ReceiptRegister(Array(site.folder.text(ReceiptRegister.path).utf8)).lines.count == 1)
    }

    @Test func `whoever signed before a change of substance must sign again, and is late after the days of grace`()
        throws
    {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        try write(try receipt(site, date: "2026-01-05"), "a.json", in: site)
        try write(
            try receipt(site, document: "job/jefe", name: "Luis", identity: "", date: "2026-01-05"), "b.json", in: site)
        #expect(run(site, today: "2026-01-06", "receipts", "add", "a.json", "b.json").status == .done)
        // A change of the other member does not require a new receipt for this one.
        try site.edit("content/puestos/cajero.md", "Cobrar sin errores.", "Cobrar sin errores y con amabilidad.")
        try site.release("man", effective: "2026-03-01", today: "2026-02-20")
        #expect(
            run(site, today: "2026-02-25", "receipts", "report", "--format", "json").out.components(
                separatedBy: "\"status\":\"signed\""
            ).count == 3)
        let asked = run(site, today: "2026-03-02", "receipts", "report")
        #expect(
            asked.out.contains(
                "DEBE FIRMAR DE NUEVO (1)\n  Ana Ñúñez (0801-1990): Cajero; firmó la 01 el 2026-01-05; la 02, a más "
                    + "tardar el 2026-03-16"
            ), "\(asked.out)")
        #expect(asked.out.contains("AL DÍA (1)\n  Luis"), "\(asked.out)")
        #expect(run(site, today: "2026-03-17", "receipts", "report").out.hasPrefix("ATRASADO (1)"))
        #expect(
            run(site, today: "2026-03-17", "receipts", "report", "--grace", "30").out.hasPrefix("DEBE FIRMAR DE NUEVO"))
        try write(try receipt(site, entry: 2, date: "2026-03-10"), "c.json", in: site)
        #expect(run(site, today: "2026-03-10", "receipts", "add", "c.json").status == .done)
        #expect(run(site, today: "2026-03-17", "receipts", "report").out.hasPrefix("AL DÍA (2)"))
    }

    @Test func `the roster names who never signed, and people without a job of the site`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        try site.folder.write([
            (
                Roster.path,
                "Nombre;Documento;Puesto\r\n\"=Ana; la \"\"mayor\"\"\";1;cajero\r\nLuis;2;Jefe de Caja\r\n"
                    + "Eva;3;portero\r\n"
            )
        ])
        let report = run(site, today: "2026-01-10", "receipts", "report", "--format", "csv")
        #expect(report.err.contains(":4: no hay ningún puesto «portero»"), "\(report.err)")
        #expect(report.out.contains("\"por firmar\";\"'=Ana; la \"\"mayor\"\"\";\"1\";\"job/cajero\""), "\(report.out)")
        #expect(run(site, today: "2026-02-10", "receipts", "report").out.hasPrefix("ATRASADO (2)"))
        try site.folder.write([(Roster.path, "quién;qué\nAna;cajero\n")])
        #expect(run(site, today: "2026-02-10", "receipts", "report").err.contains("línea 1: se esperan las columnas"))
    }

    @Test func `every altered byte of the register is found`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        var register = ReceiptRegister([])
        var bytes: [UInt8] = []
        let day = try #require(CalendarDate(iso: "2026-01-06"))
        for name in ["Ana", "Luis", "Eva"] {
            bytes += register.add(try receipt(site, name: name, identity: "", date: "2026-01-05"), on: day)
        }
        #expect(ReceiptRegister(bytes).broken.isEmpty)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(!ReceiptRegister(changed).broken.isEmpty, "byte \(place)")
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0 + "\n" }
        #expect(ReceiptRegister(Array((lines[0] + lines[2]).utf8)).broken == [2])
        #expect(ReceiptRegister(Array((lines[1] + lines[0] + lines[2]).utf8)).broken == [1, 2, 3])
    }

    @Test func `a register in the published folder is refused`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        try write(try receipt(site, date: "2026-01-05"), "a.json", in: site)
        for folder in ["content/recursos/registro.jsonl", "output/registro.jsonl"] {
            let result = run(site, today: "2026-01-06", "receipts", "add", "a.json", "--register", folder)
            #expect(result.status == .usage && result.err.contains("datos personales"), "\(result)")
        }
    }

    @Test func `a seal follows its register and shows which lines are missing`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        let day = try #require(CalendarDate(iso: "2026-01-06"))
        var register = ReceiptRegister([])
        var seal = RegisterSeal(register, on: day)
        var states: [(register: [UInt8], seal: RegisterSeal)] = [([], seal)]
        var bytes: [UInt8] = []
        for name in ["Ana", "Luis", "Eva"] {
            bytes += register.add(try receipt(site, name: name, identity: "", date: "2026-01-05"), on: day)
            seal.follow(register)
            states.append((bytes, seal))
        }
        for (count, state) in states.enumerated() {
            #expect(RegisterSeal(state.seal.bytes) == state.seal)
            for (lines, other) in states.enumerated() {
                let condition = RegisterCondition(ReceiptRegister(other.register), .seal(state.seal))
                let expected: [RegisterCondition.Problem] =
                    lines >= count ? [] : lines == 0 ? [.lost(sealed: count)] : [.dropped(sealed: count, found: lines)]
                #expect(condition.problems == expected, "\(lines) lines, sealed \(count)")
                #expect(condition.notes == (lines > count ? [.behind(lines - count)] : []))
            }
        }
        // A half-written last line is an interruption; a half-written line among the sealed ones is damage.
        let torn = ReceiptRegister(Array(bytes.dropLast()))
        #expect(RegisterCondition(torn, .seal(states[2].seal)).notes == [.cutShort])
        #expect(RegisterCondition(torn, .seal(states[2].seal)).isIntact)
        #expect(RegisterCondition(torn, .seal(seal)).problems == [.broken([3]), .dropped(sealed: 3, found: 2)])
        #expect(RegisterCondition(register, .none).problems == [.missingSeal])
    }

    @Test func `every altered byte of a seal is found`() throws {
        let day = try #require(CalendarDate(iso: "2026-01-06"))
        var seal = RegisterSeal(ReceiptRegister([]), on: day)
        seal.begin(ReceiptRegister([]), on: day, reason: "Cambio de equipo")
        let bytes = seal.bytes
        #expect(RegisterSeal(bytes) == seal)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(RegisterSeal(changed) == nil, "byte \(place)")
        }
        #expect(RegisterSeal(bytes + [0x0A]) == nil && RegisterSeal(Array(bytes.dropLast())) == nil)
    }

    @Test func `a reconstructed version may have been signed on paper before it was recorded`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01", today: "2026-01-20")
        let early = try receipt(site, date: "2026-01-10")
        var examiner = ReceiptExaminer(History(site.folder.path))
        let recorded = try #require(CalendarDate(iso: "2026-01-20"))
        #expect(examiner.examine(early, enteredOn: nil).flaws == [.beforeItExisted(recorded: recorded)])
        // The line that `release --reconstruct` would write.
        var entry = try #require(History(site.folder.path).ledgers.first?.entries.first)
        var again = LedgerEntry(
            number: 1, kind: entry.kind, version: entry.version, effective: entry.effective, recorded: entry.recorded)
        again.isReconstructed = true
        again.document = entry.document
        (again.authorized, again.log, again.snapshot, again.snapshotHash) = (
            entry.authorized, entry.log, entry.snapshot, entry.snapshotHash
        )
        (again.contentHash, again.records) = (entry.contentHash, entry.records)
        entry = again
        try site.folder.write([("content/historial/manuales/man/libro.jsonl", entry.line + "\n")])
        examiner = ReceiptExaminer(History(site.folder.path))
        let transcribed = examiner.examine(try receipt(site, date: "2026-01-10"), enteredOn: nil)
        #expect(transcribed.flaws.isEmpty && transcribed.remarks == [.beforeReconstruction(recorded)], "\(transcribed)")
        #expect(
            !examiner.examine(try receipt(site, date: "2025-12-31"), enteredOn: nil).flaws.isEmpty,
            "before it was in force")
    }

    @Test func `a receipt of a version whose snapshot was altered cannot be compared, and is refused`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        let snapshot = try #require(History(site.folder.path).ledgers.first?.entries.first?.snapshot)
        let path = "content/historial/manuales/man/" + snapshot
        try site.folder.write([(path, try site.folder.text(path).replacing("Cajero", with: "Gerente"))])
        try write(try receipt(site, date: "2026-01-05"), "a.json", in: site)
        let result = run(site, today: "2026-01-06", "receipts", "add", "a.json")
        #expect(result.status == .contentErrors && result.err.contains("falta o fue alterada"), "\(result)")
    }

    @Test func `a roster that is not UTF-8 is refused`() throws {
        let site = try site()
        try site.release("man", effective: "2026-01-01")
        try site.folder.write([(Roster.path, "")])
        try Data("nombre;documento;puesto\nAna Pe".utf8 + [0xF1] + "a;1;cajero\n".utf8)
            .write(to: URL(fileURLWithPath: site.folder.path + "/" + Roster.path))
        let result = run(site, today: "2026-02-10", "receipts", "report")
        #expect(result.status == .usage && result.err.contains("UTF-8"), "\(result)")
    }

    @Test func `a QR code is square, quiet at its edge, and has its three finders`() throws {
        let code = try #require(QRCode("https://manuales.example/historial/man/02.html#3F2A-91BC"))
        #expect(code.side >= 25 && (code.side - 17) % 4 == 0)
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"), "the first finder's upper edge")
        #expect(code.path.contains("M\(code.side - 3) 4h7v1h-7z") && code.path.contains("M4 \(code.side - 3)h7v1h-7z"))
    }
}
