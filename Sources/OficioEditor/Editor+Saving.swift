import Diagnostics
import OficioBasics
import OficioBuild
import OficioEditing

/// Performs the actions of a form's buttons: changing rows, applying fixes, choosing sides of a conflict, saving.
extension Editor {
    func withPostedForm(
        _ request: EditorRequest, _ body: (EditedDocument, Document, Button) -> EditorResponse
    ) -> EditorResponse {
        guard let pairs = FormBody.parse(request.body), let before = Self.bytes("antes", pairs) else {
            return refusalResponse(400, Self.noForm)
        }
        let action = pairs.first { $0.name == "accion" }?.value ?? "revisar"
        if request.path == "documento", action.hasPrefix("descartar:") {
            return discardDraft(String(action.dropFirst("descartar:".count)), request)
        }
        guard let document = document(request, madeFrom: before)?.withForm(of: pairs) else {
            return refusalResponse(404, Self.absent)
        }
        let work = document.work(pairs, before: before, text: Self.bytes("texto", pairs) ?? before)
        if request.path == "documento" { keepDraft(work, document, request) }
        return body(work, document, Button(action: action, author: author(request)))
    }

    /// A pressed button of a form, and the person who pressed it.
    struct Button {
        /// The value of the button, such as `guardar` or `fila:functions`.
        let action: String
        /// The name of the person who pressed the button; empty if the name is unknown.
        let author: String
    }

    /// Returns the bytes of a hidden text of the form; `nil` if the text is absent or damaged.
    static func bytes(_ name: String, _ pairs: [(name: String, value: String)]) -> [UInt8]? {
        guard let text = pairs.first(where: { $0.name == name })?.value else { return nil }
        let bytes = Base64.bytes(of: text[...])
        return Base64.text(bytes) == text ? bytes : nil
    }

    /// Performs the action of a button and returns the page that follows.
    func act(_ work: EditedDocument, _ document: Document, _ button: Button) -> EditorResponse {
        let action = button.action
        let parts = action.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts.first {
        case "guardar": return save(work, document, button.author)
        case "fila", "tras", "quitar", "subir", "bajar":
            var changed = document.work(before: work.before, text: work.text) { _ in
                work.state.changed(by: parts[0], rest, work.model)
            }
            changed.draft = work.draft
            return .page(answeredPage(document, changed).html)
        case "arreglar":
            let text = FormCheck.textAfterFix(work, by: action, in: preview())
            // A fix applies to the text with all typed values. If some values cannot be written, show the form again
            // instead.
            guard let text, work.refusals.isEmpty else {
                return .page(answeredPage(document, work, check: check(work)).html)
            }
            let fixed = work.with(text: text)
            return .page(answeredPage(document, fixed, check: check(fixed)).html)
        case "ver":
            guard let address = unsaved.address(of: work, in: preview(), for: viewer?.person.person) else {
                return refusalResponse(404, Self.absent)
            }
            return .redirect(address)
        case "archivo":
            var editor = work.model(of: work.mine).editor
            let theirs = work.model(of: work.before).control(rest)
            if let shown = theirs ?? work.model.control(rest), work.refusals.isEmpty {
                _ = FormMerge.write(theirs, like: shown, in: &editor)
            }
            let changed = work.refusals.isEmpty ? work.with(text: editor.bytes) : work
            return .page(answeredPage(document, changed, check: check(changed)).html)
        default: return .page(answeredPage(document, work, check: check(work)).html)
        }
    }

    /// Writes the changed fields into the source and removes the stored unsaved form. Writes nothing if a value
    /// cannot be written, or if the file has changed since the form was rendered. Returns the page that follows.
    private func save(_ work: EditedDocument, _ document: Document, _ author: String) -> EditorResponse {
        func unsaved(_ notice: Localized) -> EditorResponse {
            var page = answeredPage(document, work, check: check(work))
            page.notice = Localized(
                es: "No se ha guardado: \(notice.spanish)", en: "It was not saved: \(notice.english)")
            return .page(page.html)
        }
        if !work.refusals.isEmpty {
            return unsaved(
                Localized(
                    es: "estos campos no se pueden escribir así en el archivo:",
                    en: "these fields cannot be written like that into the file:"))
        }
        if document.bytes == nil { return mergedForm(work, document, nil) }
        let saved = EditorResponse.redirect(work.address.link("documento", "&guardado=1"))
        func savedPage() -> EditorResponse {
            if let name = work.draft { drafts.remove(name, of: work.draftKey) }
            if let place = work.record, let ids = recordIDs(work.mine, work.address.path, in: site().corpus),
                ids.indices.contains(place)
            {
                // A new title may give the entry a new id.
                for drafts in draftsOfAll {
                    drafts.move(from: work.draftKey, to: Drafts.Key(path: work.address.path, id: ids[place]))
                }
            }
            return saved
        }
        if work.mine == document.bytes { return savedPage() }
        do throws(WriteError) {
            let change = SourceChange(work.address.path, before: work.before, after: work.mine)
            let note = SavedStates.Note(action: .save, title: document.title, author: author)
            switch try commit([change], note) {
            case .written: return savedPage()
            case .conflicts(let conflicts): return mergedForm(work, document, conflicts.first?.inFile)
            }
        } catch {
            return unsaved(error.message)
        }
    }

    /// Returns the form of the present file with the typed values merged in; if the document no longer exists, the
    /// form as it was sent. Writes nothing.
    private func mergedForm(_ work: EditedDocument, _ document: Document, _ inFile: [UInt8]?) -> EditorResponse {
        guard let inFile, let merge = FormMerge(work, with: inFile) else {
            var page = answeredPage(document, work, check: check(work))
            page.notice = Localized(
                es: "No se ha guardado: alguien borró este documento. Lo suyo sigue en esta ficha.",
                en: "It was not saved: somebody has deleted this document. Your words are still in this form.")
            return .page(page.html)
        }
        var page = answeredPage(document, merge.work, check: check(merge.work))
        page.conflicts = merge.conflicts
        if merge.conflicts.isEmpty {
            page.notice = Localized(
                es: "El archivo cambió mientras usted editaba, en otros campos. Revise y guarde de nuevo.",
                en: "The file has changed while you were editing, in other fields. Review and save again.")
        }
        return .page(page.html)
    }

    /// Returns the page that answers a sent form.
    private func answeredPage(_ document: Document, _ work: EditedDocument, check: FormCheck? = nil) -> DocumentPage {
        var page = form(document, work, check: check)
        page.isSent = true
        return page
    }
}
