import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSource

/// Stores drafts on disk. A draft is a form as it was last checked, and is kept until the form is saved or discarded.
extension Editor {
    var drafts: Drafts { Drafts(in: saved.folder) }

    /// Checks the typed values and returns the result. Also stores the values as a draft if they differ from the
    /// file.
    func checkKeepingDraft(_ work: EditedDocument, _ document: Document, _ request: EditorRequest) -> CheckJSON {
        let check = check(work)
        // Take the write lock, so that a concurrent save does not leave a draft of the values that it wrote.
        writing.withLock { _ in keepDraft(work, document, request) }
        return CheckJSON(check: check, language: language)
    }

    /// Stores the typed values as a draft if they differ from the file; otherwise removes the draft.
    func keepDraft(_ work: EditedDocument, _ document: Document, _ request: EditorRequest) {
        // The text of a cancelled check is incomplete.
        guard let name = work.draft, !Task.isCancelled else { return }
        let file = try? Files.read(root + "/" + work.address.path)
        if work.mine != work.before && work.mine != file || !work.refusals.isEmpty {
            drafts.store(request.body, name, of: work.draftKey, title: document.title)
        } else {
            drafts.remove(name, of: work.draftKey)
        }
    }

    /// Returns the form with the values of a draft, even if the document no longer exists. If the document has
    /// changed since the draft was made, saving merges the draft with the changes.
    func draft(_ request: EditorRequest) -> EditorResponse {
        let key = draftKey(request)
        guard let pairs = drafts.fields(request.query["borrador"] ?? "", of: key),
            let before = Self.bytes("antes", pairs)
        else { return refusalResponse(404, Self.noDraft) }
        let ids = recordIDs(before, key.path, in: site().corpus)
        let place = key.id.flatMap { ids?.firstIndex(of: $0) }
        let address = DocumentAddress(path: key.path, record: ids?.count == 1 ? nil : place)
        guard let document = document(at: address, madeFrom: before) else { return refusalResponse(404, Self.noDraft) }
        var work = document.work(pairs, before: before, text: Self.bytes("texto", pairs) ?? before)
        work.draft = request.query["borrador"]
        var page = form(document, work, check: check(work))
        page.isSent = true
        page.notice =
            document.isListed
            ? Localized(
                es: "Este es un borrador sin guardar. Guárdelo para que llegue al archivo.",
                en: "This is an unsaved draft. Save it to bring it to the file.")
            : Localized(
                es: "Este es un borrador de un documento que ya no está. Para guardarlo, devuelva antes el documento a "
                    + "su sitio desde «Estados guardados», o copie de aquí lo suyo.",
                en: "This is a draft of a document that is gone. To save it, first put the document back from “Saved "
                    + "states”, or copy your words from here.")
        return .page(page.html)
    }

    /// Discards the draft that a button names, and returns a redirection to the draft's document.
    func discardDraft(_ name: String, _ request: EditorRequest) -> EditorResponse {
        let key = draftKey(request)
        drafts.remove(name, of: key)
        let address =
            key.id.map { freshSite().corpus.address(of: $0, in: key.path) }
            ?? DocumentAddress(path: key.path, record: nil)
        let isThere = address.map { document(at: $0, madeFrom: nil) != nil } ?? false
        return .redirect(isThere ? address?.link("documento") ?? "" : "/-oficio/editar/guardados")
    }

    /// Returns the key of the document that a request about a draft names: its path, and its id in a collection.
    private func draftKey(_ request: EditorRequest) -> Drafts.Key {
        if let id = request.query["entrada"] { return Drafts.Key(path: request.query["doc"] ?? "", id: id) }
        return document(request)?.draftKey ?? Drafts.Key(path: request.query["doc"] ?? "", id: nil)
    }

    private static let noDraft = Localized(es: "Ese borrador ya no está.", en: "That draft is no longer there.")
}

extension Editor.Document {
    /// Returns the edited document for the fields of a form that a browser has sent.
    func work(_ pairs: [(name: String, value: String)], before: [UInt8], text: [UInt8]) -> EditedDocument {
        var work = work(before: before, text: text) { FormState(pairs, of: $0) }
        work.draft = pairs.first { $0.name == "borrador" }?.value
        return work
    }
}
