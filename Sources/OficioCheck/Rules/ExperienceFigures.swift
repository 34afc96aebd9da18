import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports experience whose years in words disagree with the months in figures.
    package static let experienceFigures = Rule(
        "experiencia-no-cuadra", .competencies, .warning,
        what: Localized(
            es: "La experiencia en palabras y la experiencia en meses no dicen lo mismo.",
            en: "Experience in words and in months disagree."),
        why: Localized(
            es: "Con una de las dos se admite a quien la otra rechaza.",
            en: "One of the two admits whom the other turns away."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            experiencia: 2 años en atención al público
            experiencia en meses: 12 meses
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            experiencia: 2 años en atención al público
            experiencia en meses: 24 meses
            ---
            """)
}

enum ExperienceFigures {
    private static let numbers = [
        "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "diez": 10,
        "doce": 12, "one": 1, "two": 2, "three": 3,
        "four": 4,
        "five": 5, "six": 6,
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        guard case .duration(let span, let text)? = corpus.value(record, .experienceInMonths),
            let words = corpus.words(record, .experience)
        else { return [] }
        let months = span.unit == .years ? span.amount * 12 : span.unit == .months ? span.amount : -1
        // Only the first figure with a unit counts: later ones often mean something else.
        let parts = words.folded.parts(between: " ").map(String.init)
        for (word, unit) in zip(parts, parts.dropFirst()) {
            guard let amount = Int(word) ?? Self.numbers[word], amount < 10_000 else { continue }
            let stated =
                ["ano", "anos", "year", "years"].contains(unit)
                ? amount * 12 : ["mes", "meses", "month", "months"].contains(unit) ? amount : nil
            guard let stated else { continue }
            if months < 0 || stated == months { return [] }
            return [
                Diagnostic(
                    .experienceFigures, at: text.span,
                    Localized(
                        es: "\(months == 1 ? "es 1 mes" : "son \(months) meses") aquí y \(stated) en «\(word) \(unit)»",
                        en: "\(months) \(months == 1 ? "month" : "months") here and \(stated) in “\(word) \(unit)”"),
                    record: corpus.name(ofRecord: index))
            ]
        }
        return []
    }
}
