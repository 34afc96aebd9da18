import Diagnostics
import OficioEditing
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// The document that an action changes, in the present sources on the disk.
struct ActionTarget {
    let address: DocumentAddress
    let site: LoadedSite
    /// The index of the document's record in the corpus.
    let record: Int
    var corpus: Corpus { site.corpus }
    var title: String { corpus.records[record].title }
    var id: String { corpus.records[record].id }

    init?(_ fields: ActionFields, _ editor: Editor) {
        address = DocumentAddress(path: fields["doc"], record: Int(fields["n"]))
        guard Schema.role(of: address.path) == .document else { return nil }
        site = editor.wholeSite()
        guard let record = address.index(in: site.corpus) else { return nil }
        self.record = record
    }

    /// Returns those of the site's records that the person may read.
    func readable(_ records: [Int], _ editor: Editor) -> [Int] { editor.readable(records, in: site) }

    /// The hidden fields that name the document.
    var hidden: String {
        ActionPage.hidden("doc", address.path) + (address.record.map { ActionPage.hidden("n", "\($0)") } ?? "")
    }

    /// Returns a note, as HTML, that unsaved forms of the document are stored; empty if there are none.
    func draftNote(_ editor: Editor) -> String {
        if corpus.draftKeys(ofRecord: record).allSatisfy({ editor.drafts.all(of: $0).isEmpty }) { return "" }
        let words = Localized(
            es: "Este documento tiene cambios sin guardar en un borrador: ábralo antes desde su ficha.",
            en: "This document has unsaved changes in a draft: open it first from its form.")
        return "<p class=\"aviso\">\(words[editor.language])</p>\n"
    }

    func back(_ language: Language) -> (link: String, words: String) {
        (address.link("documento"), Localized(es: "Volver a la ficha", en: "Back to the form")[language])
    }
}

/// Renames a document: changes its title or id, updates the references to the document, and keeps its former names.
struct RenameAction: EditorAction {
    static let path = "renombrar"
    private let target: ActionTarget
    private let fields: ActionFields
    private let editor: Editor
    private var language: Language { editor.language }

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let target = ActionTarget(fields, editor) else { return nil }
        self.target = target
        self.fields = fields
        self.editor = editor
    }

    var title: String { Localized(es: "Cambiar el nombre: ", en: "Rename: ")[language] + target.title }
    var back: (link: String, words: String) { target.back(language) }
    var confirmation: Localized { Localized(es: "Cambiar el nombre", en: "Rename") }
    var isComplete: Bool { false }

    private var newTitle: String { fields.has("titulo") ? fields.line("titulo") : target.title }
    private var newID: String { fields.has("id") ? fields["id"] : target.id }

    var inputs: String {
        let make = ActionInputs(language: language)
        return target.hidden
            + make.text(
                "titulo", Localized(es: "Título", en: "Title"), newTitle,
                help: Localized(
                    es: "El título de antes queda como nombre anterior y se sigue encontrando.",
                    en: "The present title stays as a former name, and is still found."), required: true)
            + make.text(
                "id", Localized(same: "Id"), newID,
                help: Localized(
                    es: "Nombre del archivo y de la dirección. La dirección de antes lleva a la nueva.",
                    en: "The name of the file and of the address. The present address leads to the new one."),
                required: true)
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        if newTitle.isEmpty { throw EditorRefusal("falta el título", "the title is missing") }
        let changes: [SourceChange]
        switch DocumentRename(target.site, record: target.record, id: newID, title: newTitle).changes() {
        case .success(let made): changes = made
        case .failure(let refusal): throw EditorRefusal(refusal)
        }
        if changes.isEmpty { throw EditorRefusal("el nombre es el que ya tiene", "the name is the present one") }
        let others = changes.count { $0.path != target.address.path && $0.before != nil }
        let count = Localized.count(
            others, es: ("archivo más con referencias que siguen", "archivos más con referencias que siguen"),
            en: ("other file with references that follow", "other files with references that follow"))
        let moved = changes.first { $0.before == nil }?.path ?? target.address.path
        let address = DocumentAddress(path: moved, record: target.address.record)
        var proposal = Proposal(
            "<p>\(count[language])</p>\n" + ChangesHTML(language: language).html(changes), changes: changes,
            action: .rename, title: newTitle, next: address.link("documento", "&guardado=1"))
        // A collection with one entry looks like a document with a file of its own, so move the forms of both keys.
        proposal.moves = [(nil, nil), (target.id, newID)].map { old, new in
            (Drafts.Key(path: target.address.path, id: old), Drafts.Key(path: moved, id: new))
        }
        return proposal
    }
}

/// Deletes a document that has no released version or is withdrawn: its file, or its entry in a catalogue. Its text can
/// be restored for 90 days.
struct DeleteAction: EditorAction {
    static let path = "borrar"
    private let target: ActionTarget
    private let editor: Editor
    private var language: Language { editor.language }

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let target = ActionTarget(fields, editor) else { return nil }
        self.target = target
        self.editor = editor
    }

    var title: String { Localized(es: "Borrar: ", en: "Delete: ")[language] + target.title }
    var back: (link: String, words: String) { target.back(language) }
    var confirmation: Localized { Localized(es: "Borrar el documento", en: "Delete the document") }
    var isComplete: Bool { true }
    var inputs: String { target.hidden }

    func proposal() throws(EditorRefusal) -> Proposal {
        let history = History(of: target.site)
        if let place = history.ledger(of: target.record, in: target.corpus),
            history.ledgers[place].latest != nil, !history.ledgers[place].isWithdrawn(on: editor.today)
        {
            throw EditorRefusal(
                "tiene versiones publicadas: primero se deroga", "it has released versions: withdraw it first")
        }
        let change = try change()
        let mentioning = target.readable(
            MentioningDocuments.mentioning(target.record, in: target.corpus), editor)
        var html = "<p>"
        html +=
            Localized(
                es: "El texto se conserva 90 días en «Estados guardados» y se puede devolver a su sitio.",
                en: "The text is kept for 90 days under “Saved states” and can be put back.")[language]
        html += "</p>\n"
        html += target.draftNote(editor)
        if !mentioning.isEmpty {
            let words = Localized(
                es: "Estos documentos lo nombran, y sus referencias quedarán rotas:",
                en: "These documents name it, and their references will be broken:")
            html += "<p class=\"aviso error\">\(words[language])</p>\n"
            html += MentioningDocuments.list(mentioning, of: mentioning.count, in: target.corpus)
        }
        return Proposal(
            html + ChangesHTML(language: language).html([change]), changes: [change], action: .delete,
            title: target.title, next: "/-oficio/editar/guardados")
    }

    private func change() throws(EditorRefusal) -> SourceChange {
        let before = target.site.bytes(of: target.corpus.records[target.record].file)
        guard let record = target.address.record else {
            return SourceChange(target.address.path, before: before, after: nil)
        }
        let source = SourceEditor(before, path: target.address.path, schema: target.corpus.schema)
        switch source.removingRecord(at: record) {
        case .success(let patch):
            return SourceChange(target.address.path, before: before, after: patch.applied(to: before))
        case .failure(let refusal): throw EditorRefusal(refusal)
        }
    }
}
