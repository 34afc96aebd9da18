import Foundation
import OficioBuild
import OficioSchema
import TestSupport
import Testing

/// Printing with engines that work, fail, hang or are absent. Shell scripts stand in for the real engines.
@Suite struct PrintingTests {
    private let day = CalendarDate.testDay

    private func site() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            ("content/protocolos/cobro.md", "---\ntítulo: Cobro\ncódigo: PR-1\n---\n\n## Pasos\n\n1. Cobrar.\n"),
            ("content/protocolos/pago.md", "---\ntítulo: Pago\ncódigo: PR-2\n---\n\n## Pasos\n\n1. Pagar.\n"),
        ])
        return folder
    }

    /// An engine that runs `script`. Its last argument is the path of the PDF, the one before it the path of the page.
    private func engine(_ script: String, in folder: TemporaryFolder) throws -> PrintEngine {
        try folder.write([("motor/weasyprint", "#!/bin/sh\nfor last; do page=$target; target=$last; done\n\(script)\n")]
        )
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path + "/motor/weasyprint")
        return try #require(PrintEngine.find(in: folder.path + "/motor"))
    }

    private func build(_ folder: TemporaryFolder, _ engine: PrintEngine?, _ documents: [String] = [], seconds: Int = 20)
        throws -> PrintReport
    {
        var options = BuildOptions()
        var order = PrintOrder()
        order.engine = engine
        order.documents = documents
        order.seconds = seconds
        options.print = order
        return try Pipeline.build(
            folder.path, output: folder.path + "/output", today: day, stopsAtWarnings: false, options: options
        ).0.printed
    }

    private let works = """
        printf '%%PDF-1.7 ' > "$target"; grep -o '<h1>.*</h1>' "$page" >> "$target"; echo "$page" >> "$(dirname \
        "$0")/cuenta"
        """

    @Test func `documents are printed once, again when they change, and linked`() throws {
        let folder = try site()
        let engine = try engine(works, in: folder)
        #expect(try build(folder, engine).created == 2)
        #expect(try folder.text("output/pdf/protocolos/cobro.pdf").hasPrefix("%PDF-1.7 <h1>Cobro"))
        #expect(try folder.text("output/protocolos/cobro.html").contains("href=\"../pdf/protocolos/cobro.pdf\""))
        let again = try build(folder, engine)
        #expect(again.created == 0)
        #expect(again.unchanged == 2)
        try folder.write([
            ("content/protocolos/cobro.md", "---\ntítulo: Cobro\ncódigo: PR-1\n---\n\n## Pasos\n\n1. Cobrar bien.\n")
        ])
        #expect(try build(folder, engine).created == 1)
        #expect(try folder.text("motor/cuenta").split(separator: "\n").count == 3)
        #expect(!folder.exists("output/.oficio/imprenta"))
    }

    @Test func `a plain build removes PDFs that are out of date`() throws {
        let folder = try site()
        _ = try build(folder, try engine(works, in: folder))
        try folder.write([
            ("content/protocolos/cobro.md", "---\ntítulo: Cobro\ncódigo: PR-1\n---\n\n## Pasos\n\n1. Cobrar bien.\n")
        ])
        _ = try Pipeline.build(folder.path, output: folder.path + "/output", today: day, stopsAtWarnings: false)
        #expect(!folder.exists("output/pdf/protocolos/cobro.pdf"))
        #expect(!(try folder.text("output/protocolos/cobro.html")).contains("pdf/"))
        #expect(folder.exists("output/pdf/protocolos/pago.pdf"))
    }

    @Test(arguments: ["echo no puedo >&2; exit 3", "kill -9 $$", "printf basura > \"$target\"", "true"])
    func `an engine that fails costs one finding and keeps the last good PDF`(
        _ script: String
    ) throws {
        let folder = try site()
        _ = try build(folder, try engine(works, in: folder))
        let good = try folder.text("output/pdf/protocolos/cobro.pdf")
        try folder.write([
            ("content/protocolos/cobro.md", "---\ntítulo: Cobro\ncódigo: PR-1\n---\n\n## Pasos\n\n1. Cobrar bien.\n")
        ])
        let report = try build(folder, try engine(script, in: folder), ["cobro"])
        #expect(report.failures.map(\.title) == ["Cobro"])
        #expect(try folder.text("output/pdf/protocolos/cobro.pdf") == good)
    }

    @Test func `an engine that hangs is ended`() throws {
        let folder = try site()
        let report = try build(folder, try engine("sleep 600 & sleep 600", in: folder), ["PR-1"], seconds: 1)
        #expect(report.failures.first?.reason.spanish == "pasó de 1 segundos")
        #expect(!folder.exists("output/pdf/protocolos/cobro.pdf"))
        #expect(folder.exists("output/protocolos/cobro.html"))
    }

    @Test func `without an engine the site is built and a message says how to get one`() throws {
        let folder = try site()
        let report = try build(folder, nil)
        #expect(report.failures.first?.reason.spanish.contains("apt install weasyprint") == true)
        #expect(folder.exists("output/protocolos/cobro.html"))
        #expect(PrintEngine.find(in: "/nowhere:/") == nil)
    }

    @Test func `an unknown document is reported`() throws {
        let folder = try site()
        #expect(try build(folder, try engine(works, in: folder), ["nada"]).failures.map(\.title) == ["nada"])
    }
}
