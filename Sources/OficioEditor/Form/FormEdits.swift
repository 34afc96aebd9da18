import Diagnostics
import OficioEditing

/// Turns what a person has typed into edits of the source. Only what differs from the source is edited.
struct FormEdits {
    let model: FormModel
    let state: FormState

    /// The source with all edits, and the reasons for the edits that the source cannot take, by the control's name.
    func applied() -> (bytes: [UInt8], refusals: [(name: String, message: Localized)]) {
        var editor = model.editor
        var refusals: [(name: String, message: Localized)] = []
        for control in model.controls {
            var refusal: EditRefusal?
            var isDone = false
            for edits in attempts(control) {
                switch editor.patch(edits) {
                case .success(let patch):
                    guard let next = editor.applying(patch), isWritten(control, in: next) else { continue }
                    editor = next
                    isDone = true
                case .failure(let reason): refusal = refusal ?? reason
                }
                if isDone { break }
            }
            if !isDone, let refusal = refusal?.message ?? (isUntouched(control) ? nil : Self.unwritable) {
                refusals.append((control.name, refusal))
            }
        }
        return (editor.bytes, refusals)
    }

    /// Ways to write what was typed into a control, the most careful first; empty if nothing differs.
    private func attempts(_ control: FormControl) -> [[Edit]] {
        switch control.kind {
        case .fixed: return []
        case .line, .date, .text:
            guard let typed = state.texts[control.name], typed != control.text else { return [] }
            var text = typed
            if case .text = control.kind {} else { text = text.trimmedSpaces }
            if text == control.text { return [] }
            return Self.edits(setting: control, to: text, in: model.editor)
        case .grid(let columns):
            guard let rows = state.grids[control.name] else { return [] }
            return GridEdits(control: control, columns: columns, rows: rows).attempts
        }
    }

    private static let unwritable = Localized(
        es: "no se puede escribir así en el archivo sin cambiar otras filas",
        en: "it cannot be written like that without changing other rows")

    private func isUntouched(_ control: FormControl) -> Bool { attempts(control).isEmpty }

    /// Whether the rows of a grid read back as they were typed.
    private func isWritten(_ control: FormControl, in editor: SourceEditor) -> Bool {
        guard case .grid(let columns) = control.kind, let rows = state.grids[control.name] else { return true }
        return GridEdits(control: control, columns: columns, rows: rows).isWritten(editor.items(of: control.path))
    }

    /// Ways to give a field a text; an empty text takes the field away.
    static func edits(setting control: FormControl, to text: String, in editor: SourceEditor) -> [[Edit]] {
        if !text.allSatisfy(\.isWhitespace) { return [[.set(control.path, .text(text))]] }
        guard let range = editor.range(of: control.path) else { return [] }
        let isSection = editor.bytes[range].first == UInt8(ascii: "#")
        let empty: [Edit] = [.set(control.path, .text(""))]
        let gone: [Edit] = [.remove(control.path)]
        return isSection ? [empty, gone] : [gone, empty]
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmedSpaces: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
