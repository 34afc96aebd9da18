import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A function that may be anything takes much of the time.
    package static let catchAll = Rule(
        "funcion-de-todo", .functions, .note,
        what: Localized(es: "«Otras funciones» lleva mucho del tiempo.", en: "“Other duties” take much of the time."),
        why: Localized(
            es: "Lo que ocupa una quinta parte de la jornada merece decirse.", en: "What takes a fifth of the working day deserves to be told."),
        options: [
            .init(
                Localized(es: "porcentaje", en: "percent"), defaultValue: 20,
                what: Localized(es: "porcentaje del tiempo desde el que se señala", en: "share of the time from which it is pointed at"))
        ],
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones claves

            | Función | % tiempo |
            |---|---|
            | Cobrar. | 70% |
            | Ejecutar otras actividades del área. | 30% |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones claves

            | Función | % tiempo |
            |---|---|
            | Cobrar. | 95% |
            | Otras funciones que le asigne su jefe. | 5% |
            """)
}

enum CatchAll {
    /// *Other*, *the remaining*, *any other*, *several*: with what is named after it, a task that may be anything.
    private static let vague: Set<String> = ["otras", "otros", "otra", "demas", "diversas", "varias", "other", "any"]
    private static let tasks: Set<String> = [
        "funciones", "funcion", "actividades", "actividad", "tareas", "tarea", "labores", "labor", "asignaciones", "gestiones", "responsabilidades", "trabajos",
        "acciones", "duties", "tasks", "other",
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let least = context.option(.catchAll, for: index) * 100
        return context.functions[index].compactMap { deed in
            guard let share = deed.share, share >= least, isVague(deed.folded) else { return nil }
            return Diagnostic(
                .catchAll, at: deed.span,
                Localized(es: "«\(deed.words)» lleva \(share / 100) % del tiempo", en: "“\(deed.words)” takes \(share / 100) % of the time"),
                record: context.corpus.name(ofRecord: index))
        }
    }

    /// Whether a function begins with other tasks, or with a verb and other tasks: *Realizar las demás funciones*.
    private static func isVague(_ folded: String) -> Bool {
        let words = folded.parts(between: " ").prefix(6).map(String.init)
        return zip(words, words.dropFirst()).prefix(4).contains { vague.contains($0) && tasks.contains($1) } || folded.hasPrefix("las demas que ")
    }
}
