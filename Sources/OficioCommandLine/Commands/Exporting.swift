import Diagnostics
import OficioBuild
import OficioSchema
import OficioSource

extension Command {
    static let export = Command(
        name: "export", words: Localized(same: "jsonschema | html DOC | odt DOC | docx DOC | epub DOC"),
        summary: Localized(
            es: "escribe esquemas para editores, o un documento en un solo archivo", en: "writes schemas for editors, or one document as one file"), options: [.output]
    ) { call in
        let words = call.arguments.words
        switch words.first {
        case "jsonschema" where words.count == 1: return try call.exportSchemas()
        case "html" where words.count == 2: return try call.exportSingleFile(words[1])
        case let name? where words.count == 2 && OfficeFormat(rawValue: name) != nil: return try call.exportOffice(words[1], OfficeFormat(rawValue: name) ?? .odt)
        default:
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio export jsonschema», u «oficio export html|odt|docx|epub DOC»",
                    en: "write “oficio export jsonschema” or “oficio export html|odt|docx|epub DOC”"))
        }
    }
}

extension Invocation {
    /// The file that `--output` names, or a file in the folder that it names; in the folder of the call where it says nothing.
    private func target(_ name: String) -> String {
        guard let asked = arguments.values["output"] else { return absolute(name) }
        let path = absolute(asked)
        return asked.hasSuffix("/") || Files.status(path)?.kind == .folder ? path + (path.hasSuffix("/") ? "" : "/") + name : path
    }

    /// The schemas with which editors complete and check while typing.
    fileprivate func exportSchemas() throws -> ExitStatus {
        try requireSite()
        let folder = arguments.values["output"].map { absolute($0) } ?? site + "/.esquemas"
        for file in JSONSchemaExport(site).files {
            let path = folder + "/" + file.name
            if (try? Files.read(path)) == file.bytes { continue }
            try NewFile.replace(path, with: file.bytes)
            console.out(path + "\n")
        }
        return .done
    }

    /// A document for a word processor or an electronic book.
    fileprivate func exportOffice(_ document: String, _ format: OfficeFormat) throws -> ExitStatus {
        try requireSite()
        guard let made = Pipeline.office(site, document: document, today: try today(), as: format) else {
            throw UsageError(message: Localized(es: "no hay ningún documento «\(document)»", en: "there is no document “\(document)”"))
        }
        let path = target("\(made.name).\(format.rawValue)")
        try NewFile.replace(path, with: made.bytes)
        console.out(path + "\n")
        return .done
    }

    /// A document that can be mailed.
    fileprivate func exportSingleFile(_ document: String) throws -> ExitStatus {
        try requireSite()
        guard let made = Pipeline.singleFile(site, document: document, today: try today()) else {
            throw UsageError(message: Localized(es: "no hay ningún documento «\(document)»", en: "there is no document “\(document)”"))
        }
        let path = target(made.name + ".html")
        try NewFile.replace(path, with: made.bytes)
        console.out(path + "\n")
        return .done
    }
}
