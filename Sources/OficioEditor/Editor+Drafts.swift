import Diagnostics
import OficioBasics
import OficioEditing
import OficioModel
import OficioSource

/// Stores unsaved forms on disk. The editor calls an unsaved form a draft of its document. It is stored as it was
/// last sent, until it is saved or discarded.
extension Editor {
    /// The unsaved forms of everybody, which follow a document that gets another name.
    var draftsOfAll: [Drafts] {
        guard viewer != nil else { return [drafts] }
        let people = saved.folder + "/personas"
        return ((try? Files.names(in: people)) ?? []).map { Drafts(in: people + "/" + $0) }
    }

    /// The unsaved forms of the person.
    var drafts: Drafts { Drafts(in: viewer?.folder(below: saved.folder) ?? saved.folder) }

    /// Checks the typed values and returns the result. Also stores the unsaved form, or removes it (see `keepDraft`).
    func checkKeepingDraft(_ work: EditedDocument, _ document: Document, _ request: EditorRequest) -> CheckJSON {
        let check = check(work)
        // Take the write lock, so that no unsaved form of values is left that a concurrent save writes.
        writing.withLock { _ in keepDraft(work, document, request) }
        return CheckJSON(check: check, language: language)
    }

    /// Stores the unsaved form if its values differ from the file or cannot be written; otherwise removes it. Does
    /// nothing for a form without a draft name, and after the client has closed the connection.
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

    /// Returns the page of an unsaved form with its values, even if the document no longer exists. If the document
    /// has changed since the form was opened, saving merges the values with the changes.
    func draft(_ request: EditorRequest) -> EditorResponse {
        let key = draftKey(request)
        guard let pairs = drafts.fields(request.query["borrador"] ?? "", of: key),
            let before = Self.bytes("antes", pairs)
        else { return refusalResponse(404, Self.noDraft) }
        let ids = recordIDs(before, key.path, in: site().corpus)
        let place = key.id.flatMap { ids?.firstIndex(of: $0) }
        let address = DocumentAddress(path: key.path, record: ids?.count == 1 ? nil : place)
        guard let document = document(at: address, madeFrom: before)?.withForm(of: pairs) else {
            return refusalResponse(404, Self.noDraft)
        }
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

    /// Discards the unsaved form that a button names, and returns a redirection to its document, or to the saved
    /// states if the document no longer exists.
    func discardDraft(_ name: String, _ request: EditorRequest) -> EditorResponse {
        let key = draftKey(request)
        drafts.remove(name, of: key)
        let address =
            key.id.map { freshSite().corpus.address(of: $0, in: key.path) }
            ?? DocumentAddress(path: key.path, record: nil)
        let isThere = address.map { document(at: $0, madeFrom: nil) != nil } ?? false
        return .redirect(isThere ? address?.link("documento") ?? "" : "/-oficio/editar/guardados")
    }

    /// Returns the key of the document that a request about an unsaved form names: its path, and its id in a
    /// collection.
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
