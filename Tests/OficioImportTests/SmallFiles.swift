@testable import OficioImport

// The files that the mutations change.
extension SmallFile {
    static let all = [
        SmallFile(name: "a.docx", parts: word), SmallFile(name: "a.xlsx", parts: sheet),
        SmallFile(name: "a.odt", parts: open("text", openText)),
        SmallFile(name: "a.ods", parts: open("spreadsheet", openSheet)),
        SmallFile(name: "a.html", parts: [("", page)]), SmallFile(name: "a.csv", parts: [("", table)]),
        SmallFile(name: "a.md", parts: [("", markdown)]),
    ]

    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    private static func relations(_ entries: [(id: String, type: String, target: String)]) -> String {
        "<Relationships xmlns=\"\(package)/relationships\">"
            + entries.map { "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\"/>" }
            .joined() + "</Relationships>"
    }

    private static let types =
        "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"

    // MARK: Word

    private static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p>\(properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")<w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    private static func row(_ cells: [String]) -> String {
        "<w:tr>" + cells.map { "<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/></w:tcPr>\(paragraph($0))</w:tc>" }.joined()
            + "</w:tr>"
    }

    private static let word: [(name: String, text: String)] = [
        ("[Content_Types].xml", types), ("_rels/.rels", relations([("r", "officeDocument", "word/document.xml")])),
        (
            "word/document.xml",
            """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="\(office)" \
            xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>\
            \(paragraph("Perfil de puesto", "<w:outlineLvl w:val=\"0\"/>"))\
            <w:tbl><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>\
            \(row(["Nombre del puesto:", "Cajero"]))\(row(["Reporta a:", "Tesorero"]))</w:tbl>\
            \(paragraph("Misión", "<w:outlineLvl w:val=\"1\"/>"))<w:p><w:r><w:t>Cobrar </w:t></w:r>\
            <w:ins w:id="1" w:author="Ana" w:date="2025-01-01T00:00:00Z"><w:r><w:t>siempre</w:t></w:r></w:ins>\
            <w:del w:id="2" w:author="Ana"><w:r><w:delText>nunca</w:delText></w:r></w:del>\
            <w:r><w:footnoteReference w:id="2"/></w:r></w:p>\
            \(paragraph("Funciones", "<w:outlineLvl w:val=\"1\"/>"))\
            \(paragraph("Abrir la caja.", "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"))\
            <w:tbl><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>\
            \(row(["Función", "Diaria", "Mensual"]))\(row(["Cobrar", "X", ""]))\(row(["Cuadrar", "", "X"]))</w:tbl>\
            <w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>\
            <w:sdtContent><w:p><w:r><w:t>☒ Formación: Bachiller</w:t></w:r></w:p></w:sdtContent></w:sdt>\
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>\
            <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>
            """
        ),
        (
            "word/_rels/document.xml.rels",
            relations([("n", "numbering", "numbering.xml"), ("f", "footnotes", "footnotes.xml")])
        ),
        (
            "word/numbering.xml",
            """
            <w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum \
            w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>\
            <w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>\
            </w:numbering>
            """
        ),
        (
            "word/footnotes.xml",
            """
            <w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">\
            \(paragraph("Según la ley."))</w:footnote></w:footnotes>
            """
        ),
    ]

    // MARK: Sheets

    private static let sheet: [(name: String, text: String)] = {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        func row(_ number: Int, _ texts: [String]) -> String {
            "<row r=\"\(number)\">"
                + texts.enumerated().map { column, text in
                    "<c r=\"\(["A", "B", "C", "D"][column])\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                }.joined() + "</row>"
        }
        return [
            ("[Content_Types].xml", types), ("_rels/.rels", relations([("r", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets><sheet name="Puestos" sheetId="1" r:id="s"/>\
                </sheets></workbook>
                """
            ), ("xl/_rels/workbook.xml.rels", relations([("s", "worksheet", "worksheets/sheet1.xml")])),
            (
                "xl/worksheets/sheet1.xml",
                """
                <worksheet xmlns="\(main)"><cols><col min="1" max="4" width="9"/></cols><sheetData>\
                \(row(1, ["Código", "Puesto", "Misión", "Funciones"]))\
                \(row(2, ["C-01", "Cajero del archivo", "Cobrar las copias", "Abrir la caja; cerrar la caja"]))\
                \(row(3, ["C-02", "Tesorero", "Guardar el dinero", "Contar y pagar"]))\
                <row r="4"><c r="A4"><v>45000</v></c><c r="D4"><f>A4*2</f><v>90000</v></c></row></sheetData>\
                <mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells></worksheet>
                """
            ),
        ]
    }()

    // MARK: OpenDocument

    private static func open(_ kind: String, _ body: String) -> [(name: String, text: String)] {
        let names = "urn:oasis:names:tc:opendocument:xmlns"
        return [
            ("mimetype", "application/vnd.oasis.opendocument.\(kind)"),
            (
                "content.xml",
                """
                <office:document-content xmlns:office="\(names):office:1.0" xmlns:text="\(names):text:1.0" \
                xmlns:table="\(names):table:1.0" xmlns:style="\(names):style:1.0" office:version="1.3"><office:body>\
                <office:\(kind)>\(body)</office:\(kind)></office:body></office:document-content>
                """
            ),
        ]
    }

    private static func openTable(_ rows: [[String]]) -> String {
        "<table:table table:name=\"T\"><table:table-column table:number-columns-repeated=\"\(rows[0].count)\"/>"
            + rows.map { row in
                "<table:table-row>"
                    + row.map {
                        """
                        <table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1">\
                        <text:p>\($0)</text:p></table:table-cell>
                        """
                    }.joined() + "</table:table-row>"
            }.joined() + "</table:table>"
    }

    private static let openText = """
        <text:h text:outline-level="1">Perfil de puesto</text:h>\
        \(openTable([["Nombre del puesto:", "Cajero"], ["Reporta a:", "Tesorero"]]))\
        <text:h text:outline-level="2">Misión</text:h><text:p>Cobrar<text:s text:c="2"/>siempre\
        <text:note text:id="n"><text:note-citation>1</text:note-citation><text:note-body><text:p>Según ley.</text:p>\
        </text:note-body></text:note></text:p><text:h text:outline-level="2">Funciones</text:h><text:list>\
        <text:list-item><text:p>Abrir la caja.</text:p><text:list><text:list-item><text:p>Contar.</text:p>\
        </text:list-item></text:list></text:list-item></text:list>\
        \(openTable([["Función", "Diaria", "Mensual"], ["Cobrar", "X", ""], ["Cuadrar", "", "X"]]))
        """

    private static let openSheet = openTable([
        ["Código", "Puesto", "Misión", "Funciones"], ["C-01", "Cajero del archivo", "Cobrar", "Abrir la caja"],
        ["C-02", "Tesorero", "Guardar el dinero", "Contar"], ["C-03", "Auxiliar", "Apoyar a todos", "Archivar"],
    ])

    // MARK: Texts

    private static let page = """
        <!DOCTYPE html><html><head><title>Cajero</title></head><body><nav>Inicio</nav><main><h1>Perfil de puesto</h1>\
        <table><tr><th>Nombre del puesto</th><td colspan="1">Cajero</td></tr><tr><th>Reporta a</th><td>Tesorero</td>\
        </tr></table><h2>Misión</h2><p>Cobrar <b>siempre</b> las copias.</p><h2>Funciones</h2><ul><li>Abrir la caja.\
        <ul><li>Contar.</li></ul></li></ul><table><tr><th rowspan="2">Función</th><th colspan="2">Frecuencia</th></tr>\
        <tr><th>Diaria</th><th>Mensual</th></tr><tr><td>Cobrar</td><td>X</td><td></td></tr></table>\
        <input type="checkbox" checked> Formación</main></body></html>
        """

    private static let table = """
        Código;Puesto;Misión;Funciones
        C-01;"Cajero; del archivo";Cobrar las copias;"Abrir la caja
        Cerrar la caja"
        C-02;Tesorero;"Guardar ""todo"" siempre";Contar
        C-03;Auxiliar;Apoyar a los demás;Archivar
        """

    private static let markdown = """
        ---
        title: Protocolo de caja
        owner: Tesorero
        tags: [uno, dos]
        ---

        # Protocolo de caja

        !!! note
            Solo con *cita*.

        ## Objetivo

        Cobrar **siempre**[^1], según [la guía](guia.md).

        | Paso | Quién |
        |---|---|
        | Abrir | Cajero |

        - [x] Contar
        - [ ] Cerrar

        [^1]: Según la ley.
        """
}
