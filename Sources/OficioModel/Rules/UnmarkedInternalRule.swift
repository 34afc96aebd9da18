import Diagnostics

extension Rule {
    /// Reports published text whose words call it internal although no mark does.
    package static let unmarkedInternal = Rule(
        "interno-sin-marca", .form, .warning,
        what: Localized(
            es: "Un título o una línea dice, o parece decir, que algo es interno, y ninguna marca lo oculta.",
            en: "A title, a heading or a line says or seems to say that something is internal, and no mark hides it."),
        why: Localized(
            es: """
                «Claves (interno)» son palabras: solo cuentan «acceso: interno», «oficio: interno campo» y «## Claves \
                {acceso=interno}». Las palabras que no pueden querer decir otra cosa son un error. Si es lo que se \
                quiere decir, se escribe «oficio: permitir interno-sin-marca — motivo».
                """,
            en: """
                “Keys (internal)” are words: only “access: internal”, “oficio: internal field” and “## Keys \
                {access=internal}” count. Words that cannot mean anything else are an error. If \
                that is what you mean, write “oficio: allow interno-sin-marca — reason”.
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
