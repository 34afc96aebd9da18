import Foundation
@testable import OficioImport
import OficioModel
import OficioOffice
import OficioSchema
import OficioSource
import Testing

/// Imports Markdown folders of other site generators, with every word accounted for.
@Suite struct ForeignSiteTests {
    private func imported(_ sites: ForeignSites, _ tool: String) throws -> ImportBatch {
        let root = sites.root + "/" + tool
        var files: [ImportedFile] = []
        let names = try #require(FileManager.default.enumerator(atPath: root))
        for case let name as String in names
        where name.hasSuffix(".md") || name.hasSuffix(".mdx") {
            var file = ImportedFile(path: root + "/" + name, root: root)
            var document = try DocumentReader.read(path: file.path)
            MarkdownPictures.load(&document, path: file.path, root: root)
            file.document = document
            files.append(file)
        }
        files.sort { $0.path < $1.path }
        var batch = ImportBatch(Corpus(schema: Schema([]), records: [], paths: [], attachments: []), files: files)
        batch.run()
        return batch
    }

    private func text(_ batch: ImportBatch, _ name: String) throws -> String {
        try #require(batch.files.first { $0.path.hasSuffix(name) }?.drafts[0]?.text)
    }

    @Test(arguments: ["hugo", "mkdocs", "docusaurus", "jekyll"])
    func `every page is taken over with exact sums`(_ tool: String) throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let batch = try imported(sites, tool)
        #expect((10...30).contains(batch.files.count))
        for file in batch.files {
            #expect(file.ledger?.isExact == true, "\(file.path): \(file.ledger?.problems.map(\.english) ?? [])")
            #expect(file.ledger?.total == file.document?.words.count)
            #expect(file.sources.count == 1, "\(file.path)")
        }
    }

    @Test func `a shortcode or tags on one line are read as on several`() {
        let text = """
            {{% note %}}Ojo con la caja.{{% /note %}}
            {{< details "Más" >}}Detalle{{< /details >}}
            <Tabs><TabItem value="a" label="Uno">
            A
            </TabItem></Tabs>
            Antes {{< ref "otro.md" >}} y después {{< /note >}}
            """
        let foreign = ForeignMarkdown(text, firstLine: 1)
        let lines = foreign.text.split(separator: "\n").map(String.init)
        #expect(lines.prefix(5) == ["> [!NOTE]", "> Ojo con la caja.", "**Más**", "Detalle", "**Uno**"])
        #expect(lines.contains("A") && !foreign.text.contains("<Tab"))
        #expect(lines.last?.hasPrefix("Antes ") == true)
    }

    @Test func `Hugo`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let batch = try imported(sites, "hugo")
        let job = try text(batch, "cargo-0.md")
        #expect(job.contains("título: Bodeguero\n"))
        #expect(job.contains("código: OP-00\n"))
        #expect(job.contains("reporta a: director-operaciones\n"))
        #expect(job.contains("unidad: direccion-operaciones\n"))
        #expect(job.contains("Mover la mercancía sin daños."))
        #expect(job.contains("- Recibir la mercancía."))
        #expect(job.contains("aniversario"), "an unknown key is kept")
        let procedure = try text(batch, "recepcion.md")
        #expect(procedure.contains("última revisión: 2024-01-15\n"))
        #expect(procedure.contains("elabora:\n  - {nombre: Luis Mora}\n"))
        #expect(procedure.contains("[bodeguero](../puestos/bodeguero.md)"))
        #expect(procedure.contains("![Flujo de recepción](../recursos/importado/"))
        #expect(procedure.contains("> [!WARNING]\n> **Cuidado**"))
        #expect(procedure.contains("youtube w7Ft2ymGmfc"))
        #expect(!procedure.contains("pendiente"), "a comment goes to the report only")
        #expect(procedure.contains("| Acción | Responsable |") || procedure.contains("| Actividad | Responsable |"))
        let note = try text(batch, "nota-0.md")
        #expect(note.contains("[Cómo](../protocolos/procedimiento-recepcion.md)"))
        #expect(batch.files.first { $0.path.hasSuffix("nota-0.md") }?.drafts[0]?.type == "page")
    }

    @Test func `the navigation of MkDocs gives order, titles and units`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let batch = try imported(sites, "mkdocs")
        let manual = try text(batch, "docs/index.md")
        let order = ["prestamo-2", "prestamo-1", "prestamo-0", "prestamo-3"].map {
            manual.ranges(of: "- \($0)\n").first?.lowerBound
        }
        #expect(!order.contains(nil) && order.compactMap(\.self) == order.compactMap(\.self).sorted(), "\(manual)")
        #expect(try text(batch, "sin-titulo.md").contains("título: Horario del archivo\n"))
        #expect(try text(batch, "p1.md").contains("título: Préstamo 1\n"), "the page's own title counts first")
        #expect(batch.files.first { $0.path.hasSuffix("p1.md") }?.match?.records[0].unit == "Departamento de Archivo")
    }

    @Test func `MkDocs`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let page = try text(try imported(sites, "mkdocs"), "p0.md")
        #expect(page.contains("responsable: "))
        #expect(page.contains("Regular el préstamo[^1]."))
        #expect(page.contains("[^1]: Ley General de Archivos, artículo 12."))
        #expect(page.contains("> [!WARNING]\n> **Documentos reservados**\n>\n> No se prestan."))
        #expect(page.contains("> [!TIP]\n> Pida cita."))
        #expect(page.contains("**En línea**\n\nEscriba a `archivo`."))
        #expect(page.contains("- [x] Formulario AR-01\n- [ ] Formulario AR-02"))
        #expect(page.contains("![Mapa](../recursos/importado/"))
    }

    @Test func `Docusaurus`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let batch = try imported(sites, "docusaurus")
        let job = try text(batch, "r3.md")
        #expect(job.contains("título: Cajera 3\n"))
        #expect(job.contains("reporta a: jefa-finanzas\n"))
        #expect(job.contains("Atender la caja con exactitud."))
        let page = try text(batch, "intro.mdx")
        #expect(page.contains("> [!TIP]\n> **Consejo**"))
        #expect(page.contains("](../puestos/cajera-0.md)"))
        #expect(page.contains("Texto de caja."))
        #expect(!page.contains("import Tabs") && !page.contains("TabItem"))
    }

    @Test func `Jekyll`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let page = try text(try imported(sites, "jekyll"), "2024-01-10-atencion.md")
        #expect(page.contains("código: AT-00\n"))
        #expect(page.contains("versión: 1\n"))
        #expect(page.contains("site.title"))
        #expect(page.contains("| Sin cita | Dar turno |"))
        #expect(!page.contains("no_toc"))
    }

    @Test func `a picture outside the folder is not opened`() throws {
        let sites = try ForeignSites()
        defer { sites.remove() }
        let path = sites.root + "/mkdocs/docs/x.md"
        try "![Fuera](../../hugo/static/img/flujo.png) ![Sistema](/../../../etc/passwd)\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        var document = try DocumentReader.read(path: path)
        MarkdownPictures.load(&document, path: path, root: sites.root + "/mkdocs")
        #expect(document.pictures.count == 2)
        #expect(document.pictures.allSatisfy { $0.bytes.isEmpty })
    }

    @Test func `a picture is kept without its author's metadata`() throws {
        let cleaned = try #require(PictureMetadata.withoutMetadata(ForeignSites.picture))
        #expect(!String(decoding: cleaned, as: UTF8.self).contains("Author"))
        #expect(PictureTypes.type(of: cleaned) == "png")
        #expect(PictureMetadata.withoutMetadata(Array(cleaned.dropLast(4))) == nil, "a cut picture is not kept")
    }
}
