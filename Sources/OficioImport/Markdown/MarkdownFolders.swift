import OficioSchema
import OficioSource

/// Derives the type, the unit and the book of pages from the folders of a Markdown site.
struct MarkdownFolders {
    /// The title and the file of the index page of each folder.
    private var titles: [String: (title: String, file: Int)] = [:]

    init(_ files: [ImportedFile]) {
        for (index, file) in files.enumerated() where file.document?.format == .markdown {
            guard Self.isIndex(file.name), let title = file.match?.title else { continue }
            titles[MarkdownPaths.parent(file.path)] = (title, index)
        }
    }

    static func isIndex(_ name: String) -> Bool {
        ["_index.md", "index.md", "readme.md", "index.mdx", "_index.markdown", "index.markdown"].contains(
            name.lowercased())
    }

    /// Returns the folders with Markdown files besides an index page, in themselves or in a folder below them.
    static func foldersOfPages(_ files: [ImportedFile]) -> Set<String> {
        var folders: Set<String> = []
        for file in files where file.document?.format == .markdown {
            var folder = MarkdownPaths.parent(file.path)
            if isIndex(file.name) {
                guard folder != file.root else { continue }
                folder = MarkdownPaths.parent(folder)
            }
            while folder.hasPrefix(file.root), folders.insert(folder).inserted { folder = MarkdownPaths.parent(folder) }
        }
        return folders
    }

    /// Returns the identifier of the type that the front matter or the folders of a file name; nil if they name none.
    ///
    /// The index page of a folder with other pages leads to them: it is a manual or a page. One alone in its folder
    /// (a leaf bundle of Hugo) is the document that the folder is named after.
    static func type(of file: ImportedFile, _ schema: Schema, foldersOfPages: Set<String>) -> String? {
        guard let document = file.document, document.format == .markdown else { return nil }
        var isLeaf = false
        if isIndex(file.name) {
            if title(of: document)?.folded.hasPrefix("manual") == true { return "manual" }
            let folder = MarkdownPaths.parent(file.path)
            isLeaf = !file.name.hasPrefix("_") && folder != file.root && !foldersOfPages.contains(folder)
            if !isLeaf { return schema.types.first { $0.known == .page }?.id }
        }
        let folders = file.path.dropFirst(file.root.count).split(separator: "/").dropLast(isLeaf ? 2 : 1)
        let below = folders.reversed()
        for folder in below {
            let name = MarkdownFileReader.words(String(folder)).folded
            if let type = schema.types.first(where: { Self.names($0).contains(name) }) { return type.id }
        }
        return nil
    }

    /// Returns the title in the front matter, or else the first heading of level 1; `nil` if there is neither.
    private static func title(of document: LocatedDocument) -> String? {
        for table in document.blocks.tables where table.id == document.frontMatter {
            for row in table.rows
            where row.cells.count == 2 && ["title", "titulo"].contains(row.cells[0].blocks.text.folded) {
                return row.cells[1].blocks.text
            }
        }
        return document.paragraphs.first { $0.heading.level == 1 }?.plainText
    }

    private static func names(_ type: DocumentType) -> Set<String> {
        var names: Set<String> = [type.folder.folded, type.name.spanish.folded, type.name.english.folded]
        names.formUnion([type.plural.spanish.folded, type.plural.english.folded])
        switch type.known {
        case .protocol:
            names.formUnion([
                "procedimientos", "procedimiento", "procedures", "procesos", "instructivos", "politicas", "policies",
                "sop",
                "sops", "guias", "runbooks", "protocols", "processes",
            ])
        case .job:
            names.formUnion([
                "cargos", "cargo", "perfiles", "roles", "positions", "jobs", "puestos de trabajo", "empleos",
            ])
        case .checklist, .clause, .competency, .externalDocument, .manual, .office, .page, .standard, .term, .unit, nil:
            break
        }
        return names
    }

    /// Returns the unit of a file: the title of the nearest folder that is named like a unit; nil if there is none.
    func unit(of file: ImportedFile) -> String? {
        var folder = MarkdownPaths.parent(file.path)
        while folder.hasPrefix(file.root) {
            if let title = titles[folder]?.title, UnitWords.startsName(title) { return title }
            guard folder != file.root else { return nil }
            folder = MarkdownPaths.parent(folder)
        }
        return nil
    }

    /// Returns the files of books, in order: for each index page with the title of a manual, the jobs and protocols
    /// of its section of the navigation, or else of its folder.
    func books(_ files: [ImportedFile], _ navigation: MkDocsNavigation) -> [Int: [Int]] {
        var books: [Int: [Int]] = [:]
        for (folder, index) in titles where index.title.folded.hasPrefix("manual") {
            let named = navigation.section(openedBy: files[index.file], files)
            let below = files.indices.filter { files[$0].path.hasPrefix(folder + "/") }
            books[index.file] = (named.isEmpty ? navigation.sorted(below, files) : named).filter { place in
                ["job", "protocol"].contains(files[place].drafts[0]?.type)
            }
        }
        return books
    }
}

/// Words that the name of a unit begins with.
enum UnitWords {
    private static let words: Set<String> = [
        "unidad", "direccion", "gerencia", "subgerencia", "departamento", "area", "seccion", "coordinacion", "oficina",
        "division", "subdireccion", "secretaria", "jefatura", "unit", "department", "office", "directorate",
    ]

    static func startsName(_ title: String) -> Bool {
        title.folded.split(separator: " ").first.map { words.contains(String($0)) } ?? false
    }
}

extension Match {
    /// The title of the first document of the file; nil if it has none.
    var title: String? {
        guard let record = records.first, labels.forms.indices.contains(record.form) else { return nil }
        return record.field([labels.forms[record.form].type.titleField])?.value.texts.first?.text
    }
}
