import OficioSource

/// A line of a pasted text, by what it looks like alone and among its neighbours.
enum PastedLine {
    case blank
    /// Markdown that the author wrote: headings, tables, quotations, code, comments; and lines with
    /// tabs that are no clear table.
    case verbatim(String)
    case table(PasteTable)
    case item(PasteMark, String, ItemPlace)
    /// `Label: value` several times in a line, set apart by tabs.
    case facts([String])
    case text(String)

    /// Where an item of a list stands among the others.
    struct ItemPlace {
        /// How far it stands from the margin. A tab counts as four blanks.
        var indent = 0
        /// Whether a later item counts on from it.
        var goesOn = false
    }

    static func isComment(_ text: String) -> Bool { text.trimmedASCII.hasPrefix("<!--") }

    static func read(_ given: [String]) -> [PastedLine] {
        let pasted = PasteLines(given)
        let written = pasted.written
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
            } else if "#|>".contains(line.first ?? " ") || line.isPicture {
                lines.append(.verbatim(written[place]))
            } else if let table = PasteTable(pasted, from: place) {
                let own = written[place..<(place + table.count)]
                lines.append(table.rows.isEmpty ? .verbatim(own.joined(separator: "\n")) : .table(table))
                place += table.count - 1
            } else if let found = pasted.item(place) {
                lines.append(
                    .item(
                        found.mark, found.text.spaced, .init(indent: pasted.indent(place), goesOn: pasted.goesOn(place))
                    ))
            } else {
                let pieces = PasteTable.cells(line).filter { !$0.isEmpty }
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
}

extension String {
    fileprivate var spaced: String { contains("\t") ? split(separator: "\t").joined(separator: " ") : self }
}
