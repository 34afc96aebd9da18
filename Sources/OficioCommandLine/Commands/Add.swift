import Diagnostics
import OficioBuild
import OficioEditing
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
        var sources: [SourceChange] = []
        for path in BuiltInFiles.paths(under: "starter/") {
            let name = String(path.dropFirst("starter/".count))
            if name.hasPrefix("content/") {
                sources.append(SourceChange(name, before: nil, after: BuiltInFiles.bytes(path) ?? []))
            } else {
                try NewFile.write(BuiltInFiles.bytes(path) ?? [], to: folder + "/" + name)
            }
        }
        try SourceTransaction(root: folder).write(sources)
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
        try SourceTransaction(root: call.site).recover()
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
        let draft: [UInt8]
        do throws(EditRefusal) {
            draft = try DocumentDraft(path, type, form: schema.forms[schema.defaultForm(of: type)], title: title, schema, call.language).bytes
        } catch { throw UsageError(message: error.message) }
        try SourceTransaction(root: call.site).write([SourceChange(path, before: nil, after: draft)])
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
    let bytes: [UInt8]

    init(_ path: String, _ type: DocumentType, form: Form, title: String, _ schema: Schema, _ language: Language) throws(EditRefusal) {
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
        let name = type.fields.first { $0.names.contains("titulo") }?.id ?? "título"
        var edits: [Edit] = [.addKey(FieldPath(name), .text(title, quoting: .always))]
        if !form.isBuiltIn { edits.append(.addKey("formato", .text(form.id))) }
        let head = try SourceEditor([], path: path, schema: schema).patch(edits).get().applied(to: []) ?? []
        var lines = ["# " + hint[language]] + facts.map { "# \($0): " }
        lines += sections.isEmpty ? [] : ["#"]
        lines += sections.map { "# ## \($0)" }
        // Comments are no part of the document: they go before the line that closes the front matter.
        let closing = Array("---\n".utf8)
        bytes = head.dropLast(closing.count) + lines.flatMap { Array(($0 + "\n").utf8) } + closing
    }
}
