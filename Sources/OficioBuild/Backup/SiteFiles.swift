import Diagnostics
import OficioFiles
import OficioSource

/// Lists the files of a site, and of its saved states, that are not made again by a command.
struct SiteFiles {
    /// A file on the disk.
    struct Item: Equatable {
        /// The path in a backup: `sitio/…` or `estado/…`.
        var path: String
        /// The path on the disk.
        let source: String
        let size: Int
        /// The time of the last change of the content, in nanoseconds since 1970 (UTC).
        let modified: Int64
        let changed: Int64
        let identity: String
        let mode: UInt32

        init(_ path: String, _ source: String, _ status: FileStatus) {
            self.path = path
            self.source = source
            size = status.size
            modified = status.modified
            changed = status.changed
            identity = status.identity
            mode = status.permissions
        }

        /// Whether the file is a draft of the editor, which changes at every pause in typing.
        var isDraft: Bool { path.hasPrefix("estado/borradores/") }
    }

    /// The files in the order of a backup: the site, then entries of saved states before the texts that they name.
    private(set) var items: [Item] = []
    /// The paths that a backup leaves out, relative to the site, with the reasons.
    private(set) var omitted: [(path: String, why: Localized)] = []

    /// Lists the files below the folder of a site and that of its saved states, if it has one.
    init(_ root: String, state: String?) throws(FileError) {
        for entry in try Files.entries(in: root) {
            let path = root + "/" + entry.name
            if entry.name == ".git" {
                omitted.append((entry.name + "/", Self.git))
            } else if entry.name == "content", entry.status?.kind == .folder {
                // The folder of the sources may be a link, unlike everything in it.
                try walk(path, "sitio/content")
            } else {
                try add(entry, path, "sitio/" + entry.name)
            }
        }
        guard let state, Files.status(state)?.kind == .folder else { return }
        // An entry is written after the texts that it names, so that texts listed later include them.
        let entries = try Files.entries(in: state).filter { $0.name != Self.received }
        for entry in entries.filter({ $0.name == "guardados" }) + entries.filter({ $0.name != "guardados" }) {
            try add(entry, state + "/" + entry.name, "estado/" + entry.name)
        }
    }

    /// The name of the folder with files that a browser has sent and nobody has accepted yet. They last a day.
    static let received = "recibidos"

    /// Whether the program wrote the site into a folder.
    static func isOutput(_ folder: String) -> Bool { Files.status(folder + "/" + OutputFolder.manifestPath) != nil }

    private static let git = Localized(
        es: "Git tiene sus propias copias: «git push»", en: "Git has copies of its own: “git push”")
    private static let output = Localized(
        es: "«oficio build» la hace de nuevo", en: "“oficio build” makes it again")
    private static let link = Localized(es: "es un enlace simbólico", en: "it is a symbolic link")
    private static let special = Localized(es: "no es un archivo", en: "it is not a file")
    private static let name = Localized(es: "su nombre no es UTF-8", en: "its name is not UTF-8")

    private mutating func walk(_ folder: String, _ path: String) throws(FileError) {
        for entry in try Files.entries(in: folder) {
            try add(entry, folder + "/" + entry.name, path + "/" + entry.name)
        }
    }

    private mutating func add(_ entry: Files.Entry, _ source: String, _ path: String) throws(FileError) {
        func omit(_ why: Localized, _ end: String = "") {
            omitted.append((path.dropFirst(path.hasPrefix("sitio/") ? 6 : 0) + end, why))
        }
        if entry.isLink { return omit(Self.link) }
        guard let status = entry.status else { return omit(Self.name) }
        switch status.kind {
        case .file: items.append(Item(path, source, status))
        case .folder:
            if path.hasPrefix("sitio/"), !path.hasPrefix("sitio/content/"), Self.isOutput(source) {
                return omit(Self.output, "/")
            }
            try walk(source, path)
        case .other: omit(Self.special)
        }
    }
}
