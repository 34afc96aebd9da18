import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a statement of a standard that lacks its indicator or target.
    package static let standardWithoutTarget = Rule(
        "estandar-sin-meta", .procedures, .warning,
        what: Localized(
            es: "Un enunciado de un estándar no tiene indicador o no tiene meta, y los demás sí.",
            en: "A statement of a standard lacks its indicator or target, and others have them."),
        why: Localized(
            es: "Lo que no se mide no se cumple ni se incumple.",
            en: "What is not measured is neither met nor missed."),
        fires: """
            === content/estandares/espera.md
            ---
            título: Espera
            ---

            ## Enunciados

            | Enunciado | Indicador | Meta |
            |---|---|---|
            | Se atiende pronto. | Minutos | 10 |
            | Se atiende bien. | | |
            """,
        passes: """
            === content/estandares/espera.md
            ---
            título: Espera
            ---

            ## Enunciados

            | Enunciado | Indicador | Meta |
            |---|---|---|
            | Se atiende pronto. | Minutos | 10 |
            """)
}

enum StandardWithoutTarget {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .standard, let place = type.field(.statements),
            case .rows(let rows)? = corpus.records[index].value(place)
        else { return [] }
        let kind = type.fields[place].kind.rowType
        func has(_ row: Row, _ key: ColumnKey) -> Bool {
            kind.column(key).flatMap { row[$0] }.map { !$0.plain.isEmpty } ?? false
        }
        let wanted = [ColumnKey.indicator, .target].filter { key in rows.rows.contains { has($0, key) } }
        return rows.rows.compactMap { row in
            guard let missing = wanted.first(where: { !has(row, $0) }) else { return nil }
            let (es, en) = missing == .indicator ? ("indicador", "indicator") : ("meta", "target")
            return Diagnostic(
                .standardWithoutTarget, at: row[kind.main]?.textSpan ?? row.span,
                Localized(es: "el enunciado no tiene \(es)", en: "the statement has no \(en)"),
                record: corpus.name(ofRecord: index))
        }
    }
}
