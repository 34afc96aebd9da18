import OficioSchema
import OficioSource

extension Corpus {
    /// Returns the folder below `content/` that takes new documents of a type: `puestos`, or `jobs` on a site that
    /// uses this name.
    package func sourceFolder(of type: DocumentType) -> String { schema.sourceFolder(of: type, among: paths) }
}

extension Schema {
    /// Returns the folder below `content/` that takes new documents of a type, on a site with sources at some paths.
    ///
    /// The result is the folder that the type declares if it has sources, or else another folder with a name of the
    /// type that has sources. If neither exists, an English site gets the English plural, any other site the declared
    /// folder.
    package func sourceFolder(of type: DocumentType, among paths: [String]) -> String {
        let present = Set(
            paths.lazy.filter { $0.hasPrefix("content/") }.compactMap { path -> Substring? in
                let parts = path.split(separator: "/", maxSplits: 2)
                return parts.count == 3 ? parts[1] : nil
            })
        if present.contains(where: { $0 == type.folder }) { return type.folder }
        let named = present.filter { type.names.contains(String($0).folded) }
        if let other = named.min() { return String(other) }
        let english = type.plural.english.slug()
        return language == .english && self.type(named: english.folded) != nil ? english : type.folder
    }
}
