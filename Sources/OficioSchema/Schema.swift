import Diagnostics
import OficioBasics
import OficioSource

/// The types, forms and settings that a site declares.
package final class Schema: Sendable {
    /// The settings of `site.yaml`, or the defaults if there is no such file.
    package let settings: SiteSettings
    /// The language of the site, from the settings.
    package let language: Language
    /// The built-in types and those that the site declares.
    package let types: [DocumentType]
    /// The site's forms in the order of its files, and then a built-in form for each type.
    package let forms: [Form]
    /// The findings about settings, types and forms.
    package let diagnostics: [Diagnostic]
    /// The file names of documents whose ids the history holds without *ni* for *ñ*; see `documentID(ofFile:)`.
    package let recordedNames: Set<String>
    /// The folders of types in English addresses, by the types' ids; empty for Spanish addresses.
    private let englishFolders: [String: String]
    private let typeByName: [String: Int]
    private let formByID: [String: Int]
    private let builtInForm: [String: Int]

    /// Reads `site.yaml`, `tipos/` and `formatos/` among the documents of a site, and ignores the other documents.
    package init(_ documents: [SourceDocument]) {
        var diagnostics: [Diagnostic] = []
        settings =
            documents.first { Self.role(of: $0.path) == .settings }.map { SiteSettings($0, reporting: &diagnostics) }
            ?? SiteSettings()
        language = settings.language
        var typeReader = TypeReader()
        for document in documents where Self.role(of: document.path) == .type { typeReader.read(document.entries) }
        typeReader.checkReferences()
        types = typeReader.types
        diagnostics += typeReader.diagnostics
        var forms: [Form] = []
        var fileNames: [String] = []
        for document in documents where Self.role(of: document.path) == .form {
            var reader = FormReader(types: types, path: document.path, language: language)
            if var form = reader.read(document, id: document.path.fileStem) {
                form.fileNameWithNi = document.path.fileStemWithNi
                if settings.addressRules > 1, !form.hasOwnID { form.address = form.fileNameWithNi }
                forms.append(form)
                fileNames.append(document.path.fileStem.folded)
            }
            diagnostics += reader.diagnostics
        }
        var byID: [String: Int] = [:]
        for (index, form) in forms.enumerated() { byID[form.id.folded] = index }
        for (index, name) in fileNames.enumerated() where byID[name] == nil { byID[name] = index }
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
        recordedNames = []
        englishFolders = settings.hasEnglishAddresses ? TypeFolder.english(types) : [:]
    }

    /// The beginning of the anchor of a protocol's step, which the step's number follows.
    package var stepAnchor: String { settings.hasEnglishAddresses ? "step-" : "paso-" }

    /// The roles of files below `content/`.
    package enum FileRole: Sendable { case settings, type, form, document }

    /// Returns the role of a file by its path, which is relative to the site.
    package static func role(of path: String) -> FileRole {
        if path == "content/site.yaml" || path == "content/site.yml" { return .settings }
        let bytes = path.utf8
        guard path.hasPrefix("content/"), let end = bytes.dropFirst(8).firstIndex(of: UInt8(ascii: "/")) else {
            return .document
        }
        switch String(path[bytes.index(bytes.startIndex, offsetBy: 8)..<end]).folded {
        case "tipos", "types": return .type
        case "formatos", "forms": return .form
        default: return .document
        }
    }

    /// Returns the index of the type with a folded name, folder or identifier; `nil` for none.
    package func type(named folded: String) -> Int? { typeByName[folded] }

    /// Returns the index of the type with an identifier, `nil` for none. Searches all types.
    package func type(id: String) -> Int? { types.firstIndex { $0.id == id } }

    /// Returns the index of the site's form with a folded identifier, as documents choose it; `nil` for none.
    package func form(id folded: String) -> Int? { formByID[folded] }

    /// Returns the index of the built-in form of a type.
    package func builtInForm(of type: DocumentType) -> Int { builtInForm[type.id] ?? 0 }

    /// Returns this schema with forms of earlier releases after its own. Documents cannot choose the added forms by
    /// name.
    package func adding(_ more: [Form]) -> Schema {
        more.isEmpty ? self : Schema(self, adding: more, settings: settings)
    }

    /// Returns this schema with other settings.
    package func with(_ settings: SiteSettings) -> Schema { Schema(self, adding: [], settings: settings) }

    /// Returns this schema with file names whose documents keep the ids that the history holds.
    package func keeping(_ names: Set<String>) -> Schema {
        names.isEmpty ? self : Schema(self, adding: [], settings: settings, recordedNames: names)
    }

    /// Returns the folder of a type's documents in the published site.
    package func addressFolder(of type: DocumentType) -> String { englishFolders[type.id] ?? type.folder }

    /// Returns the id of a document that declares none: the name of its file. By the second rules of addresses, *ñ* in
    /// the name becomes `ni`, unless the history holds the document under the name with `n`.
    package func documentID(ofFile path: String) -> String {
        let usual = path.fileStem
        return settings.addressRules < 2 || recordedNames.contains(usual) ? usual : path.fileStemWithNi
    }

    /// Returns the ids that a document of a file may have by either rules of addresses.
    package func possibleIDs(ofFile path: String) -> Set<String> { [path.fileStem, documentID(ofFile: path)] }

    private init(
        _ other: Schema, adding more: [Form], settings: SiteSettings, recordedNames: Set<String>? = nil
    ) {
        self.settings = settings
        self.recordedNames = recordedNames ?? other.recordedNames
        englishFolders = settings.hasEnglishAddresses ? TypeFolder.english(other.types) : [:]
        language = other.language
        types = other.types
        forms = other.forms + more
        diagnostics = other.diagnostics
        typeByName = other.typeByName
        formByID = other.formByID
        builtInForm = other.builtInForm
    }

    /// Returns the index of the form for documents that choose none: the site's form if the site has exactly one for
    /// the type, or else the built-in form.
    package func defaultForm(of type: DocumentType) -> Int {
        let own = forms.indices.filter { forms[$0].type == type.key && !forms[$0].isBuiltIn }
        if own.count == 1 { return own[0] }
        return builtInForm[type.id] ?? 0
    }
}

extension String {
    /// The slug of a path's last part, without its extension.
    package var fileStem: String { fileName(ofStem: { $0.slug() }) }

    /// The slug of a path's last part, without its extension, with `ni` for *ñ*.
    package var fileStemWithNi: String { fileName(ofStem: \.fileName) }

    /// Returns a path's last part, without its extension, as `name` changes it.
    private func fileName(ofStem name: (String) -> String) -> String {
        let last = parts(between: "/").last.map(String.init) ?? self
        guard let dot = last.utf8.lastIndex(of: UInt8(ascii: ".")), dot != last.startIndex else { return name(last) }
        return name(String(last[..<dot]))
    }
}
