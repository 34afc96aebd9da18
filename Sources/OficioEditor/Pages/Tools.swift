import Diagnostics
import OficioBasics
import OficioBuild

/// The links above the list of documents, which lead to the actions on the site, and the name of the person who
/// edits.
struct SiteTools {
    let language: Language
    /// The name of the person who edits; empty if the name is unknown.
    let author: String
    let token: String
    /// The rights of the person; `nil` in an editor of one person.
    var rights: Rights?

    private static let limits = Localized(
        es: "Aquí está lo que usted puede leer. Una referencia a otra cosa aparece como desconocida.",
        en: "What you may read is here. A reference to anything else appears as unknown.")

    /// The links and the form for the person's name, as HTML.
    var html: String {
        let links: [(String, Localized)] = [
            ("nuevo", Localized(es: "Documento nuevo", en: "New document")),
            ("importar", Localized(es: "Importar de Word", en: "Import from Word")),
            ("adjuntar", Localized(es: "Adjuntar un archivo", en: "Attach a file")),
            ("reorganizar", Localized(es: "Reorganizar", en: "Reorganise")),
            ("guardados", Localized(es: "Estados guardados", en: "Saved states")),
        ]
        let shown = links.filter { $0.0 == "guardados" || rights?.allowsSomewhere(.edit) != false }
        let items = shown.map { "<a href=\"/-oficio/editar/\($0)\">\($1[language])</a>" }.joined(separator: " ")
        if rights != nil {
            let words = Localized(es: "Usted es", en: "You are")[language]
            return "<p class=\"enlaces\">\(items)</p>\n"
                + "<p>\(words) \(author.escapedForHTML). \(Self.limits[language])</p>\n"
        }
        let form = Author.form(author, token: token, language)
        let name =
            author.isEmpty
            ? form
            : "<details><summary>\(Localized(es: "Edita: ", en: "Editing: ")[language])\(author.escapedForHTML)"
                + "</summary>\(form)</details>\n"
        return "<p class=\"enlaces\">\(items)</p>\n\(name)"
    }
}

/// The links above the form of a document, which lead to the actions on the document.
struct DocumentTools {
    let address: DocumentAddress
    let language: Language
    /// How the document's ledger stands; `nil` to link to all actions.
    let standing: Preview.Standing?
    /// What the person may do with the document.
    var role = Role.publish

    /// The links above the form as HTML.
    var html: String {
        let links: [(String, Localized)] = [
            ("publicar", Localized(es: "Publicar", en: "Release")),
            ("adjuntar", Localized(es: "Adjuntar un archivo", en: "Attach a file")),
            ("renombrar", Localized(es: "Cambiar el nombre", en: "Rename")),
            ("derogar", Localized(es: "Derogar", en: "Withdraw")),
            ("reponer", Localized(es: "Reponer", en: "Reinstate")),
            ("anular", Localized(es: "Dejar sin efecto", en: "Annul")),
            ("corregir", Localized(es: "Corregir la bitácora", en: "Correct the log")),
            ("anotar-interno", Localized(es: "Anotar lo interno", en: "Record internal parts")),
            ("borrar", Localized(es: "Borrar", en: "Delete")),
        ]
        let offered = links.filter { isOffered($0.0) }
        return offered.map { " <a href=\"\(address.link($0).escapedForHTML)\">\($1[language])</a>" }.joined()
    }

    /// Whether an action can apply to the document as its ledger stands. The action itself decides when it is opened.
    private func isOffered(_ action: String) -> Bool {
        let edits = ["adjuntar", "renombrar", "borrar"].contains(action)
        if role < (edits ? .edit : .publish) { return false }
        return switch (standing, action) {
        case (nil, _): true
        case (.unreleased, "derogar"), (.unreleased, "reponer"), (.unreleased, "anular"), (.unreleased, "corregir"),
            (.unreleased, "anotar-interno"):
            false
        case (.released, "reponer"), (.released, "borrar"): false
        case (.withdrawn, "publicar"), (.withdrawn, "derogar"): false
        default: true
        }
    }
}
