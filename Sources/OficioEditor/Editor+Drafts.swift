import Diagnostics
import OficioBasics
import OficioEditing
import OficioSource

/// Stores drafts on disk: each holds a form as it was last checked, until it is saved or discarded.
extension Editor {
    var drafts: Drafts { Drafts(in: saved.folder) }

    /// Checks the typed values, and stores them as a draft if they differ from the file.
    func checked(_ work: EditedDocument, _ request: EditorRequest) -> CheckJSON {
        let check = check(work)
        // Take the write lock, so that a concurrent save leaves no draft of what it wrote.
        writing.withLock { _ in keepDraft(work, request) }
        return CheckJSON(check: check, language: language)
    }

    /// Stores the typed values as a draft if they differ from the file; otherwise removes the draft.
    func keepDraft(_ work: EditedDocument, _ request: EditorRequest) {
        // The text of a cancelled check is incomplete.
        guard let name = work.draft, !Task.isCancelled else { return }
        let file = try? Files.read(root + "/" + work.address.path)
        if work.mine != work.before && work.mine != file || !work.refusals.isEmpty {
            drafts.keep(request.body, name, of: work.address)
        } else {
            drafts.forget(name, of: work.address)
        }
    }

    /// Returns the form with the values of a draft. If the document has changed since, saving merges both.
    func draft(_ name: String, _ document: Document) -> EditorResponse {
        guard let body = drafts.body(name, of: document.address), let pairs = FormBody.parse(body),
            let before = Self.bytes("antes", pairs)
        else { return refused(404, Self.noDraft) }
        var work = document.work(pairs, before: before, text: Self.bytes("texto", pairs) ?? before)
        work.draft = name
        var page = form(document, work, check: check(work))
        page.isSent = true
        page.notice = Localized(
            es: "Este es un borrador sin guardar. Guárdelo para que llegue al archivo.",
            en: "This is an unsaved draft. Save it to bring it to the file.")
        return .page(page.html)
    }

    private static let noDraft = Localized(es: "Ese borrador ya no está.", en: "That draft is no longer there.")
}

extension Editor.Document {
    /// Returns the document as edited in a form that a browser has sent.
    func work(_ pairs: [(name: String, value: String)], before: [UInt8], text: [UInt8]) -> EditedDocument {
        var work = work(before: before, text: text) { FormState(pairs, of: $0) }
        work.draft = pairs.first { $0.name == "borrador" }?.value
        return work
    }
}
