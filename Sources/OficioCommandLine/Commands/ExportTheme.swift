import Diagnostics
import OficioBasics
import OficioFiles
import OficioSchema
import OficioSource

extension Invocation {
    /// Writes files of a built-in theme, so that a site can change them.
    ///
    /// - Parameter words: the name of the theme, then paths of files or folders in it; without paths, all files are
    ///   written.
    /// - Returns: the exit status.
    /// - Throws: `UsageError` for an unknown theme or path, and for a file that exists with other bytes. Then nothing
    ///   is written.
    func exportTheme(_ words: [String]) throws -> ExitStatus {
        let all = BuiltInFiles.paths(under: "themes/")
        let themes = Set(all.compactMap { $0.split(separator: "/").dropFirst().first.map(String.init) }).sorted()
        guard let name = words.first, themes.contains(name) else {
            let known = themes.joined(separator: ", ")
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio export theme TEMA [ARCHIVO…]»; los temas son \(known)",
                    en: "write “oficio export theme THEME [FILE…]”; the themes are \(known)"))
        }
        let base = "themes/\(name)/"
        let files = all.filter { $0.hasPrefix(base) }.map { String($0.dropFirst(base.count)) }
        let chosen = try words.count == 1 ? files : words.dropFirst().flatMap { try Self.files(named: $0, in: files) }
        let isInSite = Files.status(site + "/" + SiteSettings.path) != nil
        let folder =
            arguments.values["output"].map { absolute($0) } ?? (isInSite ? site + "/themes/" + name : absolute(name))
        let targets = Set(chosen).sorted().map { (path: folder + "/" + $0, bytes: BuiltInFiles.bytes(base + $0) ?? []) }
        for target in targets where Files.status(target.path) != nil {
            if (try? Files.read(target.path)) == target.bytes { continue }
            throw UsageError(
                message: Localized(
                    es: "«\(target.path)» ya existe con otro contenido; no se escribió nada",
                    en: "“\(target.path)” exists with other content; nothing was written"))
        }
        for target in targets where Files.status(target.path) == nil {
            try AtomicFile.create(target.path, with: target.bytes)
        }
        let count = Localized.count(targets.count, es: ("archivo", "archivos"), en: ("file", "files"))
        let words = Localized(
            es: "\(count.spanish) del tema «\(name)» en \(folder)",
            en: "\(count.english) of the theme “\(name)” in \(folder)")
        console.out(words[language] + "\n")
        return .done
    }

    /// Returns the files of a theme that a path names: a file, or all files of a folder.
    private static func files(named path: String, in files: [String]) throws -> [String] {
        let folder = path.hasSuffix("/") ? path : path + "/"
        let found = files.filter { $0 == path || $0.hasPrefix(folder) }
        if !found.isEmpty { return found }
        let nearest = Suggestion.nearest(to: path, in: files)
        throw UsageError(
            message: Localized(
                es: "el tema no tiene ningún archivo «\(path)»" + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? ""),
                en: "the theme has no file “\(path)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")))
    }
}
