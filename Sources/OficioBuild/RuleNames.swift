import Diagnostics
import OficioBasics
import OficioSchema

/// Reports rules and options under `reglas:` that do not exist, and options with an invalid number, in `site.yaml`
/// and in forms.
enum RuleNames {
    static func findings(_ schema: Schema) -> [Diagnostic] {
        var found = findings(schema.settings.rules, .invalidSetting)
        for form in schema.forms where !form.isBuiltIn { found += findings(form.rules, .invalidForm) }
        return found
    }

    private static func findings(_ settings: RuleSettings, _ rule: Rule) -> [Diagnostic] {
        let known = Dictionary(Rule.all.map { ($0.code, $0) }) { first, _ in first }
        var found: [Diagnostic] = []
        for (code, span) in settings.codes where known[code] == nil {
            found.append(
                Diagnostic(
                    rule, at: span,
                    Localized(
                        es: "no hay ninguna regla «\(code)»; «oficio explain» da la lista",
                        en: "there is no rule “\(code)”; “oficio explain” lists them"),
                    label: Suggestion.nearest(to: code, in: Rule.all.map(\.code)).map {
                        Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                    }))
        }
        for option in settings.written {
            guard let options = known[option.code]?.options else { continue }
            let (code, name) = (option.code, option.name)
            let isKnown = options.contains {
                [$0.name.spanish.folded, $0.name.english.folded].contains(name.folded)
            }
            guard !isKnown else {
                if let span = option.invalid {
                    found.append(
                        Diagnostic(
                            rule, at: span,
                            Localized(
                                es: "«\(name)» lleva un número de 0 a 100000",
                                en: "“\(name)” takes a number from 0 to 100000")))
                }
                continue
            }
            let names = [Localized(es: "severidad", en: "severity")] + options.map(\.name)
            found.append(
                Diagnostic(
                    rule, at: option.span,
                    Localized(
                        es: """
                            la regla «\(code)» no tiene ninguna opción «\(name)»: tiene \
                            \(names.map(\.spanish).joined(separator: ", "))
                            """,
                        en: """
                            the rule “\(code)” has no option “\(name)”: it has \
                            \(names.map(\.english).joined(separator: ", "))
                            """)))
        }
        return found
    }
}
