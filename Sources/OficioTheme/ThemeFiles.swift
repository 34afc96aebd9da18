import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// Looks up the files of a theme in this order: the site's theme, the built-in theme of that name, the built-in theme
/// *institucional*.
package struct ThemeFiles: Sendable {
    /// Returns a file of the site's theme as the theme uses it, given its path relative to the site and its bytes; nil
    /// for a file that the theme does not use.
    package typealias Filter = @Sendable (_ path: String, _ bytes: [UInt8]) -> [UInt8]?

    private let shown: Filter
    private let name: String
    private let folder: String
    private let builtIn: [String]
    /// The resolved paths of the theme's folder and of `themes/`; a symbolic link in the theme must lead below one of
    /// them.
    private let inside: [String]

    /// Creates the lookup for a theme.
    ///
    /// - Parameters:
    ///   - name: the name that ``name(of:root:)`` returns.
    ///   - root: the folder of the site.
    ///   - shown: returns a file of the site's theme as the theme uses it.
    init(name: String, root: String, shown: @escaping Filter = { $1 }) {
        self.name = name
        self.shown = shown
        folder = "\(root)/themes/\(name)/"
        inside = [folder, root + "/themes"].compactMap { Files.resolved($0) }
        builtIn = name == "institucional" ? ["themes/institucional/"] : ["themes/\(name)/", "themes/institucional/"]
    }

    /// Returns the name of the theme to use. If the site's setting is not usable, the name is *institucional*, with a
    /// finding.
    static func name(of settings: SiteSettings, root: String) -> (String, Diagnostic?) {
        let usual = "institucional"
        let name = settings.theme
        let problem: Localized
        // Ignore case and accents, because people often write a theme's name with a capital letter.
        let known = themeNames(root)
        if known.contains(name) { return (name, nil) }
        if let same = known.first(where: { $0.folded == name.folded }) { return (same, nil) }
        if let fault = name.nameProblem {
            problem = Localized(
                es: "el nombre de un tema es una palabra, y «\(name.visibleName)» no vale: \(fault.words.spanish)",
                en: "the name of a theme is one word, and “\(name.visibleName)” is not valid: \(fault.words.english)")
        } else {
            let spanish = known.map { "«\($0)»" }.joined(separator: ", ")
            let english = known.map { "“\($0)”" }.joined(separator: ", ")
            problem = Localized(
                es: "no hay ningún tema «\(name)»: hay \(spanish)",
                en: "there is no theme “\(name)”: there \(known.count == 1 ? "is" : "are") \(english)")
        }
        let entry = settings.entries.first { ["tema", "theme"].contains($0.key.text.folded) }
        let nearest = Suggestion.likelyName(for: name, in: known).map {
            Localized(es: "¿quiso decir «\($0)»?", en: "did you mean “\($0)”?")
        }
        return (usual, entry.map { Diagnostic(.invalidSetting, at: $0.value.span, problem, label: nearest) })
    }

    /// Returns the names of all themes: the built-in ones and the folders of the site.
    private static func themeNames(_ root: String) -> [String] {
        let builtIn = BuiltInFiles.paths(under: "themes/").compactMap {
            $0.split(separator: "/").dropFirst().first.map(String.init)
        }
        let own = ((try? Files.names(in: root + "/themes")) ?? []).filter {
            Files.status("\(root)/themes/\($0)")?.kind == .folder
        }
        return Set(builtIn + own).sorted()
    }

    /// Returns the path of a file of the site's theme, relative to the site.
    func sitePath(_ path: String) -> String { "themes/\(name)/\(path)" }

    /// Returns the bytes of a file of the site's theme; nil if it does not exist, is a link that leads outside the
    /// site's themes, or is not used.
    func siteFile(_ path: String) -> [UInt8]? { fileOnDisk(path).flatMap { shown(sitePath(path), $0) } }

    /// Returns the bytes of a file of the site's theme as they are on disk; nil if it does not exist or is a link that
    /// leads outside the site's themes.
    private func fileOnDisk(_ path: String) -> [UInt8]? {
        guard let real = Files.resolved(folder + path), inside.contains(where: { real.hasPrefix($0 + "/") }) else {
            return nil
        }
        return try? Files.read(folder + path)
    }

    /// The files of the site's theme with their bytes on disk and their paths relative to the site.
    var onDisk: [(path: String, bytes: [UInt8])] {
        paths(under: "").filter(isOverridden).compactMap { path in fileOnDisk(path).map { (sitePath(path), $0) } }
    }

    /// The paths of the theme's files that are links which lead outside the site's themes.
    var foreign: [String] { paths(under: "").filter { path in isOverridden(path) && fileOnDisk(path) == nil } }

    /// The paths below the site of the theme's own files whose names are not valid on every system, with the reason. If
    /// the name of the theme is such a name, only its folder.
    var unportable: [(path: String, problem: NameProblem)] {
        let own = paths(under: "").filter(isOverridden)
        if let problem = name.nameProblem { return own.isEmpty ? [] : [("themes/" + name, problem)] }
        return own.compactMap { path in path.pathProblem.map { (sitePath(path), $0) } }
    }

    func bytes(_ path: String) -> [UInt8]? {
        if let own = siteFile(path) { return own }
        for base in builtIn {
            if let bytes = BuiltInFiles.bytes(base + path) { return bytes }
        }
        return nil
    }

    /// Returns a script of the theme. The line `//# parts` in `search.js` stands for the files of `scripts/search/`, in
    /// the order of their names; a theme replaces each of them by a file of its own.
    func script(_ name: String) -> [UInt8] {
        let source = bytes("scripts/" + name) ?? []
        let mark = Array("//# parts\n".utf8)
        guard name.hasSuffix(".js"), let place = source.firstRange(of: mark) else { return source }
        let parts = paths(under: "scripts/\(name.dropLast(3))/").filter { $0.hasSuffix(".js") }.flatMap {
            bytes($0) ?? []
        }
        return source[..<place.lowerBound] + parts + source[place.upperBound...]
    }

    /// Returns the contents of one file in every theme that has it, from the base theme to the site's theme.
    func allVersions(_ path: String) -> [[UInt8]] {
        builtIn.reversed().compactMap { BuiltInFiles.bytes($0 + path) } + [siteFile(path)].compactMap(\.self)
    }

    func isOverridden(_ path: String) -> Bool { Files.status(folder + path) != nil }

    func paths(under subfolder: String) -> [String] {
        var paths: Set<String> = []
        for base in builtIn {
            for path in BuiltInFiles.paths(under: base + subfolder) { paths.insert(String(path.dropFirst(base.count))) }
        }
        collect(subfolder, into: &paths, depth: 0)
        return paths.sorted()
    }

    private func collect(_ subfolder: String, into paths: inout Set<String>, depth: Int) {
        guard depth < 8, let names = try? Files.names(in: folder + subfolder) else { return }
        for name in names where !name.hasPrefix(".") {
            switch Files.status(folder + subfolder + name)?.kind {
            case .folder: collect(subfolder + name + "/", into: &paths, depth: depth + 1)
            case .file: paths.insert(subfolder + name)
            default: break
            }
        }
    }
}
