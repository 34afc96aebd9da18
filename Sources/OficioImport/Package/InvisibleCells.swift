/// Finds text of a spreadsheet that is there and that no reader sees: in the colour of its cell, too small, in a
/// format that shows nothing, or in the list of texts without a cell.
struct InvisibleCells {
    private struct Font {
        var colour: Contrast.Colour?
        /// The colour as written, to compare it with that of a fill where its value is not known.
        var written: String?
        var isTiny = false
    }

    private struct Fill {
        var colour: Contrast.Colour? = .white
        var written: String?
    }

    private var fonts: [Font] = []
    private var fills: [Fill] = []
    /// For each format of cells, whether it hides the text of a cell on the sheet's own ground.
    private var hides: [Bool] = []
    private var groundOfFormat: [Fill] = []
    /// The cells of tables, whose style may colour the ground.
    private var tables: [(columns: ClosedRange<Int>, rows: ClosedRange<Int>)] = []

    /// The fonts of the runs of each shared text.
    private var runs: [[Font]] = []
    /// For each shared text, whether a cell has it.
    private var used: [Bool] = []
    private var hasReadings = false
    private var hasSheets = false

    /// Reads `xl/styles.xml` and `xl/sharedStrings.xml`; either may be empty.
    init(styles: [UInt8], texts: [UInt8]) throws(ImportRefusal) {
        let prefixes = XLSXStyles.namespaces
        if !styles.isEmpty, let root = try XMLTree(styles, prefixes: prefixes, part: "xl/styles.xml").root {
            read(root)
        }
        guard !texts.isEmpty, let root = try XMLTree(texts, prefixes: prefixes, part: "xl/sharedStrings.xml").root
        else { return }
        for item in root.children where item.local == "si" {
            if item.part("rPh") != nil { hasReadings = true }
            runs.append(
                item.children.filter { $0.local == "r" && !($0.part("t")?.textIsEmpty ?? true) }
                    .compactMap { $0.part("rPr").map(Self.font) })
        }
        used = [Bool](repeating: false, count: runs.count)
    }

    /// Reads a table of the workbook, whose style may colour its cells.
    mutating func read(table bytes: [UInt8]) throws(ImportRefusal) {
        guard let root = try XMLTree(bytes, prefixes: XLSXStyles.namespaces, part: "xl/tables").root,
            let ends = root["ref"]?.split(separator: ":").map({ Self.place(String($0)) }), ends.count == 2,
            let first = ends[0], let last = ends[1], first.column <= last.column, first.row <= last.row
        else { return }
        tables.append((first.column...last.column, first.row...last.row))
    }

    private mutating func read(_ root: XMLNode) {
        var emptyFormats: Set<Int> = []
        for node in root.part("numFmts")?.children ?? XMLNode.none {
            if let id = node.int("numFmtId"), Self.showsNothing(node["formatCode"] ?? "") { emptyFormats.insert(id) }
        }
        for node in root.part("fonts")?.children ?? XMLNode.none { fonts.append(Self.font(node)) }
        for node in root.part("fills")?.children ?? XMLNode.none { fills.append(Self.fill(node)) }
        for node in root.part("cellXfs")?.children ?? XMLNode.none {
            let font = node.int("fontId").flatMap { fonts.indices.contains($0) ? fonts[$0] : nil } ?? Font()
            let fill = node.int("fillId").flatMap { fills.indices.contains($0) ? fills[$0] : nil } ?? Fill()
            groundOfFormat.append(fill)
            let isEmpty = node.int("numFmtId").map(emptyFormats.contains) ?? false
            hides.append(isEmpty || font.isTiny || Self.isInvisible(font, fill))
        }
    }

    private static func font(_ node: XMLNode) -> Font {
        var font = Font()
        if let size = node.part("sz")?["val"].flatMap({ Double($0) }) { font.isTiny = size <= Contrast.smallest }
        if let colour = node.part("color") { (font.colour, font.written) = (Self.colour(colour), Self.written(colour)) }
        return font
    }

    private static func fill(_ node: XMLNode) -> Fill {
        guard let pattern = node.part("patternFill") else { return Fill(colour: nil) }
        guard let kind = pattern["patternType"], kind != "none" else { return Fill() }
        guard kind == "solid", let colour = pattern.part("fgColor") else { return Fill(colour: nil) }
        return Fill(colour: Self.colour(colour), written: written(colour))
    }

    private static func isInvisible(_ font: Font, _ fill: Fill) -> Bool {
        if let one = font.written, one == fill.written { return true }
        guard let text = font.colour, let ground = fill.colour else { return false }
        return Contrast.isInvisible(text, on: ground)
    }

    private static func written(_ node: XMLNode) -> String? {
        guard node["theme"] != nil || node["rgb"] != nil else { return nil }
        return [node["rgb"] ?? "", node["theme"] ?? "", node["tint"] ?? ""].joined(separator: " ")
    }

    private static func colour(_ node: XMLNode) -> Contrast.Colour? {
        if let words = node["rgb"] { return Contrast.Colour(words) }
        let tint = node["tint"].flatMap { Double($0) } ?? 0
        if node["theme"] == "0", tint <= 0 { return Contrast.Colour.white.darkened(tint) }
        return ["1", "9"].contains(node["indexed"]) ? .white : nil
    }

    /// Whether a format of numbers shows nothing for positive numbers, or nothing for text.
    private static func showsNothing(_ code: String) -> Bool {
        let sections = code.replacing("\"\"", with: "").split(separator: ";", omittingEmptySubsequences: false)
        guard sections.count > 1 else { return false }
        return sections[0].allSatisfy(\.isWhitespace)
            || sections.count > 3 && sections[3].allSatisfy(\.isWhitespace)
    }

    /// Whether a sheet has text that no reader sees.
    mutating func occur(inSheet bytes: [UInt8]) throws(ImportRefusal) -> Bool {
        hasSheets = true
        guard let root = try XMLTree(bytes, prefixes: XLSXStyles.namespaces, part: "xl/worksheets").root else {
            return false
        }
        return hidesCells(root) || Self.hidesHints(root)
    }

    /// Whether, after all sheets, some shared text stands in no cell, or has a reading beside it.
    var hasUnusedTexts: Bool { hasReadings || hasSheets && used.contains(false) }

    private mutating func hidesCells(_ root: XMLNode) -> Bool {
        if root.part("cols")?.children.contains(where: { Self.isAtMost($0["width"], 0.2) }) ?? false { return true }
        for row in root.part("sheetData")?.children ?? XMLNode.none {
            if Self.isAtMost(row["ht"], 1.5) { return true }
            for cell in row.children where cell.local == "c" {
                let value = cell.part("v")?.text ?? cell.part("is")?.text ?? ""
                if value.allSatisfy(\.isWhitespace) { continue }
                let format = cell.int("s") ?? 0
                var own: [Font] = []
                if cell["t"] == "s", let index = Int(value), runs.indices.contains(index) {
                    used[index] = true
                    own = runs[index]
                }
                if isInTable(cell["r"]) { continue }
                if hides.indices.contains(format), hides[format] { return true }
                let ground = groundOfFormat.indices.contains(format) ? groundOfFormat[format] : Fill()
                if own.contains(where: { $0.isTiny || Self.isInvisible($0, ground) }) { return true }
            }
        }
        return false
    }

    /// Whether hints and lists of a sheet are stored and not shown.
    private static func hidesHints(_ root: XMLNode) -> Bool {
        (root.part("dataValidations")?.children ?? XMLNode.none).contains { node in
            let hasPrompt = !(node["prompt"] ?? "").isEmpty || !(node["promptTitle"] ?? "").isEmpty
            let hasError = !(node["error"] ?? "").isEmpty || !(node["errorTitle"] ?? "").isEmpty
            func isOn(_ name: String) -> Bool { ["1", "true"].contains(node[name]) }
            let list = node.part("formula1")?.text ?? ""
            return hasPrompt && !isOn("showInputMessage") || hasError && !isOn("showErrorMessage")
                || isOn("showDropDown") && list.hasPrefix("\"")
        }
    }

    private static func isAtMost(_ words: String?, _ most: Double) -> Bool {
        words.flatMap { Double($0) }.map { $0 <= most } ?? false
    }

    private func isInTable(_ reference: String?) -> Bool {
        guard !tables.isEmpty, let place = reference.flatMap(Self.place) else { return false }
        return tables.contains { $0.columns.contains(place.column) && $0.rows.contains(place.row) }
    }

    /// Returns the column and the row of a name of a cell, `B7`.
    private static func place(_ name: String) -> (column: Int, row: Int)? {
        let letters = name.utf8.prefix { $0 >= 0x41 && $0 <= 0x5A }
        guard !letters.isEmpty, letters.count < 4, let row = Int(name.dropFirst(letters.count)) else { return nil }
        return (letters.reduce(0) { $0 * 26 + Int($1) - 0x40 }, row)
    }
}

extension XMLNode {
    /// The name of the element without its prefix.
    var local: String { name.split(separator: ":").last.map(String.init) ?? name }

    /// Returns the first child element with a name in any namespace.
    func part(_ local: String) -> XMLNode? {
        for child in children where child.local == local { return child }
        return nil
    }
}
