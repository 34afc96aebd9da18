import Diagnostics
import OficioBasics
import OficioOffice
import OficioSource

/// Finds metadata about authors in office documents and PDF files.
package enum AttachmentMetadata {
    /// Returns descriptions of the metadata in a document; empty if there is none, and `nil` if the file cannot
    /// be read or has another format.
    package static func descriptions(in bytes: [UInt8]) -> [Localized]? {
        if bytes.starts(with: "%PDF-".utf8) { return PDFTraces.descriptions(in: bytes) }
        guard bytes.starts(with: "PK".utf8), let archive = try? ZIPArchive(bytes, limits: ReadingLimits()) else {
            return nil
        }
        guard let found = descriptionsInPackage(archive) else { return nil }
        // The record at the end of a ZIP file without a comment has 22 bytes.
        let isWhole = bytes.suffix(22).starts(with: [0x50, 0x4B, 5, 6])
        return isWhole
            ? found : found + [Localized(es: "algo detrás de sus partes", en: "something behind its parts")]
    }

    /// Returns descriptions of the metadata in an OPC package (DOCX, XLSX, PPTX) or ODF file: its properties,
    /// comments, tracked changes and pictures; nil if the archive is neither.
    private static func descriptionsInPackage(_ archive: ZIPArchive) -> [Localized]? {
        let names = archive.names
        let bodies = ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml"]
        guard names.contains(where: bodies.contains) else { return nil }
        var isWhole = true
        func bytes(_ name: String) -> [UInt8] {
            guard names.contains(name) else { return [] }
            guard let content = try? archive.bytes(name) else {
                isWhole = false
                return []
            }
            return content
        }
        func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
        let properties = ["docProps/core.xml", "docProps/app.xml", "meta.xml"]
        var found = properties.flatMap { DocumentProperties.personalProperties(in: text($0)) }
        let hasOwn = names.contains { $0.hasPrefix("customXml/item") }
        if hasOwn || text("docProps/custom.xml").contains("<property ") {
            found.append(Localized(es: "propiedades propias", en: "properties of its own"))
        }
        let body = ["word/document.xml", "content.xml"].map(text).joined()
        let hasComments =
            names.contains {
                $0.hasPrefix("word/comments") || $0.contains("/comments") || $0.contains("/threadedComments")
            }
            || body.contains("<office:annotation")
        if hasComments { found.append(Localized(es: "comentarios", en: "comments")) }
        let isTracked = ["<w:ins ", "<w:del ", "<w:moveFrom ", "w:author=\"", "<text:tracked-changes"]
            .contains { body.contains($0) }
        if isTracked { found.append(Localized(es: "cambios anotados", en: "tracked changes")) }
        let people = ["word/people.xml", "ppt/commentAuthors.xml"].contains(where: names.contains)
        if people || names.contains(where: { $0.hasPrefix("xl/persons/") }) {
            found.append(Localized(es: "una lista de personas", en: "a list of people"))
        }
        if names.contains(where: isEmbedded) {
            found.append(Localized(es: "otros archivos dentro", en: "other files inside"))
        }
        if names.contains("ppt/presentation.xml") || text("content.xml").contains("<office:presentation") {
            found.append(
                Localized(
                    es: "láminas, que pueden llevar notas y texto que nadie ve",
                    en: "slides, which may have notes and text that nobody sees"))
        }
        if names.contains(where: isDiagram) {
            found.append(
                Localized(
                    es: "gráficos, que guardan más datos de los que muestran",
                    en: "charts, which keep more data than they show"))
        }
        if !names.allSatisfy(DocumentParts.isKnown) || !DocumentParts.areReached(names, text) {
            found.append(Localized(es: "partes desconocidas", en: "unknown parts"))
        }
        let links =
            names.filter { $0.hasSuffix(".rels") }.map(text).joined() + text("settings.xml") + text("xl/workbook.xml")
        if ["Target=\"file:", "absPath url=\"", "PrinterName\" config:type=\"string\">"].contains(where: { mark in
            links.firstRange(of: mark).map { links[$0.upperBound...].first != "<" } ?? false
        }) {
            found.append(Localized(es: "rutas o impresoras de un equipo", en: "paths or printers of a machine"))
        }
        do throws(ImportRefusal) {
            if try hasInvisibleText(names, bytes) {
                found.append(
                    Localized(
                        es: "texto que no se ve: del color de su fondo, diminuto o fuera de la página",
                        en: "text that nobody sees: in the colour of its background, tiny or beyond the page"))
            }
        } catch {
            return nil
        }
        var traces = OfficeTraces()
        for name in names {
            traces.read(name, [".xml", ".rels", ".vml"].contains(where: name.hasSuffix) ? bytes(name) : [])
        }
        found += traces.found.filter { !found.contains($0) }
        let pictures = names.filter { name in pictureFolders.contains { name.contains($0) } }
        if pictures.contains(where: { PictureMetadata.mayOccur(in: bytes($0)) }) {
            found.append(Localized(es: "fotos con sus metadatos", en: "photos with their metadata"))
        }
        return isWhole ? found : nil
    }

    /// Whether a Word, Excel or OpenDocument file has text that no reader sees. Throws if a part cannot be examined.
    private static func hasInvisibleText(_ names: [String], _ bytes: (String) -> [UInt8]) throws(ImportRefusal) -> Bool
    {
        func parts(_ beginnings: [String]) -> [String] {
            names.filter { name in name.hasSuffix(".xml") && beginnings.contains(where: name.hasPrefix) }
        }
        func part(_ name: String) throws(ImportRefusal) -> [UInt8] {
            let content = bytes(name)
            if content.count > OfficeCleaner.mostMarkup { throw ZIPArchive.tooLargeRefusal(name) }
            return content
        }
        if names.contains("word/document.xml") {
            let words = try InvisibleWords(styles: part("word/styles.xml"))
            for name in parts(["word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes"])
            where try words.occur(in: part(name), part: name) { return true }
        }
        if names.contains("xl/workbook.xml") {
            var cells = try InvisibleCells(styles: part("xl/styles.xml"), texts: part("xl/sharedStrings.xml"))
            for name in parts(["xl/tables/"]) { try cells.read(table: part(name)) }
            for name in parts(["xl/worksheets/"]) where try cells.occur(inSheet: part(name)) { return true }
            if cells.hasUnusedTexts { return true }
        }
        guard names.contains("content.xml") else { return false }
        return try InvisibleODF(parts: [part("styles.xml"), part("content.xml")]).occur()
    }

    private static let pictureFolders = ["/media/", "Pictures/", "Thumbnails/", "docProps/thumbnail"]

    private static func isDiagram(_ name: String) -> Bool {
        ["/charts/", "/chartsheets/", "/diagrams/"].contains(where: name.contains) && name.hasSuffix(".xml")
    }

    private static func isEmbedded(_ name: String) -> Bool {
        name.contains("/embeddings/") || name.hasSuffix("vbaProject.bin") || name.hasPrefix("Object ")
            || name.hasPrefix("Basic/") || name.contains("/activeX/")
    }
}
