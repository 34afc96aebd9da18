import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Finds frequent questions without an answer.
enum UnansweredQuestion {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard let place = type.field(.questions), case .rows(let questions)? = corpus.records[index].value(place)
        else { return [] }
        let columns = type.fields[place].kind.rowType
        guard let answer = columns.columns.column(.answer) else { return [] }
        return questions.rows.compactMap { row in
            guard row[answer]?.plain.isEmpty ?? true, let question = row[columns.main],
                // Words after the question mark are the answer.
                question.plain.last == "?"
            else { return nil }
            var found = Diagnostic(
                .emptySection, at: question.textSpan ?? row.span,
                Localized(es: "la pregunta no tiene respuesta", en: "the question has no answer"),
                record: corpus.name(ofRecord: index))
            found.severity = .warning
            return found
        }
    }
}
