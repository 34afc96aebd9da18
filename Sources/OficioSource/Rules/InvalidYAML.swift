import Diagnostics
extension Rule {
    /// Reports YAML syntax errors.
    package static let invalidYAML = Rule(
        "yaml-invalido", .form, .error,
        what: Localized(
            es: "El encabezado o el archivo YAML no se puede leer.",
            en: "The front matter or the YAML file cannot be read."),
        why: Localized(
            es: """
                Lo que sigue al error no se entiende y se perdería; por eso el documento no se publica hasta \
                corregirlo.
                """,
            en: """
                What follows the error cannot be read and would be lost, so the document is not published until the \
                error is corrected.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero: ventanilla
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: "Cajero: ventanilla"
            ---
            """)

    /// Reports tabs in YAML indentation.
    package static let tabIndentation = Rule(
        "sangria-con-tabulador", .form, .error,
        what: Localized(es: "Una línea de YAML empieza con un tabulador.", en: "A line of YAML begins with a tab."),
        why: Localized(
            es: """
                YAML solo admite espacios en la sangría; el tabulador no se ve y el resto del archivo no se puede \
                leer.
                """,
            en: """
                YAML allows only spaces for indentation; a tab is invisible, and the rest of the file cannot be read.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            supervisa:
            \t- auxiliar
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes:
              - Cortesía
            ---
            """)
}
