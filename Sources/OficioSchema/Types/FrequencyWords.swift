import OficioBasics
import OficioSource

/// The frequencies that a heading or a cell names in words: *Diarias*, *Tareas semanales*, *De forma
/// mensual*, *Cada seis meses*, *Daily tasks*.
///
/// `Frequencies.meaning` finds a frequency in any text, and released documents hold what it finds.
/// This reading is stricter: every word must belong to the frequency.
package struct FrequencyWords: Sendable, Equatable {
    /// The frequencies in the order named. Each is a canonical frequency (see `Frequencies.list`),
    /// with others that may stand for it.
    package let meanings: [[String]]
    /// Whether the text also says which functions the frequencies apply to: *Funciones específicas diarias*.
    package let isQualified: Bool

    /// Reads a text, with or without a number in front; `nil` if it names no frequency, or says
    /// anything else.
    package init?(_ text: String) {
        guard text.utf8.count <= 80 else { return nil }
        let words = text.folded.parts(between: " ").map(String.init)
        var first = 0
        while first < words.count, first < 4 {
            if let read = Self.read(words[first...]) {
                self = read
                return
            }
            guard Self.isNumber(words[first]) else { return nil }
            first += 1
        }
        return nil
    }

    private init(meanings: [[String]], isQualified: Bool) {
        self.meanings = meanings
        self.isQualified = isQualified
    }

    private static func read(_ words: ArraySlice<String>) -> FrequencyWords? {
        var meanings: [[String]] = []
        var isQualified = false
        var rest = words
        while let word = rest.first {
            if let (count, meaning) = phrase(rest) {
                if !meanings.contains(meaning) { meanings.append(meaning) }
                rest = rest.dropFirst(count)
                continue
            }
            if let meaning = meaning(of: word) {
                if !meanings.contains(meaning) { meanings.append(meaning) }
            } else if qualifiers.contains(word) || !meanings.isEmpty && word.allSatisfy(\.isNumber) {
                isQualified = true
            } else if !fillers.contains(word), word.count > 1 || meanings.isEmpty {
                return nil
            }
            rest = rest.dropFirst()
        }
        return meanings.isEmpty ? nil : FrequencyWords(meanings: meanings, isQualified: isQualified)
    }

    /// Whether a word may number a heading: `4`, `b`, `iii`.
    private static func isNumber(_ word: String) -> Bool {
        word.allSatisfy(\.isNumber) || word.count == 1 || word.allSatisfy { "ivx".contains($0) }
    }

    // MARK: Words

    private static func meaning(of word: String) -> [String]? {
        for (stem, meaning) in stems where word.hasPrefix(stem) {
            if endings.contains(String(word.dropFirst(stem.count))) { return meaning }
        }
        return nil
    }

    private static let endings: Set<String> = ["", "a", "o", "as", "os", "e", "es", "mente", "amente", "s", "ly"]

    private static let stems: [(String, [String])] = [
        ("permanent", ["permanente"]), ("continu", ["permanente"]), ("constant", ["permanente"]),
        ("diari", ["diaria"]), ("cotidian", ["diaria"]), ("daily", ["diaria"]),
        ("semanal", ["semanal"]), ("weekly", ["semanal"]),
        ("quincenal", ["quincenal"]), ("fortnight", ["quincenal"]),
        ("bimestral", ["bimestral"]), ("bimonthly", ["bimestral"]),
        ("mensual", ["mensual"]), ("monthly", ["mensual"]),
        ("trimestral", ["trimestral"]), ("quarter", ["trimestral"]),
        ("cuatrimestral", ["cuatrimestral"]),
        ("semestral", ["semestral"]), ("semiannual", ["semestral"]), ("biannual", ["semestral"]),
        ("anual", ["anual"]), ("annual", ["anual"]), ("yearly", ["anual"]),
        ("eventual", ["eventual"]), ("ocasional", ["ocasional"]), ("occasional", ["ocasional"]),
        ("esporadic", ["ocasional", "eventual"]), ("sporadic", ["ocasional", "eventual"]),
        ("sporadical", ["ocasional", "eventual"]),
    ]

    private static let fillers: Set<String> = [
        // Nouns that the frequency describes.
        "funcion", "funciones", "tarea", "tareas", "actividad", "actividades", "labor", "labores", "responsabilidad",
        "responsabilidades", "obligacion", "obligaciones", "deber", "deberes", "quehaceres", "atribuciones", "acciones",
        "gestiones", "trabajo", "trabajos", "puesto", "cargo", "empleo", "plaza", "function", "functions", "task",
        "tasks", "duty", "duties", "activity", "activities", "responsibility", "responsibilities", "work", "job",
        "position", "post",
        // Words that introduce a frequency.
        "frecuencia", "periodicidad", "periodo", "forma", "manera", "modo", "base", "caracter", "tipo", "frequency",
        "basis", "que", "se", "son", "es", "realizan", "realiza", "realizar", "realizadas", "ejecutan", "ejecutar",
        "ejecutadas", "desarrollan", "desarrollar", "desarrolladas", "hacen", "hacer", "ejecucion", "realizacion",
        "cumplimiento", "performed", "done", "carried", "out", "be", "are",
        // Articles, prepositions and conjunctions.
        "a", "al", "con", "de", "del", "el", "en", "la", "las", "los", "por", "segun", "su", "un", "una", "y", "e", "o",
        "u", "the", "of", "on", "to", "and", "or", "for", "in", "an",
    ]

    /// Words that distinguish groups of functions, beside their frequency.
    private static let qualifiers: Set<String> = [
        "otra", "otras", "general", "generales", "especifica", "especificas", "principal", "principales", "tecnica",
        "tecnicas", "administrativa", "administrativas", "operativa", "operativas", "adicional", "adicionales",
        "complementaria", "complementarias", "comun", "comunes", "basica", "basicas", "clave", "claves", "esencial",
        "esenciales", "other", "specific", "main", "key", "additional", "technical", "administrative", "common",
    ]

    // MARK: Phrases

    private static func phrase(_ words: ArraySlice<String>) -> (count: Int, meaning: [String])? {
        guard let first = words.first, let known = phrases[first] else { return nil }
        for (phrase, meaning) in known where words.prefix(phrase.count).elementsEqual(phrase) {
            return (phrase.count, meaning)
        }
        return nil
    }

    /// The phrases that name a frequency, by their first word, the longest first.
    private static let phrases: [String: [(words: [String], meaning: [String])]] = {
        let all: [(String, [String])] = [
            ("cada dia|todos los dias|dia a dia|dia con dia|every day|each day|per day", ["diaria"]),
            (
                "cada semana|todas las semanas|una vez por semana|una vez a la semana|por semana|a la semana|every week"
                    + "|each week|once a week|per week", ["semanal"]
            ),
            (
                "cada quince dias|cada 15 dias|cada dos semanas|cada 2 semanas|cada quincena|dos veces al mes"
                    + "|every two weeks|every 2 weeks|every other week|twice a month|bi weekly", ["quincenal"]
            ),
            (
                "cada mes|todos los meses|una vez al mes|una vez por mes|al mes|por mes|every month|each month"
                    + "|once a month|per month", ["mensual"]
            ),
            ("cada dos meses|cada 2 meses|cada bimestre|every two months|every 2 months", ["bimestral"]),
            (
                "cada tres meses|cada 3 meses|cada trimestre|every three months|every 3 months|every quarter"
                    + "|each quarter", ["trimestral"]
            ),
            ("cada cuatro meses|cada 4 meses|cada cuatrimestre|every four months|every 4 months", ["cuatrimestral"]),
            (
                "cada seis meses|cada 6 meses|cada semestre|dos veces al ano|every six months|every 6 months"
                    + "|twice a year|half yearly|semi annual|semi annually|bi annual", ["semestral"]
            ),
            (
                "cada ano|todos los anos|una vez al ano|una vez por ano|al ano|por ano|every year|each year|once a year"
                    + "|per year", ["anual"]
            ),
            ("todo el tiempo|siempre|at all times", ["permanente"]),
            ("de vez en cuando|from time to time|now and then", ["ocasional", "eventual"]),
            (
                "cuando se requiera|cuando se requieran|cuando sea necesario|cuando se necesite|cuando se presente"
                    + "|cuando se presenten|cuando corresponda|cuando sea requerido|segun necesidad|segun necesidades"
                    + "|segun demanda|segun requerimiento|segun se requiera|por demanda|a demanda|a solicitud|as needed"
                    + "|as required|on demand|when needed|when required|ad hoc", ["eventual", "ocasional"]
            ),
        ]
        let split = all.flatMap { names, meaning in
            names.split(separator: "|").map { (words: $0.split(separator: " ").map(String.init), meaning: meaning) }
        }
        return Dictionary(grouping: split.sorted { $0.words.count > $1.words.count }) { $0.words[0] }
    }()
}

extension CodeList {
    /// Returns the indices of the codes that a text means without naming them: *Diarias* or *Cada día* for *Diaria*,
    /// *Técnicas* for *Técnica*. `nil` if a part of the text means no code of the list.
    package func understoodCodes(_ text: String) -> [Int]? {
        if let words = FrequencyWords(text) {
            var found: [Int] = []
            for meanings in words.meanings {
                let place = meanings.lazy.compactMap { meaning in codes.firstIndex { $0.meaning == meaning } }.first
                guard let place else { return nil }
                if !found.contains(place) { found.append(place) }
            }
            return found
        }
        let wanted = LooseName.looseForm(text.folded)
        if wanted.isEmpty { return nil }
        let alike = codes.indices.filter { LooseName.looseForm(codes[$0].label.folded) == wanted }
        return alike.count == 1 ? alike : nil
    }
}
