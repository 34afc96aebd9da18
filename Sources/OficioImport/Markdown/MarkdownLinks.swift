import Diagnostics
import OficioSource

/// The links among the Markdown files of a batch, as links among the sources made of these files.
struct MarkdownLinks {
    /// The path of the source of each imported file, relative to the site, by absolute path.
    private var sources: [String: String] = [:]
    /// The paths of files by their names without ending, for references by name.
    private var byName: [String: [String]] = [:]
    /// The imported folder of each file, by absolute path.
    private var roots: [String: String] = [:]

    init(_ files: [ImportedFile]) {
        for file in files where file.document?.format == .markdown {
            guard let draft = file.drafts[0] else { continue }
            sources[file.path] = draft.path
            roots[file.path] = file.root
            byName[Self.stem(file.path).folded, default: []].append(file.path)
        }
    }

    var isEmpty: Bool { sources.isEmpty }

    private static func stem(_ path: String) -> String {
        let steps = path.split(separator: "/").map(String.init)
        let name = steps.last?.split(separator: ".").first.map(String.init) ?? ""
        return ["_index", "index", "README"].contains(name) && steps.count > 1 ? steps[steps.count - 2] : name
    }

    /// Returns, for each link of a file that leads to another imported file, the link to write into the source; and
    /// the links that lead to no imported file, each with its place.
    func targets(of file: ImportedFile) -> (
        found: [String: String], lost: [(link: String, at: LocatedDocument.Address)]
    ) {
        guard let document = file.document, document.format == .markdown, let own = sources[file.path] else {
            return ([:], [])
        }
        var found: [String: String] = [:]
        var lost: [(link: String, at: LocatedDocument.Address)] = []
        for paragraph in document.paragraphs {
            for run in paragraph.runs {
                guard let link = run.link, found[link] == nil, !lost.contains(where: { $0.link == link }) else {
                    continue
                }
                if let target = target(link, from: file.path) {
                    found[link] = relative(target.path, from: own) + target.anchor
                } else if !link.contains(":"), !link.hasPrefix("#") {
                    lost.append((link, paragraph.address))
                }
            }
        }
        return (found, lost)
    }

    /// Returns the remark on a link that leads to no imported file, so that only its text stays.
    static func remark(_ link: String, _ address: LocatedDocument.Address) -> LocatedDocument.Remark {
        .init(
            .loss,
            Localized(
                es: "el enlace «\(link.visibleName)» no lleva a ningún archivo importado: queda su texto",
                en: "the link “\(link.visibleName)” leads to no imported file: its text stays"), at: address)
    }

    private func target(_ link: String, from path: String) -> (path: String, anchor: String)? {
        guard !link.contains("://"), !link.hasPrefix("#"), !link.hasPrefix("mailto:"), let root = roots[path] else {
            return nil
        }
        var name = String(link.prefix { $0 != "#" && $0 != "?" }).removingPercentEscapes
        let anchor = link.firstIndex(of: "#").map { String(link[$0...]) } ?? ""
        while name.hasSuffix("/") { name.removeLast() }
        if name.isEmpty { return nil }
        for base in MarkdownPaths.candidates(name, from: path, root: root) {
            for ending in ["", ".md", ".mdx", ".markdown", "/index.md", "/_index.md", "/README.md"] {
                if let source = sources[base + ending] { return (source, anchor) }
            }
            if base.hasSuffix(".html"), let source = sources[base.dropLast(5) + ".md"] { return (source, anchor) }
        }
        // `ref "nombre.md"` and `[[nombre]]` name a page wherever it lies.
        let named = byName[Self.stem(name).folded] ?? []
        return named.count == 1 ? sources[named[0]].map { ($0, anchor) } : nil
    }

    private func relative(_ target: String, from source: String) -> String {
        let to = target.split(separator: "/")
        let from = source.split(separator: "/").dropLast()
        let common = zip(to.dropLast(), from).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)).joined(
            separator: "/")
    }
}
