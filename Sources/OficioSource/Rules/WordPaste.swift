import Diagnostics
import OficioBasics

/// Finds remains of a word processor. Reports one finding for each kind in a file, with one fix for all its places.
struct WordPaste {
    private let written: SourceLines
    private let file: FileID
    private let regions: PasteRegions
    /// The lines that contain a tab or the first byte of a sign. Only these lines are searched in detail.
    private let candidates: [SourceLines.Line]

    private init(_ written: SourceLines, _ blocks: [Block], _ file: FileID) {
        self.written = written
        self.file = file
        regions = PasteRegions(blocks, in: written.bytes)
        candidates = written.bytes.withUnsafeBufferPointer { bytes in
            // The offset where the last search began and the offset that it found. Lines between the two need no
            // search.
            var (start, next) = (0, -1)
            return written.lines.filter { line in
                if line.range.lowerBound < start || line.range.lowerBound > next {
                    start = line.range.lowerBound
                    next = Self.candidateBytes.first(in: bytes, from: start)
                }
                return next < line.range.upperBound
            }
        }
    }

    private static let candidateBytes = ByteSet([0x09, 0xC2, 0xE2, 0xEF])

    static func findings(_ written: SourceLines, _ blocks: [Block], file: FileID) -> [Diagnostic] {
        let paste = WordPaste(written, blocks, file)
        let structure = [paste.boxes, paste.bullets, paste.numbers, paste.titles, paste.tables, paste.unclearTables]
        let signs = [paste.signs, paste.breaks, paste.noBreakSpaces, paste.hyphens, paste.tabs, paste.quotes]
        return (structure + signs + [paste.blanksFinding(blocks)]).compactMap(\.self)
    }

    // MARK: Lists and tables

    private var boxes: Diagnostic? {
        rewritingFinding(
            .boxes, Localized(es: "casillas de un procesador de textos", en: "tick boxes from a word processor"),
            Localized(es: "hacer una lista con «- [ ] » y «- [x] »", en: "make a list with “- [ ] ” and “- [x] ”"))
    }

    private var bullets: Diagnostic? {
        rewritingFinding(
            .bullets, Localized(es: "viñetas de un procesador de textos", en: "bullets from a word processor"),
            Localized(es: "hacer una lista con «- »", en: "make a list with “- ”"))
    }

    private var numbers: Diagnostic? {
        rewritingFinding(
            .numbers,
            Localized(es: "números o letras de lista escritos a mano", en: "list numbers or letters typed by hand"),
            Localized(es: "hacer una lista numerada", en: "make a numbered list"))
    }

    private var titles: Diagnostic? {
        rewritingFinding(
            .titles,
            Localized(
                es: "títulos entre los pasos de una lista, que se leerían como parte del paso de arriba",
                en: "titles among the steps of a list, which would read as part of the step above"),
            Localized(es: "separarlos con una línea en blanco", en: "set them apart with a blank line"))
    }

    private var tables: Diagnostic? {
        rewritingFinding(
            .table, Localized(es: "filas de una tabla con tabuladores", en: "rows of a table set with tabs"),
            Localized(es: "hacer una tabla", en: "make a table"))
    }

    private func rewritingFinding(_ kind: PasteRegions.Kind, _ what: Localized, _ how: Localized) -> Diagnostic? {
        let found = regions.rewritten.filter { $0.kind == kind }
        let edits = found.map { Diagnostic.Edit(span($0.range), $0.text) }
        return finding(edits, at: found.flatMap(\.marks).map(span), what, how)
    }

    private var unclearTables: Diagnostic? {
        guard let first = regions.unclear.first else { return nil }
        return Diagnostic(
            .wordPaste, at: span(first),
            Localized(
                es: "estas líneas parecen una tabla, pero no se sabe qué celdas van juntas",
                en: "these lines look like a table, but it is not clear which cells belong together"),
            label: Localized(
                es: "junte en una línea las celdas de cada fila; un salto dentro de una celda se escribe «<br>»",
                en: "put the cells of each row in one line; write a line break inside a cell as “<br>”"),
            notes: regions.unclear.dropFirst().prefix(5).map {
                .init(Localized(es: "también aquí", en: "here too"), at: span($0))
            })
    }

    // MARK: Signs

    /// The finding for characters of symbol fonts inside a text or in a table; `nil` if there are none.
    private var signs: Diagnostic? {
        var edits: [Diagnostic.Edit] = []
        for line in (candidates + written.tableLines) where !regions.isRewritten(line.range) {
            let bytes = written.bytes[line.range]
            guard bytes.contains(0xEF) else { continue }
            let text = String(written.text(line))
            for place in text.unicodeScalars.indices {
                guard let shown = TypedTickBox.unicodeSign(text.unicodeScalars[place]) else { continue }
                edits.append(edit(line, text, place..<text.unicodeScalars.index(after: place), shown))
            }
        }
        return finding(
            edits, Localized(es: "signos de las fuentes de símbolos", en: "characters of symbol fonts"),
            Localized(es: "poner los signos que muestran", en: "write the signs that they show"))
    }

    private var breaks: Diagnostic? {
        // U+000B and U+0085 are control characters, which have a rule of their own.
        let edits = PastedBreaks.replacements(written).filter { $0.range.count == 3 }
            .map { Diagnostic.Edit(span($0.range), $0.instead) }
        return finding(
            edits, Localized(es: "saltos de línea de un procesador de textos", en: "line breaks of a word processor"),
            Localized(es: "hacer saltos de línea de verdad", en: "make real line breaks"))
    }

    private var noBreakSpaces: Diagnostic? {
        replacingFinding(
            [("\u{A0}", " ")], Localized(es: "espacios de no separación", en: "no-break spaces"),
            Localized(es: "cambiarlos por espacios comunes", en: "replace with ordinary spaces"))
    }

    private var hyphens: Diagnostic? {
        replacingFinding(
            [("\u{AD}", ""), ("\u{2011}", "-")],
            Localized(es: "guiones opcionales o de no separación", en: "soft or no-break hyphens"),
            Localized(
                es: "quitar los opcionales y poner guiones comunes", en: "remove the soft ones and use ordinary hyphens"
            ))
    }

    private var tabs: Diagnostic? {
        let found = edits(where: { $0.contains(0x09) }) { text in
            let inner = text.unicodeScalars.drop { $0 == " " || $0 == "\t" }
            return inner.indices.filter { inner[$0] == "\t" }.map { ($0..<inner.index(after: $0), " ") }
        }
        return finding(
            found, Localized(es: "tabuladores dentro del texto", en: "tabs inside the text"),
            Localized(es: "cambiarlos por espacios", en: "replace with spaces"))
    }

    /// The finding for curly quotes in attributes such as `{plazo=“5 días”}`; `nil` if there are none. Elsewhere,
    /// curly quotes are correct.
    private var quotes: Diagnostic? {
        let found = edits(where: { $0.last == UInt8(ascii: "}") && $0.contains(0xE2) }) { text in
            let scalars = text.unicodeScalars
            guard let open = scalars.lastIndex(of: "{"), scalars[open...].contains("="), text.hasSuffix("}") else {
                return []
            }
            return scalars[open...].indices.filter { "“”„".unicodeScalars.contains(scalars[$0]) }.map {
                ($0..<scalars.index(after: $0), "\"")
            }
        }
        return finding(
            found, Localized(es: "comillas curvas en atributos", en: "curly quotes in attributes"),
            Localized(es: "poner comillas rectas", en: "use straight quotes"))
    }

    /// Returns the finding for blanks to fill in that Markdown parses as emphasis: `____/____`; `nil` if there are
    /// none.
    private func blanksFinding(_ blocks: [Block]) -> Diagnostic? {
        guard written.bytes.contains(Array("__".utf8)) else { return nil }
        var edits: [Diagnostic.Edit] = []
        blocks.forEachText { text in
            guard text.source.contains("__") else { return }
            let range = text.span.range.clamped(to: 0..<written.bytes.count)
            let source = String(decoding: written.bytes[range], as: UTF8.self)
            let escaped = source.escapingBlanks
            if escaped != source { edits.append(.init(span(range), escaped)) }
        }
        return finding(
            edits,
            Localized(es: "huecos de rayas que se leerían como negrita", en: "blanks that would read as bold type"),
            Localized(es: "escribir cada raya como «\\_»", en: "write each underscore as “\\_”"))
    }

    private func replacingFinding(
        _ signs: [(sign: String, instead: String)], _ what: Localized, _ how: Localized
    ) -> Diagnostic? {
        let wanted = signs.map { (bytes: Array($0.sign.utf8), instead: $0.instead) }
        var edits: [Diagnostic.Edit] = []
        written.bytes.withUnsafeBufferPointer { bytes in
            for line in candidates {
                for place in line.range where bytes[place] == 0xC2 || bytes[place] == 0xE2 {
                    for (sign, instead) in wanted where bytes[place..<line.range.upperBound].starts(with: sign) {
                        let end = instead.isEmpty ? Self.endOfCut(bytes, place + sign.count) : place + sign.count
                        edits.append(.init(Span(file: file, start: place, end: end), instead))
                    }
                }
            }
        }
        return finding(edits, what, how)
    }

    /// Returns where the rest of a word begins that a soft hyphen before `place` cut at the end of a line; `place` if
    /// no line ends there, or if no small letter follows.
    private static func endOfCut(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        var next = place
        if next < bytes.count, bytes[next] == 0x0D { next += 1 }
        guard next < bytes.count, bytes[next] == 0x0A else { return place }
        next += 1
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next + 1 < bytes.count else { return place }
        // Small accented letters are U+00E0 to U+00FF, C3 A0 to C3 BF in UTF-8.
        let isSmall = (0x61...0x7A).contains(bytes[next]) || bytes[next] == 0xC3 && bytes[next + 1] >= 0xA0
        let isMark = bytes[next + 1] == UInt8(ascii: ")") || bytes[next + 1] == UInt8(ascii: ".")
        return isSmall && !isMark && bytes[next + 1] != 0x09 ? next : place
    }

    // MARK: Findings

    /// Returns the edits of lines outside the rewritten lists and tables.
    private func edits(
        where mayHold: (ArraySlice<UInt8>) -> Bool,
        _ find: (String) -> [(Range<String.UnicodeScalarView.Index>, String)]
    ) -> [Diagnostic.Edit] {
        candidates.flatMap { line -> [Diagnostic.Edit] in
            guard mayHold(written.bytes[line.range]), !regions.isRewritten(line.range) else { return [] }
            let text = String(written.text(line))
            return find(text).map { edit(line, text, $0, $1) }
        }
    }

    private func span(_ range: Range<Int>) -> Span { Span(file: file, start: range.lowerBound, end: range.upperBound) }

    private func edit(
        _ line: SourceLines.Line, _ text: String, _ range: Range<String.UnicodeScalarView.Index>, _ replacement: String
    ) -> Diagnostic.Edit {
        let start = line.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let end = line.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.upperBound)
        return .init(Span(file: file, start: start, end: end), replacement)
    }

    private func finding(
        _ edits: [Diagnostic.Edit], at places: [Span]? = nil, _ what: Localized, _ how: Localized
    ) -> Diagnostic? {
        let places = places ?? edits.map(\.span)
        guard let first = places.first else { return nil }
        let count = places.count
        return Diagnostic(
            .wordPaste, at: first,
            Localized(es: "\(what.spanish): \(count)", en: "\(what.english): \(count)"),
            notes: places.dropFirst().prefix(5).map {
                .init(Localized(es: "también aquí", en: "here too"), at: $0)
            },
            fixes: [.init(how, safe: true, edits)])
    }
}
