import Diagnostics
import OficioSource

/// What a site, or one form, says of rules: `reglas: {revision-vencida: nota, funcion-copiada: {severidad: advertencia, puestos: 4}}`.
package struct RuleSettings: Sendable {
    /// By rule code; `nil` switches a rule off.
    package private(set) var severities: [String: Severity?] = [:]
    /// Numbers by rule code and option, as `oficio explain` names them.
    package private(set) var options: [String: [String: Int]] = [:]
    /// Codes as written, with their places.
    package private(set) var codes: [(code: String, span: Span)] = []
    /// Options as written, with the code of their rule and their places.
    package private(set) var optionNames: [(code: String, name: String, span: Span)] = []

    package init() {}

    init(_ node: YAMLNode, _ reader: inout SettingsReader) {
        for entry in reader.mapping(node) {
            let code = entry.key.text
            codes.append((code, entry.key.span))
            guard case .mapping(let entries, _) = entry.value else {
                severity(of: code, entry.value, &reader)
                continue
            }
            for option in entries {
                if ["severidad", "severity"].contains(option.key.text.folded) {
                    severity(of: code, option.value, &reader)
                } else if let number = Int(reader.word(option.value).filter { $0 != "%" && $0 != " " }), (0...100_000).contains(number) {
                    options[code, default: [:]][option.key.text.folded] = number
                    optionNames.append((code, option.key.text, option.key.span))
                } else {
                    reader.report(option.value.span, Localized(es: "se espera un número de 0 a 100000", en: "expected a number from 0 to 100000"))
                }
            }
        }
    }

    private mutating func severity(of code: String, _ node: YAMLNode, _ reader: inout SettingsReader) {
        switch reader.word(node).folded {
        case "nota", "note": severities[code] = .some(.note)
        case "advertencia", "warning": severities[code] = .some(.warning)
        case "error": severities[code] = .some(.error)
        case "no", "off": severities[code] = .some(nil)
        case let word:
            reader.report(
                node.span, Localized(es: "«\(word)»: se espera nota, advertencia, error o no", en: "“\(word)”: expected note, warning, error or off"))
        }
    }

    /// The same with what another says besides; the other counts more.
    package func overridden(by other: RuleSettings) -> RuleSettings {
        var result = self
        result.severities.merge(other.severities) { _, own in own }
        for (code, values) in other.options { result.options[code, default: [:]].merge(values) { _, own in own } }
        return result
    }
}
