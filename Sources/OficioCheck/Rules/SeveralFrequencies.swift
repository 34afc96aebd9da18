import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a task with two or more frequencies.
    package static let severalFrequencies = Rule(
        "varias-frecuencias", .functions, .note,
        what: Localized(
            es: "Una tarea o un contacto tiene dos frecuencias.", en: "A task or a contact has two frequencies."),
        why: Localized(
            es: """
                Quien calcula la carga de trabajo no sabe cuál contar. Suelen ser dos tareas: lo de cada día y lo \
                que se entrega al mes.
                """,
            en: """
                Whoever works out the workload cannot tell which one counts. Mostly these are two tasks: what is \
                done daily and what is delivered monthly.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            | Tarea | Frecuencia |
            |---|---|
            | Cuadrar la caja. | Diaria, Mensual |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            | Tarea | Frecuencia |
            |---|---|
            | Cuadrar la caja. | Diaria |
            """)
}

enum SeveralFrequencies {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .job || type.key == .clause else { return [] }
        var found: [Diagnostic] = []
        for value in corpus.records[index].fields {
            guard case .rows(let rows) = value.value,
                let column = type.fields[value.field].kind.rowType.column(.frequency)
            else { continue }
            for row in rows.rows {
                guard case .codes(let codes, let text)? = row[column], codes.count > 1 else { continue }
                let labels = codes.map { $0.label.isEmpty ? $0.code : $0.label }
                found.append(
                    Diagnostic(
                        .severalFrequencies, at: text.span,
                        Localized(
                            es: "tiene \(codes.count) frecuencias: \(labels.joined(separator: ", "))",
                            en: "it has \(codes.count) frequencies: \(labels.joined(separator: ", "))"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }
}
