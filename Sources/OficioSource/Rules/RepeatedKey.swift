import Diagnostics
extension Rule {
    /// Reports a key that occurs twice in one mapping.
    package static let repeatedKey = Rule(
        "clave-repetida", .form, .error,
        what: Localized(
            es: "Una clave aparece dos veces en el mismo bloque.", en: "A key occurs twice in the same block."),
        why: Localized(
            es: "Solo uno de los dos valores se publicaría, y nadie sabría cuál.",
            en: "Only one of the two values would be published, and nobody would know which."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            clase: 04
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            clase: 03
            ---
            """)
}

enum RepeatedKey {
    static func diagnostic(_ key: String, at span: Span, first: Span) -> Diagnostic {
        Diagnostic(
            .repeatedKey, at: span,
            Localized(es: "«\(key)» ya está escrito más arriba", en: "“\(key)” is already written above"),
            notes: [.init(Localized(es: "la primera vez, aquí", en: "first here"), at: first)])
    }
}
