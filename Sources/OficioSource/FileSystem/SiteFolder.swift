import Diagnostics
import OficioBasics

/// A file below `content/`.
package struct SiteFile: Sendable {
    /// The path relative to the site, with `/`: `content/puestos/x.md`.
    package let path: String
    /// The size of the file in bytes.
    package let size: Int
    /// The fingerprint of its metadata when the folder was scanned (see ``ReadJournal``); `-` for a file that is not on
    /// disk.
    package let stamp: String
    /// Whether the fingerprint identifies the content: false if the modification time is within clock granularity of
    /// the scan (a racy timestamp), and for a file that is not on disk.
    package let isSettled: Bool

    init(path: String, size: Int, _ status: FileStatus?) {
        self.path = path
        self.size = size
        stamp = ReadJournal.stamp(status)
        isSettled = status != nil && !ReadJournal.isRacy(status)
    }
}

/// The files of a site, sorted by the bytes of their paths, independent of their order on disk.
package struct SiteFolder: Sendable {
    /// The folder that contains `content/`, without a trailing slash.
    package let root: String
    /// The files to read: `.md`, `.yaml` and `.yml`. The index of a file here is its `FileID`.
    package let sources: [SiteFile]
    /// The files below `content/recursos/`: the attachments of the site.
    package let attachments: [SiteFile]
    /// The paths of other files with findings, relative to the site. Their `FileID`s follow those of the sources.
    package let others: [String]
    /// The findings about names, links, files that cannot be read, and files that are neither sources nor
    /// attachments.
    package let diagnostics: [Diagnostic]

    /// Scans `content/` of a site.
    ///
    /// - Parameters:
    ///   - root: the folder of the site.
    ///   - includesDrafts: whether to read `_borradores/` and `_drafts/`.
    ///   - added: sources that are not on disk, with their sizes by path.
    ///   - removed: paths of sources and attachments to leave out.
    package init(
        scanning root: String, includesDrafts: Bool = false, adding added: [String: Int] = [:],
        removing removed: Set<String> = []
    ) {
        var scanner = Scanner(root: root, includesDrafts: includesDrafts)
        scanner.scan("content", ancestors: [])
        let known = Set(scanner.sources.map(\.path))
        for (path, size) in added where !known.contains(path) {
            scanner.sources.append(SiteFile(path: path, size: size, nil))
        }
        scanner.sources.removeAll { removed.contains($0.path) }
        scanner.attachments.removeAll { removed.contains($0.path) }
        scanner.findings.removeAll { removed.contains($0.path) }
        self.root = root
        let sources = scanner.sources.sorted { $0.path.isBefore($1.path) }
        self.sources = sources
        self.attachments = scanner.attachments.sorted { $0.path.isBefore($1.path) }
        var others: [String] = []
        var diagnostics: [Diagnostic] = []
        for finding in scanner.findings {
            let place = sources.firstIndex { $0.path == finding.path } ?? sources.count + others.count
            if place == sources.count + others.count { others.append(finding.path) }
            diagnostics.append(Diagnostic(finding.rule, at: .start(of: FileID(place)), finding.message))
        }
        self.others = others
        self.diagnostics = diagnostics
    }

    /// Adds sources to the journal as read, by index, without reading them: their fingerprints identify their content.
    package func recordKnown(_ places: [Int]) {
        ReadJournal.note(known: places.map { sources[$0] }, below: root)
    }

    /// Returns the bytes of a source. Throws the error of the file system.
    package func bytes(of file: FileID) throws(FileError) -> [UInt8] {
        try Files.read(root + "/" + sources[Int(file.index)].path)
    }
}

private struct Scanner {
    struct Finding {
        let path: String
        let rule: Rule
        let message: Localized
    }

    let root: String
    let includesDrafts: Bool
    let realRoot: String?
    var sources: [SiteFile] = []
    var attachments: [SiteFile] = []
    var findings: [Finding] = []

    init(root: String, includesDrafts: Bool) {
        self.root = root
        self.includesDrafts = includesDrafts
        realRoot = Files.resolved(root)
    }

    mutating func scan(_ folder: String, ancestors: [FileStatus]) {
        let entries: [Files.Entry]
        do {
            entries = try Files.entries(in: root + "/" + folder)
        } catch {
            findings.append(.init(path: folder, rule: .unreadableFile, message: unreadable(folder, error.words)))
            return
        }
        reportCollisions(entries.map(\.name), in: folder)
        for entry in entries where Self.isIncluded(entry.name, in: folder) {
            let path = folder + "/" + entry.name
            reportName(entry.name, path)
            if let status = admit(path, entry) {
                switch status.kind {
                case .folder:
                    if entry.name == "_borradores" || entry.name == "_drafts" { guard includesDrafts else { continue } }
                    if path == "content/historial" { continue }
                    if ancestors.contains(where: { Files.isSame($0, status) }) {
                        findings.append(
                            .init(
                                path: path, rule: .unreadableFile,
                                message: unreadable(
                                    path,
                                    Localized(
                                        es: "el enlace vuelve a una carpeta que lo contiene",
                                        en: "the link leads back to a folder that contains it"))))
                    } else {
                        scan(path, ancestors: ancestors + [status])
                    }
                case .file: add(path, status)
                case .other:
                    findings.append(
                        .init(
                            path: path, rule: .unreadableFile,
                            message: unreadable(path, Localized(es: "no es un archivo", en: "it is not a file"))))
                }
            }
        }
    }

    /// Whether to read an entry. Hidden files are skipped, except those below `content/recursos/` that configure a web
    /// server.
    private static func isIncluded(_ name: String, in folder: String) -> Bool {
        if name.hasPrefix(".") {
            return (folder + "/").hasPrefix("content/recursos/")
                && [".htaccess", ".htpasswd", ".user.ini"].contains(name)
        }
        return !name.hasSuffix("~") && !SystemFiles.contains(name)
    }

    /// Returns the metadata of an entry, or nil with a finding if it does not exist, cannot be reached or lies outside
    /// the site.
    private mutating func admit(_ path: String, _ entry: Files.Entry) -> FileStatus? {
        // Only links can leave the site. Resolving the real path of each file costs more than reading it.
        guard let status = entry.status, let real = entry.isLink ? Files.resolved(root + "/" + path) : realRoot else {
            findings.append(
                .init(
                    path: path, rule: .unreadableFile,
                    message: unreadable(
                        path,
                        Localized(es: "no existe o no se puede abrir", en: "it does not exist or cannot be opened"))))
            return nil
        }
        guard let realRoot, real == realRoot || real.hasPrefix(realRoot + "/") else {
            findings.append(
                .init(
                    path: path, rule: .unreadableFile,
                    message: Localized(
                        es: "«\(path)» es un enlace que sale del sitio", en: "“\(path)” is a link that leaves the site")
                ))
            return nil
        }
        return status
    }

    private mutating func add(_ path: String, _ status: FileStatus) {
        let file = SiteFile(path: path, size: status.size, status)
        if path.hasPrefix("content/recursos/") {
            attachments.append(file)
        } else if path.isMarkdownPath || path.isYAMLPath {
            sources.append(file)
        } else {
            findings.append(
                .init(
                    path: path, rule: .unknownFile,
                    message: Localized(
                        es: "«\(path)» no es Markdown ni YAML y no se publica; los adjuntos van en «content/recursos/»",
                        en: """
                            “\(path)” is neither Markdown nor YAML and is not published; attachments belong in \
                            “content/recursos/”
                            """
                    )))
        }
    }

    private mutating func reportName(_ name: String, _ path: String) {
        guard let problem = name.nameProblem else { return }
        findings.append(
            .init(
                path: path, rule: problem == .long ? .limitExceeded : .unportableName,
                message: Localized(
                    es: """
                        el nombre de «\(path.visibleName)» no es válido en todos los equipos: \(problem.words.spanish)
                        """,
                    en: "the name of “\(path.visibleName)” is not valid on every system: \(problem.words.english)")))
    }

    private mutating func reportCollisions(_ names: [String], in folder: String) {
        var seen: [String: String] = [:]
        for name in names {
            let key = name.precomposed.lowercased()
            if let first = seen[key] {
                findings.append(
                    .init(
                        path: folder + "/" + name, rule: .collidingNames,
                        message: Localized(
                            es: "«\(folder)/\(name)» y «\(first)» solo se distinguen por mayúsculas",
                            en: "“\(folder)/\(name)” and “\(first)” differ only in case")))
            }
            seen[key] = name
        }
    }

    private func unreadable(_ path: String, _ reason: Localized) -> Localized {
        Localized(es: "no se puede leer «\(path)»: \(reason.spanish)", en: "cannot read “\(path)”: \(reason.english)")
    }
}
