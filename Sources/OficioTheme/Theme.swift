import Diagnostics
import OficioSchema
import OficioSource

/// A theme as the site uses it: the built-in files, overridden file by file by those of `themes/NAME/`.
package final class Theme: Sendable {
    package let templates: TemplateSet
    /// Interface words by key, in the site's language.
    package let messages: [String: String]
    /// Every stylesheet joined in the order that `theme.yaml` gives.
    package let stylesheet: [UInt8]
    /// Names and bytes.
    package let scripts: [(name: String, bytes: [UInt8])]
    package let assets: [(name: String, bytes: [UInt8])]
    private let pageScripts: [String: [String]]
    /// A stylesheet for print engines that know page numbers in the text.
    package let book: [UInt8]
    package let icon: String
    /// What a document that travels alone has besides the stylesheet.
    package let single: (style: [UInt8], script: [UInt8])
    /// The service worker, where the theme has one.
    package let worker: [UInt8]?
    /// Every template's text, for telling whether a page could read otherwise.
    package let sources: [UInt8]
    /// What is wrong with templates: by path of the template and byte range.
    package let problems: [TemplateProblem]
    /// The paths of the templates that the site overrides, by name.
    package let overrides: [String: String]
    /// Every segment of every name that the built-in templates use.
    let knownNames: Set<String>
    /// What is wrong with the theme's name and tokens in `site.yaml`.
    let settingFindings: [Diagnostic]
    /// The site's own `theme.yaml`, where it has one, and what is wrong with it, by its place among the files of the findings.
    let manifestPath: String?
    let manifestFindings: @Sendable (FileID) -> [Diagnostic]

    /// - Parameter root: the site's folder.
    package init(_ settings: SiteSettings, root: String) {
        let files = ThemeFiles(name: settings.theme, root: root)
        var manifest = Manifest()
        for bytes in files.every("theme.yaml") { manifest.read(bytes) }
        var templates: [Template] = []
        var overrides: [String: String] = [:]
        var sources: [UInt8] = []
        for folder in ["templates/", "partials/"] {
            for path in files.paths(under: folder) where path.hasSuffix(".mustache") {
                let name = String(path.dropFirst(folder == "partials/" ? folder.count : 0).dropLast(".mustache".count))
                let bytes = files.bytes(path) ?? []
                sources += Array(name.utf8) + bytes
                templates.append(Template(bytes, name: name))
                if files.isOverridden(path) { overrides[name] = "themes/\(settings.theme)/\(path)" }
            }
        }
        settingFindings = Self.findings(settings, manifest.tokens, root: root)
        let ownManifest = files.own("theme.yaml")
        manifestPath = ownManifest == nil ? nil : "themes/\(settings.theme)/theme.yaml"
        manifestFindings = { file in
            ownManifest.map { ThemeManifestCheck.findings($0, file: file) { files.bytes($0) != nil } } ?? []
        }
        self.templates = TemplateSet(templates)
        self.overrides = overrides
        self.sources = sources
        problems = templates.flatMap(\.problems)
        knownNames = overrides.isEmpty ? [] : Self.namesOfBuiltIn()
        let primary = settings.languageTag.split(separator: "-").first.map(String.init) ?? "es"
        var messages = Self.messages(files.bytes("messages/\(settings.language.rawValue).yaml"))
        messages.merge(Self.messages(files.bytes("messages/\(primary).yaml"))) { _, own in own }
        self.messages = messages
        var sheet: [UInt8] = []
        for name in manifest.styles { sheet += (files.bytes("styles/" + name) ?? []) + [0x0A] }
        stylesheet = sheet + Self.tokens(settings, manifest)
        let all = manifest.scripts + manifest.lazyScripts + manifest.pageScripts.flatMap(\.names).filter { !manifest.scripts.contains($0) }
        var named: Set<String> = []
        scripts = all.filter { named.insert($0).inserted }.map { ($0, ShippedScript.bytes(files.bytes("scripts/" + $0) ?? [])) }
        let common = manifest.scripts
        pageScripts = Dictionary(manifest.pageScripts.map { ($0.kind, common + $0.names) }) { a, _ in a }.merging(["": common]) { a, _ in a }
        assets = files.paths(under: "assets/").map { (String($0.dropFirst("assets/".count)), files.bytes($0) ?? []) }
        icon = manifest.icon
        single = (files.bytes("single/single.css") ?? [], files.bytes("single/single.js") ?? [])
        worker = files.bytes("worker/oficio-sw.js")
        book = files.bytes("styles/" + manifest.book) ?? []
    }

    /// Tells whether pages may read otherwise: of templates, words, and the names of what pages load.
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

    /// The names of the scripts that a kind of page loads, in order.
    package func scripts(for kind: String) -> [String] { pageScripts[kind] ?? pageScripts[""] ?? [] }

    private static func namesOfBuiltIn() -> Set<String> {
        var names: Set<String> = []
        for path in BuiltInFiles.paths(under: "themes/") where path.hasSuffix(".mustache") {
            names.formUnion(TemplateSet([Template(BuiltInFiles.bytes(path) ?? [], name: path)]).segments)
        }
        return names
    }

    /// The tokens that the site sets, as custom properties; a value that could end a declaration is left out.
    private static func tokens(_ settings: SiteSettings, _ manifest: Manifest) -> [UInt8] {
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
        for case (let key, .scalar(let scalar)) in document.entries.map({ ($0.key.text, $0.value) }) { messages[key] = scalar.text }
        return messages
    }
}

/// The list of parts in `theme.yaml`.
private struct Manifest {
    var styles: [String] = []
    var scripts: [String] = []
    var lazyScripts: [String] = []
    var pageScripts: [(kind: String, names: [String])] = []
    var icon = "favicon.svg"
    var book = "book.css"
    var tokens: [(name: String, property: String)] = []

    /// Takes in what a theme says; what it does not say stays as the theme it stands on has it.
    mutating func read(_ bytes: [UInt8]) {
        for entry in SourceDocument(bytes, file: FileID(-1), path: "theme.yaml").entries {
            switch (entry.key.text, entry.value) {
            case ("styles", .sequence(let items, _)): styles = items.compactMap(\.word)
            case ("scripts", .sequence(let items, _)): scripts = items.compactMap(\.word)
            case ("lazy-scripts", .sequence(let items, _)): lazyScripts = items.compactMap(\.word)
            case ("page-scripts", .mapping(let entries, _)):
                pageScripts = entries.map { entry in
                    if case .sequence(let items, _) = entry.value { (entry.key.text, items.compactMap(\.word)) } else { (entry.key.text, []) }
                }
            case ("book", let value): book = value.word ?? book
            case ("icon", let value): icon = value.word ?? icon
            case ("tokens", .mapping(let entries, _)): tokens = entries.compactMap { entry in entry.value.word.map { (entry.key.text, $0) } }
            default: break
            }
        }
    }
}

extension YAMLNode {
    fileprivate var word: String? {
        if case .scalar(let scalar) = self { return scalar.text }
        return nil
    }
}

/// The files of a theme: the site's own first, the named built-in one's next, *institucional*'s last.
private struct ThemeFiles: Sendable {
    private let folder: String
    private let builtIn: [String]

    init(name: String, root: String) {
        folder = "\(root)/themes/\(name)/"
        builtIn = name == "institucional" ? ["themes/institucional/"] : ["themes/\(name)/", "themes/institucional/"]
    }

    func bytes(_ path: String) -> [UInt8]? {
        if let own = try? Files.read(folder + path) { return own }
        for base in builtIn {
            if let bytes = BuiltInFiles.bytes(base + path) { return bytes }
        }
        return nil
    }

    /// A file of the site's own folder.
    func own(_ path: String) -> [UInt8]? { try? Files.read(folder + path) }

    /// A file of every theme that has it, from the one that stands under all others.
    func every(_ path: String) -> [[UInt8]] {
        builtIn.reversed().compactMap { BuiltInFiles.bytes($0 + path) } + [try? Files.read(folder + path)].compactMap(\.self)
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
