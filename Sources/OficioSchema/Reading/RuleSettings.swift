import Diagnostics
import OficioSource

/// Severities and options of rules, as a site or a form sets them: `reglas: {revision-vencida: nota, funcion-copiada:
/// {severidad: advertencia, puestos: 4}}`.
package struct RuleSettings: Sendable {
    /// Severities by rule code; a value of `nil` switches the rule off.
    package private(set) var severities: [String: Severity?] = [:]
    /// Numbers by rule code and folded option name, from 0 to 100,000.
    package private(set) var options: [String: [String: Int]] = [:]
    /// The rule codes as written, with their spans.
    package private(set) var codes: [(code: String, span: Span)] = []
    /// An option of a rule, as the settings write it.
    package struct Option: Sendable {
        /// The code of the rule that the option belongs to.
        package let code: String
        /// The name of the option, as the settings write it.
        package let name: String
        /// The span of the option's name.
        package let span: Span
        /// The span of a value that is not a number from 0 to 100,000, `nil` for a valid value.
        package let invalid: Span?
    }

    /// The options in the order in which the settings write them.
    package private(set) var written: [Option] = []

    /// Creates settings that change no rule.
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
                    continue
                }
                let number: Int? =
                    if case .scalar(let scalar) = option.value {
                        Int(scalar.text.filter { $0 != "%" && $0 != " " })
                    } else {
                        nil
                    }
                let isValid = number.map { (0...100_000).contains($0) } ?? false
                if isValid { options[code, default: [:]][option.key.text.folded] = number }
                written.append(
                    Option(
                        code: code, name: option.key.text, span: option.key.span,
                        invalid: isValid ? nil : option.value.span))
            }
        }
    }

    private mutating func severity(of code: String, _ node: YAMLNode, _ reader: inout SettingsReader) {
        let word = reader.word(node)
        switch word.folded {
        case "nota", "note": severities[code] = .some(.note)
        case "advertencia", "warning": severities[code] = .some(.warning)
        case "error": severities[code] = .some(.error)
        case "no", "off": severities[code] = .some(nil)
        default:
            reader.report(
                node.span,
                Localized(
                    es: "«\(word)»: se espera nota, advertencia, error o no",
                    en: "“\(word)”: expected note, warning, error or off"))
        }
    }
}
