import Diagnostics
import OficioBasics
import OficioSource

/// Reads the mappings that configure a site (types, forms, `site.yaml`), with keys in Spanish or
/// English, and collects findings.
package struct SettingsReader {
    /// The path of the file, relative to the site.
    package let path: String
    /// The rule that findings about the file belong to.
    package let rule: Rule
    /// The findings so far, in the order in which they were reported.
    package private(set) var diagnostics: [Diagnostic] = []

    /// Creates a reader without findings.
    package init(path: String, rule: Rule) {
        self.path = path
        self.rule = rule
    }

    /// Adds a finding of the file's own rule; `label` is the text at the place itself.
    package mutating func report(_ span: Span, _ message: Localized, label: Localized? = nil) {
        diagnostics.append(Diagnostic(rule, at: span, message, label: label))
    }

    /// Adds a finding of another rule than the file's own.
    package mutating func report(_ rule: Rule, _ span: Span, _ message: Localized) {
        diagnostics.append(Diagnostic(rule, at: span, message))
    }

    /// Calls `body` with the canonical name of each known key, and reports unknown keys. `names`
    /// maps folded names to canonical ones.
    package mutating func forEach(
        _ entries: [YAMLNode.Entry], _ names: [String: String],
        _ body: (inout SettingsReader, String, YAMLNode.Entry) -> Void
    ) {
        for entry in entries {
            if let name = names[entry.key.text.folded] {
                body(&self, name, entry)
            } else {
                let nearest = Suggestion.nearest(to: entry.key.text.folded, in: names.keys.sorted())
                report(
                    entry.key.span,
                    Localized(es: "clave desconocida «\(entry.key.text)»", en: "unknown key “\(entry.key.text)”"),
                    label: nearest.map { Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?") })
            }
        }
    }

    /// The entries of a mapping. Reports any other present value and returns no entries.
    package mutating func mapping(_ node: YAMLNode) -> [YAMLNode.Entry] {
        if case .mapping(let entries, _) = node { return entries }
        if !node.isAbsent {
            report(node.span, Localized(es: "se esperaban líneas «clave: valor»", en: "expected “key: value” lines"))
        }
        return []
    }

    /// The text of a scalar, with a warning if a comment cuts it off. Reports any other value and
    /// returns an empty text.
    package mutating func text(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node { diagnostics += [scalar.cutFinding()].compactMap(\.self) }
        return word(node)
    }

    /// The text of a scalar whose value the caller checks further. Unlike `text`, it does not warn
    /// about a comment, because a known word, a number or a date shows that nothing is missing.
    package mutating func word(_ node: YAMLNode) -> String {
        if case .scalar(let scalar) = node { return scalar.text }
        report(node.span, Localized(es: "se esperaba un texto", en: "expected a text"))
        return ""
    }

    /// The texts of a list or of a single scalar; empty for an absent value.
    package mutating func texts(_ node: YAMLNode) -> [String] {
        switch node {
        case .scalar: return node.isAbsent ? [] : [text(node)]
        case .sequence(let items, _): return items.map { text($0) }
        case .mapping: return [text(node)]
        }
    }

    /// Reads `acceso: interno | público`: true for internal. Reports a word that is not understood
    /// and treats it as internal.
    package mutating func isInternal(_ node: YAMLNode) -> Bool {
        let word = if case .scalar(let scalar) = node { scalar.text } else { "" }
        guard let access = Access(word) else {
            report(.unclearAccess, node.span, Access.expected(word))
            return true
        }
        return access == .staff
    }

    /// Reads `sí`, `no`, `yes`, `true`, `false`. Reports any other value and returns false.
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

/// Makes the table from folded names to canonical names: each declaration lists names with `=`
/// between them (`código=code`), and its last name is the canonical one.
package func settingNames(_ declarations: String...) -> [String: String] {
    var names: [String: String] = [:]
    for declaration in declarations {
        let parts = declaration.split(separator: "=").map(String.init)
        for part in parts { names[part.folded] = parts[parts.count - 1] }
    }
    return names
}
