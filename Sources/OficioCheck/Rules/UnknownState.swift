import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a document whose state is not one of the defined states.
    package static let unknownState = Rule(
        "estado-desconocido", .identity, .error,
        what: Localized(
            es: "El estado de un documento no es ninguno de los conocidos.",
            en: "A document's state is none of the known ones."),
        why: Localized(
            es: "Del estado depende si se publica como vigente.",
            en: "Whether it is published as in force depends on it."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            estado: vijente
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            estado: vigente
            ---
            """)
}

enum UnknownState {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        guard let field = context.corpus.fieldValue(context.corpus.records[index], .state),
            DeclaredState(field.value.plain) == nil
        else { return [] }
        let nearest = Suggestion.nearest(to: field.value.plain.folded, in: DeclaredState.words)
        return [
            Diagnostic(
                .unknownState, at: field.value.textSpan ?? field.span,
                Localized(
                    es: """
                        estado desconocido «\(field.value.plain)»: borrador, en revisión, vigente, derogado, \
                        sustituido o externo
                        """,
                    en: """
                        unknown state “\(field.value.plain)”: draft, in review, current, repealed, replaced or \
                        external
                        """
                ),
                label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
                record: context.corpus.name(ofRecord: index))
        ]
    }
}
