import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioFiles
import OficioModel
import OficioSchema
import OficioSource

extension Option {
    static let documentForm = Option(
        name: "form", value: "ID", help: Localized(es: "formato del documento", en: "form of the document"))
}

extension Command {
    static let add = Command(
        name: "add", words: Localized(es: "TIPO \"TÍTULO\"", en: "TYPE \"TITLE\""),
        summary: Localized(
            es: "crea un documento de un tipo, listo para rellenar",
            en: "makes one document of a type, ready to fill in"), options: [.documentForm]
    ) { call in
        try call.requireSite()
        guard call.arguments.words.count == 2, !call.arguments.words[1].trimmedASCII.isEmpty else {
            throw UsageError(
                message: Localized(
                    es: "se escribe «oficio add TIPO \"TÍTULO\"»", en: "write “oficio add TYPE \"TITLE\"”"))
        }
        try call.settleInterruptedEdit()
        let schema = SiteSchema.reading(call.site)
        let wanted = call.arguments.words[0]
        guard let index = schema.type(named: wanted.folded) else {
            let known = schema.types.map { $0.name[call.language] }
            let nearest = Suggestion.nearest(to: wanted.folded, in: schema.types.flatMap(\.names))
            throw UsageError(
                message: Localized(
                    es: "no hay ningún tipo «\(wanted)»"
                        + (nearest.map { "; ¿quiso decir «\($0)»?" } ?? "; hay: \(known.joined(separator: ", "))"),
                    en: "there is no type “\(wanted)”"
                        + (nearest.map { "; did you mean “\($0)”?" } ?? "; known: \(known.joined(separator: ", "))")))
        }
        let type = schema.types[index]
        let title = call.arguments.words[1]
        let path = "content/\(type.folder)/\(title.fileName).md"
        guard Files.status(call.site + "/" + path) == nil else {
            throw UsageError(message: Localized(es: "«\(path)» ya existe", en: "“\(path)” exists already"))
        }
        let site = SiteLoader.load(call.site)
        let form = try call.form(of: type, site.corpus)
        // Templates that nobody filled in yet hold their codes in comments.
        let written = site.folder.sources.indices.filter {
            site.folder.sources[$0].path.hasPrefix("content/\(type.folder)/")
        }.compactMap { try? site.folder.bytes(of: FileID($0)) }
        let code = FreeCode.next(type, form, site.corpus, call.language) { code in
            written.contains { $0.contains(Array(code.utf8)) }
        }
        let template = DocumentTemplate(type, form: form, site.corpus, code: code, call.language)
        let draft: [UInt8]
        do throws(EditRefusal) { draft = try template.bytes(title: title, path: path) } catch {
            throw UsageError(message: error.message)
        }
        try SourceTransaction(root: call.site).write([SourceChange(path, before: nil, after: draft)])
        call.console.out(path + "\n")
        return .done
    }
}

extension Invocation {
    /// The form of a new document: that of `--form`, otherwise the one that most documents of the type use.
    fileprivate func form(of type: DocumentType, _ corpus: Corpus) throws -> Form {
        let schema = corpus.schema
        let own = schema.forms.indices.filter { schema.forms[$0].type == type.key && !schema.forms[$0].isBuiltIn }
        if let name = arguments.values["form"] {
            if let form = own.first(where: { schema.forms[$0].id.folded == name.folded }) { return schema.forms[form] }
            let known = own.map { schema.forms[$0].id }
            let spanish = known.isEmpty ? "no hay ninguno" : "hay: \(known.joined(separator: ", "))"
            let english = known.isEmpty ? "there is none" : "known: \(known.joined(separator: ", "))"
            throw UsageError(
                message: Localized(
                    es: "no hay ningún formato «\(name)» para este tipo; \(spanish)",
                    en: "there is no form “\(name)” for this type; \(english)"))
        }
        let uses = own.map { form in corpus.records.count { $0.form == form } }
        guard let most = uses.max(), let place = uses.firstIndex(of: most) else {
            return schema.forms[schema.defaultForm(of: type)]
        }
        return schema.forms[own[place]]
    }
}

/// Reads the types, forms and settings of a site, without its documents.
enum SiteSchema {
    static func reading(_ site: String) -> Schema {
        let folder = SiteFolder(scanning: site)
        let documents = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }
            .compactMap { index -> SourceDocument? in
                guard let bytes = try? folder.bytes(of: FileID(index)) else { return nil }
                return SourceDocument(bytes, file: FileID(index), path: folder.sources[index].path)
            }
        return Schema(documents)
    }
}
