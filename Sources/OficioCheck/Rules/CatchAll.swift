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
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones claves

            | Función | % tiempo |
            |---|---|
            | Cobrar. | 70% |
            | Otras funciones que le asigne su jefe. | 30% |
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
    private static let openings = ["otras funciones", "las demas", "demas funciones", "cualquier otra", "otras actividades", "otras tareas", "other duties", "any other"]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        context.functions[index].compactMap { deed in
            guard let share = deed.share, share >= 2_000, openings.contains(where: { deed.folded.hasPrefix($0) }) else { return nil }
            return Diagnostic(
                .catchAll, at: deed.span,
                Localized(es: "«\(deed.words)» lleva \(share / 100) % del tiempo", en: "“\(deed.words)” takes \(share / 100) % of the time"),
                record: context.corpus.name(ofRecord: index))
        }
    }
}
