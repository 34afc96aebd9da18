import Diagnostics
import OficioEditing
import OficioSchema

/// A document being edited: the file as read, the text that the form shows, and the typed values.
struct EditedDocument: Sendable {
    /// The address of the document in the text `before`.
    private(set) var address: DocumentAddress
    /// The id of the document in the text `before` if the file is a collection; `nil` if the file is one document.
    let id: String?
    let type: DocumentType
    let form: Form
    let schema: Schema
    /// The bytes of the file when the form was made.
    let before: [UInt8]
    /// The form of the shown text. The shown text differs from the file after a fix, or if it is a saved state.
    let model: FormModel
    let state: FormState
    /// The shown text with the typed values written into it: the text to save.
    let mine: [UInt8]
    /// The name under which the unsaved form is stored; `nil` for a form that the browser has not sent.
    var draft: String?
    /// The reasons why typed values could not be written, by the name of their control.
    let refusals: [(name: String, message: Localized)]

    /// Creates the edited document. `typed` returns the state of its form; `nil` means an untouched form.
    init(
        _ address: DocumentAddress, id: String?, type: DocumentType, form: Form, schema: Schema, before: [UInt8],
        text: [UInt8], typed: ((FormModel) -> FormState)? = nil
    ) {
        self.address = address
        self.id = id
        self.type = type
        self.form = form
        self.schema = schema
        self.before = before
        model = FormModel(
            text, path: address.path, record: Self.record(address, id), type: type, form: form, schema: schema)
        state = typed?(model) ?? FormState(model)
        let written = FormEdits(model: model, state: state).applied()
        mine = written.bytes
        refusals = written.refusals + state.homeless.map { ($0.name, Self.homelessMessage($0.text)) }
    }

    private static func homelessMessage(_ text: String) -> Localized {
        Localized(
            es: "el documento ya no tiene este campo. Usted escribió: «\(text)». Cópielo a otro campo; si guarda "
                + "otra vez, no se guarda",
            en: "the document no longer has this field. You typed: “\(text)”. Copy it to another field; if you save "
                + "again, it is not saved")
    }

    /// The key under which unsaved forms of the document are stored.
    var draftKey: Drafts.Key { Drafts.Key(path: address.path, id: id) }

    /// The index of the record in its collection, even if the collection has only one record; `nil` if the file is
    /// one document.
    var record: Int? { Self.record(address, id) }

    private static func record(_ address: DocumentAddress, _ id: String?) -> Int? {
        address.record ?? (id == nil ? nil : 0)
    }

    /// The text of the source that the form shows.
    var text: [UInt8] { model.editor.bytes }

    /// Returns the same document with another text and an untouched form.
    func with(before: [UInt8]? = nil, text: [UInt8]) -> EditedDocument {
        var work = EditedDocument(
            address, id: id, type: type, form: form, schema: schema, before: before ?? self.before, text: text)
        work.draft = draft
        return work
    }

    /// Returns the document at another index of its collection. Texts that are set later are read at the new index.
    func at(_ address: DocumentAddress) -> EditedDocument {
        var work = self
        work.address = address
        return work
    }

    /// Returns the form of another text of the document.
    func model(of bytes: [UInt8]) -> FormModel {
        bytes == text && model.record == record
            ? model
            : FormModel(
                bytes, path: address.path, record: record, type: type, form: form, schema: schema)
    }
}

/// The change of one field between two texts of a document.
struct FieldChange: Sendable {
    let name: String
    let label: String
    let redline: ValueRedline
}

extension FormControl {
    /// The value of the control in the source as lines of text: one line for each row of a grid.
    var shownText: String {
        guard case .grid(let columns) = kind else { return text }
        return items.indices.map { place in
            let cells = cells(place)
            return columns.map { Self.line(cells[$0.id] ?? "") }.filter { !$0.isEmpty }
                .joined(separator: " · ")
        }.joined(separator: "\n")
    }

    /// Returns the lines of a cell joined with semicolons.
    private static func line(_ cell: String) -> String {
        cell.split(separator: "\n").map { String($0).trimmedSpaces }.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
