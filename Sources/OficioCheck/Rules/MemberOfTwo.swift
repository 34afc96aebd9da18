import Diagnostics

extension Rule {
    /// Reports a document that is a member of two manuals. `MemberControl` finds it.
    package static let memberOfTwo = Rule(
        "miembro-de-dos-manuales", .identity, .error,
        what: Localized(
            es: "Un documento es miembro de dos manuales.",
            en: "A document is a member of two manuals."),
        why: Localized(
            es: "No se sabría qué código y qué versión lo gobiernan.",
            en: "Nobody could tell which code and version govern it."),
        fires: """
            === content/manuales/puestos.md
            ---
            título: Manual de puestos
            código: M-01
            miembros: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            === content/manuales/otro.md
            ---
            título: Otro manual
            código: M-02
            miembros: [cajero]
            ---
            """,
        passes: """
            === content/manuales/puestos.md
            ---
            título: Manual de puestos
            código: M-01
            miembros: [cajero]
            ---
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            """)
}
