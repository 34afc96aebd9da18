import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// The parts of a theme, as `theme.yaml` lists them.
package struct ThemeManifest {
    var styles: [String] = []
    var scripts: [String] = []
    var lazyScripts: [String] = []
    var pageScripts: [(kind: String, names: [String])] = []
    var icon = "favicon.svg"
    var book = "book.css"
    var tokens: [(name: String, property: String)] = []
    /// Findings about the manifest: unknown keys, wrong values, missing files.
    private(set) var diagnostics: [Diagnostic] = []
    /// Returns whether the theme has a file; nil to accept every file name.
    private let hasFile: ((String) -> Bool)?

    init(hasFile: ((String) -> Bool)? = nil) {
        self.hasFile = hasFile
    }

    /// The keys of `theme.yaml`.
    package static let keys = [
        "name", "title", "version", "extends", "styles", "book", "scripts", "lazy-scripts", "page-scripts", "icon",
        "tokens", "templates",
    ]

    /// Reads a manifest and replaces the values of the base theme; keys that the manifest lacks keep their values.
    mutating func read(_ document: SourceDocument) {
        for entry in document.entries {
            let value = entry.value
            switch entry.key.text {
            case "styles": styles = files(value, in: "styles/")
            case "scripts": scripts = files(value, in: "scripts/")
            case "lazy-scripts": lazyScripts = files(value, in: "scripts/")
            case "page-scripts":
                pageScripts = mapping(value).compactMap { page in
                    checkKind(page.key) ? (page.key.text, files(page.value, in: "scripts/")) : nil
                }
            case "book": book = file(value, in: "styles/") ?? book
            case "icon": icon = file(value, in: "assets/") ?? icon
            case "name", "title", "version": checkText(value)
            case "extends": checkBase(value)
            case "templates":
                for template in mapping(value) {
                    if checkKind(template.key) { checkTemplate(template.value, of: template.key.text) }
                }
            case "tokens":
                tokens = mapping(value).compactMap { token in property(token.value).map { (token.key.text, $0) } }
            case let key:
                report(
                    entry.key.span,
                    Localized(es: "no hay ninguna clave «\(key)» aquí", en: "there is no key “\(key)” here"),
                    label: Hint.suggest(key, Self.keys))
            }
        }
    }

    /// Reports a value that is not a text that says something.
    private mutating func checkText(_ node: YAMLNode) {
        if case .scalar = node, !node.saysNothing { return }
        report(node.span, Localized(es: "aquí va un texto", en: "a text belongs here"))
    }

    /// The kinds of pages: the keys under `templates` in the built-in theme.
    private static let kinds: [String] = {
        let bytes = BuiltInFiles.bytes("themes/institucional/theme.yaml") ?? []
        let entries = SourceDocument(bytes, file: FileID(-1), path: "theme.yaml").entries
        guard case .mapping(let templates, _)? = entries.first(where: { $0.key.text == "templates" })?.value else {
            return []
        }
        return templates.map(\.key.text)
    }()

    /// Returns whether a kind of page exists, and reports an unknown kind.
    @discardableResult
    private mutating func checkKind(_ name: YAMLNode.Scalar) -> Bool {
        if Self.kinds.contains(name.text) { return true }
        report(
            name.span,
            Localized(
                es: "no hay ninguna clase de página «\(name.text)»", en: "there is no kind of page “\(name.text)”"),
            label: Hint.suggest(name.text, Self.kinds))
        return false
    }

    /// Reports a template other than that of the kind of page, because pages never use another.
    private mutating func checkTemplate(_ node: YAMLNode, of kind: String) {
        if case .scalar(let scalar) = node, scalar.text == kind { return }
        report(
            node.span,
            Localized(
                es: """
                    las páginas «\(kind)» salen siempre de «templates/\(kind).mustache»: escriba «\(kind)», o borre la \
                    línea
                    """,
                en: "pages “\(kind)” always use “templates/\(kind).mustache”: write “\(kind)”, or delete the line"))
    }

    /// Reports a base theme other than *institucional*, which is the only base theme.
    private mutating func checkBase(_ node: YAMLNode) {
        if node.isAbsent { return }
        if case .scalar(let scalar) = node, ["institucional", "null", "~"].contains(scalar.text) { return }
        report(
            node.span,
            Localized(
                es: "un tema parte siempre de «institucional»: escriba eso, o borre la línea",
                en: "a theme always starts from “institucional”: write that, or delete the line"))
    }

    private mutating func files(_ node: YAMLNode, in folder: String) -> [String] {
        guard case .sequence(let items, _) = node else {
            if !node.isAbsent {
                report(
                    node.span,
                    Localized(es: "se espera una lista de archivos: [a, b]", en: "expected a list of files: [a, b]"))
            }
            return []
        }
        // Older themes list the search script, which the program now publishes itself.
        return items.compactMap { item in
            if case .scalar(let scalar) = item, folder == "scripts/", scalar.text == Theme.searchEngine { return nil }
            return file(item, in: folder)
        }
    }

    /// Returns the name of a file in a folder of the theme; reports a name that is not valid, and returns nil.
    private mutating func file(_ node: YAMLNode, in folder: String) -> String? {
        guard case .scalar(let scalar) = node else {
            report(node.span, Localized(es: "se espera el nombre de un archivo", en: "expected the name of a file"))
            return nil
        }
        let name = scalar.text
        if let problem = name.pathProblem {
            report(
                scalar.span,
                Localized(
                    es: "«\(name.visibleName)» no es un archivo de «\(folder)»: \(problem.words.spanish)",
                    en: "“\(name.visibleName)” is no file of “\(folder)”: \(problem.words.english)"))
            return nil
        }
        if let hasFile, !hasFile(folder + name) {
            report(
                scalar.span,
                Localized(
                    es: "el tema no tiene ningún archivo «\(folder)\(name)»",
                    en: "the theme has no file “\(folder)\(name)”"))
            return nil
        }
        return name
    }

    private mutating func mapping(_ node: YAMLNode) -> [YAMLNode.Entry] {
        if case .mapping(let entries, _) = node { return entries }
        if !node.isAbsent {
            report(node.span, Localized(es: "se esperaban líneas «clave: valor»", en: "expected “key: value” lines"))
        }
        return []
    }

    /// Returns the name of a custom property (CSS Custom Properties 1, § 2); reports a name that is not valid,
    /// and returns nil.
    private mutating func property(_ node: YAMLNode) -> String? {
        if case .scalar(let scalar) = node, scalar.text.hasPrefix("--"), scalar.text.utf8.count > 2,
            scalar.text.utf8.allSatisfy(Self.isOfProperty)
        {
            return scalar.text
        }
        report(
            node.span,
            Localized(
                es: "se espera una propiedad de CSS: «--» con letras, cifras y guiones",
                en: "expected a CSS property: “--” with letters, digits and hyphens"))
        return nil
    }

    private static func isOfProperty(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func report(_ span: Span, _ message: Localized, label: Localized? = nil) {
        diagnostics.append(Diagnostic(.invalidTheme, at: span, message, label: label))
    }
}
