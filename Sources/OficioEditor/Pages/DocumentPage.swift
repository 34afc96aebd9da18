import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing
import OficioSchema

/// The page on which a person edits a document in its form. The page works without JavaScript.
struct DocumentPage {
    let work: EditedDocument
    /// The title of the edited document.
    let title: String
    let language: Language
    /// The findings about the form and its changes; `nil` before the first check.
    var check: FormCheck?
    /// The fields that both the person and somebody else have changed.
    var conflicts: [FieldConflict] = []
    /// The message above the form; `nil` if there is none.
    var notice: Localized?
    /// Whether the notice says that the form was saved or released, so that the browser removes its copy of the
    /// unsaved form.
    var isSaved = false
    /// Whether the page answers a sent form, whose values may not be stored anywhere else.
    var isSent = false
    /// The link to the text before the last save; `nil` if the page does not follow a save, or if there is no such
    /// text to restore.
    var undo: String?
    /// What the person may do with the document.
    var role = Role.publish
    /// Whether the editor serves an office, whose people may not see everything.
    var isOffice = false
    /// The link to the document's page in the preview; `nil` if it has no page.
    var preview: String?
    /// Whether the preview does not contain the document yet, because it was created a moment ago. Its page can be
    /// shown beside the form all the same.
    var isNew = false
    /// How the ledger of the document stands; `nil` if that is unknown.
    var standing: Preview.Standing?
    /// The name under which the unsaved form is stored.
    let draft: String
    /// The stored unsaved forms of the document.
    var drafts: [Drafts.Draft] = []
    let suggestions: [Suggestions]
    /// A note that the change is not in Git, as HTML; empty if the change is in Git.
    var gitNote = ""
    /// The documents that mention the edited document, as HTML.
    var touched = ""

    /// The whole page of the document as HTML.
    var html: String {
        var main = ""
        main += "<p class=\"enlaces\"><a href=\"\(work.address.link("versiones").escapedForHTML)\">"
        main += "\(localized("Versiones guardadas", "Saved versions"))</a>"
        main += DocumentTools(address: work.address, language: language, standing: standing, role: role).html
        if let preview {
            main += " <a href=\"\(preview.escapedForHTML)\">\(localized("Ver la página", "See the page"))</a>"
        }
        main += "</p>\n"
        if let notice {
            main += "<p class=\"aviso\" role=\"status\">\(notice[language].escapedForHTML)"
            if let check, !check.refused.isEmpty {
                main += " " + check.refused.map { HTMLMarkup.link($0.name, $0.label) }.joined(separator: ", ") + "."
            }
            if let undo {
                let words = localized("Deshacer: abrir el texto anterior", "Undo: open the former text")
                main += " <a href=\"\(undo.escapedForHTML)\">\(words)</a>"
            }
            main += "</p>\n"
        }
        if let damage = work.model.editor.damage {
            main += "<p class=\"aviso error\">"
            main += localized(
                "El archivo tiene un error que hay que arreglar a mano antes de editarlo aquí: ",
                "The file has an error that has to be mended by hand before it is edited here: ")
            main += "\(damage.message.inEditor[language].escapedForHTML)</p>\n"
        }
        if role == .read {
            let words = localized(
                "Usted puede leer este documento, no editarlo.", "You may read this document, not edit it.")
            main += "<p class=\"aviso\">\(words)</p>\n"
        }
        main += gitNote + conflictList + touched + offeredDrafts + form
        return EditorPage(title: title, language: language, main: main).html
    }

    private var form: String {
        var attributes: [(String, String)] = [
            ("id", "ficha"), ("method", "post"), ("action", work.address.link("documento")),
            ("data-revisar", work.address.link("revisar")),
            ("data-clave", work.draftKey.name),
            (
                "data-borrador",
                localized("Hay un borrador sin guardar en este navegador.", "This browser keeps a draft.")
            ),
            ("data-explicacion", localized("Explicación", "Explanation")),
            ("data-ver", localized("Ver el borrador", "Show the draft")),
            ("data-descartar", localized("Descartar", "Discard")),
            ("data-deshacer", localized("Deshacer", "Undo")),
            ("data-lineas", localized("Líneas del archivo", "Lines of the file")),
            ("data-nada", localized("Nada cambia.", "Nothing changes.")),
            ("data-sugerencias", work.address.link("sugerencias")), ("data-vista", work.address.link("vista")),
            ("data-textos", DocumentTexts(language: language).json),
            (
                "data-sobra",
                localized(
                    "Lo que no tenía columna quedó al final de su fila.", "What had no column is now at its row's end.")
            ),
            ("data-rechazado", Self.refusedHeading[language]),
            ("data-sin-titulo", localized("Sin título", "Without a heading")),
            ("data-fila", localized("fila", "row")), ("data-columnas", localized("Más columnas", "More columns")),
            ("autocomplete", "off"), ("novalidate", ""),
        ]
        if isSaved { attributes.append(("data-guardado", "")) }
        if work.mine != work.before || !work.refusals.isEmpty {
            attributes.append(("data-cambiado", ""))
            if isSent { attributes.append(("data-tecleado", "")) }
        }
        var out = "<form\(HTMLMarkup.attributes(attributes))>\n"
        // The Enter key in an input presses the first button of the form, so that button must change nothing.
        out += "<button name=\"accion\" value=\"revisar\" class=\"oculto\" tabindex=\"-1\" aria-hidden=\"true\">"
        out += "\(localized("Revisar", "Review"))</button>\n"
        // Require a review before saving. The script checks while the person types, and shows the buttons after a
        // check.
        let isHidden = check == nil ? " hidden" : ""
        // A reader sees the fields and cannot type in them.
        if role == .read { out += "<fieldset class=\"lectura\" disabled>\n" }
        out += "<div class=\"barra\">"
        if role > .read {
            out += "<button name=\"accion\" value=\"guardar\" class=\"principal guardar\""
            out += " title=\"Ctrl+S\"\(isHidden)>\(localized("Guardar", "Save"))</button> "
        }
        out += "<a href=\"#revision\">\(localized("Qué va a cambiar", "What will change"))</a>"
        if role > .read, preview != nil || isNew {
            // Without JavaScript, the preview opens in a new tab.
            out += " <button name=\"accion\" value=\"ver\" class=\"ver\" formtarget=\"_blank\">"
            out += "\(localized("Ver la página con los cambios", "See the page with the changes"))</button>"
        }
        out += "</div>\n" + hidden("antes", Base64.text(work.before)) + hidden("borrador", draft)
        out += hidden("formato", work.form.id)
        if work.text != work.before { out += hidden("texto", Base64.text(work.text)) }
        let meanings = suggestions.map { list in
            (list.name, Dictionary(list.values.map { ($0.value, $0.label) }) { a, _ in a })
        }
        let fields = ControlHTML(
            work: work, language: language, check: check, conflicts: conflicts,
            meanings: Dictionary(meanings) { a, _ in a })
        out += "<div id=\"generales\">\(fields.findings(nil))</div>\n"
        for part in work.model.parts {
            let inside = part.isFolded ? part.controls.map(fields.html).joined() : self.inside(part, fields)
            let heading = part.title.escapedForHTML
            if part.isFolded {
                out += "<details><summary>\(heading)</summary>\n\(inside)</details>\n"
            } else if part.title.isEmpty {
                out += inside
            } else {
                out += "<fieldset class=\"nivel\(part.level)\"><legend>\(heading)</legend>\n\(inside)</fieldset>\n"
            }
        }
        for list in suggestions {
            out += "<datalist id=\"\(("d-" + list.name).escapedForHTML)\">"
            for value in list.values {
                out += "<option value=\"\(value.value.escapedForHTML)\">\(value.label.escapedForHTML)</option>"
            }
            out += "</datalist>\n"
        }
        return out + (role == .read ? "</fieldset>\n" : review) + "</form>\n"
    }

    /// Returns the controls of a part as HTML: first the controls that have a value, a finding or a conflict, or that
    /// the form requires; then the other empty controls, collapsed. A document with fewer than four values is new,
    /// and its page shows all controls.
    private func inside(_ part: FormPart, _ fields: ControlHTML) -> String {
        let isNew = work.model.controls.count { !$0.isEmpty } < 4
        func isOpen(_ control: FormControl) -> Bool {
            !control.isEmpty || control.hasExample || control.isFixed || control.isRequired
                || work.state.isTyped(control)
                || check?.findings.contains { $0.name == control.name && $0.severity != .note } == true
                || conflicts.contains { $0.name == control.name }
        }
        let empty = isNew ? [] : part.controls.filter { !isOpen($0) }
        if empty.isEmpty { return part.controls.map(fields.html).joined() }
        let names = empty.prefix(4).map(\.label).joined(separator: ", ") + (empty.count > 4 ? "…" : "")
        let heading = localized("Más campos", "More fields")
        return part.controls.filter { control in !empty.contains { $0.name == control.name } }.map(fields.html).joined()
            + "<details class=\"vacios\"><summary>\(heading): \(names.escapedForHTML)</summary>\n"
            + empty.map(fields.html).joined() + "</details>\n"
    }

    /// The list of the document's other unsaved forms, as HTML, with a link to each; empty if there are none, or if
    /// the page answers a sent form.
    private var offeredDrafts: String {
        let others = drafts.filter { $0.name != draft }
        if others.isEmpty || isSent { return "" }
        let heading = localized("Borradores sin guardar", "Unsaved drafts")
        var out = "<section class=\"aviso\" id=\"borradores\"><h2>\(heading)</h2><ul>\n"
        for other in others {
            let link = other.key.link(other.name)
            out += "<li data-nombre=\"\(other.name)\"><time>\(other.localTime)</time> "
            out += "<a href=\"\(link.escapedForHTML)\">\(localized("Ver el borrador", "Show the draft"))</a>\n"
            out += "\(DraftList.discard(other, language))</li>\n"
        }
        return out + "</ul></section>\n"
    }

    private static let refusedHeading = Localized(
        es: "Usted los cambió y no se pueden guardar así", en: "You have changed these, and they cannot be saved so")

    /// The changes to be saved, and the buttons that review and save them, as HTML.
    private var review: String {
        let heading = localized("Qué va a cambiar", "What will change")
        var out = "<section id=\"revision\" aria-live=\"polite\"><h2>\(heading)</h2>\n"
        out += "<div id=\"cambios\">"
        if let check {
            if !check.refused.isEmpty {
                let items = check.refused.map {
                    "<li>\(HTMLMarkup.link($0.name, $0.label)): \($0.message.escapedForHTML)</li>"
                }
                out += "<h3>\(Self.refusedHeading[language])</h3><ul class=\"rechazos\">\(items.joined())</ul>"
            } else if check.changes.isEmpty, check.lines.isEmpty {
                out += "<p>\(localized("Nada cambia.", "Nothing changes."))</p>"
            }
            for change in check.changes {
                out += "<h3>\(change.label.escapedForHTML): \(change.redline.summary[language].escapedForHTML)</h3>"
                out += redline(change.redline)
            }
            if !check.lines.isEmpty {
                out += "<details><summary>\(localized("Líneas del archivo", "Lines of the file"))</summary>"
                out += "\(Self.lines(check.lines))</details>"
            }
        } else {
            out += "<p>\(localized("Revise antes de guardar.", "Review before you save."))</p>"
        }
        out += "</div>\n<p class=\"botones\">"
        out +=
            "<button name=\"accion\" value=\"revisar\">"
            + "\(localized("Revisar los cambios", "Review the changes"))</button> "
        let isHidden = check == nil ? " hidden" : ""
        out += "<button name=\"accion\" value=\"guardar\" class=\"principal guardar\" id=\"guardar\"\(isHidden)>"
        out += "\(localized("Guardar", "Save"))</button></p></section>\n"
        return out
    }

    /// Returns the changed lines of a field as HTML, with `del` and `ins` elements.
    private func redline(_ redline: ValueRedline) -> String {
        let items = redline.lines.map { pieces -> String in
            let inside = pieces.map { piece -> String in
                let text = piece.text.escapedForHTML
                switch piece.mark {
                case .kept: return text
                case .removed: return "<del>\(text)</del>"
                case .added: return "<ins>\(text)</ins>"
                }
            }
            let kind = pieces.count > 1 ? "mixta" : pieces.first?.mark == .removed ? "quitada" : "nueva"
            return "<li class=\"\(kind)\">\(inside.joined())</li>"
        }
        return "<ul class=\"lineas\">\(items.joined())</ul>"
    }

    /// Returns removed and added lines as HTML.
    static func lines(_ lines: [String]) -> String {
        let items = lines.map { line in
            let name = line.hasPrefix("-") ? "del" : "ins"
            let kind = name == "del" ? "quitada" : "nueva"
            return "<li class=\"\(kind)\"><\(name)>\(String(line.dropFirst(2)).escapedForHTML)</\(name)></li>"
        }
        return "<ul class=\"lineas\">\(items.joined())</ul>"
    }

    private var conflictList: String {
        if conflicts.isEmpty { return "" }
        var out = "<section class=\"aviso error\" role=\"alert\"><h2>"
        out += localized(
            "El archivo cambió mientras usted editaba", "The file has changed while you were editing")
        out += "</h2><p>"
        out += localized(
            "No se ha guardado nada. En estos campos lo suyo y lo del archivo difieren; decida en cada uno.",
            "Nothing was saved. In these fields your words and those in the file differ; decide for each.")
        out += "</p><ul>"
        for conflict in conflicts {
            out += "<li>\(conflict.label.escapedForHTML)"
            if !conflict.isShown {
                out += "<p>"
                out += localized(
                    "No cabe en el archivo como está ahora. Lo suyo:", "The file as it is now cannot take your words:")
                out += "</p><pre>\(conflict.mine.escapedForHTML)</pre>"
            }
            out += "</li>"
        }
        return out + "</ul></section>\n"
    }

    private func hidden(_ name: String, _ value: String) -> String {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value.escapedForForm)\">\n"
    }

    private func localized(_ es: String, _ en: String) -> String { Localized(es: es, en: en)[language] }
}
