import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a job that reports to a unit instead of a post.
    package static let reportsToUnit = Rule(
        "reporta-a-unidad", .relations, .note,
        what: Localized(
            es: "Un puesto reporta a una unidad y no a un puesto.",
            en: "A job reports to a unit, not to a post."),
        why: Localized(
            es: "El lector no sabe a qué persona acudir; si la unidad tiene jefatura, suele ser ella.",
            en: "The reader does not know which person to turn to; usually the head of the unit."),
        fires: """
            === content/unidades.yaml
            elementos:
              - {id: tesoreria, título: Tesorería}
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: tesoreria
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            """,
        passes: """
            === content/unidades.yaml
            elementos:
              - {id: tesoreria, título: Tesorería}
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

extension Rule {
    /// Reports a job that names several posts under *reports to*.
    package static let manyBosses = Rule(
        "varias-jefaturas", .relations, .note,
        what: Localized(es: "Un puesto reporta a más de uno.", en: "A job reports to more than one."),
        why: Localized(
            es: "Puede ser a propósito (según dónde se trabaje); conviene que el texto diga cuál en cada caso.",
            en: "It may be on purpose (depending on the place of work); the text should say which applies when."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            reporta a: [jefe-caja, gerente]
            ---
            === content/puestos/jefe-caja.md
            ---
            título: Jefe de Caja
            ---
            === content/puestos/gerente.md
            ---
            título: Gerente
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

enum ReportsTo {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .job else { return [] }
        let above = context.mentions[index].filter { mention in
            !mention.isInline && mention.field.map { type.fields[$0].key } == .reportsTo
                && mention.resolution.record != nil
        }
        var found: [Diagnostic] = []
        for mention in above {
            guard let target = mention.resolution.record, corpus.type(of: target).key == .unit else { continue }
            found.append(
                Diagnostic(
                    .reportsToUnit, at: mention.span,
                    Localized(
                        es: "reporta a la unidad «\(corpus.records[target].title)», no a un puesto",
                        en: "reports to the unit “\(corpus.records[target].title)”, not to a post"),
                    record: corpus.name(ofRecord: index)))
        }
        if above.count > 1 {
            found.append(
                Diagnostic(
                    .manyBosses, at: above[1].span,
                    Localized(es: "reporta a \(above.count) puestos", en: "reports to \(above.count) posts"),
                    record: corpus.name(ofRecord: index)))
        }
        return found
    }
}
