import Diagnostics
extension Rule {
    /// Reports front matter without a closing `---`.
    package static let unclosedFrontMatter = Rule(
        "encabezado-sin-cerrar", .form, .error,
        what: Localized(
            es: "El encabezado se abre con «---» y no se cierra.",
            en: "The front matter opens with “---” and is not closed."),
        why: Localized(
            es: "No se sabe dónde terminan los datos y dónde empieza el texto.",
            en: "There is no way to know where the fields end and the text begins."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            """)

    /// Reports front matter inside a code block.
    package static let fencedFrontMatter = Rule(
        "encabezado-en-bloque-de-codigo", .form, .error,
        what: Localized(
            es: "El encabezado está dentro de un bloque de código.", en: "The front matter is inside a code block."),
        why: Localized(
            es: "Así es un ejemplo y no los datos del documento; suele venir de copiar de una página web.",
            en: """
                That makes it an example instead of the fields of the document; it usually comes from copying a web \
                page.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ```yaml
            ---
            título: Cajero
            ---
            ```
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            """)
}
