import Diagnostics
import OficioBasics

extension Rule {
    /// Reports markup of another program, such as `!!! note`.
    package static let foreignSyntax = Rule(
        "sintaxis-ajena", .form, .warning,
        what: Localized(
            es: "El texto lleva signos que otro programa entiende y este no, o entiende de otro modo.",
            en: "The text has signs that another program understands, and this one does not or reads otherwise."),
        why: Localized(
            es: "El lector vería los signos, o un texto tachado. Cada aviso dice qué se escribe en su lugar.",
            en: "Readers would see the signs, or words struck through. Each finding says what to write instead."),
        fires: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            !!! note "Nota"
                Traiga su cédula.

            [TOC]
            """,
        passes: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            > [!NOTE]
            > Traiga su cédula.
            """)
}

enum ForeignSyntax {
    private struct Notation {
        let name: String
        let instead: Localized
        /// Whether the program that defines the notation hides the words, at least until the reader asks for them.
        var hides = false
        /// Whether the notation may also occur in rows of tables.
        var isInTables = false
        /// The message in place of the usual one, that the signs are published as typed.
        var message: Localized?
        var isError = false
        let isFound: @Sendable (Substring) -> Bool
    }

    private static let callout = Localized(
        es: "escriba «> [!NOTE]» y el texto con «> » delante", en: "write “> [!NOTE]”, and the text after “> ”")
    private static let nothing = Localized(
        es: "bórrelo: una página larga muestra su índice por sí sola",
        en: "delete it: a long page shows its contents by itself")
    private static let plain = Localized(
        es: "aquí no se ejecuta nada: escriba el texto mismo, o un enlace «[[id]]»",
        en: "nothing is executed here: write the text itself, or a link “[[id]]”")

    private static let comment = Localized(
        es: "se publica lo que dice: un comentario se escribe «<!-- … -->»",
        en: "what it says is published: write a comment as “<!-- … -->”")

    private static let kinds: [Notation] = [
        Notation(
            name: "<<<<<<<", instead: GitConflict.advice, message: GitConflict.message, isError: true,
            isFound: GitConflict.begins),
        Notation(name: "!!! note", instead: callout) {
            $0.hasPrefix("!!! ") || $0.hasPrefix("??? ") || $0.hasPrefix("???+ ")
        },
        Notation(name: ":::", instead: callout) { $0.hasPrefix(":::") },
        Notation(name: "[TOC]", instead: nothing) {
            ["[toc]", "[[_toc_]]", "[[toc]]", "{{toc}}", "{:toc}"].contains($0.lowercased())
        },
        Notation(name: "%% %%", instead: comment, hides: true, isInTables: true) { line in
            guard let open = line.firstRange(of: "%%") else { return false }
            // A `%%` comment either spans lines, with a delimiter alone on its line, or opens and closes on one line.
            return line.allSatisfy { $0 == "%" || $0 == " " } || line[open.upperBound...].contains("%%")
        },
        Notation(name: "{>> <<}", instead: comment, hides: true, isInTables: true) { $0.contains("{>>") },
        Notation(name: "|| ||", instead: comment, hides: true, isFound: isSpoiler),
        Notation(name: "{{! }}", instead: comment, hides: true, isInTables: true) {
            $0.contains("{{!") || $0.contains("{#") && $0.contains("#}")
        },
        Notation(name: "{{ }}", instead: plain) { $0.contains("{{<") || $0.contains("{{%") },
        Notation(name: "{% %}", instead: plain) { $0.contains("{%") && !$0.contains("{{%") },
        Notation(
            name: "{: }",
            instead: Localized(es: "bórrelo: el aspecto lo da el tema", en: "delete it: the theme gives the look")
        ) { $0.hasPrefix("{:") && $0.hasSuffix("}") && $0.lowercased() != "{:toc}" },
        Notation(
            name: ": definición",
            instead: Localized(
                es: "escriba «- **Término**: definición»", en: "write “- **Term**: definition”")
        ) { $0.hasPrefix(": ") },
        Notation(
            name: "$$",
            instead: Localized(
                es: "escriba la fórmula con palabras, o como imagen", en: "write the formula in words, or as a picture")
        ) { $0.hasPrefix("$$") },
        Notation(
            name: "^[ ]",
            instead: Localized(
                es: "escriba «[^1]» y debajo «[^1]: la nota»", en: "write “[^1]” and below “[^1]: the note”")
        ) { $0.contains("^[") },
        Notation(
            name: "[!…]",
            instead: Localized(
                es: "se entienden «[!NOTE]», «[!TIP]», «[!IMPORTANT]», «[!WARNING]» y «[!CAUTION]»",
                en: "“[!NOTE]”, “[!TIP]”, “[!IMPORTANT]”, “[!WARNING]” and “[!CAUTION]” are understood")
        ) { line in
            // A picture inside a link is Markdown: `[![logo](logo.png)](https://…)`.
            guard line.hasPrefix("[!"), !line.hasPrefix("[!["), let close = line.firstIndex(of: "]") else {
                return false
            }
            return !Callout.isKind(String(line.dropFirst(2).prefix(upTo: close)))
        },
        Notation(
            name: "x^2^",
            instead: Localized(es: "escriba el signo mismo: «x²»", en: "write the sign itself: “x²”"), isInTables: true
        ) { isBetween("^", $0) },
        Notation(
            name: "H~2~O",
            instead: Localized(
                es: "escriba el signo mismo: «H₂O»; para que se vea «~», escriba «\\~»",
                en: "write the sign itself: “H₂O”; to show “~”, write “\\~”"),
            isInTables: true,
            message: Localized(
                es: "«H~2~O» se publica tachado: dos signos «~» tachan lo que hay entre ellos",
                en: "“H~2~O” is published struck through: two “~” strike out what stands between them")
        ) { strikesInsideWord($0) },
        Notation(
            name: "| - [ ] |",
            instead: Localized(
                es: "una celda no lleva listas: escriba «☐» o «☑», y «<br>» entre una línea y otra",
                en: "a cell holds no lists: write “☐” or “☑”, and “<br>” between its lines"),
            isInTables: true,
            message: Localized(
                es: "«- [ ]» dentro de una celda se publica tal cual",
                en: "“- [ ]” in a cell is published as typed")
        ) { $0.hasPrefix("|") && ["| - [ ] ", "| - [x] ", "| - [X] "].contains(where: $0.contains) },
        Notation(
            name: "**",
            instead: Localized(
                es: "negrita: «**palabras**», sin espacios por dentro; un punto de una lista: «- »",
                en: "bold type: “**words**”, without spaces inside; an item of a list: “- ”"),
            isInTables: true,
            message: Localized(
                es: "«**» se publica tal cual: no abre ni cierra ninguna negrita",
                en: "“**” is published as typed: it neither begins nor ends bold type")
        ) { line in
            line.contains { $0.isLetter } && Array(line.utf8).withUnsafeBufferPointer(LooseStars.occur)
        },
        Notation(
            name: "![[ ]]",
            instead: Localized(
                es: "escriba «![qué muestra](../recursos/imagen.png)»",
                en: "write “![what it shows](../recursos/picture.png)”")
        ) { $0.hasPrefix("![[") },
        Notation(
            name: "\\newpage",
            instead: Localized(
                es: "bórrelo: las páginas las reparte el formato", en: "delete it: the form arranges the pages")
        ) { $0.hasPrefix("\\newpage") || $0.hasPrefix("\\pagebreak") },
        Notation(name: "--8<--", instead: plain) { $0.hasPrefix("--8<--") || $0.hasPrefix("!include ") },
        Notation(
            name: "==texto==",
            instead: Localized(es: "escriba «**texto**»", en: "write “**text**”")
        ) { line in
            guard let open = line.firstRange(of: "=="), line.first != "=" else { return false }
            let rest = line[open.upperBound...]
            guard let next = rest.first, next != "=", next != " ", let close = rest.firstRange(of: "==") else {
                return false
            }
            return close.lowerBound > rest.startIndex
        },
        Notation(
            name: "*[SIGLA]:",
            instead: Localized(es: "declare la sigla en el glosario", en: "declare the acronym in the glossary")
        ) { $0.hasPrefix("*[") && $0.contains("]: ") },
    ]

    /// Whether a line of a text has words that another program hides: `%% … %%`, `{>> … <<}`.
    static func hidesWords(in text: String) -> Bool {
        text.split(whereSeparator: \.isNewline).contains { line in
            let words = line.drop { $0 == " " }
            return kinds.contains { $0.hides && $0.isFound(words) }
        }
    }

    static func findings(_ written: SourceLines, _ blocks: [Block], file: FileID) -> [Diagnostic] {
        var found: [Diagnostic] = []
        let doubtful = written.bytes.withUnsafeBufferPointer { bytes in
            written.lines.filter { mayHold(bytes, $0.range) }
        }
        let rows = written.bytes.withUnsafeBufferPointer { bytes in
            written.tableLines.filter { mayHold(bytes, $0.range) }
        }
        for kind in doubtful.isEmpty && rows.isEmpty ? [] : kinds {
            let lines = kind.isInTables ? doubtful + rows : doubtful
            let places = lines.filter { line in
                let text = written.text(line).drop { $0 == " " }
                return kind.isFound(text) && kind.isFound(Substring(String(text).withoutCode))
            }.map {
                Span(file: file, start: $0.range.lowerBound, end: $0.range.upperBound)
            }
            if let finding = finding(kind, places) { found.append(finding) }
        }
        let diagrams = Self.diagrams(blocks)
        if diagrams.isEmpty { return found }
        for name in Set(diagrams.map(\.name)).sorted() {
            let instead = Localized(
                es: """
                    guarde el dibujo como imagen en «content/recursos/» y escriba «![qué \
                    muestra](../recursos/dibujo.svg)»
                    """,
                en: """
                    save the drawing as a picture in “content/recursos/” and write “![what it \
                    shows](../recursos/drawing.svg)”
                    """
            )
            let kind = Notation(name: name, instead: instead) { _ in false }
            if let finding = finding(kind, diagrams.filter { $0.name == name }.map(\.span)) {
                found.append(finding)
            }
        }
        return found
    }

    /// Whether a line has one to four letters or figures between two single signs, directly behind a letter or figure,
    /// as in `x^2^`.
    @Sendable private static func isBetween(_ sign: Character, _ line: Substring) -> Bool {
        let parts = line.split(separator: sign, omittingEmptySubsequences: false)
        return parts.indices.dropFirst().dropLast().contains { index in
            (1...4).contains(parts[index].count) && parts[index].allSatisfy { $0.isLetter || $0.isNumber }
                && parts[index - 1].last.map { $0.isLetter || $0.isNumber } ?? false
        }
    }

    /// Whether a line has text between two single tildes, the first of which stands behind a letter or figure, as in
    /// `H~2~O` or `5~10 y 20~30`. Markdown strikes that text out. Tildes around whole words are meant to.
    @Sendable private static func strikesInsideWord(_ line: Substring) -> Bool {
        let signs = line.indices.filter { place in
            guard line[place] == "~" else { return false }
            let before = place == line.startIndex ? nil : line[line.index(before: place)]
            let next = line.index(after: place)
            return before != "~" && before != "\\" && (next == line.endIndex || line[next] != "~")
        }
        guard signs.count > 1 else { return false }
        func isWord(_ letter: Character?) -> Bool { letter.map { $0.isLetter || $0.isNumber } ?? false }
        func before(_ place: Substring.Index) -> Character? {
            place == line.startIndex ? nil : line[line.index(before: place)]
        }
        return zip(signs, signs.dropFirst()).contains { open, close in
            let next = line[line.index(after: open)]
            return isWord(before(open)) && !next.isWhitespace && before(close)?.isWhitespace == false
        }
    }

    /// Whether a line has words between a pair of double bars, `||…||`, without a blank next to the bars.
    @Sendable private static func isSpoiler(_ line: Substring) -> Bool {
        let parts = line.split(separator: "||", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return false }
        return stride(from: 1, to: parts.count, by: 2).contains { index in
            let part = parts[index]
            return part.first != " " && part.last != " " && part.contains { $0.isLetter || $0.isNumber }
        }
    }

    /// Whether a line may contain a notation: it begins with the first two characters of a notation, or holds `==`,
    /// `%%`, `||`, `^[`, `{{`, `{%`, `{#`, `{>`, `^` or `~` behind a letter or figure, a loose `**` or `| - [`. This
    /// quick filter skips most lines.
    private static func mayHold(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, bytes[start] == 0x20 { start += 1 }
        guard start + 1 < line.upperBound else { return false }
        if mayBegin(bytes[start], bytes[start + 1]) { return true }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<line.upperBound])
        var place = 0
        while case let found = signs.first(in: line, from: place), found < line.count {
            place = found + 1
            let sign = line[found], next = place < line.count ? line[place] : 0
            switch sign {
            case UInt8(ascii: "="), UInt8(ascii: "%"): if next == sign { return true }
            case UInt8(ascii: "{"): if next == sign || "%#>".utf8.contains(next) { return true }
            default:
                if sign == UInt8(ascii: "^"), next == UInt8(ascii: "[") { return true }
                if found > 0, case let before = line[found - 1], before | 0x20 >= 0x61 || 0x30...0x39 ~= before {
                    return true
                }
            }
        }
        if LooseStars.occur(in: line) { return true }
        place = 0
        while case let found = bars.first(in: line, from: place), found < line.count {
            place = found + 1
            guard place < line.count else { break }
            if line[place] == UInt8(ascii: "|") { return true }
            if place + 3 < line.count, line[place + 1] == UInt8(ascii: "-"), line[place + 3] == UInt8(ascii: "[") {
                return true
            }
        }
        return false
    }

    private static let signs = ByteSet(Array("=%{^~".utf8))
    private static let bars = ByteSet([UInt8(ascii: "|")])

    private static func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "!"):
            second == UInt8(ascii: "!") || second == UInt8(ascii: "i") || second == UInt8(ascii: "[")
        case UInt8(ascii: ":"): second == first || second == 0x20
        case UInt8(ascii: "\\"): second == UInt8(ascii: "n") || second == UInt8(ascii: "p")
        case UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "|"), UInt8(ascii: "<"):
            second == first
        case UInt8(ascii: "["): second == first || second == UInt8(ascii: "!") || second | 0x20 == UInt8(ascii: "t")
        case UInt8(ascii: "{"): true
        case UInt8(ascii: "*"): second == UInt8(ascii: "[")
        default: false
        }
    }

    private static func finding(_ kind: Notation, _ places: [Span]) -> Diagnostic? {
        guard let first = places.first else { return nil }
        let name = kind.name
        let count = places.count
        let message =
            kind.message
            ?? Localized(
                es: "«\(name)» es de otro programa: se publica tal cual",
                en: "“\(name)” belongs to another program: it is published as typed")
        let isCounted = count > 1 && !kind.isError
        var found = Diagnostic(
            kind.hides ? .publishedComment : .foreignSyntax, at: first,
            Localized(
                es: message.spanish + (isCounted ? " (\(count) veces)" : ""),
                en: message.english + (isCounted ? " (\(count) times)" : "")),
            label: kind.instead,
            notes: places.dropFirst().prefix(5).map { .init(Localized(es: "también aquí", en: "here too"), at: $0) })
        if kind.isError { found.severity = .error }
        return found
    }

    private static func diagrams(_ blocks: [Block]) -> [(name: String, span: Span)] {
        blocks.flatMap { block -> [(name: String, span: Span)] in
            switch block {
            case .code(_, let info, let span):
                let name = info.split(separator: " ").first.map { $0.lowercased() } ?? ""
                return ["mermaid", "plantuml", "dot", "graphviz", "math"].contains(name) ? [(name, span)] : []
            case .quote(let inside, _): return diagrams(inside)
            case .list(let list): return list.items.flatMap { diagrams($0.blocks) }
            case .paragraph, .heading, .table, .rule: return []
            }
        }
    }
}
