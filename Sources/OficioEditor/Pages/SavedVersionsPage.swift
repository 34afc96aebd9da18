import Diagnostics
import OficioBasics

/// The page that lists the saved states of a document, each with its changes and a link to restore the state.
struct SavedVersionsPage {
    let title: String
    let address: DocumentAddress
    let language: Language
    let saved: SavedStates

    /// The whole page with the saved states as HTML.
    var html: String {
        let entries = saved.entries(of: address.path)
        var main = "<p><a href=\"\(address.link("documento").escapedForHTML)\">"
        main += "\(localized("Volver a la ficha", "Back to the form"))</a></p>\n<p>"
        main += localized(
            "Cada guardado de este editor se conserva 90 días. Restaurar abre la ficha con ese texto; "
                + "nada cambia hasta que guarde. Lo publicado no se deshace: su bitácora queda como está.",
            "Every save of this editor is kept for 90 days. Restoring opens the form with that text; "
                + "nothing changes until you save. What was released is not undone: its log stays as it is.")
        main += "</p>\n"
        if entries.isEmpty { main += "<p>\(localized("Todavía no hay ninguna.", "There are none yet."))</p>\n" }
        main += "<ol class=\"versiones\">\n"
        for (entry, file) in entries {
            main += "<li><time>\(entry.localTime)</time> \(SavedPage.words(entry, language).escapedForHTML) "
            if !file.after.isEmpty {
                main += link(file.after, localized("Restaurar lo guardado", "Restore what was saved")) + " "
            }
            if !file.before.isEmpty, entry.note.action != .release {
                main += link(file.before, localized("Restaurar lo de antes", "Restore what was before"))
            }
            if let before = text(file.before), let after = text(file.after) {
                main += "<details><summary>\(localized("Qué cambió", "What changed"))</summary>"
                main += "\(ChangesHTML(language: language).redline(before, after))</details>"
            }
            main += "</li>\n"
        }
        return EditorPage(
            title: localized("Versiones guardadas: ", "Saved versions: ") + title, language: language,
            main: main + "</ol>\n"
        ).html
    }

    private func text(_ hash: String) -> [UInt8]? { hash.isEmpty ? [] : saved.text(hash) }

    private func link(_ hash: String, _ words: String) -> String {
        "<a href=\"\(address.link("documento", "&estado=\(hash)").escapedForHTML)\">\(words)</a>"
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
