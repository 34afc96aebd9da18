import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

/// A loaded theme: the built-in files, each of which the site can override with a file in `themes/NAME/`.
package final class Theme: Sendable {
    /// The name of the search script. The program publishes it itself, and a theme cannot replace it.
    package static let searchEngine = "search-engine.js"

    /// The templates of the theme, linked.
    package let templates: TemplateSet
    /// The interface texts by key, in the language of the site.
    package let messages: [String: String]
    /// All stylesheets, joined in the order of `theme.yaml`, followed by the tokens that the site sets.
    package let stylesheet: [UInt8]
    /// The names of all scripts, and their bytes as published.
    package let scripts: [(name: String, bytes: [UInt8])]
    /// The names and bytes of all assets.
    package let assets: [(name: String, bytes: [UInt8])]
    private let pageScripts: [String: [String]]
    /// The styles and scripts of the site's theme that no list of `theme.yaml` names, so that no page has them.
    let unusedFiles: [String]
    /// The stylesheet for print engines, which can place page numbers in the text.
    package let book: [UInt8]
    /// The file name of the icon.
    package let icon: String
    /// The style and script of a document published as a single file, in addition to the stylesheet.
    package let single: (style: [UInt8], script: [UInt8])
    /// The service worker; nil if the theme has none.
    package let worker: [UInt8]?
    /// The names and texts of all templates, for the theme's fingerprint.
    package let sources: [UInt8]
    /// The problems that the templates have on their own, without regard to other templates.
    package let problems: [TemplateProblem]
    /// The paths of the templates that the site overrides, by name.
    package let overrides: [String: String]
    /// The positions at which endless templates were cut off.
    private let endless = Locked<Set<TemplateProblem>>([])
    /// The finding about the name of the theme in the settings, if any.
    let nameProblem: Diagnostic?
    let files: ThemeFiles
    /// All segments of names that the built-in templates use; empty if the site overrides no template.
    let knownNames: Set<String>
    /// The findings about the theme's settings in `site.yaml`.
    let settingFindings: [Diagnostic]

    /// Loads the theme that the settings name.
    ///
    /// - Parameters:
    ///   - settings: the settings of the site.
    ///   - root: the folder of the site.
    ///   - shown: returns a file of the site's theme as the theme uses it, given its path relative to the site and its
    ///     bytes; nil for a file that the theme does not use.
    package init(
        _ settings: SiteSettings, root: String, shown: @escaping ThemeFiles.Filter = { $1 }
    ) {
        let (name, nameProblem) = ThemeFiles.name(of: settings, root: root)
        self.nameProblem = nameProblem
        let files = ThemeFiles(name: name, root: root, shown: shown)
        self.files = files
        var manifest = ThemeManifest()
        for bytes in files.allVersions("theme.yaml") {
            manifest.read(SourceDocument(bytes, file: FileID(-1), path: "theme.yaml"))
        }
        var templates: [Template] = []
        var overrides: [String: String] = [:]
        var sources: [UInt8] = []
        for folder in ["templates/", "partials/"] {
            for path in files.paths(under: folder) where path.hasSuffix(".mustache") {
                let name = String(path.dropFirst(folder == "partials/" ? folder.count : 0).dropLast(".mustache".count))
                let bytes = files.bytes(path) ?? []
                sources += Array(name.utf8) + bytes
                templates.append(Template(bytes, name: name))
                if files.isOverridden(path) { overrides[name] = files.sitePath(path) }
            }
        }
        self.templates = TemplateSet(templates)
        self.overrides = overrides
        self.sources = sources
        problems = templates.flatMap(\.problems)
        knownNames = overrides.isEmpty ? [] : Self.namesOfBuiltIn()
        let primary = settings.languageTag.split(separator: "-").first.map(String.init) ?? "es"
        var messages = Self.messages(files.bytes("messages/\(settings.language.rawValue).yaml"))
        messages.merge(Self.messages(files.bytes("messages/\(primary).yaml"))) { _, own in own }
        let wordFindings = Self.useWords(settings.words, in: &messages)
        self.messages = messages
        var sheet: [UInt8] = []
        for name in manifest.styles { sheet += (files.bytes("styles/" + name) ?? []) + [0x0A] }
        settingFindings =
            Self.findings(settings, manifest.tokens)
            + FontFamilies(in: sheet).findings(settings, manifest.tokens) + wordFindings
        stylesheet = sheet + Self.tokens(settings, manifest)
        let all =
            manifest.scripts + manifest.lazyScripts
            + manifest.pageScripts.flatMap(\.names).filter { !manifest.scripts.contains($0) }
        var named: Set<String> = []
        scripts = all.filter { named.insert($0).inserted }.map {
            ($0, ShippedScript.minified(files.script($0)))
        }
        let read = Set(manifest.styles.map { "styles/" + $0 } + all.map { "scripts/" + $0 })
            .union(["styles/" + manifest.book, "scripts/" + Theme.searchEngine])
        unusedFiles = (files.paths(under: "styles/") + files.paths(under: "scripts/")).filter { path in
            [".css", ".js"].contains(where: path.hasSuffix) && files.siteFile(path) != nil
                // The files of `scripts/search/` are parts of `scripts/search.js`.
                && !read.contains(path) && !read.contains { path.hasPrefix($0.dropLast(3) + "/") }
        }
        let common = manifest.scripts
        pageScripts = Dictionary(manifest.pageScripts.map { ($0.kind, common + $0.names) }) { a, _ in a }.merging([
            "": common
        ]) { a, _ in a }
        assets = files.paths(under: "assets/").compactMap { path in
            files.bytes(path).map { (String(path.dropFirst("assets/".count)), $0) }
        }
        icon = manifest.icon
        single = (files.bytes("single/single.css") ?? [], files.bytes("single/single.js") ?? [])
        worker = files.bytes("worker/oficio-sw.js")
        book = files.bytes("styles/" + manifest.book) ?? []
    }

    /// Appends the output of a template, in UTF-8. An endless template is cut off and recorded.
    package func render(_ template: String, _ context: TemplateValue, into sink: inout [UInt8]) {
        let stops = templates.render(template, context, into: &sink).filter { $0.kind.endsRendering }
        if !stops.isEmpty { endless.withLock { $0.formUnion(stops) } }
    }

    /// The files of the site's own theme with their bytes on disk and their paths relative to the site.
    package var filesOnDisk: [(path: String, bytes: [UInt8])] { files.onDisk }

    /// The positions at which rendering was cut off so far; empty while every page is complete.
    var endlessTemplates: [TemplateProblem] { endless.withLock { $0.sorted() } }

    /// Whether every page rendered so far is complete.
    package var isSound: Bool { endless.withLock { $0.isEmpty } }

    /// The fingerprint of everything that the theme contributes to pages: templates, texts, and the names of the files
    /// that pages load.
    package var stamp: UInt64 {
        var stamp = Stamp()
        stamp.add(sources)
        for (key, words) in messages.sorted(by: { $0.key < $1.key }) { stamp.add([key, words]) }
        for (kind, names) in pageScripts.sorted(by: { $0.key < $1.key }) { stamp.add([kind] + names) }
        stamp.add(assets.map(\.name))
        stamp.add(icon)
        stamp.add(worker != nil)
        return stamp.value
    }

    /// Returns the names of the scripts that a kind of page loads, in order.
    package func scripts(for kind: String) -> [String] { pageScripts[kind] ?? pageScripts[""] ?? [] }

    private static func namesOfBuiltIn() -> Set<String> {
        var names: Set<String> = []
        for path in BuiltInFiles.paths(under: "themes/") where path.hasSuffix(".mustache") {
            names.formUnion(TemplateSet([Template(BuiltInFiles.bytes(path) ?? [], name: path)]).segments)
        }
        return names
    }

    /// Returns the tokens that the site sets, as CSS custom properties. Leaves out values that could end a declaration.
    private static func tokens(_ settings: SiteSettings, _ manifest: ThemeManifest) -> [UInt8] {
        var lines = ""
        for (name, value) in settings.tokens {
            guard let property = manifest.tokens.first(where: { $0.name == name })?.property else { continue }
            guard Self.isPlainValue(value) else { continue }
            lines += "  \(property): \(value);\n"
        }
        return lines.isEmpty ? [] : Array(":root {\n\(lines)}\n".utf8)
    }

    private static func messages(_ bytes: [UInt8]?) -> [String: String] {
        let document = SourceDocument(bytes ?? [], file: FileID(-1), path: "messages.yaml")
        var messages: [String: String] = [:]
        for case (let key, .scalar(let scalar)) in document.entries.map({ ($0.key.text, $0.value) }) {
            messages[key] = scalar.text
        }
        return messages
    }
}
