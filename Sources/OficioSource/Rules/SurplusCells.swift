import Diagnostics
extension Rule {
    /// Reports table rows with more cells than the header.
    package static let surplusCells = Rule(
        "celdas-de-mas", .form, .error,
        what: Localized(
            es: "Una fila tiene más celdas que el encabezado de su tabla.",
            en: "A row has more cells than the header of its table."),
        why: Localized(
            es: "Lo que sobra no se publicaría. Suele ser una barra dentro del texto: se escribe «\\|».",
            en: "The extra cells would not be published. The cause is usually a bar inside the text: write it “\\|”."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Habilidades

            | Habilidad | Nivel |
            |---|---|
            | Cálculo | 80 | 90 |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Habilidades

            | Habilidad | Nivel |
            |---|---|
            | Cálculo \\| caja | 80 |
            """)
}

enum SurplusCells {
    static func diagnostic(cells: Int, columns: Int, at span: Span) -> Diagnostic {
        Diagnostic(
            .surplusCells, at: span,
            Localized(
                es: "la fila tiene \(cells) celdas y la tabla \(columns) \(columns == 1 ? "columna" : "columnas")",
                en: "the row has \(cells) cells, but the table has \(columns) \(columns == 1 ? "column" : "columns")"),
            label: Localized(
                es: "si la barra es parte del texto, escriba «\\|»", en: "if the bar belongs to the text, write “\\|”"))
    }
}
