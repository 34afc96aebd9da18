@testable import OficioImport

/// Parts of a Word file that looks like a form of an institution.
enum WordForm {
    /// A paragraph; tabs and line breaks as in a Swift string. `list` is the identifier of its numbering.
    static func text(_ text: String, isBold: Bool = false, list: Int? = nil) -> String {
        let look = isBold ? "<w:rPr><w:b/></w:rPr>" : ""
        let runs = text.split(separator: "\t", omittingEmptySubsequences: false).map { part in
            "<w:r>\(look)<w:t xml:space=\"preserve\">\(part)</w:t></w:r>"
        }
        let number = list.map { "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"\($0)\"/></w:numPr></w:pPr>" }
        return "<w:p>\(number ?? "")\(runs.joined(separator: "<w:r><w:tab/></w:r>"))</w:p>"
    }

    /// A cell of a table.
    struct Cell {
        let blocks: String
        var span = 1
        /// Whether the cell begins, or continues, a cell over several rows.
        var merge: Bool?

        /// A cell with a paragraph for each line of `text`.
        init(_ text: String, isBold: Bool = false, span: Int = 1, merge: Bool? = nil) {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            blocks = lines.map { WordForm.text(String($0), isBold: isBold) }.joined()
            self.span = span
            self.merge = merge
        }

        /// A cell with blocks of any kind.
        init(blocks: String, span: Int = 1) {
            self.blocks = blocks + "<w:p/>"
            self.span = span
        }

        fileprivate var xml: String {
            let merged = merge.map { $0 ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>" } ?? ""
            return "<w:tc><w:tcPr><w:gridSpan w:val=\"\(span)\"/>\(merged)</w:tcPr>\(blocks)</w:tc>"
        }
    }

    /// A table of `columns` columns.
    static func table(_ columns: Int, _ rows: [[Cell]]) -> String {
        let grid = String(repeating: "<w:gridCol w:w=\"1000\"/>", count: columns)
        let made = rows.map { "<w:tr>\($0.map(\.xml).joined())</w:tr>" }.joined()
        return "<w:tbl><w:tblGrid>\(grid)</w:tblGrid>\(made)</w:tbl>"
    }

    /// The numbering of two lists: 1 has Roman numerals, 2 figures.
    static let numbering =
        ["upperRoman", "decimal"].enumerated().map { index, format in
            """
            <w:abstractNum w:abstractNumId="\(index)"><w:lvl w:ilvl="0"><w:start w:val="1"/>\
            <w:numFmt w:val="\(format)"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
            """
        }.joined() + (0..<2).map { "<w:num w:numId=\"\($0 + 1)\"><w:abstractNumId w:val=\"\($0)\"/></w:num>" }.joined()

    /// Imports a file of some blocks into a site without forms.
    static func imported(_ blocks: [String], name: String = "prueba.docx") throws -> ImportedFile {
        let bytes = SmallDOCX(blocks.joined(), numbering: numbering).bytes
        var document = try DocumentReader.read(bytes, fileName: name)
        document.fileName = name
        return OfficeSite().batch([document]).files[0]
    }
}
