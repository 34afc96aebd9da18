import Diagnostics
import OficioBasics
import OficioEditing
import OficioHistory
import OficioSchema
import OficioSource

/// Undoes or redoes a saved change. It merges the restored text line by line with later changes, and refuses if they
/// conflict.
struct RestoreAction: EditorAction {
    static let path = "restaurar"
    private let entry: SavedStates.Entry
    private let isBefore: Bool
    private let editor: Editor
    private var language: Language { editor.language }

    init?(_ fields: ActionFields, _ editor: Editor) {
        guard let entry = editor.saved.entry(fields["estado"]), ["antes", "despues"].contains(fields["lado"]) else {
            return nil
        }
        self.entry = entry
        isBefore = fields["lado"] == "antes"
        self.editor = editor
    }

    var title: String {
        let words =
            isBefore
            ? Localized(es: "Volver a lo de antes", en: "Go back to what was before")
            : Localized(es: "Volver a lo que se guardó", en: "Go back to what was saved")
        return "\(words[language]): \(SavedPage.name(entry, language)), \(entry.localTime)"
    }
    var back: (link: String, words: String) {
        ("/-oficio/editar/guardados", Localized(es: "Estados guardados", en: "Saved states")[language])
    }
    var confirmation: Localized { Localized(es: "Restaurar", en: "Restore") }
    var isComplete: Bool { true }
    var inputs: String {
        ActionPage.hidden("estado", entry.id) + ActionPage.hidden("lado", isBefore ? "antes" : "despues")
    }

    func proposal() throws(EditorRefusal) -> Proposal {
        if entry.note.action == .release { throw Self.released }
        var changes: [SourceChange] = []
        var later: [String] = []
        for file in entry.files {
            let (from, to) = isBefore ? (file.after, file.before) : (file.before, file.after)
            let target = try text(to)
            let present = editor.bytesOnDisk(file.path)
            if present == target { continue }
            if hash(present) == from {
                changes.append(SourceChange(file.path, before: present, after: target))
            } else if let present, let target, !from.isEmpty, Schema.role(of: file.path) == .document,
                let joined = LineMerge.merge(base: try text(from) ?? [], mine: target, theirs: present)
            {
                // Keep other lines that have changed since.
                changes.append(SourceChange(file.path, before: present, after: joined))
            } else {
                later.append(file.path)
            }
        }
        if !later.isEmpty { throw Self.changedSince(later) }
        changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty {
            throw EditorRefusal("los archivos ya están así", "the files are so already")
        }
        try requireReleasesKept(changes)
        // Order the changes as a rename does: new files first, removed files last.
        func rank(_ change: SourceChange) -> Int { change.before == nil ? 0 : change.after == nil ? 2 : 1 }
        changes.sort { rank($0) < rank($1) }
        var proposal = Proposal(
            ChangesHTML(language: language).html(changes), changes: changes, action: .restore,
            title: SavedPage.name(entry, language), next: "/-oficio/editar/guardados")
        let created = changes.filter { $0.before == nil }, removed = changes.filter { $0.after == nil }
        if entry.note.action == .rename, created.count == 1, removed.count == 1 {
            proposal.moves = [
                (Drafts.Key(path: removed[0].path, id: nil), Drafts.Key(path: created[0].path, id: nil))
            ]
        }
        return proposal
    }

    /// Returns the bytes whose hash the entry names; `nil` for an absent file. Throws if the bytes no longer exist.
    private func text(_ hash: String) throws(EditorRefusal) -> [UInt8]? {
        if hash.isEmpty { return nil }
        guard let text = editor.saved.text(hash) else {
            throw EditorRefusal("el texto ya no está guardado", "the text is no longer kept")
        }
        return text
    }

    private func hash(_ bytes: [UInt8]?) -> String { bytes.map { SHA256.hex($0) } ?? "" }

    /// Throws if the changes would remove a released document or change its log. A removed file is accepted if
    /// another file is created, because the document is then renamed.
    private func requireReleasesKept(_ changes: [SourceChange]) throws(EditorRefusal) {
        let site = editor.wholeSite()
        let history = History(of: site)
        let isMove = changes.contains { $0.before == nil }
        for change in changes {
            guard let before = change.before, Schema.role(of: change.path) == .document,
                let record = DocumentAddress(path: change.path, record: nil).index(in: site.corpus),
                let place = history.ledger(of: record, in: site.corpus), history.ledgers[place].latest != nil
            else { continue }
            guard let after = change.after else {
                if isMove { continue }
                throw EditorRefusal(
                    "«\(change.path)» tiene versiones publicadas: primero se deroga",
                    "“\(change.path)” has released versions: withdraw it first")
            }
            func log(_ bytes: [UInt8]) -> Content? {
                SourceEditor(bytes, path: change.path, schema: site.corpus.schema).content(of: "log")
            }
            if log(before) != log(after) { throw Self.released }
        }
    }

    private static let released = EditorRefusal(
        "lo publicado no se deshace aquí: se corrige con una versión nueva, con «Corregir la bitácora» o con «Dejar "
            + "sin efecto», desde la ficha del documento",
        "what was released is not undone here: it is corrected by a new version, by “Correct the log” or by “Annul”, "
            + "from the document's form")

    private static func changedSince(_ paths: [String]) -> EditorRefusal {
        let names = paths.joined(separator: ", ")
        return EditorRefusal(
            "alguien cambió después las mismas líneas de \(names); deshágase primero lo más reciente, o tome las "
                + "palabras de «Qué cambió»",
            "somebody has since changed the same lines of \(names); undo the newest change first, or take the words "
                + "from “What changed”")
    }
}
