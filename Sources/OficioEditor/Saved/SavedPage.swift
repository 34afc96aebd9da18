import Diagnostics
import OficioBasics
import OficioSource

/// The page that lists all changes by the editor, including those of renamed and deleted documents: the author, the
/// changed files, and links that undo or redo.
struct SavedPage {
    let editor: Editor
    /// The number of the shown page of the list, counted from 0.
    let page: Int
    private static let perPage = 100
    private var language: Language { editor.language }

    /// The whole page as HTML.
    var html: String {
        let all = editor.saved.all
        let shown = all.dropFirst(page * Self.perPage).prefix(Self.perPage)
        var main = "<p class=\"enlaces\"><a href=\"/-oficio/editar/\">"
        main += "\(localized("Volver a la lista", "Back to the list"))</a></p>\n<p>"
        main += localized(
            "Todo lo que este editor guarda, borra o cambia de nombre se conserva 90 días.",
            "Everything that this editor saves, deletes or renames is kept for 90 days.")
        main += "</p>\n"
        if page == 0 {
            let lost = editor.drafts.all(except: editor.freshSite().corpus.draftHashes)
            main += DraftList(drafts: lost, language: language).html
            main += DraftList.inBrowser(editor.drafts.names, language)
        }
        let gone = deletions(all)
        if !gone.isEmpty, page == 0 {
            main += "<section><h2>\(localized("Documentos borrados", "Deleted documents"))</h2>\n<ul>\n"
            for entry in gone {
                main += "<li>\(Self.name(entry, language).escapedForHTML) "
                main += link(entry, "antes", localized("Devolverlo a su sitio", "Put it back")) + "</li>\n"
            }
            main += "</ul></section>\n"
        }
        main += "<h2>\(localized("Cambios", "Changes"))</h2>\n"
        if all.isEmpty { main += "<p>\(localized("Todavía no hay ninguno.", "There are none yet."))</p>\n" }
        main += "<ol class=\"versiones\">\n" + shown.map { item($0) }.joined() + "</ol>\n<p class=\"enlaces\">"
        if page > 0 { main += pageLink(page - 1, localized("Más recientes", "Newer")) }
        if all.count > (page + 1) * Self.perPage { main += pageLink(page + 1, localized("Anteriores", "Older")) }
        return EditorPage(
            title: localized("Estados guardados", "Saved states"), language: language, main: main + "</p>\n"
        )
        .html
    }

    /// Returns the deletions whose files do not exist now, newest first, each path once.
    private func deletions(_ all: [SavedStates.Entry]) -> [SavedStates.Entry] {
        var seen: Set<String> = []
        return all.filter { entry in
            guard entry.note.action == .delete, let file = entry.files.first(where: { $0.after.isEmpty }) else {
                return false
            }
            return seen.insert(file.path).inserted && Files.status(editor.root + "/" + file.path) == nil
        }
    }

    private func item(_ entry: SavedStates.Entry) -> String {
        var out = "<li><time>\(entry.localTime)</time> \(Self.words(entry, language).escapedForHTML) "
        // Offer no undo of a release: only another release or a withdrawal may replace it.
        if entry.note.action != .release {
            out += link(entry, "antes", localized("Volver a lo de antes", "Back to what was before")) + " "
            out += link(entry, "despues", localized("Volver a lo guardado", "Back to what was saved"))
        }
        let changes = ChangesHTML(language: language)
        out += "<details><summary>\(localized("Qué cambió", "What changed"))</summary>"
        for file in entry.files {
            out += "<h3>\(file.path.escapedForHTML)</h3>"
            out += changes.redline(text(file.before), text(file.after))
        }
        return out + "</details></li>\n"
    }

    private func text(_ hash: String) -> [UInt8]? { hash.isEmpty ? nil : editor.saved.text(hash) }

    /// Returns the action, the title and the author of an entry: `Renamed: Cajera — Ana Ruiz`.
    static func words(_ entry: SavedStates.Entry, _ language: Language) -> String {
        subject(entry, language) + (entry.note.author.isEmpty ? "" : " — " + entry.note.author)
    }

    /// Returns the action and the title of an entry: `Renamed: Cajera`.
    static func subject(_ entry: SavedStates.Entry, _ language: Language) -> String {
        let words: Localized =
            switch entry.note.action {
            case .save: Localized(es: "Guardado", en: "Saved")
            case .create: Localized(es: "Creado", en: "Created")
            case .rename: Localized(es: "Cambio de nombre", en: "Renamed")
            case .delete: Localized(es: "Borrado", en: "Deleted")
            case .restore: Localized(es: "Restaurado", en: "Restored")
            case .attach: Localized(es: "Adjunto", en: "Attached")
            case .importing: Localized(es: "Importado", en: "Imported")
            case .release: Localized(es: "Publicado", en: "Released")
            case .reorganize: Localized(es: "Reorganización", en: "Reorganisation")
            }
        return "\(words[language]): \(name(entry, language))"
    }

    /// Returns the title of the changed document; the path if the entry has no title.
    static func name(_ entry: SavedStates.Entry, _ language: Language) -> String {
        entry.note.title.isEmpty ? entry.files.first?.path ?? "" : entry.note.title
    }

    private func link(_ entry: SavedStates.Entry, _ side: String, _ words: String) -> String {
        "<a href=\"/-oficio/editar/restaurar?estado=\(entry.id.escapedForHTML)&amp;lado=\(side)\">\(words)</a>"
    }

    private func pageLink(_ page: Int, _ words: String) -> String {
        "<a href=\"/-oficio/editar/guardados?pagina=\(page)\">\(words)</a> "
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
