/// The styles of an OpenDocument text.
struct ODTStyles {
    private let document: OfficeDocument

    init(_ document: OfficeDocument) { self.document = document }

    private static func style(
        _ name: String, family: String = "paragraph", parent: String? = nil, shown: String? = nil, more: String = "",
        _ properties: String = ""
    ) -> String {
        "<style:style style:name=\"\(name)\"" + (shown.map { " style:display-name=\"\($0)\"" } ?? "")
            + " style:family=\"\(family)\"" + (parent.map { " style:parent-style-name=\"\($0)\"" } ?? "") + more
            + ">\(properties)</style:style>"
    }

    private static func text(_ attributes: String) -> String { "<style:text-properties \(attributes)/>" }
    private static func paragraph(_ attributes: String) -> String { "<style:paragraph-properties \(attributes)/>" }

    // MARK: Named styles

    var named: String {
        let parts = document.language.split(separator: "-").map(String.init)
        let language =
            "fo:language=\"\((parts.first ?? "es").xml)\" fo:country=\"\((parts.count > 1 ? parts[1] : "none").xml)\""
        let font = "style:font-name=\"Liberation Sans\" fo:font-family=\"'Liberation Sans', Arial, sans-serif\""
        var out = """
            <style:default-style \
            style:family="paragraph">\(Self.text("\(font) fo:font-size=\"10.5pt\" \(language)"))</style:default-style>
            """
        out += Self.style("Standard")
        out += Self.style(
            "Text_20_body", parent: "Standard", shown: "Text body", Self.paragraph("fo:margin-bottom=\"1.5mm\""))
        out += Self.style(
            "Quotations", parent: "Text_20_body",
            Self.paragraph("fo:margin-left=\"8mm\"") + Self.text("fo:font-style=\"italic\""))
        out += Self.style(
            "Table_20_Contents", parent: "Standard", shown: "Table Contents", Self.text("fo:font-size=\"9pt\""))
        out += Self.style(
            "Table_20_Heading", parent: "Table_20_Contents", shown: "Table Heading",
            Self.text("fo:font-weight=\"bold\""))
        out += Self.style(
            "Form_20_Label", parent: "Table_20_Heading", shown: "Form Label", Self.text("fo:font-size=\"8.5pt\""))
        out += Self.style(
            "Form_20_Note", parent: "Table_20_Contents", shown: "Form Note", Self.text("fo:font-size=\"8pt\""))
        out += Self.style(
            "Title", parent: "Standard",
            Self.paragraph("fo:text-align=\"center\" fo:margin-top=\"2mm\" fo:margin-bottom=\"2mm\"")
                + Self.text("fo:font-size=\"18pt\" fo:font-weight=\"bold\""))
        out += Self.style("Header", parent: "Standard", Self.text("fo:font-size=\"8.5pt\""))
        out += Self.style("Footer", parent: "Standard", Self.text("fo:font-size=\"8.5pt\""))
        out += Self.style(
            "Break", parent: "Standard",
            Self.paragraph("fo:break-before=\"page\" fo:line-height=\"1mm\"") + Self.text("fo:font-size=\"2pt\""))
        for (level, size) in [(1, "16"), (2, "13"), (3, "11.5"), (4, "11"), (5, "10.5"), (6, "10.5")] {
            out += Self.style(
                "Heading_20_\(level)", parent: "Standard", shown: "Heading \(level)",
                more: " style:next-style-name=\"Text_20_body\" style:default-outline-level=\"\(level)\"",
                Self.paragraph("fo:margin-top=\"3mm\" fo:margin-bottom=\"1.5mm\" fo:keep-with-next=\"always\"")
                    + Self.text("fo:font-size=\"\(size)pt\" fo:font-weight=\"bold\""))
            out += Self.style(
                "Form_20_Heading_20_\(level)", parent: "Heading_20_\(level)", shown: "Form Heading \(level)",
                Self.paragraph("fo:margin-top=\"0mm\" fo:margin-bottom=\"0mm\"") + Self.text("fo:font-size=\"9pt\""))
        }
        return out + lists
    }

    private var lists: String {
        func place(_ before: Int, _ label: Int) -> String {
            "<style:list-level-properties text:space-before=\"\(before)mm\" text:min-label-width=\"\(label)mm\"/>"
        }
        return """
            <text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">\
            \(place(2, 4))</text:list-level-style-bullet>\
            <text:list-level-style-bullet text:level="2" text:bullet-char="◦">\(place(7, 4))\
            </text:list-level-style-bullet></text:list-style><text:list-style style:name="Numbers">\
            <text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1">\(place(2, 6))\
            </text:list-level-style-number></text:list-style>
            """
    }

    var page: String {
        let paper = document.paper
        return """
            <style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="\(paper.width)mm" fo:\
            page-height="\(paper.height)mm" \
            style:print-orientation="\(paper.isLandscape ? "landscape" : "portrait")" fo:margin-top="9mm" \
            fo:margin-bottom="9mm" fo:margin-left="\(paper.left)mm" fo:margin-right="\(paper.right)mm"/>\
            <style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="3mm"/>\
            </style:header-style><style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:\
            margin-top="3mm"/></style:footer-style></style:page-layout>
            """
    }

    // MARK: Automatic styles

    /// Automatic styles of runs, cells and centred paragraphs.
    static let automaticStyles: String = {
        var out = ""
        for (name, look) in [
            ("b", "fo:font-weight=\"bold\""), ("i", "fo:font-style=\"italic\""),
            ("u", "style:text-underline-style=\"solid\""),
            ("s", "style:text-line-through-style=\"solid\""),
        ] { out += style(name, family: "text", text(look)) }
        for (line, border) in [
            ("cell", "fo:border=\"0.5pt solid #000000\""), ("plain", "fo:border=\"none\""),
            ("below", "fo:border=\"none\" fo:border-bottom=\"0.5pt solid #000000\""),
        ] {
            for shade in [OfficeDocument.Table.Shade.none, .band, .label, .mark] {
                for isCentered in [false, true] {
                    let fill = shade.colour.map { " fo:background-color=\"#\($0)\"" } ?? ""
                    let align = isCentered ? " style:vertical-align=\"middle\"" : ""
                    let properties = "<style:table-cell-properties \(border) fo:padding=\"0.8mm\"\(fill)\(align)/>"
                    out += style(cellName(line, shade, isCentered), family: "table-cell", properties)
                }
            }
        }
        for name in ["Table_20_Contents", "Table_20_Heading", "Form_20_Label", "Form_20_Note"] {
            out += style(name + "_c", parent: name, paragraph("fo:text-align=\"center\""))
        }
        return out
    }()

    private static func cellName(_ line: String, _ shade: OfficeDocument.Table.Shade, _ isCentered: Bool) -> String {
        line + (shade.colour ?? "") + (isCentered ? "c" : "")
    }

    static func cell(_ cell: OfficeDocument.Table.Cell, _ lines: OfficeDocument.Table.Lines) -> String {
        cellName(lines == .all ? "cell" : lines == .none ? "plain" : "below", cell.shade, cell.isCentered)
    }

    static func paragraph(in cell: OfficeDocument.Table.Cell) -> String {
        if cell.isTitle { return "Title" }
        let name =
            cell.isHead
            ? (cell.isSmall ? "Form_20_Label" : "Table_20_Heading")
            : cell.isSmall ? "Form_20_Note" : "Table_20_Contents"
        return name + (cell.isCentered ? "_c" : "")
    }
}
