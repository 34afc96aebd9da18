import Diagnostics
import OficioBuild
import OficioSchema
import OficioSource

extension Command {
    static let new = Command(
        name: "new", words: Localized(same: "DIR"),
        summary: Localized(es: "crea un sitio de muestra, comentado, en una carpeta nueva", en: "makes a commented starter site in a new folder"), options: []
    ) { call in
        guard let name = call.arguments.words.first, call.arguments.words.count == 1 else {
            throw UsageError(message: Localized(es: "se escribe «oficio new DIR»", en: "write “oficio new DIR”"))
        }
        let folder = call.absolute(name)
        if let status = Files.status(folder) {
            let isEmpty = try status.kind == .folder && Files.names(in: folder).isEmpty
            guard isEmpty else {
                throw UsageError(message: Localized(es: "«\(folder)» ya existe y no está vacía", en: "“\(folder)” exists and is not empty"))
            }
        }
        for path in BuiltInFiles.paths(under: "starter/") {
            try NewFile.write(BuiltInFiles.bytes(path) ?? [], to: folder + "/" + path.dropFirst("starter/".count))
        }
        let words = Localized(
            es: "Sitio creado en \(folder). Ahora: oficio build --site \(name)", en: "Site made in \(folder). Next: oficio build --site \(name)")
        call.console.out(words[call.language] + "\n")
        return .done
    }

    static let add = Command(
        name: "add", words: Localized(es: "TIPO \"TÍTULO\"", en: "TYPE \"TITLE\""),
        summary: Localized(es: "crea un documento de un tipo, listo para rellenar", en: "makes one document of a type, ready to fill in"), options: []
    ) { call in
        try call.requireSite()
        guard call.arguments.words.count == 2, !call.arguments.words[1].trimmedASCII.isEmpty else {
            throw UsageError(message: Localized(es: "se escribe «oficio add TIPO \"TÍTULO\"»", en: "write “oficio add TYPE \"TITLE\"”"))
        }
        let schema = SiteSchema.reading(call.site)
        let wanted = call.arguments.words[0]
        guard let index = schema.type(named: wanted.folded) else {
            let known = schema.types.map { $0.name[call.language] }
            let nearest = Suggestion.nearest(to: wanted.folded, in: schema.types.flatMap(\.names))
            throw UsageError(
                message: Localized(
                    es: "no hay ningún tipo «\(wanted)»" + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? "; hay: \(known.joined(separator: ", "))"),
                    en: "there is no type “\(wanted)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "; known: \(known.joined(separator: ", "))")))
        }
        let type = schema.types[index]
        let title = call.arguments.words[1]
        let path = "content/\(type.folder)/\(title.slug()).md"
        guard Files.status(call.site + "/" + path) == nil else {
            throw UsageError(message: Localized(es: "«\(path)» ya existe", en: "“\(path)” exists already"))
        }
        let text = DocumentDraft(type, form: schema.forms[schema.defaultForm(of: type)], title: title, call.language).text
        try NewFile.write(Array(text.utf8), to: call.site + "/" + path)
        call.console.out(path + "\n")
        return .done
    }
}

/// The schema of a site without its documents.
enum SiteSchema {
    static func reading(_ site: String) -> Schema {
        let folder = SiteFolder(scanning: site)
        let documents = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }.compactMap { index -> SourceDocument? in
            guard let bytes = try? folder.bytes(of: FileID(index)) else { return nil }
            return SourceDocument(bytes, file: FileID(index), path: folder.sources[index].path)
        }
        return Schema(documents)
    }
}

/// The text of a new document: its title, and what its form asks for as comments to fill in.
struct DocumentDraft {
    let text: String

    init(_ type: DocumentType, form: Form, title: String, _ language: Language) {
        let hint = Localized(
            es: "Quite «#» y rellene; lo que no tenga nada que decir lleva N/A.", en: "Take off “#” and fill in; what has nothing to say gets N/A.")
        var facts: [String] = []
        var sections: [String] = []
        var seen: Set<Int> = []
        func visit(_ section: FormSection) {
            for placement in section.allFields where seen.insert(placement.path[0]).inserted {
                let field = type.fields[placement.path[0]]
                let name = field.label[language]
                switch field.kind {
                case .markdown, .rows, .list, .group: sections.append(name)
                default: if !["title", "term"].contains(field.id) { facts.append(name.lowercased()) }
                }
            }
            section.sections.forEach(visit)
        }
        form.sections.forEach(visit)
        let titleName = type.fields.first { $0.names.contains("titulo") }?.label[language].lowercased() ?? "título"
        var lines = ["---", "\(titleName): \"\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""]
        if !form.isBuiltIn { lines.append("formato: \(form.id)") }
        lines.append("# " + hint[language])
        lines += facts.map { "# \($0): " }
        lines += sections.isEmpty ? [] : ["#"]
        lines += sections.map { "# ## \($0)" }
        lines.append("---")
        text = lines.joined(separator: "\n") + "\n"
    }
}
