import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioModel
import OficioSource

/// Adds a file to `content/recursos/`, such as a picture or a form to download.
struct AttachAction: EditorAction {
    static let path = "adjuntar"
    static let sendsFiles = true
    private static let folder = "content/recursos/"
    private let fields: ActionFields
    private let editor: Editor
    /// The document that the file is for; `nil` if the file is for no document.
    private let target: ActionTarget?
    private var language: Language { editor.language }

    init?(_ fields: ActionFields, _ editor: Editor) {
        self.fields = fields
        self.editor = editor
        target = fields["doc"].isEmpty ? nil : ActionTarget(fields, editor)
        if target == nil, !fields["doc"].isEmpty { return nil }
    }

    var title: String {
        Localized(es: "Adjuntar un archivo", en: "Attach a file")[language] + (target.map { ": \($0.title)" } ?? "")
    }
    var back: (link: String, words: String) {
        target?.back(language)
            ?? ("/-oficio/editar/", Localized(es: "Volver a la lista", en: "Back to the list")[language])
    }
    var confirmation: Localized { Localized(es: "Adjuntar", en: "Attach") }
    var isComplete: Bool { false }

    /// The name of the file in `recursos/`: the typed one, otherwise a slug of the file's own name; empty if there is
    /// neither.
    private var name: String {
        if !fields["nombre"].isEmpty { return fields["nombre"] }
        guard let file = fields.file("archivo") else { return "" }
        let base = file.name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        guard let dot = base.lastIndex(of: ".") else { return base.slug() }
        let ending = String(base[base.index(after: dot)...]).slug()
        return String(base[..<dot]).slug() + (ending.isEmpty ? "" : "." + ending)
    }

    var inputs: String {
        let make = ActionInputs(language: language)
        return (target?.hidden ?? "")
            + make.file(
                "archivo", Localized(es: "Archivo", en: "File"), accept: "", received: fields.file("archivo")?.name,
                help: Localized(
                    es: "Elíjalo o suéltelo aquí. Hasta 32 MB.", en: "Choose it or drop it here. Up to 32 MB."))
            + make.text(
                "nombre", Localized(es: "Nombre en «recursos»", en: "Name in “recursos”"), name,
                help: Localized(
                    es: "Puede llevar una carpeta: planos/planta-baja.png. Vacío, el del archivo.",
                    en: "It may have a folder: plans/ground-floor.png. If empty, that of the file."))
    }

    func hiddenFileFields() throws(EditorRefusal) -> [(name: String, value: String)] {
        try fields.hiddenFileFields("archivo")
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        guard let file = fields.file("archivo") else { throw EditorRefusal("elija un archivo", "choose a file") }
        if file.bytes.count > ReceivedFiles.fileLimit {
            throw EditorRefusal("el archivo pasa de 32 MB", "the file is larger than 32 MB")
        }
        let path = Self.folder + name
        let site = target?.site ?? editor.wholeSite()
        if let refusal = AttachmentReview.refusal(path, file.bytes, site.corpus.schema.settings) {
            throw EditorRefusal(refusal)
        }
        let present = editor.bytesOnDisk(path)
        if present == file.bytes { throw EditorRefusal("ya está, y es el mismo", "it is there already, and the same") }
        if present == nil, let other = site.corpus.attachments.first(where: { $0.folded == path.folded }) {
            throw EditorRefusal("ya hay un archivo «\(other)»", "there is a file “\(other)” already")
        }
        return Proposal(
            shown(path, file, present, site), changes: [SourceChange(path, before: present, after: file.bytes)],
            action: .attach, title: name, next: target?.address.link("documento") ?? "/-oficio/editar/guardados")
    }

    private func shown(_ path: String, _ file: SentFile, _ present: [UInt8]?, _ site: LoadedSite) -> String {
        func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
        let fate = AttachmentReview.fate(path, file.bytes, site.corpus.schema.settings.resources)
        var out = "<p>\(path.escapedForHTML), \(file.bytes.count) bytes: \(fate[language].escapedForHTML).</p>\n"
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isPicture = ["png", "jpg", "jpeg", "gif", "webp", "svg"].contains(ending)
        let depth = (target?.address.path.split(separator: "/").count ?? 3) - 2
        let link = String(repeating: "../", count: max(depth, 0)) + "recursos/" + name
        let text = localized(isPicture ? "qué muestra" : "título", isPicture ? "what it shows" : "title")
        out += "<p>\(localized("Para mostrarlo, escriba en el documento:", "To show it, write in the document:"))</p>\n"
        out += "<pre>\("\(isPicture ? "!" : "")[\(text)](\(link))".escapedForHTML)</pre>\n"
        if present != nil {
            let corpus = site.corpus
            let users = corpus.records.indices.filter { index in
                corpus.mentions(in: index).contains { mention in
                    if case .attachment(let used) = mention.resolution { used == path } else { false }
                }
            }
            let words = localized("Sustituye al que hay, que usan:", "It replaces the present one, used by:")
            let items = editor.readable(users, in: site).map { "<li>\(corpus.records[$0].title.escapedForHTML)</li>" }
            out += "<p class=\"aviso error\">\(words)</p>\n<ul>\(items.joined())</ul>\n"
        }
        return out
    }
}
