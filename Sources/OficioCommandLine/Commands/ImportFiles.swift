import Diagnostics
import OficioImport
import OficioSource

/// Finds the files for the arguments of `oficio import`.
enum ImportFiles {
    private static let endings: Set<String> = [
        "docx", "docm", "dotx", "odt", "ott", "xlsx", "xlsm", "ods", "csv", "tsv", "html", "htm", "pdf", "doc", "rtf",
        "xls", "md", "mdx", "markdown",
    ]
    /// The names of folders in which site generators keep templates and output instead of documents.
    private static let toolFolders: Set<String> = [
        "node_modules", "themes", "layouts", "archetypes", "_layouts", "_includes", "_sass", "public", "_site", "site",
    ]

    /// The names of files whose presence shows that a folder belongs to a site generator.
    private static let siteFiles: Set<String> = [
        "hugo.toml", "hugo.yaml", "config.toml", "mkdocs.yml", "mkdocs.yaml", "docusaurus.config.js",
        "docusaurus.config.ts",
        "_config.yml",
    ]

    /// Returns the named files, and the readable files in named folders and their subfolders, each once. Throws
    /// `UsageError` for a name of nothing.
    static func all(_ words: [String], _ absolute: (String) -> String) throws(UsageError) -> [ImportedFile] {
        var found: [ImportedFile] = []
        for word in words {
            let path = absolute(word)
            switch Files.status(path)?.kind {
            case .folder: found += inside(path, depth: 0).map { ImportedFile(path: $0, root: path) }
            case .file: found.append(ImportedFile(path: path))
            default:
                throw UsageError(
                    message: Localized(es: "no hay ningún archivo «\(word)»", en: "there is no file “\(word)”"))
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.path).inserted }
    }

    /// Returns the files in named folders, and beside them, that give a site generator the order and the titles of its
    /// pages and that no import reads: `_category_.json` and `sidebars.js` of Docusaurus.
    static func unreadSettings(_ words: [String], _ absolute: (String) -> String) -> [String] {
        var found: [String] = []
        func search(_ folder: String, depth: Int) {
            guard depth < 16, let names = try? Files.names(in: folder) else { return }
            for name in names.sorted() where !name.hasPrefix(".") && !toolFolders.contains(name) {
                let path = folder + "/" + name
                switch Files.status(path)?.kind {
                case .folder: search(path, depth: depth + 1)
                case .file where settingsFiles.contains(name) && !found.contains(path): found.append(path)
                default: break
                }
            }
        }
        for path in words.map(absolute) where Files.status(path)?.kind == .folder {
            search(path, depth: 0)
            // The import may have been started on the folder of the pages itself.
            let parent = path.split(separator: "/").dropLast().map { "/" + $0 }.joined()
            found += settingsFiles.sorted().map { parent + "/" + $0 }.filter {
                !found.contains($0) && !$0.contains("_category_") && Files.status($0)?.kind == .file
            }
        }
        return found
    }

    private static let settingsFiles: Set<String> = [
        "_category_.json", "_category_.yml", "_category_.yaml", "sidebars.js", "sidebars.ts", "sidebars.json",
    ]

    private static func inside(_ folder: String, depth: Int, isSite: Bool = false) -> [String] {
        guard depth < 16, let names = try? Files.names(in: folder) else { return [] }
        let isSite = isSite || names.contains { siteFiles.contains($0) }
        return names.sorted().flatMap { name -> [String] in
            // Skip hidden files, and the lock files that Word leaves beside an open document.
            if name.hasPrefix(".") || name.hasPrefix("~$") { return [] }
            let path = folder + "/" + name
            switch Files.status(path)?.kind {
            case .folder:
                return isSite && toolFolders.contains(name) ? [] : inside(path, depth: depth + 1, isSite: isSite)
            case .file:
                guard let dot = name.lastIndex(of: "."), endings.contains(name[name.index(after: dot)...].lowercased())
                else { return [] }
                return [path]
            default: return []
            }
        }
    }
}
