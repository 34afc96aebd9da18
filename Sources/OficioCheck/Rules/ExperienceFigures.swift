import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports experience whose years in words disagree with the months in figures, and a text that requires years of
    /// experience and also none.
    package static let experienceFigures = Rule(
        "experiencia-no-cuadra", .competencies, .warning,
        what: Localized(
            es: """
                La experiencia en palabras y la experiencia en meses no dicen lo mismo, o un texto pide años y también \
                ninguna.
                """,
            en: "Experience in words and in months disagree, or one text asks for years and for none."),
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
        guard let words = corpus.words(record, .experience) else { return [] }
        if let contradiction = contradictionFinding(words, record, context, index) { return [contradiction] }
        guard case .duration(let span, let text)? = corpus.value(record, .experienceInMonths) else { return [] }
        let months = span.unit == .years ? span.amount * 12 : span.unit == .months ? span.amount : -1
        guard let (stated, figure) = figure(in: words.folded), months >= 0, stated != months else { return [] }
        return [
            Diagnostic(
                .experienceFigures, at: text.span,
                Localized(
                    es: "\(months == 1 ? "es 1 mes" : "son \(months) meses") aquí y \(stated) en «\(figure)»",
                    en: "\(months) \(months == 1 ? "month" : "months") here and \(stated) in “\(figure)”"),
                record: corpus.name(ofRecord: index))
        ]
    }

    /// Returns the first figure with a unit in a folded text, in months and as written; later figures often mean
    /// something else. Returns `nil` if there is none below 10,000.
    private static func figure(in folded: String) -> (months: Int, words: String)? {
        let parts = folded.parts(between: " ").map(String.init)
        for (word, unit) in zip(parts, parts.dropFirst()) {
            guard let amount = Int(word) ?? Self.numbers[word], amount < 10_000 else { continue }
            if ["ano", "anos", "year", "years"].contains(unit) { return (amount * 12, "\(word) \(unit)") }
            if ["mes", "meses", "month", "months"].contains(unit) { return (amount, "\(word) \(unit)") }
        }
        return nil
    }

    /// Returns a finding about a text that requires years of experience and also declares that no experience is
    /// needed; `nil` for any other text.
    private static func contradictionFinding(_ words: String, _ record: Record, _ context: CheckContext, _ index: Int)
        -> Diagnostic?
    {
        let folded = words.folded
        guard let figure = figure(in: folded), none.contains(where: folded.contains),
            !["deseable", "prefer", "valor", "desirable", "plus"].contains(where: folded.contains),
            let value = context.corpus.fieldValue(record, .experience)
        else { return nil }
        return Diagnostic(
            .experienceFigures, at: value.value.textSpan ?? value.span,
            Localized(
                es: "pide «\(figure.words)» y dice también que no hace falta experiencia",
                en: "it asks for “\(figure.words)” and also says that no experience is needed"),
            record: context.corpus.name(ofRecord: index))
    }

    /// Folded phrases that declare that a job requires no experience.
    private static let none = [
        "no requiere", "no se requiere", "no es necesari", "no es indispensable", "ninguna", "sin experiencia",
        "no experience", "not required", "none",
    ]
}
