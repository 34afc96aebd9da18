import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Two functions run together in one.
    package static let twoTasks = Rule(
        "dos-funciones-en-una", .functions, .warning,
        what: Localized(es: "Dos funciones quedaron pegadas en una.", en: "Two functions run together in one."),
        why: Localized(
            es: "Falta un punto y aparte: la segunda no tiene frecuencia ni clase propias, y nadie la encuentra.",
            en: "A break is missing: the second has no frequency or kind of its own, and nobody finds it."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Aplicar la encuesta.Trabajar con el equipo.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Aplicar la encuesta.
            - Trabajar con el equipo según la norma ISO.9001.
            """)
}

enum TwoTasks {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        context.functions[index].compactMap { deed in
            // A full stop with a letter right after it: most functions have none, and are not looked at any closer.
            guard deed.words.hasNeighbours({ $0 == UInt8(ascii: ".") && ($1 >= 0x80 || $1 >= 0x41 && $1 <= 0x5A) }) else { return nil }
            let characters = Array(deed.words)
            for place in characters.indices.dropFirst(2).dropLast(2) where characters[place] == "." {
                guard characters[place - 1].isLowercase, characters[place - 2].isLetter, characters[place + 1].isUppercase, characters[place + 2].isLowercase else {
                    continue
                }
                let words = String(characters[max(0, place - 12)...place]) + String(characters[(place + 1)..<min(characters.count, place + 13)])
                return Diagnostic(
                    .twoTasks, at: context.locate(words, in: deed.span),
                    Localized(es: "aquí empieza otra función: «…\(words)…»", en: "another function begins here: “…\(words)…”"),
                    record: context.corpus.name(ofRecord: index))
            }
            return nil
        }
    }
}
