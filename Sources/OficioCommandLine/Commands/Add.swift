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
        let schema = SiteSchema(call.site).schema
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
        let site = SiteLoader.load(call.site)
        let document = NewDocument(site, type: index, form: try call.form(of: type, schema))
        let change: SourceChange
        do throws(EditRefusal) {
            change = try document.change(title: title, call.language)
        } catch {
            throw UsageError(message: error.message)
        }
        try SourceTransaction(root: call.site).write([change])
        call.console.out(change.path + "\n")
        return .done
    }
}

extension Invocation {
    /// Returns the form that `--form` names, as an index into `schema.forms`; `nil` without the option.
    fileprivate func form(of type: DocumentType, _ schema: Schema) throws -> Int? {
        guard let name = arguments.values["form"] else { return nil }
        let own = NewDocument.ownForms(of: type, schema)
        if let form = own.first(where: { schema.forms[$0].id.folded == name.folded }) { return form }
        let known = own.map { schema.forms[$0].id }
        let spanish = known.isEmpty ? "no hay ninguno" : "hay: \(known.joined(separator: ", "))"
        let english = known.isEmpty ? "there is none" : "known: \(known.joined(separator: ", "))"
        throw UsageError(
            message: Localized(
                es: "no hay ningún formato «\(name)» para este tipo; \(spanish)",
                en: "there is no form “\(name)” for this type; \(english)"))
    }
}

/// The types, forms and settings of a site, and the paths of its documents, which are not read.
struct SiteSchema {
    let schema: Schema
    private let paths: [String]

    /// Returns the folder below `content/` that takes new documents of a type.
    func folder(of type: DocumentType) -> String { schema.sourceFolder(of: type, among: paths) }

    /// Reads the types, forms and settings of the site in a folder.
    init(_ site: String) {
        let folder = SiteFolder(scanning: site)
        let documents = folder.sources.indices.filter { Schema.role(of: folder.sources[$0].path) != .document }
            .compactMap { index -> SourceDocument? in
                guard let bytes = try? folder.bytes(of: FileID(index)) else { return nil }
                return SourceDocument(bytes, file: FileID(index), path: folder.sources[index].path)
            }
        schema = Schema(documents)
        paths = folder.sources.map(\.path)
    }
}
