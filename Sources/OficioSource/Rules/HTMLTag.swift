import Diagnostics
extension Rule {
    /// Reports HTML tags in a source.
    package static let htmlTag = Rule(
        "etiqueta-html", .form, .warning,
        what: Localized(
            es: "Hay una etiqueta HTML en el texto; se muestra tal cual.",
            en: "There is an HTML tag in the text; it is shown as typed."),
        why: Localized(
            es: "Por seguridad las etiquetas no se interpretan (salvo <br>); el lector vería los signos. Use Markdown.",
            en: "For safety, tags other than <br> are not interpreted; a reader would see the signs. Use Markdown."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Misión

            Cobrar con <b>cuidado</b> los aranceles.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Misión

            Cobrar con **cuidado** los aranceles.
            """)
}

enum HTMLTag {
    static func diagnostic(_ tag: String, at span: Span) -> Diagnostic {
        let shown = tag.count > 40 ? String(tag.prefix(40)) + "…" : tag
        return Diagnostic(
            .htmlTag, at: span,
            Localized(
                es: "«\(shown.trimmedASCII)» se mostrará tal cual", en: "“\(shown.trimmedASCII)” will be shown as typed"
            ))
    }
}
