import Diagnostics
import OficioFiles
import OficioSource

/// The `nav:` of the `mkdocs.yml` of an imported folder: the order of the pages, their titles, and the sections that
/// they stand in.
struct MkDocsNavigation {
    /// A page of the navigation.
    struct Page {
        /// The place in the order of the site, from 0.
        var place: Int
        /// The title of the page in the navigation; nil if the navigation has none.
        var title: String?
        /// The titles of the sections that contain the page, from the outside in.
        var sections: [String]
    }

    /// The pages by the absolute path of their Markdown file.
    private(set) var pages: [String: Page] = [:]

    private static let largest = 1 << 20

    /// Reads the navigation of every folder that was imported; a folder without one adds nothing.
    init(_ files: [ImportedFile]) {
        for root in Set(files.filter { $0.document?.format == .markdown }.map(\.root)).sorted() {
            // The import may have been started on the folder of the pages itself.
            var folders: Set<String> = [root, MarkdownPaths.parent(root)]
            for file in files where file.root == root {
                var folder = MarkdownPaths.parent(file.path)
                while folder.hasPrefix(root + "/"), folders.insert(folder).inserted {
                    folder = MarkdownPaths.parent(folder)
                }
            }
            for folder in folders.sorted() {
                let path = folder + "/mkdocs.yml"
                guard let status = Files.status(path), status.kind == .file, status.size <= Self.largest,
                    let bytes = try? Files.read(path)
                else { continue }
                read(SourceDocument(bytes, file: FileID(0), path: "mkdocs.yaml"), folder)
            }
        }
    }

    private mutating func read(_ document: SourceDocument, _ folder: String) {
        var docs = "docs"
        for entry in document.entries {
            if entry.key.text == "docs_dir", case .scalar(let scalar) = entry.value { docs = scalar.text }
        }
        guard let nav = document.entries.first(where: { $0.key.text == "nav" }) else { return }
        add(nav.value, title: nil, sections: [], base: folder + "/" + docs)
    }

    private mutating func add(_ node: YAMLNode, title: String?, sections: [String], base: String) {
        switch node {
        case .scalar(let scalar):
            let path = base + "/" + scalar.text
            if pages[path] == nil { pages[path] = Page(place: pages.count, title: title, sections: sections) }
        case .sequence(let items, _):
            for item in items {
                add(item, title: nil, sections: sections + (title.map { [$0] } ?? []), base: base)
            }
        case .mapping(let entries, _):
            for entry in entries { add(entry.value, title: entry.key.text, sections: sections, base: base) }
        }
    }

    /// Returns the title of the innermost section around a file that is named after a unit; `nil` if none is.
    func unit(of file: ImportedFile) -> String? {
        pages[file.path]?.sections.last { UnitWords.startsName($0) }
    }

    /// Returns the files in the order of the navigation; files that it does not name follow in their own order.
    func sorted(_ places: [Int], _ files: [ImportedFile]) -> [Int] {
        places.enumerated().sorted { first, second in
            let (one, other) = (pages[files[first.element].path]?.place, pages[files[second.element].path]?.place)
            return (one ?? .max, first.offset) < (other ?? .max, second.offset)
        }.map(\.element)
    }

    /// Returns the files in the section that a page opens, in the order of the navigation.
    func section(openedBy file: ImportedFile, _ files: [ImportedFile]) -> [Int] {
        guard let own = pages[file.path], !own.sections.isEmpty else { return [] }
        let inside = files.indices.filter { index in
            guard files[index].path != file.path, let page = pages[files[index].path] else { return false }
            return page.sections.starts(with: own.sections)
        }
        return sorted(inside, files)
    }
}
