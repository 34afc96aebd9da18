import Diagnostics

extension Rule {
    /// Reports comments that the published page would show, or that hide words.
    package static let publishedComment = Rule(
        "comentario-publicado", .form, .error,
        what: Localized(
            es: """
                Un comentario se publicaría como texto, o esconde palabras que no son suyas: «<!-- … -->» donde no lo \
                es, y «{>> … <<}», «%% … %%» o «||…||», que son de otros programas.
                """,
            en: """
                A comment would be published as text, or hides words that are not its own: “<!-- … -->” where it is \
                none, and “{>> … <<}”, “%% … %%” or “||…||”, which belong to other programs.
                """),
        why: Localized(
            es: """
                Solo es comentario en un texto con formato: dentro de una frase, o solo en sus líneas. En un dato de \
                una línea, o al principio de un párrafo, se leería entero.
                """,
            en: """
                It is a comment only in formatted text: inside a sentence, or alone on its lines. In a short fact, \
                or at the beginning of a paragraph, readers would see all of it.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Objetivo

            <!-- preguntar al jefe --> Cobrar los aranceles.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Objetivo

            <!-- preguntar al jefe -->

            Cobrar los aranceles.
            """)
}

/// Finds HTML comments that the published page would show.
package enum PublishedComment {
    /// Returns the finding for a comment in the text at a span.
    package static func diagnostic(at span: Span) -> Diagnostic {
        Diagnostic(
            .publishedComment, at: span,
            Localized(
                es: """
                    el comentario no quedaría oculto: póngalo solo en sus líneas, con una línea en blanco detrás, o \
                    bórrelo
                    """,
                en: """
                    the comment would not stay hidden: put it on lines of its own, with a blank line behind, or \
                    delete it
                    """
            ))
    }

    /// Returns the finding for a comment, or for words that another program hides, in a text of settings or forms;
    /// nil for none.
    package static func finding(inSetting text: String, at span: Span) -> Diagnostic? {
        guard text.contains("<!--") || ForeignSyntax.hidesWords(in: text) else { return nil }
        return Diagnostic(
            .publishedComment, at: span,
            Localized(
                es: "el comentario se publicaría: bórrelo, o escríbalo detrás de «#», fuera del texto",
                en: "the comment would be published: delete it, or write it behind “#”, outside of the text"))
    }

    /// Whether a text, apart from code, shows `<!--` to readers without an escape.
    package static func occurs(in text: Text) -> Bool {
        guard text.source.contains("<!--") else { return false }
        guard let inlines = text.inlines else { return true }
        // Authors who write `<` as an entity or with a backslash want the signs to be shown.
        let escaped = ["\\<!--", "&lt;!--", "&#60;!--", "&#x3c;!--"].map { count($0, in: text.source.lowercased()) }
        return count(in: inlines) > escaped.reduce(0, +)
    }

    /// Returns the spans of the texts in blocks, apart from code, that show `<!--` to readers without an escape.
    package static func spans(in blocks: [Block]) -> [Span] {
        blocks.flatMap { block -> [Span] in
            switch block {
            case .paragraph(let text), .heading(_, let text): occurs(in: text) ? [text.span] : []
            case .list(let list): list.items.flatMap { spans(in: $0.blocks) }
            case .quote(let inside, _): spans(in: inside)
            case .table(let table):
                (table.header + table.rows.flatMap(\.cells)).filter { occurs(in: $0) }.map(\.span)
            case .code, .rule: []
            }
        }
    }

    private static func count(in inlines: [Inline]) -> Int {
        inlines.reduce(0) { sum, inline in
            switch inline {
            case .text(let words): sum + count("<!--", in: words)
            case .reference(_, let label): sum + (label.map { count("<!--", in: $0) } ?? 0)
            case .image(_, _, let alternative): sum + count("<!--", in: alternative)
            case .link(_, _, let inside), .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
                sum + count(in: inside)
            case .code, .softBreak, .lineBreak: sum
            }
        }
    }

    private static func count(_ sign: String, in text: String) -> Int { text.ranges(of: sign).count }

    /// Returns the text of an HTML block without its comments; nil if a comment is not closed.
    static func withoutComments(_ html: String) -> String? {
        var rest = Substring(html)
        var words = ""
        while let open = rest.firstRange(of: "<!--") {
            words += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "-->") else { return nil }
            rest = rest[close.upperBound...]
        }
        return words + rest
    }
}
