import Diagnostics
import OficioBasics

/// Lists the unsaved forms of documents that the site no longer contains.
struct DraftList {
    let drafts: [Drafts.Draft]
    let language: Language

    /// The section that lists the unsaved forms, as HTML; empty if there are none.
    var html: String {
        if drafts.isEmpty { return "" }
        let heading = Localized(
            es: "Borradores de documentos que ya no están", en: "Drafts of documents that are gone")
        let items = drafts.map { draft -> String in
            let title = draft.title.isEmpty ? draft.key.name : draft.title
            let link = draft.key.link(draft.name).escapedForHTML
            let words = Localized(es: "Ver el borrador", en: "Show the draft")[language]
            return "<li><time>\(draft.localTime)</time> \(title.escapedForHTML) (\(draft.key.name.escapedForHTML)) "
                + "<a href=\"\(link)\">\(words)</a>\n\(Self.discard(draft, language))</li>\n"
        }
        return "<section id=\"borradores\"><h2>\(heading[language])</h2><ul>\n\(items.joined())</ul></section>\n"
    }

    /// Returns the section in which the script lists the drafts that only the browser has, as HTML. It is hidden until
    /// there is one. `names` are the names of the drafts that the server has.
    static func inBrowser(_ names: [String], _ language: Language) -> String {
        let heading = Localized(es: "Borradores que solo tiene este navegador", en: "Drafts that only this browser has")
        let attributes = HTMLMarkup.attributes([
            ("id", "navegador"), ("data-nombres", names.joined(separator: " ")),
            ("data-ver", Localized(es: "Ver el borrador", en: "Show the draft")[language]),
            ("data-descartar", Localized(es: "Descartar", en: "Discard")[language]),
        ])
        return "<section class=\"aviso\"\(attributes) hidden><h2>\(heading[language])</h2></section>\n"
    }

    /// Returns the link to that section for the list of documents, as HTML.
    static func linkToBrowser(_ names: [String], _ language: Language) -> String {
        let words = Localized(
            es: "Este navegador tiene borradores que no llegaron al editor",
            en: "This browser has drafts that did not reach the editor")
        let attributes = HTMLMarkup.attributes([("id", "navegador"), ("data-nombres", names.joined(separator: " "))])
        return "<p class=\"aviso\"\(attributes) hidden>"
            + "<a href=\"/-oficio/editar/guardados#navegador\">\(words[language])</a></p>\n"
    }

    /// Returns an HTML form whose button discards an unsaved form.
    static func discard(_ draft: Drafts.Draft, _ language: Language) -> String {
        let action = draft.key.link(draft.name).escapedForHTML
        let words = Localized(es: "Descartar", en: "Discard")[language]
        let label = Localized(es: "Descartar el borrador de", en: "Discard the draft of")[language]
        return "<form method=\"post\" action=\"\(action)\"><input type=\"hidden\" name=\"antes\" value=\"\">"
            + "<button name=\"accion\" value=\"descartar:\(draft.name)\" aria-label=\"\(label) \(draft.localTime)\">"
            + "\(words)</button></form>"
    }
}
