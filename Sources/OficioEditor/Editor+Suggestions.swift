import Diagnostics
import OficioBasics

/// Suggests values for the comboboxes of a form.
extension Editor {
    /// Returns at most 20 values of a list that match the typed words, as JSON: `[[value, label]]`.
    func suggestions(_ request: EditorRequest) -> EditorResponse {
        guard let document = document(request) else { return refusalResponse(404, Self.absent) }
        let found = SuggestionLists(corpus: site().corpus, form: document.form).matchingValues(
            request.query["q"] ?? "", in: request.query["lista"] ?? "")
        return .json(
            JSONText.array(found.map { .array([.string($0.value), .string($0.label)]) }).compact)
    }
}
