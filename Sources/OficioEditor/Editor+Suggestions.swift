import Diagnostics
import OficioBasics

/// What the comboboxes of a form suggest while one types.
extension Editor {
    /// The values of a list of references that the typed words find, best first: `[[value, label]]`.
    func suggestions(_ request: EditorRequest) -> EditorResponse {
        guard let document = document(request) else { return refused(404, Self.absent) }
        let found = SuggestionLists(corpus: site().corpus, form: document.form).found(
            request.query["q"] ?? "", in: request.query["lista"] ?? "")
        return .json(
            JSONText.array(found.map { .array([.string($0.value), .string($0.label)]) }).compact)
    }
}
