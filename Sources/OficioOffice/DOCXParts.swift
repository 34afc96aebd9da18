/// Builds the parts of a Word file other than its text: properties, styles, lists, relationships.
struct DOCXParts {
    private let document: OfficeDocument
    private let pictures: PictureFiles
    /// The start numbers of the ordered lists.
    private let orderedLists: [Int]

    init(_ document: OfficeDocument, pictures: PictureFiles, orderedLists: [Int]) {
        self.document = document
        self.pictures = pictures
        self.orderedLists = orderedLists
    }

    static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let space =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    private static let package = "http://schemas.openxmlformats.org/package/2006/"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/"
    private static let kind = office + "relationships/"

    // MARK: Package

    static let types: String = {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        let defaults = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("jpeg", "image/jpeg"), ("jpg", "image/jpeg"), ("gif", "image/gif"),
            ("bmp", "image/bmp"),
        ]
        let parts = [
            ("word/document.xml", word + "document.main+xml"), ("word/styles.xml", word + "styles+xml"),
            ("word/numbering.xml", word + "numbering+xml"), ("word/header1.xml", word + "header+xml"),
            ("word/footer1.xml", word + "footer+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
        ]
        return "<Types xmlns=\"\(package)content-types\">"
            + defaults.map { "<Default Extension=\"\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined()
            + parts.map { "<Override PartName=\"/\($0.0)\" ContentType=\"\($0.1)\"/>" }.joined() + "</Types>"
    }()

    private static func relation(_ id: String, _ type: String, _ target: String) -> String {
        "<Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(target)\"/>"
    }

    static let relations =
        "<Relationships xmlns=\"\(package)relationships\">"
        + relation("rId1", kind + "officeDocument", "word/document.xml")
        + relation("rId2", package + "relationships/metadata/core-properties", "docProps/core.xml")
        + relation("rId3", kind + "custom-properties", "docProps/custom.xml") + "</Relationships>"

    static let documentRelations =
        relation("rId1", kind + "styles", "styles.xml") + relation("rId2", kind + "numbering", "numbering.xml")
        + relation("rId3", kind + "header", "header1.xml") + relation("rId4", kind + "footer", "footer1.xml")

    /// Returns the relationships of a part: those in `others`, and one for every picture.
    func relationships(_ others: String) -> String {
        let media = pictures.all.enumerated().map { number, file in
            Self.relation("picture\(number + 1)", Self.kind + "image", "media/\(file.name)")
        }
        return "<Relationships xmlns=\"\(Self.package)relationships\">" + others + media.joined() + "</Relationships>"
    }

    // MARK: Properties

    var properties: String {
        let dublin = "http://purl.org/dc/elements/1.1/"
        return "<cp:coreProperties xmlns:cp=\"\(Self.package)metadata/core-properties\" xmlns:dc=\"\(dublin)\">"
            + "<dc:title>\(document.title.xml)</dc:title><dc:creator>\(document.institution.xml)</dc:creator>"
            + "<dc:identifier>\(document.code.xml)</dc:identifier><dc:language>\(document.language.xml)</dc:language>"
            + "<cp:version>\(document.version.xml)</cp:version></cp:coreProperties>"
    }

    var customProperties: String {
        let members = document.properties.enumerated().map { number, property in
            """
            <property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="\(number + 2)" \
            name="\(property.name.xml)"><vt:lpwstr>\(property.value.xml)</vt:lpwstr></property>
            """
        }
        return "<Properties xmlns=\"\(Self.office)custom-properties\" xmlns:vt=\"\(Self.office)docPropsVTypes\">"
            + members.joined() + "</Properties>"
    }

    // MARK: Text

    static func margin(_ name: String, _ content: String) -> String { "<w:\(name) \(space)>\(content)</w:\(name)>" }

    func text(_ body: String) -> String {
        let paper = document.paper
        func twips(_ millimetres: Double) -> Int { Int((millimetres * 56.6929).rounded()) }
        let orientation = paper.isLandscape ? " w:orient=\"landscape\"" : ""
        return """
            <w:document \(Self.space)><w:body>\(body)<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>\
            <w:footerReference w:type="default" r:id="rId4"/>\
            <w:pgSz w:w="\(twips(paper.width))" w:h="\(twips(paper.height))"\(orientation)/>\
            <w:pgMar w:top="\(twips(paper.top))" w:right="\(twips(paper.right))" w:bottom="\(twips(paper.bottom))" \
            w:left="\(twips(paper.left))" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:body>\
            </w:document>
            """
    }

    // MARK: Styles

    private static func style(
        _ id: String, _ name: String, _ paragraph: String, _ run: String, based: String? = "Normal"
    ) -> String {
        """
        <w:style w:type="paragraph"\(based == nil ? " w:default=\"1\"" : "") w:styleId="\(id)">\
        <w:name w:val="\(name)"/>\(based.map { "<w:basedOn w:val=\"\($0)\"/>" } ?? "")<w:qFormat/>\
        <w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>
        """
    }

    private static func table(_ id: String, _ name: String, _ sides: [String]) -> String {
        let lines = sides.map { "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>" }.joined()
        let margins =
            "<w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>"
            + "<w:bottom w:w=\"30\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>"
        return "<w:style w:type=\"table\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:tblPr>"
            + "\(lines.isEmpty ? "" : "<w:tblBorders>\(lines)</w:tblBorders>")\(margins)</w:tblPr></w:style>"
    }

    var styles: String {
        var out = Self.style("Normal", "Normal", "<w:spacing w:after=\"80\"/>", "", based: nil)
        for (level, size) in [(1, 32), (2, 26), (3, 23), (4, 22), (5, 21), (6, 21)] {
            out += Self.style(
                "Heading\(level)", "heading \(level)",
                "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\"/><w:outlineLvl w:val=\"\(level - 1)\"/>",
                "<w:b/><w:sz w:val=\"\(size)\"/>")
            out += Self.style(
                "FormHeading\(level)", "Form Heading \(level)", "<w:spacing w:before=\"0\" w:after=\"0\"/>",
                "<w:sz w:val=\"18\"/>",
                based: "Heading\(level)")
        }
        out += Self.style("Quote", "Quote", "<w:ind w:left=\"450\"/>", "<w:i/>")
        out += Self.style("TableContents", "Table Contents", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"18\"/>")
        out += Self.style("TableHeading", "Table Heading", "", "<w:b/>", based: "TableContents")
        out += Self.style("FormLabel", "Form Label", "", "<w:sz w:val=\"17\"/>", based: "TableHeading")
        out += Self.style("FormNote", "Form Note", "", "<w:sz w:val=\"16\"/>", based: "TableContents")
        out += Self.style("ListParagraph", "List Paragraph", "<w:spacing w:after=\"20\"/>", "<w:sz w:val=\"18\"/>")
        out += Self.style(
            "ListContinue", "List Continue", "<w:ind w:left=\"360\"/>", "", based: "ListParagraph")
        out += Self.style(
            "Title", "Title", "<w:spacing w:before=\"120\" w:after=\"120\"/>", "<w:b/><w:sz w:val=\"36\"/>")
        out += Self.style(
            "Gap", "Gap", "<w:spacing w:after=\"0\" w:line=\"40\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"2\"/>")
        out += Self.style("Header", "header", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"17\"/>")
        out += Self.style("Footer", "footer", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"17\"/>")
        out += Self.table("TableGrid", "Table Grid", ["top", "left", "bottom", "right", "insideH", "insideV"])
        out += Self.table("TableBelow", "Table Below", ["bottom"]) + Self.table("TablePlain", "Table Plain", [])
        return "<w:styles \(Self.space)><w:docDefaults><w:rPrDefault><w:rPr>"
            + "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"21\"/>"
            + "<w:lang w:val=\"\(document.language.xml)\"/></w:rPr></w:rPrDefault></w:docDefaults>\(out)</w:styles>"
    }

    var numbering: String {
        func level(_ depth: Int, _ format: String, _ text: String) -> String {
            """
            <w:lvl w:ilvl="\(depth)"><w:start w:val="1"/><w:numFmt w:val="\(format)"/>\
            <w:lvlText w:val="\(text)"/><w:pPr><w:ind w:left="\(360 + depth * 300)" w:hanging="300"/></w:pPr>\
            </w:lvl>
            """
        }
        let bullets = (0..<4).map { level($0, "bullet", $0 % 2 == 0 ? "•" : "◦") }.joined()
        let numbers = (0..<4).map { level($0, "decimal", "%\($0 + 1).") }.joined()
        var nums = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        for (number, start) in orderedLists.enumerated() {
            nums +=
                "<w:num w:numId=\"\(number + 2)\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
                + "<w:startOverride w:val=\"\(start)\"/></w:lvlOverride></w:num>"
        }
        return "<w:numbering \(Self.space)><w:abstractNum w:abstractNumId=\"0\">\(bullets)</w:abstractNum>"
            + "<w:abstractNum w:abstractNumId=\"1\">\(numbers)</w:abstractNum>\(nums)</w:numbering>"
    }
}
