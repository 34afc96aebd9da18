import Diagnostics
import OficioBasics
import OficioSource

/// Everything declared as data that drives the stages after it: types, forms, settings.
package final class Schema: Sendable {
    package let settings: SiteSettings
    /// The language of the site, as the settings say.
    package let language: Language
    package let types: [DocumentType]
    /// The site's forms by file, then a built-in one for each type.
    package let forms: [Form]
    package let diagnostics: [Diagnostic]
    private let typeByName: [String: Int]
    private let formByID: [String: Int]
    private let builtInForm: [String: Int]

    /// Reads `site.yaml`, `tipos/` and `formatos/` among the documents of a site; the others are left alone.
    package init(_ documents: [SourceDocument]) {
        var diagnostics: [Diagnostic] = []
        settings =
            documents.first { Self.role(of: $0.path) == .settings }.map { SiteSettings($0, reporting: &diagnostics) } ?? SiteSettings()
        language = settings.language
        var typeReader = TypeReader()
        for document in documents where Self.role(of: document.path) == .type { typeReader.read(document.entries) }
        types = typeReader.types
        diagnostics += typeReader.diagnostics
        var forms: [Form] = []
        for document in documents where Self.role(of: document.path) == .form {
            var reader = FormReader(types: types, path: document.path, language: language)
            if let form = reader.read(document, id: document.path.fileStem) { forms.append(form) }
            diagnostics += reader.diagnostics
        }
        var byID: [String: Int] = [:]
        for (index, form) in forms.enumerated() { byID[form.id.folded] = index }
        var builtIn: [String: Int] = [:]
        for type in types {
            builtIn[type.id] = forms.count
            forms.append(.builtIn(for: type, language))
        }
        self.forms = forms
        formByID = byID
        builtInForm = builtIn
        var names: [String: Int] = [:]
        for (index, type) in types.enumerated() {
            for name in type.names where names[name] == nil { names[name] = index }
        }
        typeByName = names
        self.diagnostics = diagnostics
    }

    /// What a file of `content/` is for.
    package enum FileRole: Sendable { case settings, type, form, document }

    package static func role(of path: String) -> FileRole {
        if path == "content/site.yaml" || path == "content/site.yml" { return .settings }
        let bytes = path.utf8
        guard path.hasPrefix("content/"), let end = bytes.dropFirst(8).firstIndex(of: UInt8(ascii: "/")) else { return .document }
        switch String(path[bytes.index(bytes.startIndex, offsetBy: 8)..<end]).folded {
        case "tipos", "types": return .type
        case "formatos", "forms": return .form
        default: return .document
        }
    }

    /// The type with a folded name, folder or identifier.
    package func type(named folded: String) -> Int? { typeByName[folded] }

    package func type(id: String) -> Int? { types.firstIndex { $0.id == id } }

    /// The form that a document of a type chooses, by its folded identifier.
    package func form(id folded: String) -> Int? { formByID[folded] }

    /// The form that is made from a type.
    package func builtInForm(of type: DocumentType) -> Int { builtInForm[type.id] ?? 0 }

    /// With more forms behind those it has: of earlier days, chosen by no name.
    package func adding(_ more: [Form]) -> Schema { more.isEmpty ? self : Schema(self, adding: more) }

    private init(_ other: Schema, adding more: [Form]) {
        settings = other.settings
        language = other.language
        types = other.types
        forms = other.forms + more
        diagnostics = other.diagnostics
        typeByName = other.typeByName
        formByID = other.formByID
        builtInForm = other.builtInForm
    }

    /// The form of documents that choose none: the site's only one for the type, or the built-in one.
    package func defaultForm(of type: DocumentType) -> Int {
        let own = forms.indices.filter { forms[$0].type == type.key && !forms[$0].isBuiltIn }
        if own.count == 1 { return own[0] }
        return builtInForm[type.id] ?? 0
    }
}

extension String {
    /// The slug of a path's last part without its ending.
    package var fileStem: String {
        let name = parts(between: "/").last.map(String.init) ?? self
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return name.slug() }
        return String(name[..<dot]).slug()
    }
}
