import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a vague function such as *other duties* that takes much of the time or is listed as a daily task.
    package static let catchAll = Rule(
        "funcion-de-todo", .functions, .note,
        what: Localized(
            es: "«Otras funciones» lleva mucho del tiempo, o figura como tarea de todos los días.",
            en: "“Other duties” take much of the time, or are called a daily task."),
        why: Localized(
            es: "Lo que ocupa una quinta parte de la jornada merece decirse.",
            en: "What takes a fifth of the working day deserves to be told."),
        options: [
            .init(
                Localized(es: "porcentaje", en: "percent"), defaultValue: 20,
                what: Localized(
                    es: "porcentaje del tiempo desde el que se señala",
                    en: "share of the time from which it is reported"))
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
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let least = context.option(.catchAll, for: index) * 100
        return context.functions[index].compactMap { function in
            if let share = function.share {
                guard share >= least, isVague(function.folded) else { return nil }
                return Diagnostic(
                    .catchAll, at: function.span,
                    Localized(
                        es: "«\(function.words)» lleva \(share / 100) % del tiempo",
                        en: "“\(function.words)” takes \(share / 100) % of the time"),
                    record: context.corpus.name(ofRecord: index))
            }
            guard function.meanings == ["diaria"], mayBeVague(function.folded),
                isVague(function.folded) || endsVague(function.folded)
            else { return nil }
            return Diagnostic(
                .catchAll, at: function.span,
                Localized(
                    es: "lo que se asigne cada vez figura como tarea diaria",
                    en: "what is assigned from time to time is called a daily task"),
                record: context.corpus.name(ofRecord: index))
        }
    }

    /// Tells quickly whether a daily task has one of the words that every vague task has.
    private static func mayBeVague(_ folded: String) -> Bool {
        folded.parts(between: " ").contains { word in
            switch word.utf8.first {
            case 0x6F: word.hasPrefix("otr") || word == "other"
            case 0x64: word == "demas" || word.hasPrefix("divers")
            case 0x76: word.hasPrefix("vari")
            case 0x63: word.hasPrefix("cualquier") || word == "cuanto"
            case 0x6C: word == "lo"
            case 0x61: word.hasPrefix("aquell") || word == "any" || word == "additional" || word == "as"
            case 0x74: word == "todas" || word == "that"
            default: false
            }
        }
    }

    /// Words such as *other*, *the remaining*, *any*, *several*. Next to a word in `tasks` they make a task vague.
    private static let vague: Set<String> = [
        "otras", "otros", "otra", "demas", "diversas", "diversos", "varias", "varios", "distintas", "cualquier",
        "cualesquiera", "todas", "aquellas", "eventuales",
        "other", "any", "additional",
        "miscellaneous", "various", "further", "extra", "adicionales", "adicional", "complementarias",
    ]
    private static let tasks: Set<String> = [
        "funciones", "funcion", "actividades", "actividad", "tareas", "tarea", "labores", "labor", "asignaciones",
        "gestiones", "responsabilidades", "trabajos",
        "diligencias", "encargos",
        "acciones", "asuntos", "comisiones", "duties", "duty", "tasks", "task", "work", "support", "activities",
        "assignments", "functions", "responsibilities",
    ]
    private static let single: Set<String> = [
        "asunto", "encargo", "gestion", "diligencia", "trabajo", "comision", "asignacion",
    ]
    /// Stems of verbs that leave the choice of the task to somebody else: *que le asignen*.
    private static let assigning = [
        "asign", "encarg", "encomiend", "encomend", "dispon", "dispuest", "requier", "requer", "solicit", "indiqu",
        "indicad", "orden", "deleg", "determin", "design",
        "necesit", "necesari", "pid", "deriv", "surj", "surg", "estim", "consider", "conveni", "assign", "request",
        "requir", "need", "instruct", "direct",
    ]
    /// Words that do not tell what a task is about.
    private static let empty: Set<String> = [
        "y", "e", "o", "a", "al", "en", "con", "de", "del", "la", "las", "lo", "los", "el", "le", "les", "se", "que",
        "cuanto", "todo", "todas", "aquellas", "aquello",
        "sean", "sea", "ser", "puedan", "afines",
        "propias", "inherentes", "jefe", "jefa", "jefatura", "superior", "superioridad", "direccion", "inmediato",
        "inmediata", "titular", "the", "as", "by", "to", "of",
        "out", "that", "which", "are", "is", "be", "may", "his", "her", "their", "su", "segun", "related",
    ]

    /// Whether a function names no task of its own: *otras tareas*, *funciones varias*, *lo que se le encomiende*,
    /// *perform other duties as assigned*.
    private static func isVague(_ folded: String) -> Bool {
        let words = folded.parts(between: " ").map(String.init)
        // The whole text is vague: *otros*, *varios*.
        if words.count < 3, words.allSatisfy({ vague.contains($0) || ["y", "etc"].contains($0) }) { return true }
        // *Actividades no previstas*, *imprevistos*.
        let pairs = zip(words, words.dropFirst())
        let isUnforeseen =
            words.contains { $0.hasPrefix("imprevist") } || pairs.contains { $0 == "no" && $1.hasPrefix("previst") }
        if isUnforeseen && words.count < 6 { return true }
        let first = words.prefix(6)
        if zip(first, first.dropFirst()).prefix(4).contains(where: {
            vague.contains($0) && tasks.contains($1)
                || tasks.contains($0) && ["varias", "diversas", "eventuales"].contains($1)
        }) {
            return true
        }
        if words.count > 2,
            zip(zip(first, first.dropFirst()), first.dropFirst(2)).prefix(3).contains(where: {
                vague.contains($0.0) && tasks.contains($1)
            })
        {
            return true
        }
        // *Cualquier asunto que se presente*: the relative clause is the only content.
        if zip(zip(first, first.dropFirst()), first.dropFirst(2)).contains(where: {
            vague.contains($0.0) && single.contains($0.1) && $1 == "que"
        }) {
            return true
        }
        // All words before the verb of assignment must be without content.
        guard let verb = words.firstIndex(where: { word in assigning.contains { word.hasPrefix($0) } }), verb > 0,
            verb < 10
        else { return false }
        return words[..<verb].enumerated().allSatisfy { place, word in
            empty.contains(word) || vague.contains(word) || tasks.contains(word)
                || place == 0 && (InfinitiveStart.isInfinitive(word) || TaskVerbs.begins(word, .english))
        }
            && words[..<verb].contains {
                ["que", "cuanto", "as", "that", "which", "lo", "any"].contains($0) || vague.contains($0)
                    || tasks.contains($0)
            }
    }

    /// Whether a function ends with unnamed other tasks: *… y otras actividades asignadas por el jefe*.
    private static func endsVague(_ folded: String) -> Bool {
        let words = folded.parts(between: " ").map(String.init)
        for (place, word) in words.enumerated().dropLast(2) where word == "y" || word == "e" || word == "and" {
            let rest = words[(place + 1)...].prefix(5)
            if rest.first.map(vague.contains) == true, rest.contains(where: tasks.contains),
                words[(place + 1)...].contains(where: { word in assigning.contains { word.hasPrefix($0) } })
            {
                return true
            }
        }
        return false
    }
}
