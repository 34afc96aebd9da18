import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an onboarding item that leads to a draft or a repealed document.
    package static let itemOutOfForce = Rule(
        "documento-sin-vigor", .procedures, .warning,
        what: Localized(
            es: "Una lista de incorporación manda a un documento derogado o en borrador.",
            en: "An onboarding checklist sends people to a repealed document or a draft."),
        why: Localized(
            es: "Quien empieza aprende lo que ya no se hace, o lo que todavía no.",
            en: "Newcomers learn what is no longer done, or not yet."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            estado: derogado
            ---
            === content/incorporacion/cajeros.md
            ---
            título: Cajeros
            ---

            ## Actividades

            | Actividad | Documento |
            |---|---|
            | Leer el protocolo. | [[cobro]] |
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            estado: vigente
            ---
            === content/incorporacion/cajeros.md
            ---
            título: Cajeros
            ---

            ## Actividades

            | Actividad | Documento |
            |---|---|
            | Leer el protocolo. | [[cobro]] |
            """)
}

enum ItemOutOfForce {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.type(of: index).key == .checklist else { return [] }
        return context.mentions[index].compactMap { mention in
            guard let target = mention.resolution.record,
                let state = corpus.words(corpus.records[target], .state)?.folded,
                let declared = DeclaredState(state), [.draft, .repealed, .replaced].contains(declared)
            else { return nil }
            let title = corpus.records[target].title
            return Diagnostic(
                .itemOutOfForce, at: mention.span,
                Localized(es: "«\(title)» está en estado \(state)", en: "“\(title)” is \(state)"),
                record: corpus.name(ofRecord: index)
            )
        }
    }
}
