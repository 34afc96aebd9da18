import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports an `except` that names a row that the clause does not have.
    package static let clauseException = Rule(
        "excepcion-desconocida", .relations, .error,
        what: Localized(
            es: "«salvo» nombra una fila que la cláusula no tiene.",
            en: "“except” names a row that the clause does not have."),
        why: Localized(
            es: "La fila que se quería quitar se publicaría igual.",
            en: "The row that was to be left out would be published all the same."),
        fires: """
            === content/clausulas/comunes.md
            ---
            título: Funciones comunes
            ---

            ## Filas

            - Aplicar la normativa vigente. {#normativa}
            - Atender consultas del público. {#consultas}
            === content/puestos/cajero.md
            ---
            título: Cajero
            funciones comunes: {de: comunes, salvo: [consulta]}
            ---
            """,
        passes: """
            === content/clausulas/comunes.md
            ---
            título: Funciones comunes
            ---

            ## Filas

            - Aplicar la normativa vigente. {#normativa}
            - Atender consultas del público. {#consultas}
            === content/puestos/cajero.md
            ---
            título: Cajero
            funciones comunes: {de: comunes, salvo: [consultas]}
            ---
            """)
}

enum ClauseException {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        var found: [Diagnostic] = []
        for field in record.fields {
            guard case .rows(let rows) = field.value, let use = rows.clause,
                let target = corpus.target(of: use.clause, types: [.clause], from: record.file),
                case .rows(let shared)? = corpus.value(corpus.records[target], .rows)
            else { continue }
            let ids = shared.rows.map(\.id)
            for exception in use.except where !ids.contains(exception.source) {
                let nearest = Suggestion.nearest(to: exception.source, in: ids)
                found.append(
                    Diagnostic(
                        .clauseException, at: exception.span,
                        Localized(
                            es: "«\(corpus.records[target].title)» no tiene ninguna fila «\(exception.source)»",
                            en: "“\(corpus.records[target].title)” has no row “\(exception.source)”"),
                        label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") },
                        fixes: nearest.map {
                            [
                                .init(
                                    Localized(es: "cambiar por «\($0)»", en: "change to “\($0)”"), safe: false,
                                    [.init(exception.span, $0)])
                            ]
                        } ?? [],
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}
