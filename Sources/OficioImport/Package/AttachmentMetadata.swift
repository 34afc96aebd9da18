import Diagnostics
import OficioBasics
import OficioOffice
import OficioSource

/// Finds what office documents and PDF files say about their authors beside their text.
package enum AttachmentMetadata {
    private static let pictures: Set<String> = [
        "png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "tif", "tiff", "heic", "heif", "avif", "bmp",
    ]
    private static let documents: Set<String> = [
        "pdf", "docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "ppsx", "odt", "ods", "odp", "ott", "odg",
    ]

    private static func ending(_ path: String) -> String {
        path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    }

    /// Whether the extension of a file is that of a picture.
    package static func isPicture(_ path: String) -> Bool { pictures.contains(ending(path)) }

    /// Whether a file may have metadata, by its ending.
    package static func needsLook(_ path: String) -> Bool {
        isPicture(path) || documents.contains(ending(path))
    }

    /// The metadata of a document that names its authors, in words; empty if there is none or the file cannot be read.
    package static func found(in bytes: [UInt8]) -> [Localized] {
        if bytes.starts(with: "%PDF-".utf8) { return inPDF(bytes) }
        guard let archive = try? ZIPArchive(bytes, limits: ReadingLimits()) else { return [] }
        func text(_ name: String) -> String {
            (try? archive.bytes(name)).flatMap { $0.map { String(decoding: $0, as: UTF8.self) } } ?? ""
        }
        let properties = ["docProps/core.xml", "docProps/app.xml", "meta.xml"].map(text).joined()
        var found = names.compactMap { tags, words -> Localized? in
            let said = tags.flatMap { contents(of: $0, in: properties) }
            guard let first = said.first else { return nil }
            return Localized(es: "\(words.spanish) «\(first)»", en: "\(words.english) “\(first)”")
        }
        let body = ["word/document.xml", "content.xml"].map(text).joined()
        let hasComments =
            archive.names.contains {
                $0.hasPrefix("word/comments") || $0.contains("/comments/") || $0.contains("/comments")
            }
            || body.contains("<office:annotation")
        if hasComments { found.append(Localized(es: "comentarios", en: "comments")) }
        let isTracked = ["<w:ins ", "<w:del ", "<w:moveFrom ", "<text:tracked-changes"].contains { body.contains($0) }
        if isTracked { found.append(Localized(es: "cambios anotados", en: "tracked changes")) }
        return found
    }

    private static let names: [([String], Localized)] = [
        (["dc:creator", "meta:initial-creator"], Localized(es: "autor", en: "author")),
        (["cp:lastModifiedBy"], Localized(es: "último en guardarlo", en: "last saved by")),
        (["Company", "Manager"], Localized(es: "empresa o jefe", en: "company or manager")),
    ]

    private static func contents(of tag: String, in xml: String) -> [String] {
        guard let start = xml.firstRange(of: "<\(tag)"), let open = xml[start.upperBound...].firstIndex(of: ">") else {
            return []
        }
        let words = xml[xml.index(after: open)...].prefix { $0 != "<" }
        return words.contains { !$0.isWhitespace } ? [String(words.prefix(60))] : []
    }

    /// The properties that `pdfinfo` reads; without `pdfinfo`, those that stand uncompressed in the file.
    private static func inPDF(_ bytes: [UInt8]) -> [Localized] {
        func holds(_ words: String) -> Bool { bytes.firstOffset(of: Array(words.utf8), in: bytes.indices) != nil }
        func isTold() -> Bool {
            guard holds("/ObjStm"), let tools = try? PDFTools(bytes, limits: ReadingLimits()) else { return false }
            return ((try? tools.info()) ?? []).contains { $0.name == "Author" && !$0.value.isEmpty }
        }
        var found: [Localized] = []
        if holds("/Author") || holds("<dc:creator") || isTold() {
            found.append(Localized(es: "autor", en: "author"))
        }
        if holds("/Subtype/Text") || holds("/Subtype /Text") {
            found.append(Localized(es: "comentarios", en: "comments"))
        }
        return found
    }
}
