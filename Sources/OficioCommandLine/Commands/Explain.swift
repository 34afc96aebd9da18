import Diagnostics
import OficioBasics
import OficioBuild
import OficioSchema

extension Command {
    static let explain = Command(
        name: "explain",
        words: Localized(
            es: "[CÓDIGO|TIPO|CAMPO|CLASE|FORMATO|CLAVE]", en: "[CODE|TYPE|FIELD|KIND|FORM|KEY]"),
        summary: Localized(
            es: "explica una regla, un tipo de documento, un campo o un formato",
            en: "explains a rule, a type of document, a field or a form"), options: []
    ) { call in
        let words = call.arguments.words.joined(separator: " ")
        if words.isEmpty {
            call.console.out(list(SiteSchema(call.site), call.language))
            return .done
        }
        if let rule = Rule.all.first(where: { $0.code == words }) {
            call.console.out(text(rule, call.language))
            return .done
        }
        let reference = TypeReference(site: SiteSchema(call.site), language: call.language)
        let entries = WordReference.all.filter { $0.isCalled(words.folded) }.map { $0.text(call.language) }
        let texts = (reference.text(for: words, isExact: !entries.isEmpty).map { [$0] } ?? []) + entries
        if !texts.isEmpty {
            call.console.out(texts.joined(separator: "\n"))
            return .done
        }
        let known = Rule.all.map(\.code) + reference.names + WordReference.all.flatMap { $0.names[call.language] ?? [] }
        let nearest = Suggestion.nearest(to: words, in: known) ?? Suggestion.nearest(to: words.folded, in: known)
        throw UsageError(
            message: Localized(
                es: "no hay ninguna regla, tipo, campo ni formato «\(words)»"
                    + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? ""),
                en: "there is no rule, type, field or form “\(words)”"
                    + (nearest.map { "; did you mean “\($0)”?" } ?? "")))
    }

    private static func list(_ site: SiteSchema, _ language: Language) -> String {
        let schema = site.schema
        var lines = [Localized(es: "Tipos de documento", en: "Types of documents")[language]]
        for type in schema.types {
            let path = "content/\(site.folder(of: type))/"
            let folder = Localized(es: "en «\(path)»", en: "in “\(path)”")[language]
            lines.append("  \(type.name[language]): \(folder)")
        }
        let forms = schema.forms.filter { !$0.isBuiltIn }
        if !forms.isEmpty { lines.append(Localized(es: "Formatos", en: "Forms")[language]) }
        for form in forms { lines.append("  \(form.id): \(form.title)") }
        for group in RuleGroup.allCases {
            let rules = Rule.all.filter { $0.group == group }
            if rules.isEmpty { continue }
            lines.append(group.title[language])
            for rule in rules { lines.append("  \(rule.code): \(rule.what[language])") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the explanation of a rule.
    static func text(_ rule: Rule, _ language: Language) -> String {
        var lines = [
            "\(rule.code) (\(severity(rule.severity)[language]))", "", rule.what[language], rule.why[language],
        ]
        if language == .english, rule.readsOnlySpanish { lines.append("It reads only texts in Spanish.") }
        if let measured = RuleFigures.figures[rule.code] { lines += ["", measured.words[language]] }
        for option in rule.options {
            lines += [
                "",
                Localized(
                    es: "Opción «\(option.name.spanish)» (\(option.defaultValue)): \(option.what.spanish).",
                    en: "Option “\(option.name.english)” (\(option.defaultValue)): \(option.what.english).")[language],
                Localized(
                    es: "  reglas: {\(rule.code): {\(option.name.spanish): \(option.defaultValue)}}",
                    en: "  rules: {\(rule.code): {\(option.name.english): \(option.defaultValue)}}")[
                        language],
            ]
        }
        for (heading, example) in [
            (Localized(es: "Se señala:", en: "This is reported:"), rule.fires),
            (Localized(es: "Así está bien:", en: "This is fine:"), rule.passes),
        ] where !example.files.isEmpty {
            lines += ["", heading[language]]
            for file in rule.files(of: example, in: language) {
                lines.append("  \(file.path)")
                lines += file.text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func severity(_ severity: Severity) -> Localized {
        switch severity {
        case .error: Localized(same: "error")
        case .warning: Localized(es: "advertencia", en: "warning")
        case .note: Localized(es: "nota", en: "note")
        }
    }
}
