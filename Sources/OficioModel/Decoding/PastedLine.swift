import OficioSource

/// The mark of a list item as a word processor writes it: a bullet, a number, a letter.
struct PastedMark: Equatable {
    /// The kind of the mark; items of one kind are siblings: `•`, `1`, `1.1`, `a`.
    let kind: String
    /// The mark as typed, without the blanks behind it.
    let written: String
    /// The number that a list in Markdown carries; nil for bullets and letters.
    let number: Int?

    var isNumber: Bool { number != nil }

    /// Letters and digits of the mark.
    var digits: String { written.filter { $0.isLetter || $0.isNumber } }

    static func bullet(_ sign: Character) -> PastedMark { PastedMark(kind: String(sign), written: "", number: nil) }

    /// The mark at the start of a line, and the text behind it.
    static func read(_ line: String) -> (mark: PastedMark, text: String, isSure: Bool)? {
        bullet(line).map { ($0.mark, $0.text, true) } ?? number(line) ?? letter(line).map { ($0.mark, $0.text, true) }
    }

    private static let signs: Set<Character> = [
        "•", "▪", "▫", "■", "□", "●", "○", "◦", "‣", "⁃", "·", "►", "➢", "➤", "✓", "✔", "❖", "–", "—", "-", "*", "§",
    ]

    private static func bullet(_ line: String) -> (mark: PastedMark, text: String)? {
        guard let first = line.first, let scalar = first.unicodeScalars.first else { return nil }
        let isFont = (0xF000...0xF0FF).contains(scalar.value)
        let rest = line.dropFirst()
        let gap = rest.prefix { " \t\u{A0}".contains($0) }
        let isLetter = first == "o" && gap.contains("\t")
        guard isFont || isLetter || signs.contains(first) && !gap.isEmpty else { return nil }
        let text = String(rest.dropFirst(gap.count)).trimmedASCII
        return text.isEmpty ? nil : (PastedMark(kind: String(first), written: isLetter ? "o" : "", number: nil), text)
    }

    /// Reads a number at the start of a line as a mark, which it surely is where Markdown takes it
    /// for one too.
    private static func number(_ line: String) -> (mark: PastedMark, text: String, isSure: Bool)? {
        var rest = line[...]
        let isBracketed = rest.first == "("
        if isBracketed { rest = rest.dropFirst() }
        let figures = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = figures.split(separator: ".")
        guard figures.first?.isNumber == true, !parts.isEmpty, parts.count < 5, parts.allSatisfy({ $0.count < 3 }),
            let last = parts.last.flatMap({ Int($0) })
        else { return nil }
        let sign = rest.dropFirst(figures.count).prefix { ")-°º–".contains($0) }
        let isCounted = parts.count == 1 && rest.dropFirst(figures.count).first == "\t"
        guard parts.count > 1 || figures.hasSuffix(".") || !sign.isEmpty || isCounted else { return nil }
        let gap = rest.dropFirst(figures.count + sign.count).prefix { " \t\u{A0}".contains($0) }
        let text = String(rest.dropFirst(figures.count + sign.count + gap.count)).trimmedASCII
        guard let first = text.first, first.isLetter || "¿¡«“\"(".contains(first) else { return nil }
        let isPlain =
            parts.count == 1 && !gap.isEmpty && !isBracketed && (figures.hasSuffix(".") && sign.isEmpty || sign == ")")
        let kind = parts.count == 1 ? "1" : parts.map { _ in "1" }.joined(separator: ".")
        return (PastedMark(kind: kind, written: String(figures + sign), number: last), text, isPlain)
    }

    private static func letter(_ line: String) -> (mark: PastedMark, text: String)? {
        guard let first = line.first, first.isASCII, first.isLowercase, let sign = line.dropFirst().first,
            sign == ")" || sign == "."
        else { return nil }
        let rest = line.dropFirst(2)
        guard let gap = rest.first, gap == " " || gap == "\t" else { return nil }
        let text = String(rest).trimmedASCII
        return text.isEmpty ? nil : (PastedMark(kind: "a", written: String(first) + String(sign), number: nil), text)
    }
}

/// A line of a pasted text, by what it looks like alone and among its neighbours.
enum PastedLine {
    case blank
    /// Markdown that the author wrote: headings, tables, quotations, code, comments.
    case verbatim(String)
    case table([[String]])
    case item(PastedMark, String)
    /// `Label: value` several times in a line, set apart by tabs.
    case facts([String])
    case text(String)

    static func isComment(_ text: String) -> Bool { text.trimmedASCII.hasPrefix("<!--") }

    static func read(_ written: [String]) -> [PastedLine] {
        var lines: [PastedLine] = []
        var place = 0
        while place < written.count {
            var line = written[place].trimmedASCII
            // A break that was added to lines which would have run together.
            if line.hasSuffix("\\") { line = String(line.dropLast()).trimmedASCII }
            if line.isEmpty {
                lines.append(.blank)
            } else if let end = closing(written, from: place) {
                lines.append(.verbatim(written[place...end].joined(separator: "\n")))
                place = end
            } else if "#|>".contains(line.first ?? " ") {
                lines.append(.verbatim(written[place]))
            } else if let rows = rows(written, from: place) {
                lines.append(.table(rows))
                place += rows.count - 1
            } else if let found = PastedMark.read(line), found.isSure || hasSibling(found.mark, written, place) {
                lines.append(.item(found.mark, found.text.spaced))
            } else {
                let pieces = cells(line).filter { !$0.isEmpty }
                let pairs = pieces.map { PastedPair($0).map { !$0.value.isEmpty } }
                // *Código: A-1*, *Versión: 4* and *Página 2 de 9* in one line.
                let areFacts = pairs.count > 1 && pairs[0] == true && pairs[1] == true && !pairs.contains(false)
                lines.append(areFacts ? .facts(pieces) : .text(pieces.joined(separator: " ")))
            }
            place += 1
        }
        return lines
    }

    /// The last line of a comment or of a fenced block that begins here.
    private static func closing(_ written: [String], from place: Int) -> Int? {
        let line = written[place].trimmedASCII
        if isComment(line) { return written[place...].firstIndex { $0.contains("-->") } ?? written.count - 1 }
        guard let fence = ["```", "~~~"].first(where: { line.hasPrefix($0) }) else { return nil }
        return written[(place + 1)...].firstIndex { $0.trimmedASCII.hasPrefix(fence) } ?? written.count - 1
    }

    /// Whether the nearest line above or below carries a mark of the same kind.
    private static func hasSibling(_ mark: PastedMark, _ written: [String], _ place: Int) -> Bool {
        func isSibling(_ line: String?) -> Bool {
            line.flatMap { PastedMark.read($0.trimmedASCII) }?.mark.kind == mark.kind
        }
        let isText = { (line: String) in
            !line.trimmedASCII.isEmpty && PastedMark.read(line.trimmedASCII)?.mark.kind != "a"
        }
        return isSibling(written[..<place].last(where: isText))
            || isSibling(written[(place + 1)...].first(where: isText))
    }

    // MARK: Tables

    private static func cells(_ line: String) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmedASCII.spaced }
    }

    /// The rows of a table as it is pasted: two lines or more with as many tabs. Rows may lack
    /// cells at their end.
    private static func rows(_ written: [String], from place: Int) -> [[String]]? {
        let header = cells(written[place].droppingBlanksAtEnd)
        let isItem = PastedMark.read(written[place].trimmedASCII) != nil
        // An item of an inner list begins with a tab.
        guard isRow(header), !isItem || header.count > 2 && !header[0].isEmpty, !header[0].isEmpty || header.count > 2
        else {
            return nil
        }
        var rows = [header]
        for line in written[(place + 1)...] {
            var row = cells(line.droppingBlanksAtEnd)
            let isItem = row.count == 2 && PastedMark.read(line.trimmedASCII) != nil
            guard isRow(row), row.count <= header.count, !isItem else { break }
            row += Array(repeating: "", count: header.count - row.count)
            rows.append(row)
        }
        return rows.count > 1 ? rows : nil
    }

    /// Whether cells are what people sign for, over their names in the lines below: *Elaboró:*, *Aprobó:*.
    private static func areLabels(_ cells: [String]) -> Bool {
        cells.count > 1 && cells.allSatisfy { $0.hasSuffix(":") }
    }

    private static func isRow(_ cells: [String]) -> Bool {
        let filled = cells.filter { !$0.isEmpty }
        return cells.count > 1 && !filled.isEmpty && filled.contains { $0.contains { $0.isLetter || $0.isNumber } }
            && (!(filled.first?.hasSuffix(":") ?? false) || areLabels(filled))
            && !filled.allSatisfy { PastedPair($0).map { !$0.value.isEmpty } ?? false }
            && cells[0].count > 1
            || cells.count > 2 && filled.count > 1 && cells[0].first.map { $0.isNumber || $0.isLetter } ?? true
    }
}

/// `Label: value`, the label perhaps bold.
struct PastedPair {
    let label: String
    let value: String

    init?(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let before = String(line[..<colon]).withoutStars
        let after = line[line.index(after: colon)...]
        let isApart = after.isEmpty || " \t*_".contains(after.first ?? " ")
        if before.isEmpty || before.split(separator: " ").count > 8 || !isApart { return nil }
        label = before
        value = String(after).trimmedASCII.withoutLeadingStars
    }
}

extension String {
    var withoutStars: String {
        var words = trimmedASCII
        for mark in ["**", "__"] where words.contains(mark) { words = words.replacing(mark, with: "") }
        return words.trimmedASCII
    }

    fileprivate var withoutLeadingStars: String {
        for mark in ["**", "__"] where hasPrefix(mark) { return String(dropFirst(2)).trimmedASCII }
        return self
    }

    fileprivate var spaced: String { contains("\t") ? split(separator: "\t").joined(separator: " ") : self }

    fileprivate var droppingBlanksAtEnd: String {
        var text = self
        while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
        return text
    }
}
