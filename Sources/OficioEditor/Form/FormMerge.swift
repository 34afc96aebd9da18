import Diagnostics
import OficioEditing

/// A conflict over a field that the person and somebody else have changed to different values since the form was
/// rendered.
struct FieldConflict: Sendable {
    let name: String
    let label: String
    let mine: String
    let inFile: String
    let before: String
    /// Whether the form shows the person's value, because that value could be written into the file's present text.
    let isShown: Bool
}

/// Merges typed values, field by field, into a file that has changed since the form was rendered. Writes nothing.
struct FormMerge {
    /// The document with the file's present text and the person's values.
    let work: EditedDocument
    let conflicts: [FieldConflict]

    /// Merges the texts of `old` with the present bytes of its file; `nil` if a collection no longer contains the
    /// document.
    init?(_ old: EditedDocument, with file: [UInt8]) {
        let (before, mine) = (old.model(of: old.before), old.model(of: old.mine))
        guard let place = Self.place(of: old, in: file) else { return nil }
        let inFile = old.at(place).model(of: file)
        var editor = inFile.editor
        var conflicts: [FieldConflict] = []
        var names: [String] = []
        for control in mine.controls + before.controls where !names.contains(control.name) {
            names.append(control.name)
        }
        for name in names {
            func control(_ model: FormModel) -> FormControl? { model.control(name) }
            let (was, my, theirs) = (control(before), control(mine), control(inFile))
            func isSame(_ a: FormControl?, _ b: FormControl?) -> Bool {
                (a?.text ?? "") == (b?.text ?? "") && (a?.items ?? []) == (b?.items ?? [])
            }
            if isSame(my, was) || isSame(my, theirs) { continue }
            guard let shown = my ?? was else { continue }
            // Write with the record's present index, because a path in a collection contains the index, which may
            // have changed.
            let isWritten = Self.write(my, like: theirs ?? shown.inRecord(inFile.record), in: &editor)
            if isSame(theirs, was), isWritten { continue }
            conflicts.append(
                FieldConflict(
                    name: name, label: shown.label, mine: my?.shownText ?? "", inFile: theirs?.shownText ?? "",
                    before: was?.shownText ?? "", isShown: isWritten))
        }
        work = old.at(place).with(before: file, text: editor.bytes)
        self.conflicts = conflicts
    }

    /// Returns the address of the document in another text of its file: in a collection, the address of the record
    /// with the document's id; `nil` if the collection has no such record.
    private static func place(of work: EditedDocument, in file: [UInt8]) -> DocumentAddress? {
        guard let id = work.id else { return work.address }
        let source = SourceEditor(file, path: work.address.path, schema: work.schema)
        guard let ids = source.recordIDs, let place = ids.firstIndex(of: id) else { return nil }
        return DocumentAddress(path: work.address.path, record: ids.count == 1 ? nil : place)
    }

    /// Sets the field of `shown` in `editor` to the value of `control`; `nil` or an empty value removes the field or
    /// empties the section. Returns false, and changes nothing, if the source refuses the edit.
    static func write(_ control: FormControl?, like shown: FormControl, in editor: inout SourceEditor) -> Bool {
        var attempts: [[Edit]]
        if let control, case .grid = control.kind, !control.items.isEmpty {
            attempts = [[.set(shown.path, .list(control.items))]]
        } else if let text = control?.text, !text.isEmpty {
            attempts = [[.set(shown.path, .text(text))]]
        } else {
            attempts = FormEdits.edits(setting: shown, to: "", in: editor)
            if attempts.isEmpty { return true }
        }
        for edits in attempts {
            if case .success(let patch) = editor.patch(edits), let next = editor.applying(patch) {
                editor = next
                return true
            }
        }
        return false
    }
}
