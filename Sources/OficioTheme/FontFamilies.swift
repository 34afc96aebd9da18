import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Checks the list of fonts that `identidad: {letra: …}` and `tema: {letra: …}` set: pages do not carry fonts, so the
/// reader's machine must have them.
struct FontFamilies {
    /// Folded names of the fonts that the stylesheets of the theme declare with `@font-face`.
    private let declared: Set<String>

    /// Reads the `@font-face` rules of the joined stylesheets of a theme.
    init(in stylesheet: [UInt8]) {
        var names: Set<String> = []
        var rest = String(decoding: stylesheet, as: UTF8.self)[...]
        while let start = rest.firstRange(of: "@font-face") {
            rest = rest[start.upperBound...]
            let rule = rest.prefix { $0 != "}" }
            guard let name = rule.firstRange(of: "font-family:") else { continue }
            names.insert(Family(rule[name.upperBound...].prefix { $0 != ";" }).name.folded)
        }
        declared = names
    }

    /// Returns the findings about the fonts of a site.
    func findings(_ settings: SiteSettings, _ tokens: [(name: String, property: String)]) -> [Diagnostic] {
        let fonts = Set(tokens.lazy.filter { $0.property == "--font" }.map(\.name))
        var lists = settings.themeValues.filter { fonts.contains($0.name) }.map { (value: $0.value, span: $0.span) }
        if let font = settings.identity.font { lists.append(font) }
        return lists.filter { Theme.isPlainValue($0.value) }.compactMap { finding($0.value, at: $0.span) }
    }

    /// Returns the finding about one list of fonts; `nil` if every machine has at least one of them and CSS reads them.
    private func finding(_ list: String, at span: Span) -> Diagnostic? {
        let families = list.split(separator: ",", omittingEmptySubsequences: false).map { Family($0) }
        if let wrong = families.first(where: { !$0.isValid }) { return invalid(wrong, at: span) }
        let unknown = families.filter { !isKnown($0.name) }
        guard let first = unknown.first?.name else { return nil }
        let near = unknown.lazy.compactMap { family in
            Suggestion.likelyName(for: family.name.folded, in: Self.common.map(\.folded)).map { near in
                (family.name, Self.common.first { $0.folded == near } ?? near)
            }
        }.first
        if let (name, near) = near {
            return warning(
                Localized(
                    es: "no se conoce ningún tipo de letra «\(name)»", en: "no font “\(name)” is known"), at: span,
                label: Localized(es: "¿quiso decir «\(near)»?", en: "did you mean “\(near)”?"))
        }
        if let fallback = families.first(where: { isKnown($0.name) })?.name {
            var note = warning(
                Localized(
                    es: "el tipo de letra «\(first)» puede faltar en el equipo de quien lee: allí se usa «\(fallback)»",
                    en: "the reader's machine may lack the font “\(first)”: it uses “\(fallback)” then"),
                at: span, label: nil)
            note.severity = .note
            return note
        }
        return warning(
            Localized(
                es: "el tipo de letra «\(first)» puede faltar en el equipo de quien lee, y allí sale otro cualquiera",
                en: "the reader's machine may lack the font “\(first)”, and then shows any other"),
            at: span,
            label: Localized(
                es: """
                    agregue detrás uno que tienen todos: «\(list), serif» o «\(list), sans-serif»; comunes son \
                    Arial, Georgia, Verdana y Times New Roman
                    """,
                en: """
                    add one that all have behind it: “\(list), serif” or “\(list), sans-serif”; common ones are \
                    Arial, Georgia, Verdana and Times New Roman
                    """))
    }

    private func isKnown(_ name: String) -> Bool {
        declared.contains(name.folded) || name.hasPrefix("var(--") || Self.knownNames.contains(name.folded)
    }

    private func invalid(_ family: Family, at span: Span) -> Diagnostic {
        if family.name.isEmpty {
            return Diagnostic(
                .invalidSetting, at: span,
                Localized(
                    es: "«letra» es una lista de tipos de letra como «Georgia, serif», y aquí sobra una coma",
                    en: "“font” is a list of fonts like “Georgia, serif”, and here is a comma too many"))
        }
        return Diagnostic(
            .invalidSetting, at: span,
            Localized(
                es: "el navegador no entiende el tipo de letra «\(family.written)»",
                en: "browsers do not understand the font “\(family.written)”"),
            label: Localized(
                es: "un nombre con cifras o signos va entre comillas simples: \"'\(family.name)', serif\"",
                en: "a name with digits or signs stands in single quotes: \"'\(family.name)', serif\""))
    }

    private func warning(_ message: Localized, at span: Span, label: Localized?) -> Diagnostic {
        var found = Diagnostic(.invalidSetting, at: span, message, label: label)
        found.severity = .warning
        return found
    }

    /// A font of a list, as CSS reads it.
    private struct Family {
        /// The words without blanks at their ends.
        let written: String
        /// The name without quotes.
        let name: String
        /// Whether CSS understands the words: a quoted text, a reference to a property, or identifiers.
        let isValid: Bool

        init(_ text: Substring) {
            written = String(text).trimmedASCII
            let quotes = written.filter { $0 == "\"" || $0 == "'" }
            name = written.filter { $0 != "\"" && $0 != "'" }.trimmedASCII
            let isQuoted =
                written.utf8.count > 2 && quotes.count == 2 && written.first == quotes.first
                && written.first == written.last
            let isReference = written.hasPrefix("var(--") && written.hasSuffix(")")
            isValid = isQuoted || isReference || quotes.isEmpty && Self.areIdentifiers(name)
        }

        private static func areIdentifiers(_ name: String) -> Bool {
            let words = name.split(separator: " ")
            return !words.isEmpty
                && words.allSatisfy { word in
                    let start = word.hasPrefix("-") ? word.dropFirst() : word
                    guard let first = start.first, first.isLetter || first == "_" else { return false }
                    return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                }
        }
    }

    private static let knownNames = Set(common.map(\.folded))

    /// The generic families of CSS (CSS Fonts 4), and fonts that Windows, macOS, Android or common Linux systems bring.
    private static let common = [
        "serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded",
        "cursive", "fantasy", "-apple-system", "BlinkMacSystemFont",
        "Arial", "Arial Black", "Arial Narrow", "Bahnschrift", "Baskerville", "Book Antiqua", "Bookman Old Style",
        "Calibri", "Cambria", "Candara", "Cascadia Code", "Cascadia Mono", "Century Gothic", "Comic Sans MS",
        "Consolas", "Constantia", "Corbel", "Courier", "Courier New", "DejaVu Sans", "DejaVu Sans Mono",
        "DejaVu Serif", "Didot", "Franklin Gothic Medium", "Futura", "Garamond", "Geneva", "Georgia", "Gill Sans",
        "Helvetica", "Helvetica Neue", "Hoefler Text", "Impact", "Liberation Mono", "Liberation Sans",
        "Liberation Serif", "Lucida Console", "Lucida Grande", "Lucida Sans Unicode", "Menlo", "Monaco", "Noto Sans",
        "Noto Serif", "Optima", "Palatino", "Palatino Linotype", "Roboto", "Segoe UI", "Sitka", "Tahoma", "Times",
        "Times New Roman", "Trebuchet MS", "Ubuntu", "Verdana",
    ]
}
