import Diagnostics
import OficioBasics

extension Rule {
    /// Reports bullets, numbers and characters that a word processor left in a text.
    package static let wordPaste = Rule(
        "pegado-de-word", .form, .warning,
        what: Localized(
            es: "El texto trae viñetas, números o signos de un procesador de textos.",
            en: "The text has bullets, numbers or signs from a word processor."),
        why: Localized(
            es: """
                Una viñeta pegada no hace una lista: las funciones quedan en un solo párrafo y no salen en el \
                puesto. «oficio check --fix» hace listas de verdad.
                """,
            en: """
                A pasted bullet does not make a list: functions end up in one paragraph and do not appear in the \
                job. “oficio check --fix” makes real lists.
                """
        ),
        fires: """
            === content/puestos/a.md
            ---
            título: Uno
            ---

            ## Funciones

            \u{F0B7}\tAtender al público.
            \u{F0B7}\tCobrar.
            """,
        passes: """
            === content/puestos/a.md
            ---
            título: Uno
            ---

            ## Funciones

            - Atender al público.
            - Cobrar.
            """)
}

/// Finds remains of a word processor. Reports each kind once per file, with one fix for all its occurrences.
struct WordPaste {
    private let written: SourceLines
    private let file: FileID
    /// The lines that hold a tab or the first byte of a sign. All other lines need no closer look.
    private let candidates: [SourceLines.Line]

    private init(_ written: SourceLines, _ file: FileID) {
        self.written = written
        self.file = file
        candidates = written.bytes.withUnsafeBufferPointer { bytes in
            // The last search: where it began and what it returned. Most lines lie between the two.
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

    private static let candidateBytes = SpecialBytes([0x09, 0xC2, 0xE2, 0xEF])

    static func findings(_ written: SourceLines, file: FileID) -> [Diagnostic] {
        let paste = WordPaste(written, file)
        return [paste.bullets, paste.numbers, paste.blanks, paste.hyphens, paste.tabs, paste.quotes].compactMap(\.self)
    }

    // MARK: Lists

    /// The characters that people type as bullets. Word's own bullets are in U+F000…U+F0FF, where it maps the fonts
    /// Symbol and Wingdings.
    private static let signs: Set<Unicode.Scalar> = [
        "•", "▪", "▫", "■", "□", "●", "○", "◦", "‣", "⁃", "·", "►", "➢", "➤", "✓", "✔", "❖", "–", "—",
    ]

    private static func isFontBullet(_ scalar: Unicode.Scalar) -> Bool { (0xF000...0xF0FF).contains(scalar.value) }

    private var bullets: Diagnostic? {
        var edits: [Diagnostic.Edit] = []
        for line in candidates where mayHoldBullet(line) {
            let text = String(written.text(line))
            let scalars = text.unicodeScalars
            let start = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? scalars.endIndex
            guard start < scalars.endIndex else { continue }
            var end = scalars.index(after: start)
            let isBullet =
                Self.isFontBullet(scalars[start]) || Self.signs.contains(scalars[start]) || scalars[start] == "o"
            let gap = scalars[end...].prefix { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
            let isDash = scalars[start] == "–" || scalars[start] == "—"
            // Word writes bullets of the second level as the letter «o» and a tab.
            let isClear = scalars[start] == "o" ? gap.contains("\t") : !gap.isEmpty || Self.isFontBullet(scalars[start])
            if isBullet, isClear, line.isParagraph, !isDash || isRun(of: scalars[start], at: line) {
                end = gap.endIndex
                edits.append(edit(line, text, start..<end, isInItem(line) ? "" : "- "))
            }
            for place in scalars.indices where place >= end && Self.isFontBullet(scalars[place]) {
                edits.append(edit(line, text, place..<scalars.index(after: place), "•"))
            }
        }
        return finding(
            edits, Localized(es: "viñetas de un procesador de textos", en: "bullets from a word processor"),
            Localized(es: "hacer una lista con «- »", en: "make a list with “- ”"))
    }

    /// Whether a line begins with a sign beyond ASCII (their first bytes are C2, E2 or EF), begins with `o` and holds a
    /// tab, or holds a bullet from a symbol font.
    private func mayHoldBullet(_ line: SourceLines.Line) -> Bool {
        let bytes = written.bytes[line.range]
        guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
        if first == 0xC2 || first == 0xE2 || first == UInt8(ascii: "o") && bytes.contains(0x09) { return true }
        return bytes.contains(0xEF)
    }

    /// Whether another line of the paragraph starts with the same sign. A single dash opens direct speech or an aside,
    /// not a list.
    private func isRun(of sign: Unicode.Scalar, at line: SourceLines.Line) -> Bool {
        guard let paragraph = written.paragraphs.first(where: { written.lines[$0].contains { $0.range == line.range } })
        else { return false }
        return written.lines[paragraph].count {
            written.text($0).drop { $0 == " " || $0 == "\t" }.unicodeScalars.first == sign
        } > 1
    }

    /// Whether the line starts a list item and so has a marker already.
    private func isInItem(_ line: SourceLines.Line) -> Bool {
        guard line.isFirst else { return false }
        var place = line.range.lowerBound
        while place > 0, written.bytes[place - 1] == 0x20 || written.bytes[place - 1] == 0x09 { place -= 1 }
        return place > 0 && "-*+.)".utf8.contains(written.bytes[place - 1])
    }

    private var numbers: Diagnostic? {
        var edits: [Diagnostic.Edit] = []
        for paragraph in written.paragraphs {
            let marks = written.lines[paragraph].filter { $0.isParagraph && mayBeNumbered($0) }.compactMap { line in
                Self.mark(of: String(written.text(line))).map { (line, $0) }
            }
            // A single number may be a year or part of a law's name.
            guard marks.count > 1, marks.first?.0.isFirst == true else { continue }
            for (line, mark) in marks { edits.append(edit(line, String(written.text(line)), mark.range, mark.instead)) }
        }
        return finding(
            edits,
            Localized(es: "números o letras de lista escritos a mano", en: "list numbers or letters typed by hand"),
            Localized(es: "hacer una lista numerada", en: "make a numbered list"))
    }

    /// Whether a line begins with a digit, or with a lower-case letter and `)`; either may follow `(`.
    private func mayBeNumbered(_ line: SourceLines.Line) -> Bool {
        let (bytes, end) = (written.bytes, line.range.upperBound)
        var place = line.range.lowerBound
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        if place < end, bytes[place] == UInt8(ascii: "(") { place += 1 }
        guard place < end else { return false }
        if bytes[place] >= 0x30 && bytes[place] <= 0x39 { return true }
        return bytes[place] >= 0x61 && bytes[place] <= 0x7A && place + 1 < end && bytes[place + 1] == UInt8(ascii: ")")
    }

    /// The list marker at the start of a text that Markdown does not take for one (`1.-`, `1.Texto`, `1°`, `(1)`,
    /// `a)`), and its replacement; nil if there is none.
    private static func mark(of text: String) -> (range: Range<String.UnicodeScalarView.Index>, instead: String)? {
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? scalars.endIndex
        var rest = scalars[start...]
        if rest.first == "(" { rest = rest.dropFirst() }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        let letter = rest.first.map { ("a"..."z").contains($0) } ?? false
        if digits.isEmpty, letter {
            let after = rest.dropFirst()
            guard after.first == ")", after.dropFirst().first == " " || after.dropFirst().first == "\t" else {
                return nil
            }
            return (start..<start, "- ")
        }
        guard (1...2).contains(digits.count) else { return nil }
        let sign = rest[digits.endIndex...].prefix { ".-)°º–".unicodeScalars.contains($0) }
        guard !sign.isEmpty else { return nil }
        let gap = rest[sign.endIndex...].prefix { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        guard let first = rest[gap.endIndex...].first, first.properties.isAlphabetic else { return nil }
        return (start..<gap.endIndex, "\(String(String.UnicodeScalarView(digits))). ")
    }

    // MARK: Signs

    private var blanks: Diagnostic? {
        replacing(
            [("\u{A0}", " ")], Localized(es: "espacios de no separación", en: "no-break spaces"),
            Localized(es: "cambiarlos por espacios comunes", en: "replace with ordinary spaces"))
    }

    private var hyphens: Diagnostic? {
        replacing(
            [("\u{AD}", ""), ("\u{2011}", "-")],
            Localized(es: "guiones opcionales o de no separación", en: "soft or no-break hyphens"),
            Localized(
                es: "quitar los opcionales y poner guiones comunes", en: "remove the soft ones and use ordinary hyphens"
            ))
    }

    private var tabs: Diagnostic? {
        let tables = tabbedTables
        if !tables.isEmpty { return tableFinding(tables) }
        let found = edits(where: { $0.contains(0x09) }) { text in
            let inner = text.unicodeScalars.drop {
                $0 == " " || $0 == "\t" || Self.isFontBullet($0) || Self.signs.contains($0) || $0 == "o"
            }
            return inner.indices.filter { inner[$0] == "\t" }.map { ($0..<inner.index(after: $0), " ") }
        }
        return finding(
            found, Localized(es: "tabuladores dentro del texto", en: "tabs inside the text"),
            Localized(es: "cambiarlos por espacios", en: "replace with spaces"))
    }

    /// Runs of at least two lines that have the same number of tabs, as rows of a table do when they are pasted.
    private var tabbedTables: [[Range<Int>]] {
        guard written.bytes.contains(0x09) else { return [] }
        var tables: [[Range<Int>]] = []
        for paragraph in written.paragraphs {
            var run: [Range<Int>] = []
            var tabs = 0
            func flush() { if run.count > 1 { tables.append(run) } }
            for line in written.lines[paragraph] {
                let cells = Self.cells(String(written.text(line)))
                let isRow =
                    cells.count > 1 && cells.first?.hasSuffix(":") == false
                    && !(cells.first?.unicodeScalars.first.map(isBullet) ?? true)
                if !isRow || cells.count - 1 != tabs {
                    flush()
                    run = []
                }
                tabs = cells.count - 1
                if isRow { run.append(line.range) }
            }
            flush()
        }
        // Two columns of lettered or numbered items are a list.
        return tables.filter { rows in
            rows.contains { Self.cells(String(decoding: written.bytes[$0], as: UTF8.self)).count > 2 }
        }
    }

    private func isBullet(_ scalar: Unicode.Scalar) -> Bool { Self.isFontBullet(scalar) || Self.signs.contains(scalar) }

    private static func cells(_ line: String) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).trimmedASCII }
    }

    private func tableFinding(_ tables: [[Range<Int>]]) -> Diagnostic? {
        var edits: [Diagnostic.Edit] = []
        for rows in tables {
            for (number, row) in rows.enumerated() {
                let cells = Self.cells(String(decoding: written.bytes[row], as: UTF8.self)).map {
                    $0.replacing("|", with: "\\|")
                }
                var text = "| " + cells.joined(separator: " | ") + " |"
                if number == 0 { text = "\n" + text + "\n|" + String(repeating: " --- |", count: cells.count) }
                if number == rows.count - 1 { text += "\n" }
                edits.append(.init(Span(file: file, start: row.lowerBound, end: row.upperBound), text))
            }
        }
        return finding(
            edits, Localized(es: "filas de una tabla con tabuladores", en: "rows of a table set with tabs"),
            Localized(es: "hacer una tabla", en: "make a table"))
    }

    /// Curly quotes in attributes such as `{plazo=“5 días”}`; elsewhere they are correct.
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

    private func replacing(
        _ signs: [(sign: String, instead: String)], _ what: Localized, _ how: Localized
    ) -> Diagnostic? {
        let wanted = signs.map { (bytes: Array($0.sign.utf8), instead: $0.instead) }
        var edits: [Diagnostic.Edit] = []
        written.bytes.withUnsafeBufferPointer { bytes in
            for line in candidates {
                for place in line.range where bytes[place] == 0xC2 || bytes[place] == 0xE2 {
                    for (sign, instead) in wanted where bytes[place..<line.range.upperBound].starts(with: sign) {
                        edits.append(.init(Span(file: file, start: place, end: place + sign.count), instead))
                    }
                }
            }
        }
        return finding(edits, what, how)
    }

    // MARK: Findings

    private func edits(
        where mayHold: (ArraySlice<UInt8>) -> Bool,
        _ find: (String) -> [(Range<String.UnicodeScalarView.Index>, String)]
    ) -> [Diagnostic.Edit] {
        candidates.flatMap { line -> [Diagnostic.Edit] in
            guard mayHold(written.bytes[line.range]) else { return [] }
            let text = String(written.text(line))
            return find(text).map { edit(line, text, $0, $1) }
        }
    }

    private func edit(
        _ line: SourceLines.Line, _ text: String, _ range: Range<String.UnicodeScalarView.Index>, _ replacement: String
    ) -> Diagnostic.Edit {
        let start = line.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        let end = line.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.upperBound)
        return .init(Span(file: file, start: start, end: end), replacement)
    }

    private func finding(_ edits: [Diagnostic.Edit], _ what: Localized, _ how: Localized) -> Diagnostic? {
        guard let first = edits.first else { return nil }
        let count = edits.count
        return Diagnostic(
            .wordPaste, at: first.span,
            Localized(es: "\(what.spanish): \(count)", en: "\(what.english): \(count)"),
            notes: edits.dropFirst().prefix(5).map {
                .init(Localized(es: "también aquí", en: "here too"), at: $0.span)
            },
            fixes: [.init(how, safe: true, edits)])
    }
}
