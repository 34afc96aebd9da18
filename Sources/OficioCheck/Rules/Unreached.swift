import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a protocol or standard that no document leads to and that names nobody it binds.
    package static let unreached = Rule(
        "documento-de-nadie", .procedures, .note,
        what: Localized(
            es: "Ningún puesto, protocolo ni lista lleva a este protocolo o estándar, y no dice a quién obliga.",
            en: "No job, protocol or checklist leads to this protocol or standard, and it names nobody it binds."),
        why: Localized(
            es: "Se cumple lo que alguien sabe que le toca; un documento al que nada lleva solo se encuentra buscando.",
            en: """
                People follow what they know concerns them; a document that nothing leads to is found by searching \
                alone.
                """
        ),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            1. Cobrar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            1. Cobrar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Aplicar [[cobro]].
            """)
}

enum Unreached {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.records.contains(where: { corpus.schema.types[$0.type].key == .job }) else { return [] }
        var reached: Set<Int> = []
        let links = corpus.links
        for (source, links) in links.enumerated() {
            for link in links.links where link.target != source { reached.insert(link.target) }
        }
        return corpus.records.indices.compactMap { index in
            let type = corpus.type(of: index).key
            guard type == .protocol || type == .standard, !reached.contains(index),
                !corpus.isExternal(corpus.records[index]), corpus.declaredState(corpus.records[index]) != .draft
            else { return nil }
            let binds = links[index].links.contains { link in
                link.field.map {
                    [FieldKey.audience, .appliesTo, .steps].contains(corpus.type(of: index).fields[$0].key)
                } == true
            }
            guard !binds else { return nil }
            return Diagnostic(
                .unreached, at: corpus.records[index].span,
                Localized(
                    es: "nada lleva a «\(corpus.records[index].title)»",
                    en: "nothing leads to “\(corpus.records[index].title)”"),
                label: Localized(
                    es: "nómbrelo con «[[\(corpus.records[index].id)]]» en el puesto o el documento que lo usa",
                    en: "name it as “[[\(corpus.records[index].id)]]” in the job or the document that uses it"),
                record: corpus.name(ofRecord: index))
        }
    }
}
