import Diagnostics
import OficioEditing

/// Turns typed values into edits of the source. Fields whose value has not changed get no edit.
struct FormEdits {
    let model: FormModel
    let state: FormState
    /// The controls whose values are written. By default, these are the controls of the model, no two of which hold
    /// the same bytes.
    var controls: [FormControl]

    init(model: FormModel, state: FormState, controls: [FormControl]? = nil) {
        self.model = model
        self.state = state
        self.controls = controls ?? model.controls
    }

    /// Returns the source with all edits, and the reasons why the source cannot take some of them, by the control's
    /// name. Stops after the client has closed the connection, so that later edits are missing.
    func applied() -> (bytes: [UInt8], refusals: [(name: String, message: Localized)]) {
        var editor = model.editor
        var refusals: [(name: String, message: Localized)] = []
        // The controls written so far with their contents. Later edits must not change these.
        var written: [(control: FormControl, content: Content?)] = []
        for control in controls {
            let attempts = alternativeEdits(control)
            let emptyHeading = gridEdits(control)?.emptyHeadingRefusal
            if attempts.isEmpty, emptyHeading == nil { continue }
            if Task.isCancelled { break }
            if let other = written.first(where: { isSamePlace($0.control, control) })?.control {
                refusals.append((control.name, Self.clashMessage(control, other)))
                continue
            }
            var reason = emptyHeading ?? gridEdits(control)?.refusal
            var isDone = false
            for edits in reason == nil ? attempts : [] {
                switch editor.patch(edits) {
                case .success(let patch):
                    guard let next = editor.applying(patch), isWritten(control, in: next) else { continue }
                    if let other = written.first(where: { next.content(of: $0.control.path) != $0.content }) {
                        reason = Self.clashMessage(control, other.control)
                        continue
                    }
                    editor = next
                    written.append((control, next.content(of: control.path)))
                    isDone = true
                case .failure(let refusal): reason = reason ?? message(refusal, control)
                }
                if isDone { break }
            }
            if !isDone { refusals.append((control.name, reason ?? Self.unwritable)) }
        }
        return (editor.bytes, refusals)
    }

    /// Whether the places of two controls in the source overlap.
    private func isSamePlace(_ a: FormControl, _ b: FormControl) -> Bool {
        let places = model.editor.ranges(of: b.path)
        return model.editor.ranges(of: a.path).contains { range in places.contains { $0.overlaps(range) } }
    }

    private static func clashMessage(_ control: FormControl, _ other: FormControl) -> Localized {
        Localized(
            es: "«\(control.label)» y «\(other.label)» son el mismo texto del archivo y usted cambió los dos: "
                + "deje el cambio en uno solo",
            en: "“\(control.label)” and “\(other.label)” are the same text of the file and you have changed both: "
                + "keep the change in one of them")
    }

    private func gridEdits(_ control: FormControl) -> GridEdits? {
        guard case .grid(let columns) = control.kind, let rows = state.grids[control.name] else { return nil }
        return GridEdits(control: control, columns: columns, rows: rows, editor: model.editor)
    }

    /// Returns a refusal as the form shows it, with the place of the problem and the way to solve it.
    private func message(_ refusal: EditRefusal, _ control: FormControl) -> Localized {
        let place = gridEdits(control)?.changedCells
        guard refusal.isUnreadable else {
            return place.map {
                Localized(
                    es: "\($0.spanish): \(refusal.message.spanish)", en: "\($0.english): \(refusal.message.english)")
            } ?? refusal.message
        }
        if let place {
            return Localized(
                es: "\(place.spanish): este texto, escrito tal cual, no se leería igual. Déjelo en un solo párrafo y "
                    + "sin «{», «}» ni líneas que empiecen por «#», «-» o un número con punto",
                en: "\(place.english): written as it is, this text would read differently. Leave it as one paragraph "
                    + "without “{”, “}” or lines that begin with “#”, “-” or a number with a point")
        }
        let lines = (state.texts[control.name] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        if let line = lines.firstIndex(where: { $0.trimmedStart.hasPrefix("#") }) {
            return Localized(
                es: "la línea \(line + 1), «\(lines[line])», se leería como un título y no como texto: "
                    + "quite los «#» con que empieza",
                en: "line \(line + 1), “\(lines[line])”, would be read as a heading and not as text: "
                    + "remove the “#” at its beginning")
        }
        return Localized(
            es: "este texto, escrito tal cual, no se leería igual o cambiaría lo que está al lado: quite los signos "
                + "con que empiezan sus líneas («---», «===», «|», «```»)",
            en: "written as it is, this text would read differently or change what stands beside it: remove the signs "
                + "at the beginning of its lines (“---”, “===”, “|”, “```”)")
    }

    /// Returns alternative edits that write a control's typed value, the one that changes least first; empty if the
    /// value has not changed.
    private func alternativeEdits(_ control: FormControl) -> [[Edit]] {
        switch control.kind {
        case .fixed, .shared: return []
        case .line, .date, .text:
            guard let typed = state.texts[control.name], typed != control.text else { return [] }
            var text = typed
            if case .text = control.kind {} else { text = text.trimmedSpaces }
            if text == control.text { return [] }
            return Self.edits(setting: control, to: text, in: model.editor)
        case .grid: return gridEdits(control)?.attempts ?? []
        }
    }

    private static let unwritable = Localized(
        es: "no se puede escribir así en el archivo sin cambiar otras filas",
        en: "it cannot be written like that without changing other rows")

    /// Whether the rows of a grid read back as they were typed; true for other controls.
    private func isWritten(_ control: FormControl, in editor: SourceEditor) -> Bool {
        gridEdits(control)?.isWritten(in: editor) ?? true
    }

    /// Returns alternative edits that give a field a text. A blank text removes a field and empties a section; for a
    /// field that the source lacks, it needs no edits.
    static func edits(setting control: FormControl, to text: String, in editor: SourceEditor) -> [[Edit]] {
        if !text.allSatisfy(\.isWhitespace) { return [[.set(control.path, .text(text))]] }
        guard let range = editor.range(of: control.path) else { return [] }
        let isSection = editor.bytes[range].first == UInt8(ascii: "#")
        let empty: [Edit] = [.set(control.path, .text(""))]
        let gone: [Edit] = [.remove(control.path)]
        return isSection ? [empty, gone] : [gone, empty]
    }
}

extension Substring {
    /// The text without white space at its beginning.
    fileprivate var trimmedStart: Substring { drop(while: \.isWhitespace) }
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
