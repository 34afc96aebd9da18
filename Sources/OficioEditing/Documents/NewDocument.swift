import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// A new document of a type, with the text that `oficio add` and the editor write.
package struct NewDocument {
    /// The type of the new document.
    package let type: DocumentType
    /// The form that prints the new document.
    package let form: Form
    private let site: LoadedSite
    /// The folder below `content/` in which the document is created.
    private let folder: String

    /// Prepares a new document of `schema.types[type]`. `form` is an index into `schema.forms`; `nil` chooses the form
    /// that most documents of the type use.
    package init(_ site: LoadedSite, type: Int, form: Int? = nil) {
        let schema = site.corpus.schema
        self.site = site
        self.type = schema.types[type]
        folder = site.corpus.sourceFolder(of: self.type)
        self.form = schema.forms[form ?? Self.usualForm(of: schema.types[type], site.corpus)]
    }

    /// Returns the forms that the site declares for a type, as indices into `schema.forms`.
    package static func ownForms(of type: DocumentType, _ schema: Schema) -> [Int] {
        schema.forms.indices.filter { schema.forms[$0].type == type.key && !schema.forms[$0].isBuiltIn }
    }

    /// Returns the form that most documents of a type use; the built-in form if the site declares no form for the
    /// type.
    package static func usualForm(of type: DocumentType, _ corpus: Corpus) -> Int {
        let own = ownForms(of: type, corpus.schema)
        let uses = own.map { form in corpus.records.count { $0.form == form } }
        guard let most = uses.max(), let place = uses.firstIndex(of: most) else {
            return corpus.schema.defaultForm(of: type)
        }
        return own[place]
    }

    /// Returns the path of the document with an id: `content/puestos/cajero.md`.
    package func path(id: String) -> String { "content/\(folder)/\(id).md" }

    /// Returns the change that creates the document.
    ///
    /// - Parameters:
    ///   - title: the title of the document.
    ///   - id: the id of the document; `nil` derives it from the title.
    ///   - language: the language of the comments in the text.
    /// - Returns: the change, whose file does not exist yet.
    /// - Throws: a refusal if the id is malformed or taken, or if the title cannot be written.
    package func change(title: String, id: String? = nil, _ language: Language) throws(EditRefusal) -> SourceChange {
        let id = id ?? title.fileName
        try EditRefusal.checkID(id)
        let path = path(id: id)
        if Files.status(site.folder.root + "/" + path) != nil {
            throw EditRefusal("«\(path)» ya existe", "“\(path)” exists already")
        }
        let corpus = site.corpus
        if let type = corpus.schema.types.firstIndex(where: { $0.key == type.key }),
            corpus.index(ofType: type, id: id) != nil
        {
            throw EditRefusal("ya hay un documento «\(id)»", "there is a document “\(id)” already")
        }
        let template = DocumentTemplate(type, form: form, corpus, code: freeCode(language), language)
        return SourceChange(path, before: nil, after: try template.bytes(title: title, path: path))
    }

    /// Returns the next free code of the type. Codes in comments of unfilled templates count as used.
    private func freeCode(_ language: Language) -> String {
        let written = site.folder.sources.indices.filter {
            site.folder.sources[$0].path.hasPrefix("content/\(folder)/")
        }.compactMap { try? site.folder.bytes(of: FileID($0)) }
        return FreeCode.next(type, form, site.corpus, language) { code in
            written.contains { $0.contains(Array(code.utf8)) }
        }
    }
}
