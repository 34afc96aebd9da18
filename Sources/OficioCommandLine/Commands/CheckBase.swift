import Diagnostics
import OficioSource

extension Invocation {
    /// The site as code hosts see it: its path from `--base`, or from the folder of the repository that holds it; empty where paths begin at the site.
    ///
    /// - Throws: `UsageError` where `--base` does not hold the site.
    func siteFromBase(format: String) throws(UsageError) -> String {
        guard format == "sarif" || format == "github" else { return "" }
        let here = Files.resolved(site) ?? site
        func rest(from folder: String) -> String? {
            if here == folder { return "" }
            let start = folder.hasSuffix("/") ? folder : folder + "/"
            return here.hasPrefix(start) ? here.dropFirst(start.count) + "/" : nil
        }
        if let given = arguments.values["base"] {
            let folder = Files.resolved(absolute(given)) ?? absolute(given)
            guard let rest = rest(from: folder) else {
                throw UsageError(message: Localized(es: "el sitio no está dentro de «\(given)»", en: "the site is not inside “\(given)”"))
            }
            return rest
        }
        // A folder, or a file where the repository has several working trees.
        var folder = here
        while Files.status(folder + "/.git") == nil {
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return "" }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        return rest(from: folder) ?? ""
    }
}
