import Diagnostics
import OficioSchema
import OficioSource

/// Checks a site's own `theme.yaml`: its keys, and the files that it names.
enum ThemeManifestCheck {
    /// - Parameters:
    ///   - file: the place of the manifest among the files of the findings.
    ///   - has: whether the theme, or one that it stands on, has a file.
    static func findings(_ bytes: [UInt8], file: FileID, has: (String) -> Bool) -> [Diagnostic] {
        let document = SourceDocument(bytes, file: file, path: "theme.yaml")
        var found = document.diagnostics
        for entry in document.entries {
            let key = entry.key.text
            guard keys.contains(key) else {
                found.append(
                    Diagnostic(
                        .invalidTheme, at: entry.key.span,
                        Localized(es: "clave desconocida «\(key)»", en: "unknown key “\(key)”"),
                        label: Suggestion.slip(for: key, in: keys.sorted()).map {
                            Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
                        }))
                continue
            }
            for (folder, name) in files(named: key, entry.value) where !has(folder + name.text) {
                found.append(
                    Diagnostic(
                        .invalidTheme, at: name.span,
                        Localized(
                            es: "el tema no tiene ningún archivo «\(folder)\(name.text)»",
                            en: "the theme has no file “\(folder)\(name.text)”")))
            }
        }
        return found
    }

    private static let keys: Set<String> = [
        "name", "title", "version", "extends", "styles", "book", "scripts", "lazy-scripts", "page-scripts", "icon",
        "tokens", "templates",
    ]

    /// The files that a key names, with the folder that they are looked for in.
    private static func files(named key: String, _ value: YAMLNode) -> [(folder: String, name: YAMLNode.Scalar)] {
        let folder: String
        switch key {
        case "styles", "book": folder = "styles/"
        case "scripts", "lazy-scripts", "page-scripts": folder = "scripts/"
        case "icon": folder = "assets/"
        default: return []
        }
        func scalars(_ node: YAMLNode) -> [YAMLNode.Scalar] {
            switch node {
            case .scalar(let scalar): scalar.text.isEmpty ? [] : [scalar]
            case .sequence(let items, _): items.flatMap(scalars)
            case .mapping(let entries, _): entries.flatMap { scalars($0.value) }
            }
        }
        return scalars(value).map { (folder, $0) }
    }
}
