import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a row that consists of the name of a clause.
    package static let clauseByName = Rule(
        "clausula-por-nombre", .relations, .warning,
        what: Localized(
            es: "Un campo que puede tomar las filas de una cláusula solo dice el nombre de esta.",
            en: "A field that can take the rows of a clause only says the clause's name."),
        why: Localized(
            es: "Se publica el nombre como si fuera una función, y no las filas de la cláusula.",
            en: "The name is published as if it were a function, and not the rows of the clause."),
        fires: """
            === content/clausulas/comunes.md
            ---
            título: Funciones comunes del personal
            ---

            ## Filas

            - Aplicar la normativa vigente.
            === content/puestos/cajero.md
            ---
            título: Cajero
            funciones comunes: Funciones comunes del personal
            ---
            """,
        passes: """
            === content/clausulas/comunes.md
            ---
            título: Funciones comunes del personal
            ---

            ## Filas

            - Aplicar la normativa vigente.
            === content/puestos/cajero.md
            ---
            título: Cajero
            funciones comunes: {de: comunes}
            ---
            """)
}

enum ClauseByName {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        guard type.key == .job, let clauses = corpus.schema.types.firstIndex(where: { $0.key == .clause }),
            !corpus.records(ofType: clauses).isEmpty
        else { return [] }
        return record.fields.enumerated().flatMap { place, field -> [Diagnostic] in
            guard case .rows(let rows) = field.value, case .rows(let kind) = type.fields[field.field].kind else {
                return []
            }
            let prose = (rows.introduction + rows.closing).compactMap { block in
                if case .paragraph(let text) = block { (text.plain, text.span) } else { nil }
            }
            let mains = rows.rows.compactMap { row in
                row[kind.main].flatMap { value in value.textSpan.map { (value.plain, $0) } }
            }
            let isAlone = prose.count + mains.count == 1 && rows.clause == nil
            return (prose + mains).compactMap { words, span in
                finding(
                    words, span, field, isScalar: place < record.headCount && isAlone, context, index)
            }
        }
    }

    private static func finding(
        _ words: String, _ span: Span, _ field: FieldValue, isScalar: Bool, _ context: CheckContext,
        _ index: Int
    ) -> Diagnostic? {
        let corpus = context.corpus
        let name = words.last == "." ? String(words.dropLast()) : words
        guard let clause = corpus.resolve(name, types: [.clause], from: corpus.records[index].file).record else {
            return nil
        }
        let label = corpus.type(of: index).fields[field.field].label
        let id = corpus.records[clause].id
        // The fix applies to the value of a key, not to an item of a list or to a value in quotes.
        let before = context.bytes(of: span.file)[..<Int(span.start)].last { $0 != UInt8(ascii: " ") }
        let isValue = isScalar && before == UInt8(ascii: ":")
        return Diagnostic(
            .clauseByName, at: span,
            Localized(
                es: "«\(name)» es una cláusula: se publica su nombre y no sus filas",
                en: "“\(name)” is a clause: its name is published and not its rows"),
            label: Localized(
                es: "escriba en los datos de arriba «\(label.spanish.lowercased()): {de: \(id)}»",
                en: "write “\(label.english.lowercased()): {from: \(id)}” in the facts at the top"),
            fixes: isValue
                ? [
                    .init(
                        Localized(es: "tomar las filas de la cláusula", en: "take the rows of the clause"), safe: false,
                        [.init(span, "{de: \(id)}")])
                ] : [], record: corpus.name(ofRecord: index))
    }
}
