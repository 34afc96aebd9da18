import Diagnostics
import OficioBasics

/// Reads workbooks (ISO/IEC 29500). Each sheet becomes a section with one table.
final class XLSXReader {
    let package: OfficePackage
    let builder: DocumentBuilder
    let styles: XLSXStyles
    /// The runs of each shared string.
    let strings: [[LocatedDocument.Run]]
    let isEra1904: Bool
    private let workbook: XMLNode
    private let workbookTree: XMLTree
    private let relationships: [String: OfficePackage.Relationship]

    private init(_ package: OfficePackage, _ builder: DocumentBuilder) throws(ImportRefusal) {
        self.package = package
        self.builder = builder
        let root = try package.relationships(of: "").first { $0.type == "officeDocument" && !$0.isExternal }
        guard let main = root?.target ?? package.parts(ofType: "spreadsheetml.sheet.main").first,
            let tree = try package.tree(main, prefixes: XLSXStyles.namespaces), let workbook = tree.root,
            workbook.name == "x:workbook"
        else {
            throw ImportRefusal(.notThatFormat, Localized(es: "no es un libro de Excel", en: "not an Excel workbook"))
        }
        workbookTree = tree
        self.workbook = workbook
        let related = try package.relationships(of: main)
        relationships = Dictionary(related.map { ($0.id, $0) }) { first, _ in first }
        isEra1904 = workbook.child("x:workbookPr")?["date1904"].map { XMLNode.isTrue($0) } ?? false
        func part(_ type: String) throws(ImportRefusal) -> XMLTree? {
            guard let part = related.first(where: { $0.type == type && !$0.isExternal }) else { return nil }
            return try package.tree(part.target, prefixes: XLSXStyles.namespaces)
        }
        styles = XLSXStyles(try part("styles")?.root)
        let shared = try part("sharedStrings")
        strings = (shared?.root?.children).map { $0.filter { $0.name == "x:si" }.map { Self.runs($0, []) } } ?? []
        for relationship in related where relationship.isExternal || relationship.type == "externalLink" {
            builder.remark(
                .external, es: "el libro remite a otro archivo, que no se abre: \(relationship.target.visible)",
                en: "the workbook refers to another file, which is not opened: \(relationship.target.visible)")
        }
    }

    static func read(_ archive: ZIPArchive, fileName: String, limits: ReadingLimits) throws(ImportRefusal)
        -> LocatedDocument
    {
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .xlsx), limits: limits)
        let reader = try XLSXReader(OfficePackage(archive), builder)
        try reader.readAll()
        builder.document.finish()
        return builder.document
    }

    private func readAll() throws(ImportRefusal) {
        if package.hasMacros { builder.remarkMacros() }
        builder.document.properties = try package.properties()
        let titles = titleRows()
        for (index, node) in (workbook.child("x:sheets")?.children ?? XMLNode.none).enumerated() {
            guard let relationship = node["r:id"].flatMap({ relationships[$0] }), !relationship.isExternal else {
                continue
            }
            let name = node["name"] ?? String(index + 1)
            guard relationship.type == "worksheet" else {
                builder.remark(
                    .leftOut, es: "la hoja «\(name.visibleName)» es un gráfico o una macro y no se lee",
                    en: "the sheet “\(name.visibleName)” is a chart or a macro and is not read")
                continue
            }
            let sheet = XLSXSheet(self, name: name, part: relationship.target, titleRows: titles[index] ?? 0..<0)
            var section = try sheet.section()
            section.isHidden = node["state"].map { $0 != "visible" } ?? false
            builder.document.sections.append(section)
        }
    }

    /// Returns the rows that each sheet repeats on every printed page, by the number of the sheet
    /// from 0.
    private func titleRows() -> [Int: Range<Int>] {
        var found: [Int: Range<Int>] = [:]
        for node in workbook.child("x:definedNames")?.children ?? XMLNode.none
        where node["name"] == "_xlnm.Print_Titles" {
            guard let sheet = node.int("localSheetId") else { continue }
            for part in node.text.split(separator: ",") {
                let ends = (part.split(separator: "!").last ?? "").split(separator: ":").compactMap {
                    Int($0.filter { $0 != "$" })
                }
                if ends.count == 2, ends[0] > 0, ends[1] >= ends[0], ends[1] <= 1_048_576 {
                    found[sheet] = ends[0] - 1..<ends[1]
                }
            }
        }
        return found
    }

    /// Returns the runs of a shared or inline string, without phonetic guides.
    static func runs(_ node: XMLNode, _ style: LocatedDocument.TextStyle) -> [LocatedDocument.Run] {
        var runs: [LocatedDocument.Run] = []
        for child in node.children {
            var own = style
            if child.name == "x:r" {
                if let properties = child.child("x:rPr") { own = XLSXStyles.style(properties) }
                for text in child.children where text.name == "x:t" { append(text.text, own, &runs) }
            } else if child.name == "x:t" {
                append(child.text, own, &runs)
            }
        }
        return runs
    }

    static func append(_ text: String, _ style: LocatedDocument.TextStyle, _ runs: inout [LocatedDocument.Run]) {
        for var run in CSVReader.lines(unescaped(text)) {
            run.style = style
            runs.append(run)
        }
    }

    /// Returns the text with Excel's escapes such as `_x000D_` decoded. Escapes of control characters other than tab
    /// and line feed are dropped.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var out = ""
        var rest = text[...]
        while let start = rest.range(of: "_x") {
            out += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let after = rest[start.upperBound...].dropFirst(4)
            if digits.count == 4, after.first == "_", let code = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                if code >= 0x20 || code == 9 || code == 10 { out.unicodeScalars.append(scalar) }
                rest = after.dropFirst()
            } else {
                out += "_x"
                rest = rest[start.upperBound...]
            }
        }
        return out + rest
    }
}

extension Substring {
    /// Returns the range of the first occurrence of a text; `nil` if there is none.
    fileprivate func range(of text: String) -> Range<Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            formIndex(after: &index)
        }
        return nil
    }
}
