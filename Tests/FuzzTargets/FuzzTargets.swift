// The fuzz targets. The fuzzer feeds them, and the test suite feeds them `Tests/Fuzz/corpus`.
import Diagnostics
import OficioBuild
import OficioCheck
import OficioHistory
import OficioImport
import OficioModel
import OficioOffice
import OficioReceipts
import OficioSchema
import OficioServer
import OficioSite
import OficioSource
import OficioTheme

private let today = CalendarDate(iso: "2026-11-21")

/// One document of each kind that other documents refer to.
private let neighbours: [String: [UInt8]] = [
    "content/puestos/jefe.md": Array(
        "---\ntítulo: Jefe\n---\n\n## Funciones\n\n- Dirigir el área según [[cobro]].\n".utf8),
    "content/protocolos/cobro.md": Array(
        "---\ntítulo: Cobro\ndirigido a: jefe\n---\n\n## Pasos\n\n1. Cobrar.\n2. Archivar.\n".utf8),
    "content/clausulas/comunes.md": Array(
        "---\ntítulo: Comunes\n---\n\n## Filas\n\n- {#orden} Cuidar el orden.\n".utf8),
    "content/glosario.yaml": Array("- término: Caja\n  definición: Donde se cobra.\n  siglas: CJ\n".utf8),
]
private let theme = Theme(SiteSettings(), root: "/nowhere")

/// Runs every step of a build except writing.
private func site(_ files: [String: [UInt8]]) {
    guard let today else { return }
    let site = SiteLoader.load("/nowhere", replacing: neighbours.merging(files) { _, new in new })
    let found = Checker.check(site, today: today)
    let context = DiagnosticContext(paths: site.folder.sources.map(\.path)) { site.bytes(of: $0) }
    _ = TextRenderer(context: context, language: .spanish, usesColor: false).render(found)
    _ = JSONRenderer(context: context, language: .english).render(found)
    let plan = SitePlan(SiteContext(edition: Edition(working: site.corpus, today: today), theme: theme))
    for file in plan.files where file.path.hasSuffix("/x.html") || file.path.hasSuffix(".csv") { _ = file.render() }
}

/// The content types of a package whose main part is a Word document.
private let types = Array(
    """
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override \
    PartName="/word/document.xml" \
    ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
    """.utf8)

/// Imports an office file and reads all of its words and cells.
private func imported(_ bytes: [UInt8], _ name: String) {
    guard let document = try? DocumentReader.read(bytes, fileName: name) else { return }
    for word in document.words { _ = word.address.description[.spanish] }
    for table in document.blocks.tables { _ = table.cell(row: table.rows.count - 1, column: table.columnCount - 1) }
}

private func imported(_ parts: [(String, [UInt8])], _ name: String) {
    imported(ZIPFile.bytes(parts.map { .init($0.0, $0.1) }), name)
}

/// Feeds bytes to the reader that a target names; returns `false` if there is no such target. No input may make it
/// trap.
public func feed(_ target: String, _ bytes: [UInt8]) -> Bool {
    switch target {
    case "source":
        _ = SourceDocument(bytes, file: FileID(0), path: "content/puestos/x.md")
        _ = SourceDocument(bytes, file: FileID(0), path: "content/puestos/x.yaml")
    case "job": site(["content/puestos/x.md": bytes])
    case "protocol": site(["content/protocolos/x.md": bytes])
    case "records":
        site(["content/competencias.yaml": bytes, "content/unidades.yaml": bytes, "content/glosario.yaml": bytes])
    case "form":
        site([
            "content/formatos/x.yaml": bytes,
            "content/puestos/x.md": Array("---\ntítulo: X\nformato: x\n---\n\n## Funciones\n\n- Cobrar.\n".utf8),
        ])
    case "type": site(["content/tipos/x.yaml": bytes, "content/site.yaml": bytes])
    case "template":
        let set = TemplateSet([Template(bytes, name: "x"), Template("[{{x}}{{> x}}]", name: "y")])
        _ = set.problems(knownNames: ["a"])
        var sink: [UInt8] = []
        let inner: TemplateValue = ["b": "uno", "c": ["x", "y"]]
        _ = set.render("x", ["a": inner, "c": [inner, inner], "d": true, "e": ""], into: &sink)
        _ = set.render("y", ["a": inner], into: &sink)
    case "ledger":
        let ledger = Ledger(bytes, path: "content/historial/puestos/x.jsonl")
        if let today { _ = (ledger.lineInForce(on: today), ledger.linesComing(after: today)) }
        _ = LedgerEntry(line: bytes)
    case "receipt":
        _ = try? Receipt(bytes)
        let register = ReceiptRegister(bytes)
        _ = RegisterCondition(register, RegisterSeal(bytes).map { .seal($0) } ?? .altered)
        _ = Roster(bytes)
    case "request":
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        func line(_ number: Int) -> String? { lines.indices.contains(number) ? lines[number] : nil }
        _ = Request(
            method: "GET", url: line(0) ?? "", hosts: [line(1)].compactMap(\.self), version: line(2), port: 8420)
        _ = ByteRange.selectedPart(line(3), length: 1_000)
        _ = MediaType.mediaType(line(0) ?? "")
    case "word":
        imported(
            [("[Content_Types].xml", types), ("word/document.xml", bytes), ("word/numbering.xml", bytes)], "x.docx")
    case "open": imported([("content.xml", bytes), ("styles.xml", bytes)], "x.odt")
    case "sheet":
        let main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        func relations(_ type: String, _ target: String) -> [UInt8] {
            Array(
                """
                <Relationships xmlns="\(package)"><Relationship Id="r" Type="\(main)/\(type)" Target="\(target)"/>\
                </Relationships>
                """.utf8)
        }
        let book = """
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="\(main)"><sheets>\
            <sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>
            """
        imported(
            [
                ("_rels/.rels", relations("officeDocument", "xl/workbook.xml")), ("xl/workbook.xml", Array(book.utf8)),
                ("xl/_rels/workbook.xml.rels", relations("worksheet", "s.xml")), ("xl/s.xml", bytes),
            ], "x.xlsx")
    case "cells":
        let kind = Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
        imported([("mimetype", kind), ("content.xml", bytes)], "x.ods")
    case "package": imported(bytes, "x.docx")
    case "page": imported(bytes, "x.html")
    case "markdown": imported(bytes, "x.md")
    case "table": imported(bytes, "x.csv")
    default: return false
    }
    return true
}
