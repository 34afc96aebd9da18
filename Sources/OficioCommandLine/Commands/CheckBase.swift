import Diagnostics
import OficioSource

extension Invocation {
    /// Returns the path of the site as code hosting services see it: relative to `--base`, otherwise to the root of
    /// the site's Git repository; empty if the paths of findings begin at the site's folder. Throws `UsageError` if
    /// the site is not below `--base`.
    func siteFromBase(format: String) throws(UsageError) -> String {
        guard ["sarif", "github", "gitlab"].contains(format) else { return "" }
        let here = Files.resolved(site) ?? site
        func rest(from folder: String) -> String? {
            if here == folder { return "" }
            let start = folder.hasSuffix("/") ? folder : folder + "/"
            return here.hasPrefix(start) ? here.dropFirst(start.count) + "/" : nil
        }
        if let given = arguments.values["base"] {
            let folder = Files.resolved(absolute(given)) ?? absolute(given)
            guard let rest = rest(from: folder) else {
                throw UsageError(
                    message: Localized(
                        es: "el sitio no está dentro de «\(given)»", en: "the site is not inside “\(given)”"))
            }
            return rest
        }
        // `.git` is a folder, or a file in an additional working tree.
        var folder = here
        while Files.status(folder + "/.git") == nil {
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return "" }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return rest(from: folder) ?? ""
    }
}
