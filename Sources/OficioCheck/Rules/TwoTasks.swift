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
            if let next = secondSentence(deed.words) {
                return Diagnostic(
                    .twoTasks, at: context.locate(next, in: deed.span),
                    Localized(es: "aquí empieza otra función: «\(next)…»", en: "another function begins here: “\(next)…”"),
                    record: context.corpus.name(ofRecord: index))
            }
            // A full stop with a letter right after it: most functions have none, and are not looked at any closer.
            guard deed.words.hasAdjacentBytes(where: { $0 == UInt8(ascii: ".") && ($1 >= 0x80 || $1 >= 0x41 && $1 <= 0x5A) }) else { return nil }
            let characters = Array(deed.words)
            for place in characters.indices.dropFirst(2).dropLast(2) where characters[place] == "." {
                let isPlain =
                    characters[place - 1].isLowercase && characters[place - 2].isLetter && characters[place + 1].isUppercase && characters[place + 2].isLowercase
                guard isPlain || beginsTask(characters, after: place) else { continue }
                let words = String(characters[max(0, place - 12)...place]) + String(characters[(place + 1)..<min(characters.count, place + 13)])
                return Diagnostic(
                    .twoTasks, at: context.locate(words, in: deed.span),
                    Localized(es: "aquí empieza otra función: «…\(words)…»", en: "another function begins here: “…\(words)…”"),
                    record: context.corpus.name(ofRecord: index))
            }
            return nil
        }
    }

    /// The first words of a second sentence that begins with an infinitive as the first does, `nil` where there is none.
    private static func secondSentence(_ words: String) -> String? {
        guard words.hasAdjacentBytes(where: { $0 == UInt8(ascii: ".") && $1 == 0x20 }) else { return nil }
        guard InfinitiveStart.isInfinitive(String(words.parts(between: " ").first ?? "").folded) else { return nil }
        let parts = words.parts(between: " ").map(String.init)
        for (place, word) in parts.enumerated().dropLast(2) where word.hasSuffix(".") && word.dropLast().allSatisfy(\.isLetter) && word.count > 4 {
            let next = parts[place + 1]
            guard next.first?.isUppercase == true, next.utf8.count > 3, next.allSatisfy(\.isLetter), InfinitiveStart.isInfinitive(next.folded) else { continue }
            return next + " " + parts[place + 2]
        }
        return nil
    }

    /// Whether a full stop stands between a word in capitals and an infinitive in capitals: `SERVICIO.COORDINAR`.
    private static func beginsTask(_ characters: [Character], after place: Int) -> Bool {
        guard characters[max(0, place - 4)..<place].allSatisfy(\.isUppercase), place >= 4 else { return false }
        let next = String(characters[(place + 1)...].prefix { $0.isLetter })
        return next.utf8.count > 4 && next == next.uppercased() && InfinitiveStart.isInfinitive(next.folded)
    }
}
