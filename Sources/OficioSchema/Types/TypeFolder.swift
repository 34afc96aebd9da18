import Diagnostics
import OficioBasics
import OficioSource

/// Validates the folder of a document type. The folder appears in `content/`, in the published site and in the history.
enum TypeFolder {
    /// Names that `content/` or the published site already uses, so that no type can take them.
    private static let reserved: Set<String> = [
        "historial", "recursos", "tipos", "types", "formatos", "forms", "_borradores", "_drafts", "site.yaml",
        "site.yml",
        "buscar", "datos", "estilos", "guiones", "pdf", "acuses", "index",
    ]
    /// Extensions of files at the top level of a site.
    private static let endings = [".html", ".atom", ".js", ".svg", ".txt", ".xml", ".zip", ".yaml", ".yml", ".md"]

    /// Returns the folders of types in English addresses, by the types' ids: the English plural. A type whose folder is
    /// not the Spanish plural keeps it, because the site chose it; so does one whose plural another type uses.
    static func english(_ types: [DocumentType]) -> [String: String] {
        var taken = Set(types.map { $0.folder.lowercased() }).union(reserved)
        var folders: [String: String] = [:]
        for type in types where type.folder == type.plural.spanish.slug() {
            let name = type.plural.english.slug()
            if name.nameProblem == nil, taken.insert(name).inserted { folders[type.id] = name }
        }
        return folders
    }

    /// Returns why no type can have a folder with this name, `nil` if a type can. `others` are the folders of the other
    /// types.
    static func problem(_ name: String, others: some Sequence<String>) -> Localized? {
        let shown = name.visibleName
        if let problem = name.nameProblem {
            return Localized(
                es: "«carpeta» es un solo nombre, y «\(shown)» no sirve: \(problem.words.spanish)",
                en: "“folder” is one name, and “\(shown)” cannot be it: \(problem.words.english)")
        }
        let key = name.lowercased()
        if reserved.contains(key) || endings.contains(where: { key.hasSuffix($0) }) {
            return Localized(
                es: "el programa usa «\(shown)» para otra cosa; dé al tipo otra «carpeta»",
                en: "the program uses “\(shown)” for something else; give the type another “folder”")
        }
        if others.contains(where: { $0.lowercased() == key }) {
            return Localized(
                es: "la carpeta «\(shown)» ya es de otro tipo", en: "the folder “\(shown)” belongs to another type")
        }
        return nil
    }
}
