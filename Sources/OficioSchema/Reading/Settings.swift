import Diagnostics
import OficioBasics
import OficioSource

/// Reads the mappings that configure a site (types, forms, `site.yaml`): keys in either language, unknown ones reported.
package struct SettingsReader {
    package let path: String
    package let rule: Rule
    package private(set) var diagnostics: [Diagnostic] = []

    package init(path: String, rule: Rule) {
        self.path = path
        self.rule = rule
    }

    package mutating func report(_ span: Span, _ message: Localized, label: Localized? = nil) {
        diagnostics.append(Diagnostic(rule, at: span, message, label: label))
    }

    /// Reports by another rule than the file's own.
    package mutating func report(_ rule: Rule, _ span: Span, _ message: Localized) { diagnostics.append(Diagnostic(rule, at: span, message)) }

    /// Calls `body` with the canonical name of each key; `names` gives the accepted folded names of each.
    package mutating func forEach(
        _ entries: [YAMLNode.Entry], _ names: [String: String], _ body: (inout SettingsReader, String, YAMLNode.Entry) -> Void
    ) {
        for entry in entries {
            if let name = names[entry.key.text.folded] {
                body(&self, name, entry)
            } else {
                let nearest = Suggestion.nearest(to: entry.key.text.folded, in: names.keys.sorted())
                report(
                    entry.key.span, Localized(es: "clave desconocida «\(entry.key.text)»", en: "unknown key “\(entry.key.text)”"),
                    label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
            }
        }
    }

    /// The entries of a mapping; none, with a finding, for anything else.
    package mutating func mapping(_ node: YAMLNode) -> [YAMLNode.Entry] {
        if case .mapping(let entries, _) = node { return entries }
        if !node.isAbsent { report(node.span, Localized(es: "se esperaban líneas «clave: valor»", en: "expected “key: value” lines")) }
        return []
    }

    /// The text of a scalar, with a warning where a comment cuts it off; empty, with a finding, for anything else.
    package mutating func text(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node { diagnostics += [scalar.cutFinding()].compactMap(\.self) }
        return word(node)
    }

    /// The same of a value that is checked further: a comment behind a known word, a number or a date cuts off nothing.
    package mutating func word(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node { return scalar.text }
        report(node.span, Localized(es: "se esperaba un texto", en: "expected a text"))
        return ""
    }

    /// The texts of a list, or of one scalar.
    package mutating func texts(_ node: YAMLNode) -> [String] {
        switch node {
        case .scalar: return node.isAbsent ? [] : [text(node)]
        case .sequence(let items, _): return items.map { text($0) }
        case .mapping: return [text(node)]
        }
    }

    /// `acceso: interno | público`: whether public builds leave it out, which they also do where the word is not understood.
    package mutating func isInternal(_ node: YAMLNode) -> Bool {
        let word = if case .scalar(let scalar) = node { scalar.text } else { "" }
        guard let access = Access(word) else {
            report(.unclearAccess, node.span, Access.expected(word))
            return true
        }
        return access == .staff
    }

    /// `sí`, `no`, `yes`, `true`, `false`.
    package mutating func flag(_ node: YAMLNode) -> Bool {
        switch word(node).folded {
        case "si", "yes", "true", "verdadero": return true
        case "no", "false", "falso": return false
        default:
            report(node.span, Localized(es: "se esperaba «sí» o «no»", en: "expected “yes” or “no”"))
            return false
        }
    }
}

/// Folded names by canonical name: `keys("código=code", …)`; the canonical name is the English one.
package func settingNames(_ declarations: String...) -> [String: String] {
    var names: [String: String] = [:]
    for declaration in declarations {
        let parts = declaration.split(separator: "=").map(String.init)
        for part in parts { names[part.folded] = parts[parts.count - 1] }
    }
    return names
}
