import OficioSchema
import OficioSource

/// The labels of the forms that one file may be written in: a manual's and that of its jobs, or one form alone.
package struct LabelSet: Sendable {
    package let forms: [FormLabels]
    /// By folded text, in the order of the forms.
    private var names: [String: [LabelRef]] = [:]
    /// Labels in capitals that may stand before a value without a colon, the longest first.
    private var bareLabels: [(text: String, refs: [LabelRef])] = []
    /// By form: the label of a field that a name of its type means.
    private var labelOfField: [[[Int]: Int]] = []

    package init(_ forms: [FormLabels], recipe: [String: LabelRef] = [:]) {
        self.forms = forms
        for (index, form) in forms.enumerated() {
            var byField: [[Int]: Int] = [:]
            for label in form.all {
                let ref = LabelRef(form: index, label: label.index)
                names[label.folded, default: []].append(ref)
                if case .field(let path) = label.target, byField[path] == nil { byField[path] = label.index }
            }
            labelOfField.append(byField)
        }
        for (name, ref) in recipe { names[name, default: []].insert(ref, at: 0) }
        var bare: [String: [LabelRef]] = [:]
        for (index, form) in forms.enumerated() where !form.form.isBuiltIn {
            for label in form.all where label.text.count >= 4 && label.text == label.text.uppercased() {
                if case .field = label.target {
                    bare[label.text, default: []].append(LabelRef(form: index, label: label.index))
                }
            }
        }
        bareLabels = bare.map { ($0.key, $0.value) }.sorted { ($0.text.count, $0.text) > ($1.text.count, $1.text) }
    }

    package subscript(ref: LabelRef) -> FormLabel { forms[ref.form].all[ref.label] }

    /// The labels that a text may be, by the names of the forms.
    package func refs(for text: String) -> [LabelRef] {
        for name in LabelText.candidates(text) {
            if let found = names[name] { return found }
        }
        return []
    }

    /// The labels of fields that a text means by another name of the field, each of a form that has a label for it.
    package func loosely(_ text: String) -> [LabelRef] {
        var found: [LabelRef] = []
        for (index, form) in forms.enumerated() {
            for name in LabelText.candidates(text) {
                guard let field = form.type.field(understood: name) ?? form.type.field(beginning: name),
                    let label = labelOfField[index][[field]]
                else { continue }
                found.append(LabelRef(form: index, label: label))
                break
            }
        }
        return found
    }

    /// A label in capitals that a text begins with, and its length in characters.
    package func bareLabel(beginning text: String) -> (refs: [LabelRef], length: Int)? {
        for (label, refs) in bareLabels where text.hasPrefix(label + " ") { return (refs, label.count) }
        return nil
    }
}
