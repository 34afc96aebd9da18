@testable import OficioImport
import OficioOffice

/// A Word file with a few parts.
struct SmallDOCX {
    var bytes: [UInt8]

    /// Makes a Word file from the content of its parts.
    ///
    /// - Parameters:
    ///   - body: the content of `w:body`.
    ///   - numbering: the content of the numbering part; no such part if it is empty.
    ///   - styles: the content of the styles part; no such part if it is empty.
    ///   - relationships: further relationships of the main part.
    ///   - prologue: the text before the root element of the main part.
    ///   - extra: further parts.
    init(
        _ body: String, numbering: String = "", styles: String = "", relationships: String = "", prologue: String = "",
        extra: [(String, String)] = []
    ) {
        let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let names = """
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="\(type)" \
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
            xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" \
            xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
            xmlns:v="urn:schemas-microsoft-com:vml" \
            xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
            xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
            """
        let package = "http://schemas.openxmlformats.org/package/2006"
        var relations = relationships
        var parts: [(String, String)] = [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="\(package)/content-types"><Default Extension="xml" ContentType="application/xml"/>\
                </Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(package)/relationships">\
                <Relationship Id="r" Type="\(type)/officeDocument" Target="word/document.xml"/></Relationships>
                """
            ),
            ("word/document.xml", "\(prologue)<w:document \(names)><w:body>\(body)</w:body></w:document>"),
        ]
        for (name, content) in [("numbering", numbering), ("styles", styles)] where !content.isEmpty {
            parts.append(("word/\(name).xml", "<w:\(name) \(names)>\(content)</w:\(name)>"))
            relations += "<Relationship Id=\"\(name)\" Type=\"\(type)/\(name)\" Target=\"\(name).xml\"/>"
        }
        parts.append(
            (
                "word/_rels/document.xml.rels",
                "<Relationships xmlns=\"\(package)/relationships\">\(relations)</Relationships>"
            ))
        bytes = ZIPFile.bytes((parts + extra).map { .init($0.0, Array($0.1.utf8), isStored: false) })
    }

    func read() throws -> LocatedDocument { try DocumentReader.read(bytes, fileName: "a.docx") }
}
