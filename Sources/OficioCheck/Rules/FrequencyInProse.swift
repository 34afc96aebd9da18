import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a function whose words state another frequency than its frequency column.
    package static let frequencyInProse = Rule(
        "frecuencia-contradicha", .functions, .note,
        what: Localized(
            es: "El texto de una función nombra otra frecuencia que la que lleva.",
            en: "The words of a function name another frequency than it has."),
        why: Localized(
            es: "Quien lee «informe mensual» bajo «Diaria» no sabe si el informe es mensual o si lo alimenta cada día.",
            en: """
                Whoever reads “monthly report” under “Daily” cannot tell whether the report is monthly or fed every \
                day.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Anual

            1. Conciliar mensualmente la caja con el banco.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            ### Mensual

            1. Conciliar mensualmente la caja con el banco.
            """)
}

enum FrequencyInProse {
    /// Adverbs that say how often a task is done. Adjectives are left out, because they may describe a thing (*informe
    /// mensual*).
    private static let adverbs = [
        "diariamente": "diaria", "semanalmente": "semanal", "quincenalmente": "quincenal", "mensualmente": "mensual",
        "bimestralmente": "bimestral",
        "trimestralmente": "trimestral", "semestralmente": "semestral", "anualmente": "anual", "daily": "diaria",
        "weekly": "semanal", "monthly": "mensual",
        "yearly": "anual", "annually": "anual", "quarterly": "trimestral",
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        context.functions[index].compactMap { function in
            // A quick filter: all listed Spanish adverbs end in *mente*, and all English adverbs in *ly*.
            guard function.folded.contains("mente") || function.folded.contains("ly") else { return nil }
            let known = Set(function.frequencies.compactMap { Frequencies.meaning(of: $0) })
            guard !known.isEmpty,
                let word = function.folded.parts(between: " ").first(where: { Self.adverbs[String($0)] != nil }),
                let meant = Self.adverbs[String(word)],
                !known.contains(meant)
            else { return nil }
            return Diagnostic(
                .frequencyInProse, at: function.span,
                Localized(
                    es: "dice «\(word)» y su frecuencia es «\(function.frequencies.joined(separator: ", "))»",
                    en: "it says “\(word)” and its frequency is “\(function.frequencies.joined(separator: ", "))”"),
                record: context.corpus.name(ofRecord: index))
        }
    }
}
