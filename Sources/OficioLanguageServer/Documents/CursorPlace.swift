import OficioSchema
import OficioSource

/// What stands around the cursor, found in the lines of the text alone, because a text is often broken while somebody
/// types.
struct CursorPlace {
    /// The part of a document in which the cursor stands.
    enum Part {
        /// The front matter, or a YAML file.
        case data
        /// The Markdown behind the front matter.
        case body
    }

    let part: Part
    /// The line of the cursor, from 0.
    let line: Int
    /// The text of the line before the cursor.
    let before: String
    /// The text of the line behind the cursor.
    let after: String
    /// The offset of the cursor.
    let offset: Int
    private let lines: TextLines
    /// The lines of the front matter without its marks; all lines of a YAML file; `nil` without a front matter.
    let dataLines: Range<Int>?

    /// Finds the place of an offset.
    init(_ source: EditedSource, _ offset: Int) {
        lines = source.lines
        self.offset = offset
        line = lines.line(of: offset)
        let range = lines.range(ofLine: line)
        let cut = min(max(offset, range.lowerBound), range.upperBound)
        before = String(decoding: lines.bytes[range.lowerBound..<cut], as: UTF8.self)
        after = String(decoding: lines.bytes[cut..<range.upperBound], as: UTF8.self)
        dataLines = Self.dataLines(lines, isMarkdown: source.path.hasSuffix(".md"))
        part = dataLines?.contains(line) == true ? .data : .body
    }

    private static func dataLines(_ lines: TextLines, isMarkdown: Bool) -> Range<Int>? {
        if !isMarkdown { return 0..<lines.count }
        guard isMark(lines.text(ofLine: 0)) else { return nil }
        for line in 1..<max(1, lines.count) where isMark(lines.text(ofLine: line)) { return 1..<max(1, line) }
        // The author has not closed the front matter yet.
        return 1..<lines.count
    }

    private static func isMark(_ line: String) -> Bool {
        var line = line[...]
        while line.last == " " || line.last == "\t" { line = line.dropLast() }
        if line.first == "\u{FEFF}" { line = line.dropFirst() }
        return line == "---"
    }

    /// Returns the text of a line, from 0.
    func text(ofLine line: Int) -> String { lines.text(ofLine: line) }

    /// Returns the number of blanks at the start of a text.
    static func indent(_ text: some StringProtocol) -> Int { text.utf8.prefix { $0 == 0x20 }.count }

    // MARK: Keys

    /// The keys that hold the line of the cursor in YAML, from the outside in, without the key of the line itself.
    var outerKeys: [String] {
        guard let dataLines, part == .data else { return [] }
        var keys: [String] = []
        var indent = Self.indent(text(ofLine: line))
        if text(ofLine: line).allSatisfy({ $0 == " " }) { indent = before.utf8.count }
        var number = line - 1
        // An item of a list may stand at the column of its key.
        var isItem = before.drop { $0 == " " }.hasPrefix("-")
        while number >= dataLines.lowerBound {
            defer { number -= 1 }
            let text = text(ofLine: number)
            guard let key = Self.key(text) else { continue }
            let column = Self.indent(text)
            guard column < indent || isItem && column == indent && !Self.isItem(text) else { continue }
            keys.insert(key, at: 0)
            (indent, isItem) = (column, Self.isItem(text))
            if indent == 0, !isItem { break }
        }
        return keys
    }

    private static func isItem(_ line: String) -> Bool { line.drop { $0 == " " }.hasPrefix("- ") }

    /// Returns the key of a line `key: value` or `- key: value`; `nil` for any other line.
    static func key(_ line: String) -> String? {
        var text = line.drop { $0 == " " }
        while text.hasPrefix("- ") { text = text.dropFirst(2).drop { $0 == " " } }
        guard !text.hasPrefix("#"), let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        guard rest.isEmpty || rest.first == " " else { return nil }
        let key = text[..<colon].filter { $0 != "\"" && $0 != "'" }
        return key.isEmpty ? nil : String(key)
    }

    // MARK: Headings

    /// The headings above the cursor in the body: the text of the `##` heading and that of the `###` heading below it.
    var headings: (section: String?, part: String?) {
        var part: String?
        var number = line
        while number >= (dataLines?.upperBound ?? 0) {
            let text = text(ofLine: number)
            if text.hasPrefix("### "), part == nil, number < line { part = Self.words(text) }
            if text.hasPrefix("## "), number < line || !before.hasPrefix("## ") { return (Self.words(text), part) }
            number -= 1
        }
        return (nil, part)
    }

    /// Returns the words of a heading, without marks and braces.
    static func words(_ heading: String) -> String {
        let text = heading.drop { $0 == "#" || $0 == " " }
        let end = text.firstIndex(of: "{") ?? text.endIndex
        var words = text[..<end]
        while words.last == " " { words = words.dropLast() }
        return String(words)
    }

    // MARK: Tables

    /// The header of the column in which the cursor stands, in a table of the body; `nil` outside of a table and in its
    /// header.
    var column: String? {
        guard part == .body, before.hasPrefix("|") else { return nil }
        var header = line
        while header > 0, text(ofLine: header - 1).hasPrefix("|") { header -= 1 }
        guard header < line else { return nil }
        let number = cellsBefore.count - 1
        let cells = TableRow.cells(text(ofLine: header))
        return cells.indices.contains(number) ? cells[number] : nil
    }

    /// The text of the cell before the cursor.
    var cellBefore: String { cellsBefore.last ?? "" }

    /// The cells of the line up to the cursor; the last one is that of the cursor.
    private var cellsBefore: [String] { TableRow.cells(before) + (before.last == "|" ? [""] : []) }
}

/// Splits the line of a pipe table into its cells.
enum TableRow {
    /// Returns the cells of a line that begins with a bar, without blanks around them. A bar behind a backslash belongs
    /// to its cell.
    static func cells(_ line: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in line.drop(while: { $0 == " " }).dropFirst() {
            if character == "|", !isEscaped {
                cells.append(trimmed(cell))
                cell = ""
            } else {
                cell.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        if !trimmed(cell).isEmpty || line.last != "|" { cells.append(trimmed(cell)) }
        return cells
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...].drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        return String(text)
    }
}
