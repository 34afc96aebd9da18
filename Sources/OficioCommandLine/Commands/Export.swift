import Diagnostics
import OficioBuild
import OficioFiles
import OficioSchema
import OficioSource

extension Command {
    static let export = Command(
        name: "export",
        words: Localized(
            es: (documentFormats.map { $0 + " DOC" } + ["jsonschema", "theme TEMA [ARCHIVO…]"]).joined(
                separator: " | "),
            en: (documentFormats.map { $0 + " DOC" } + ["jsonschema", "theme THEME [FILE…]"]).joined(separator: " | ")),
        summary: Localized(
            es: "escribe un documento en un solo archivo, esquemas para editores, o los archivos de un tema",
            en: "writes one document as one file, schemas for editors, or the files of a theme"),
        options: [.output, .audience]
    ) { call in
        let words = call.arguments.words
        switch words.first {
        case "jsonschema" where words.count == 1:
            if try call.isPublic() {
                throw UsageError(
                    message: Localized(
                        es: "los esquemas nombran todo lo interno: son para quien redacta, no para el público",
                        en: "schemas name everything internal: they are for authors, not for the public"))
            }
            return try call.exportSchemas()
        case "theme", "tema": return try call.exportTheme(Array(words.dropFirst()))
        case "html" where words.count == 2: return try call.exportSingleFile(words[1])
        case let name?:
            if words.count == 2, let format = DocumentFormat(rawValue: name) {
                return try call.exportOffice(words[1], format)
            }
            fallthrough
        case nil:
            let formats = documentFormats.joined(separator: "|")
            throw UsageError(
                message: Localized(
                    es: """
                        se escribe «oficio export \(formats) DOC», «oficio export jsonschema» u \
                        «oficio export theme TEMA»
                        """,
                    en: """
                        write “oficio export \(formats) DOC”, “oficio export jsonschema” or “oficio export theme THEME”
                        """))
        }
    }

    /// The names of the formats for one document.
    private static let documentFormats = ["html"] + DocumentFormat.allCases.map(\.rawValue)
    /// The file name extensions by which a target is a file and not a folder.
    fileprivate static let documentEndings = Set(documentFormats + ["htm", "pdf", "doc", "rtf", "txt", "zip", "md"])
}

extension Invocation {
    /// Whether to leave out internal parts, because of `--audience public`.
    func isPublic() throws -> Bool { try arguments.choice("audience", among: ["internal", "public"]) == "public" }

    /// Whether the command may export a document. A public export requires a public build without errors, so that
    /// nothing of unclear access is published; otherwise prints the errors.
    fileprivate func mayExport() throws -> Bool {
        guard try isPublic() else { return true }
        let found = try Pipeline.checkForPublic(site, today: try today())
        guard found.areFatal(strict: false) else { return true }
        console.err(
            TextRenderer(context: found.context, language: language, usesColor: try usesColor()).render(
                found.diagnostics.filter { $0.severity == .error }))
        return false
    }

    /// Returns the path for an exported file: the file that `--output` names, a file in the folder that it names, or
    /// one in the current folder.
    ///
    /// A path with the extension of the format is a file. Any other path is a folder, which need not exist. Throws if
    /// the path of a folder belongs to a file, or has the extension of another format.
    private func target(_ name: String) throws -> String {
        guard let asked = arguments.values["output"] else { return absolute(name) }
        let path = absolute(asked)
        let known = Files.status(path)?.kind
        let ending = Self.ending(of: name)
        if known != .folder, !asked.hasSuffix("/") {
            let own = Self.ending(of: path)
            if own == ending { return path }
            if known != nil || Command.documentEndings.contains(own) {
                throw UsageError(
                    message: Localized(
                        es: "«\(asked)» no es una carpeta ni termina en «.\(ending)»",
                        en: "“\(asked)” is no folder and does not end in “.\(ending)”"))
            }
        }
        return path + (path.hasSuffix("/") ? "" : "/") + name
    }

    /// Returns the extension of a path in lower case, without its dot; empty if the path has no extension.
    private static func ending(of path: String) -> String {
        let parts = (path.split(separator: "/").last ?? "").split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
    }

    /// Writes an exported file. Throws if the path is that of a source: Markdown or YAML below `content`.
    private func writeFile(_ bytes: [UInt8], at path: String) throws {
        let content = Files.resolved(site + "/content") ?? site + "/content"
        let folder = Files.resolved(FileSystem.folder(of: path)) ?? FileSystem.folder(of: path)
        let isInside = folder == content || folder.hasPrefix(content + "/")
        if isInside, [".md", ".yaml", ".yml"].contains(where: { path.hasSuffix($0) }) {
            throw WriteError.holdsSources(path)
        }
        try AtomicFile.replace(path, with: bytes)
    }

    /// Writes the schemas with which editors complete and check YAML sources.
    fileprivate func exportSchemas() throws -> ExitStatus {
        try requireSite()
        let folder = arguments.values["output"].map { absolute($0) } ?? site + "/.esquemas"
        for file in JSONSchemaExport(site).files {
            let path = folder + "/" + file.name
            if (try? Files.read(path)) == file.bytes { continue }
            try writeFile(file.bytes, at: path)
            console.out(path + "\n")
        }
        return .done
    }

    /// Writes a document for a word processor or an e-book reader, and prints its path, unless the command may not
    /// export.
    fileprivate func exportOffice(_ document: String, _ format: DocumentFormat) throws -> ExitStatus {
        try requireSite()
        guard try mayExport() else { return .contentErrors }
        guard
            let made = try Pipeline.exportDocument(
                site, document: document, today: try today(), as: format, isPublic: try isPublic())
        else {
            throw UsageError(
                message: Localized(
                    es: "no hay ningún documento «\(document)»", en: "there is no document “\(document)”"))
        }
        let path = try target("\(made.name).\(format.rawValue)")
        try writeFile(made.bytes, at: path)
        console.out(path + "\n")
        return .done
    }

    /// Writes a document as a single HTML file that can be mailed.
    fileprivate func exportSingleFile(_ document: String) throws -> ExitStatus {
        try requireSite()
        guard try mayExport() else { return .contentErrors }
        guard
            let made = try Pipeline.exportSingleFile(
                site, document: document, today: try today(), isPublic: try isPublic())
        else {
            throw UsageError(
                message: Localized(
                    es: "no hay ningún documento «\(document)»", en: "there is no document “\(document)”"))
        }
        let path = try target(made.name + ".html")
        try writeFile(made.bytes, at: path)
        console.out(path + "\n")
        return .done
    }
}
