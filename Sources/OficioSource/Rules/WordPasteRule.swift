import Diagnostics

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
