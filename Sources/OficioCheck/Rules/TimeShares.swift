import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports shares of time that do not add up to the target.
    package static let timeShares = Rule(
        "tiempo-no-suma", .functions, .warning,
        what: Localized(
            es: "Los porcentajes de tiempo pasan de la meta o no la alcanzan.",
            en: "Shares of time exceed the target or fall short of it."),
        why: Localized(
            es: """
                Con esas cifras se calcula la carga de trabajo y se justifica la plaza; el formato dice cuánto deben \
                sumar (100, o lo que diga «tiempo meta»).
                """,
            en: """
                Workload and posts are argued with these figures; the form says what they add up to (100, or what \
                “time target” says).
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones claves

            | Función | % tiempo |
            |---|---|
            | Cobrar. | 60% |
            | Pagar. | 50% |
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            tiempo meta: 80%
            tiempo restante: 20% para imprevistos
            ---

            ## Funciones claves

            | Función | % tiempo |
            |---|---|
            | Cobrar. | 60% |
            | Pagar. | 20% |
            """)
}

enum TimeShares {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let all = context.functions[index].filter { $0.share != nil }
        if all.count < 2 { return [] }
        var target = corpus.schema.settings.timeTarget * 100
        if case .percent(let own, _)? = corpus.value(record, .timeTarget) { target = own }
        let hasRemainder = corpus.words(record, .timeRemainder) != nil
        // Each table of shares adds up by itself.
        let tables = Dictionary(grouping: all) { "\($0.looseTable ?? -1) \($0.field.text)" }
        return tables.values.sorted { $0[0].span.start < $1[0].span.start }.compactMap { shares in
            let sum = shares.reduce(0) { $0 + ($1.share ?? 0) }
            guard shares.count > 1, let last = shares.last, sum > 10_000 || sum != target && !hasRemainder else {
                return nil
            }
            return Diagnostic(
                .timeShares, at: last.span,
                Localized(
                    es: "los porcentajes de tiempo suman \(percent(sum)); deben sumar \(percent(min(target, 10_000)))",
                    en: "the shares of time add up to \(percent(sum)); they should be \(percent(min(target, 10_000)))"),
                record: corpus.name(ofRecord: index))
        }
    }

    private static func percent(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return rest == 0 ? "\(hundredths / 100) %" : "\(hundredths / 100),\(rest < 10 ? "0" : "")\(rest) %"
    }
}
