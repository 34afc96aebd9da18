import Diagnostics
import OficioBasics
import OficioSource

/// The folder of a document type: in `content/`, in the site and in the history.
enum TypeFolder {
    /// Folders and files of `content/` and of the published site that no type can have.
    private static let taken: Set<String> = [
        "historial", "recursos", "tipos", "types", "formatos", "forms", "_borradores", "_drafts", "site.yaml",
        "site.yml",
        "buscar", "datos", "estilos", "guiones", "pdf", "acuses", "index",
    ]
    /// What files at the top of a site end with.
    private static let endings = [".html", ".atom", ".js", ".svg", ".txt", ".xml", ".zip", ".yaml", ".yml", ".md"]

    /// Why a type cannot have a folder of that name, `nil` where it can.
    ///
    /// - Parameter others: the folders of the other types.
    static func problem(_ name: String, others: some Sequence<String>) -> Localized? {
        let shown = name.visibleName
        if let problem = name.nameProblem {
            return Localized(
                es: "«carpeta» es un solo nombre, y «\(shown)» no sirve: \(problem.words.spanish)",
                en: "“folder” is one name, and “\(shown)” cannot be it: \(problem.words.english)")
        }
        let key = name.lowercased()
        if taken.contains(key) || endings.contains(where: { key.hasSuffix($0) }) {
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
