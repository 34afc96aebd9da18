import Diagnostics
import OficioEditing
import OficioSource

/// Puts the files of a saved state back as they were before or after it.
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
        var changes: [SourceChange] = []
        for file in entry.files {
            let hash = isBefore ? file.before : file.after
            let text = hash.isEmpty ? nil : editor.saved.text(hash)
            if !hash.isEmpty, text == nil {
                throw EditorRefusal("el texto ya no está guardado", "the text is no longer kept")
            }
            let present = editor.bytesOnDisk(file.path)
            changes.append(SourceChange(file.path, before: present, after: text))
        }
        changes = changes.filter { $0.before != $0.after }
        if changes.isEmpty {
            throw EditorRefusal("los archivos ya están así", "the files are so already")
        }
        // New files first, removed files last, as in a rename.
        func rank(_ change: SourceChange) -> Int { change.before == nil ? 0 : change.after == nil ? 2 : 1 }
        changes.sort { rank($0) < rank($1) }
        return Proposal(
            ChangesHTML(language: language).html(changes), changes: changes, action: .restore,
            title: SavedPage.name(entry, language), next: "/-oficio/editar/guardados")
    }
}
