import Diagnostics

/// Reads PDF files, by their structure tree if they are tagged, otherwise by boxes and ruling lines.
///
/// Every word that poppler finds on a page occurs once, including those of page headers and numbers
/// of lists.
enum PDFReader {
    static func read(_ bytes: [UInt8], fileName: String, limits: ReadingLimits) throws(ImportRefusal) -> LocatedDocument
    {
        let tools = try PDFTools(bytes, limits: limits)
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .pdf), limits: limits)
        let info = try tools.info()
        func value(_ name: String) -> String { info.first { $0.name == name }?.value ?? "" }
        builder.document.properties = info.filter {
            ["Title", "Author", "Creator", "Producer", "Subject", "Keywords", "CreationDate", "ModDate"].contains(
                $0.name) && !$0.value.isEmpty
        }
        .map { .init(name: $0.name, value: $0.value) }
        if value("JavaScript") == "yes" {
            builder.remark(
                .leftOut, es: "el archivo contiene programas (JavaScript); no se ejecutan",
                en: "the file contains scripts (JavaScript); they are not run")
        }
        let pages = try PDFPages(tools).pages
        if pages.allSatisfy({ $0.words.isEmpty }), value("Form") == "none" || value("Form").isEmpty {
            builder.remark(
                .loss,
                es: "el archivo no contiene texto: parece un escaneo; pase antes un reconocimiento de texto (OCR)",
                en: "the file holds no text: it looks like a scan; run a text recognition (OCR) first")
        }
        let structure = value("Tagged") == "yes" ? PDFStructure.read(tools) : nil
        // If the tags leave out most of the text, the pages are the better source.
        let total = pages.reduce(0) { $0 + $1.words.reduce(0) { $0 + PlainText.words($1.text).count } }
        if let structure, structure.wordCount * 10 >= total * 6, structure.wordCount > 0 {
            try PDFTagged(builder, pages).read(structure)
        } else {
            try PDFLayout(builder, pages, PDFRulings.read(tools, pages: pages.count)).read()
        }
        if value("Form") != "none", !value("Form").isEmpty { PDFForm.read(tools, pages, builder) }
        builder.document.finish()
        return builder.document
    }
}
