import Diagnostics
import OficioSchema

/// How often a rule was right and how many defects it found on the benches of `make bench-check`, which writes the numbers.
struct RuleFigures {
    /// New findings, and those of them that lie at a defect of the rule's kind.
    let findings: Int, right: Int
    /// Defects of its kinds put in, and those of them that some fitting rule pointed at.
    let defects: Int, found: Int

    /// By rule code; a rule that no bench measures has none.
    static let figures: [String: RuleFigures] = {
        var figures: [String: RuleFigures] = [:]
        for line in (BuiltInFiles.bytes("bench/rules.txt") ?? []).split(separator: 0x0A) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            let numbers = parts.dropFirst().compactMap { Int($0) }
            guard parts.count == 5, numbers.count == 4 else { continue }
            figures[String(parts[0])] = RuleFigures(findings: numbers[1], right: numbers[0], defects: numbers[3], found: numbers[2])
        }
        return figures
    }()

    /// One sentence for `oficio explain`.
    var words: Localized {
        func share(_ part: Int, _ whole: Int) -> Int { whole == 0 ? 0 : 100 * part / whole }
        return Localized(
            es: "Medido con defectos puestos en documentos limpios: \(right) de \(findings) hallazgos acertados (precisión \(share(right, findings)) %); "
                + "\(found) de \(defects) defectos de su clase señalados (cobertura \(share(found, defects)) %).",
            en: "Measured with defects put into clean documents: \(right) of \(findings) findings right (precision \(share(right, findings)) %); "
                + "\(found) of \(defects) defects of its kind pointed at (recall \(share(found, defects)) %).")
    }
}
