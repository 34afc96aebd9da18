import Diagnostics
import OficioSchema

/// The precision and recall of a rule, as `make bench-check` measured them on documents with inserted defects.
struct RuleFigures {
    /// The number of new findings, and how many of them are at an inserted defect of the rule's kind.
    let findings: Int, right: Int
    /// The number of inserted defects of the rule's kinds, and how many of them the rule reported.
    let defects: Int, found: Int

    /// The figures by rule code. Rules without a benchmark are absent.
    static let figures: [String: RuleFigures] = {
        var figures: [String: RuleFigures] = [:]
        for line in (BuiltInFiles.bytes("bench/rules.txt") ?? []).split(separator: 0x0A) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            let numbers = parts.dropFirst().compactMap { Int($0) }
            guard parts.count == 5, numbers.count == 4 else { continue }
            figures[String(parts[0])] = RuleFigures(
                findings: numbers[1], right: numbers[0], defects: numbers[3], found: numbers[2])
        }
        return figures
    }()

    /// A sentence with the figures for `oficio explain`.
    var words: Localized {
        func share(_ part: Int, _ whole: Int) -> Int { whole == 0 ? 0 : 100 * part / whole }
        return Localized(
            es: """
                Medido con defectos puestos en documentos limpios: hallazgos acertados, \(right) de \(findings) \
                (precisión \(share(right, findings)) %); defectos de su clase señalados, \(found) de \(defects) \
                (cobertura \(share(found, defects)) %).
                """,
            en: """
                Measured with defects put into clean documents: right findings, \(right) of \(findings) (precision \
                \(share(right, findings)) %); defects of its kind found, \(found) of \(defects) (recall \
                \(share(found, defects)) %).
                """)
    }
}
