import Diagnostics

extension Rule {
    /// Reports published text whose words call it internal although no mark does.
    package static let unmarkedInternal = Rule(
        "interno-sin-marca", .form, .warning,
        what: Localized(
            es: "Un título o una línea parece decir que algo es interno, y se publica para todos.",
            en: """
                A title, a heading or a line seems to say that something is internal, and it is published for \
                everybody.
                """),
        why: Localized(
            es: """
                «Claves (interno)» son palabras: solo cuentan «acceso: interno», «oficio: interno campo» y «## Claves \
                {acceso=interno}». Si es lo que se quiere decir, se escribe «oficio: permitir interno-sin-marca — \
                motivo».
                """,
            en: """
                “Keys (internal)” are words: only “access: internal”, “oficio: internal field” and “## Keys \
                {access=internal}” count. If that is what you mean, write “oficio: allow interno-sin-marca — reason”.
                """),
        fires: """
            === content/protocolos/apertura.md
            ---
            título: Apertura de la bóveda
            ---

            ## Claves (uso interno)

            Están en la caja roja.
            """,
        passes: """
            === content/protocolos/apertura.md
            ---
            título: Apertura de la bóveda
            ---

            ## Claves {acceso=interno}

            Están en la caja roja.
            """)
}
