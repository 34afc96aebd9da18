/// The styles of a workbook that readers use.
struct XLSXStyles {
    struct Format {
        var code: String?
        var style: LocatedDocument.TextStyle = []
        var isShaded = false
        var isRotated = false
    }

    static let namespaces: [String: String] = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
        "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
        "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
        "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments": "tc",
        "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "urn:schemas-microsoft-com:vml": "v",
        "urn:schemas-microsoft-com:office:excel": "xl",
    ]

    private(set) var formats: [Format] = []

    init(_ root: XMLNode?) {
        var codes: [Int: String] = [:]
        for node in root?.child("x:numFmts")?.children ?? XMLNode.none {
            if let id = node.int("numFmtId") { codes[id] = node["formatCode"] }
        }
        let fonts = (root?.child("x:fonts")?.children).map { $0.map(Self.style) } ?? []
        let fills = (root?.child("x:fills")?.children).map { $0.map(Self.isShaded) } ?? []
        for node in root?.child("x:cellXfs")?.children ?? XMLNode.none {
            var format = Format()
            let id = node.int("numFmtId") ?? 0
            format.code = codes[id] ?? NumberFormat.builtIn[id]
            if let font = node.int("fontId"), fonts.indices.contains(font) { format.style = fonts[font] }
            if let fill = node.int("fillId"), fills.indices.contains(fill) { format.isShaded = fills[fill] }
            format.isRotated = node.child("x:alignment")?.int("textRotation").map { $0 != 0 } ?? false
            formats.append(format)
        }
    }

    subscript(_ index: Int?) -> Format {
        index.flatMap { formats.indices.contains($0) ? formats[$0] : nil } ?? Format()
    }

    /// Returns the text style of a font or of the properties of a run.
    static func style(_ font: XMLNode) -> LocatedDocument.TextStyle {
        var style: LocatedDocument.TextStyle = []
        for child in font.children {
            switch child.name {
            case "x:b" where child.isOn: style.insert(.bold)
            case "x:i" where child.isOn: style.insert(.italic)
            case "x:strike" where child.isOn: style.insert(.strike)
            case "x:u" where child["val"] != "none": style.insert(.underline)
            case "x:vertAlign" where child["val"] == "superscript": style.insert(.superscript)
            case "x:vertAlign" where child["val"] == "subscript": style.insert(.subscript)
            default: break
            }
        }
        return style
    }

    private static func isShaded(_ fill: XMLNode) -> Bool {
        guard let pattern = fill.child("x:patternFill"), let type = pattern["patternType"], type != "none" else {
            return false
        }
        return pattern.child("x:fgColor")?["rgb"]?.uppercased() != "FFFFFFFF"
    }
}
