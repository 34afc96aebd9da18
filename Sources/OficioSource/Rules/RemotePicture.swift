import Diagnostics

extension Rule {
    /// Reports pictures on other web sites and pictures inside the text, which are not shown.
    package static let remotePicture = Rule(
        "imagen-remota", .form, .warning,
        what: Localized(
            es: "Una imagen está en otro sitio web, o escrita dentro del texto.",
            en: "A picture is on another website, or written inside the text."),
        why: Localized(
            es: """
                No se muestra: fallaría sin conexión, podría cambiar, y diría a otros quién lee la página; la que está \
                dentro del texto lleva metadatos que nadie ve. En su lugar se publica su descripción.
                """,
            en: """
                It is not shown: it would fail offline, could change, and would tell others who reads the page; one \
                inside the text has metadata that nobody sees. Its description is published instead.
                """
        ),
        fires: """
            === content/paginas/a.md
            ---
            título: Uno
            ---

            ![Plano](https://ejemplo.org/plano.png)
            """,
        passes: """
            === content/recursos/plano.png
            x
            === content/paginas/a.md
            ---
            título: Uno
            ---

            ![Plano](../recursos/plano.png)
            """)
}

enum RemotePicture {
    static func findings(_ blocks: [Block], in bytes: [UInt8], file: FileID) -> [Diagnostic] {
        var found: [Diagnostic] = []
        blocks.forEachText { text in
            for destination in pictures(text.inlines ?? []) {
                let span = locate(destination, in: text.span, bytes, file)
                let place =
                    isInside(destination)
                    ? Localized(es: "va dentro del texto", en: "inside the text")
                    : destination.hasPrefix("//") || destination.lowercased().hasPrefix("http")
                        ? Localized(es: "está en otro sitio", en: "on another website")
                        : Localized(es: "está fuera de «content»", en: "outside “content”")
                found.append(
                    Diagnostic(
                        .remotePicture, at: span,
                        Localized(
                            es: "la imagen \(place.spanish) y no se muestra",
                            en: "the picture is \(place.english) and is not shown"),
                        label: Localized(
                            es: "guárdela en «content/recursos/» y escriba su ruta",
                            en: "save it in “content/recursos/” and write its path")))
            }
        }
        return found
    }

    private static func pictures(_ inlines: [Inline]) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .image(let destination, _, _):
                return destination.hasPrefix("//") || hasScheme(destination) ? [destination] : []
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside), .link(_, _, let inside):
                return pictures(inside)
            case .text, .code, .reference, .softBreak, .lineBreak: return []
            }
        }
    }

    /// Whether a destination begins with a scheme such as `https:`, `file:` or `data:`. One letter before the colon is
    /// a drive of Windows.
    private static func hasScheme(_ destination: String) -> Bool {
        let scheme = destination.prefix { $0 != ":" }
        return scheme.count > 1 && scheme.count < destination.count && scheme.first?.isLetter ?? false
            && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }

    private static func isInside(_ destination: String) -> Bool { destination.lowercased().hasPrefix("data:") }

    private static func locate(_ words: String, in span: Span, _ bytes: [UInt8], _ file: FileID) -> Span {
        let wanted = Array(words.utf8)
        let range = span.range.clamped(to: 0..<bytes.count)
        for start in range
        where start + wanted.count <= range.upperBound && bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
            return Span(file: file, start: start, end: start + wanted.count)
        }
        return span
    }
}
