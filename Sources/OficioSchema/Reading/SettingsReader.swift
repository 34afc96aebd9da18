import Diagnostics
import OficioBasics
import OficioSource

/// Reads the mappings that configure a site (types, forms, `site.yaml`), with keys in Spanish or English, and collects
/// findings.
package struct SettingsReader: Sendable {
    /// The path of the file, relative to the site.
    package let path: String
    /// The rule that findings about the file belong to.
    package let rule: Rule
    /// The findings so far, in the order in which they were reported.
    package private(set) var diagnostics: [Diagnostic] = []
    /// The span of the last value that was reported because it is not a text; further findings about it are
    /// suppressed. It is `nil` before the first such value.
    private var shapeless: Span?

    /// Creates a reader without findings.
    package init(path: String, rule: Rule) {
        self.path = path
        self.rule = rule
    }

    /// Adds a finding of the file's own rule; `label` is the text beside the quoted source line. Does nothing at the
    /// span of a value that was just reported because it is not a text.
    package mutating func report(_ span: Span, _ message: Localized, label: Localized? = nil) {
        if span == shapeless { return }
        diagnostics.append(Diagnostic(rule, at: span, message, label: label))
    }

    /// Adds a finding of another rule than the file's own.
    package mutating func report(_ rule: Rule, _ span: Span, _ message: Localized) {
        diagnostics.append(Diagnostic(rule, at: span, message))
    }

    /// Calls `body` with the canonical name of each known key, and reports unknown keys.
    package mutating func forEach(
        _ entries: [YAMLNode.Entry], _ names: SettingNames,
        _ body: (inout SettingsReader, String, YAMLNode.Entry) -> Void
    ) {
        var earlier: [String: String] = [:]
        for entry in entries {
            if let name = names[entry.key.text] {
                // The YAML reader reports a key that is repeated letter by letter.
                if let first = earlier[name], first != entry.key.text {
                    report(
                        entry.key.span,
                        Localized(
                            es: "«\(entry.key.text)» es otro nombre de «\(first)», que ya está arriba",
                            en: "“\(entry.key.text)” is another name of “\(first)”, which is already above"),
                        label: Localized(es: "deje uno de los dos", en: "leave one of the two"))
                    continue
                }
                earlier[name] = entry.key.text
                body(&self, name, entry)
            } else {
                reportUnknown(entry.key, names)
            }
        }
    }

    /// Reports a key that a mapping does not accept, and lists the keys that it accepts.
    mutating func reportUnknown(_ key: YAMLNode.Scalar, _ names: SettingNames) {
        let finding = names.unknownKeyMessages(key.text)
        report(key.span, finding.message, label: finding.label)
    }

    /// Returns the entries of a mapping. Reports any other present value and returns no entries.
    package mutating func mapping(_ node: YAMLNode) -> [YAMLNode.Entry] {
        if case .mapping(let entries, _) = node { return entries }
        if !node.isAbsent {
            report(
                node.span,
                Localized(
                    es: "aquí van líneas «clave: valor», y \(node.shape.spanish)",
                    en: "“key: value” lines belong here, and there is \(node.shape.english)"))
            shapeless = node.span
        }
        return []
    }

    /// Returns the text of a scalar, with a warning if a comment cuts it off, and an error if it holds a comment that
    /// readers would see; empty for a word that YAML reads as null. Reports any other value and returns an empty text.
    package mutating func text(_ node: YAMLNode) -> String {
        if node.isNullWord {
            reportNull(node)
            return ""
        }
        if case .scalar(let scalar) = node {
            let comment = PublishedComment.finding(inSetting: scalar.text, at: scalar.span)
            diagnostics += [scalar.cutFinding(), comment].compactMap(\.self)
        }
        return word(node)
    }

    /// Reports a word for null, which says neither a text nor that the setting is missing on purpose.
    private mutating func reportNull(_ node: YAMLNode) {
        let word = if case .scalar(let scalar) = node { scalar.text } else { "null" }
        report(
            node.span,
            Localized(
                es: "aquí va un texto, y «\(word)» no es ninguno: quite la línea, o use comillas",
                en: "a text belongs here, and “\(word)” is none: remove the line, or use quotation marks"))
    }

    /// Returns the name of somebody or something, or an empty text. Reports a value that `requiredText` reports, and a
    /// word that YAML reads as a switch, such as *no* or *off*.
    package mutating func name(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node, scalar.isPlain,
            ["yes", "no", "on", "off", "true", "false", "sí", "si"].contains(scalar.text.lowercased())
        {
            report(
                node.span,
                Localized(
                    es: "aquí va un nombre, y «\(scalar.text)» no es ninguno: quite la línea, o use comillas",
                    en: "a name belongs here, and “\(scalar.text)” is none: remove the line, or use quotation marks"
                ))
            return ""
        }
        return node.isNullWord ? text(node) : requiredText(node) ?? ""
    }

    /// Returns the text of a scalar whose value the caller checks further. Reports any other value and returns an
    /// empty text. Unlike `text`, it does not warn about a comment, because a known word, a number or a date shows
    /// that nothing is missing.
    package mutating func word(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node { return scalar.text }
        report(
            node.span,
            Localized(
                es: "aquí va un texto, y \(node.shape.spanish)",
                en: "a text belongs here, and there is \(node.shape.english)"))
        shapeless = node.span
        return ""
    }

    /// Reports a name with letters of another script that all look like Latin ones: nobody can tell it from the name
    /// that it resembles.
    mutating func checkLetters(of name: String, at span: Span) {
        guard let word = Confusables.disguisedWords(name).first,
            let letter = word.unicodeScalars.first(where: { Confusables.latin(of: $0) != nil })
        else { return }
        let point = String(letter.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - point.count)) + point
        report(
            span,
            Localized(
                es: "«\(word)» lleva \(code), que se ve como una letra latina y no lo es: use letras latinas",
                en: "“\(word)” holds \(code), which looks like a Latin letter and is not: use Latin letters"))
    }

    /// Returns the texts of a list or of a single scalar; empty for an absent value. Reports a mapping and each text
    /// that is empty, and leaves them out.
    package mutating func texts(_ node: YAMLNode) -> [String] {
        switch node {
        case .scalar:
            if node.isNullWord { reportNull(node) }
            return node.isAbsent || node.isNullWord ? [] : [requiredText(node)].compactMap(\.self)
        case .sequence(let items, _): return items.compactMap { requiredText($0) }
        case .mapping: return [requiredText(node)].compactMap(\.self)
        }
    }

    /// Returns the text of a scalar that says something. Reports any other value and returns `nil`.
    package mutating func requiredText(_ node: YAMLNode) -> String? {
        guard case .scalar = node, !node.saysNothing else {
            let found = node.saysNothing ? Localized(es: "no hay nada", en: "nothing") : node.shape
            report(
                node.span,
                Localized(
                    es: "aquí va un texto, y \(found.spanish)", en: "a text belongs here, and there is \(found.english)"
                ))
            shapeless = node.span
            return nil
        }
        return text(node)
    }

    /// Returns the day that a value names as `2026-01-31`. Reports any other value, with the day that it seems to mean
    /// as a fix, and returns `nil`.
    package mutating func date(_ node: YAMLNode) -> CalendarDate? {
        let text = word(node)
        if let date = CalendarDate(iso: text) { return date }
        if node.span == shapeless { return nil }
        let meant = DateReading.date(in: text)
        let fix = meant.map { date, isCertain in
            Diagnostic.Fix(
                Localized(es: "cambiar por «\(date.iso)»", en: "change to “\(date.iso)”"), safe: isCertain,
                [.init(node.span, date.iso)])
        }
        diagnostics.append(
            Diagnostic(
                rule, at: node.span,
                Localized(
                    es: "«\(text)» no es una fecha como 2026-12-01", en: "“\(text)” is no date like 2026-12-01"),
                label: meant.map { date, _ in
                    Localized(es: "¿quiso decir «\(date.iso)»?", en: "did you mean “\(date.iso)”?")
                },
                fixes: [fix].compactMap(\.self)))
        return nil
    }

    /// Reads `acceso: interno | público`: true for internal. Reports a word that is not understood and treats it as
    /// internal.
    package mutating func isInternal(_ node: YAMLNode) -> Bool {
        let word = if case .scalar(let scalar) = node { scalar.text } else { "" }
        guard let access = Access(word) else {
            report(.unclearAccess, node.span, Access.expectedMessage(word))
            return true
        }
        return access == .staff
    }

    /// Reads `sí`, `no`, `yes`, `true`, `false`. Reports any other value and returns false.
    package mutating func readFlag(_ node: YAMLNode) -> Bool {
        let text = if case .scalar(let scalar) = node { scalar.text } else { "" }
        switch text.folded {
        case "si", "yes", "true", "verdadero": return true
        case "no", "false", "falso": return false
        default:
            report(
                node.span,
                Localized(
                    es: text.isEmpty ? "aquí va «sí» o «no»" : "«\(text)»: aquí va «sí» o «no»",
                    en: text.isEmpty ? "“yes” or “no” belongs here" : "“\(text)”: “yes” or “no” belongs here"))
            return false
        }
    }
}

extension YAMLNode {
    /// The description of the value in a finding that says that another kind of value was expected.
    fileprivate var shape: Localized {
        switch self {
        case .scalar(let scalar):
            scalar.text.isEmpty
                ? Localized(es: "no hay nada", en: "nothing")
                : Localized(es: "hay «\(scalar.text.visibleName)»", en: "“\(scalar.text.visibleName)”")
        case .sequence: Localized(es: "hay una lista", en: "a list")
        case .mapping: Localized(es: "hay líneas «clave: valor»", en: "“key: value” lines")
        }
    }
}
