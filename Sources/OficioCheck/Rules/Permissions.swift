import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a permission for a rule that reports nothing in the document.
    package static let idlePermission = Rule(
        "permiso-sin-uso", .form, .note,
        what: Localized(
            es: "Un documento silencia una regla que no señala nada en él.",
            en: "A document silences a rule that finds nothing in it."),
        why: Localized(
            es: "El permiso que sobra tapará mañana un defecto nuevo que nadie decidió admitir.",
            en: "A permission that is not needed will hide a new defect tomorrow that nobody decided to allow."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            oficio: permitir funcion-repetida — ya no se repite
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            vigencia: 2018-01-02
            revisión cada: 2 años
            oficio: permitir revision-vencida — lo revisa otra institución
            ---
            """)
}

enum Permissions {
    /// Returns findings about permissions that silenced nothing. `isUsed` tells whether a rule was silenced in a
    /// record.
    static func findings(_ corpus: Corpus, isUsed: (_ record: Int, _ code: String) -> Bool) -> [Diagnostic] {
        let known = Rule.catalogue.map(\.code)
        return corpus.records.indices.flatMap { index in
            corpus.records[index].permitted.filter { !isUsed(index, $0.code) }.map { permission in
                let nearest = known.contains(permission.code) ? nil : Suggestion.nearest(to: permission.code, in: known)
                return Diagnostic(
                    .idlePermission, at: permission.span,
                    Localized(
                        es: "la regla «\(permission.code)» no señala nada aquí",
                        en: "the rule “\(permission.code)” finds nothing here"),
                    label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
                    record: corpus.name(ofRecord: index))
            }
        }
    }
}
