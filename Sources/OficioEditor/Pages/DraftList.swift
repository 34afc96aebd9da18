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
