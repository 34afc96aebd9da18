import Diagnostics

extension Rule {
    /// Reports words beside a reference in a field that publishes only the reference.
    package static let wordsBesideReference = Rule(
        "palabras-junto-a-referencia", .form, .warning,
        what: Localized(
            es: "Junto a una referencia hay palabras que no se publican.",
            en: "Beside a reference there are words that are not published."),
        why: Localized(
            es: "El lector no las vería. Se escriben dentro, «[[cajero|el cajero de turno]]», o en otro dato.",
            en: "Readers would not see them. Write them inside, “[[cashier|the cashier on duty]]”, or in another field."
        ),
        fires: """
            === content/puestos/jefe.md
            ---
            título: Jefe
            ---
            === content/protocolos/cobro.md
            ---
            título: Cobro
            responsable: "[[jefe]] y su equipo"
            ---
            """,
        passes: """
            === content/puestos/jefe.md
            ---
            título: Jefe
            ---
            === content/protocolos/cobro.md
            ---
            título: Cobro
            responsable: "[[jefe|Jefe y su equipo]]"
            ---
            """)

    /// Reports a reference that leads to no document, or to no form.
    package static let unknownReference = Rule(
        "referencia-desconocida", .relations, .error,
        what: Localized(es: "Una referencia no lleva a ningún documento.", en: "A reference leads to no document."),
        why: Localized(
            es: """
                El lector llegaría a una página que no existe. Lo que existe fuera del manual se declara con \
                «estado: externo».
                """,
            en: """
                A reader would reach a page that does not exist. What exists outside the manual is declared with \
                “state: external”.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-cajaa
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: jefe-caja
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            """)
}
