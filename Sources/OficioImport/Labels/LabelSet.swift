import OficioSchema
import OficioSource

/// The labels of the forms that one file may be written in: the forms of a manual and of its jobs, or one form
/// alone.
package struct LabelSet: Sendable {
    /// The forms, the outer one first.
    package private(set) var forms: [FormLabels]
    /// The labels by folded text, in the order of the forms.
    private var names: [String: [LabelRef]] = [:]
    /// The labels in capitals that may precede a value without a colon, the longest first.
    private var bareLabels: [(text: String, refs: [LabelRef])] = []
    /// The labels of columns of codes, with the list of each.
    private var codedLabels: [(text: String, list: CodeList, ref: LabelRef)] = []
    /// For each form, the index of a field's label by the path of the field.
    private var labelOfField: [[[Int]: Int]] = []

    /// Collects the labels of some forms. `recipe` holds further names, which come first.
    package init(_ forms: [FormLabels], recipe: [String: LabelRef] = [:]) {
        self.forms = forms
        for (index, form) in forms.enumerated() {
            var byField: [[Int]: Int] = [:]
            for label in form.all {
                let ref = LabelRef(form: index, label: label.index)
                names[label.folded, default: []].append(ref)
                if case .field(let path) = label.target, byField[path] == nil { byField[path] = label.index }
                if case .column(let field, let column) = label.target,
                    let list = form.lists[.init(field: field, column: column)]
                {
                    codedLabels.append((label.text + " ", list, ref))
                }
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

    /// Returns the labels with a form added whose labels were not looked for in the file.
    func adding(_ form: FormLabels) -> LabelSet {
        var labels = self
        labels.forms.append(form)
        return labels
    }

    /// The label that a reference stands for.
    package subscript(ref: LabelRef) -> FormLabel { forms[ref.form].all[ref.label] }

    /// Returns the labels that a text may stand for; empty if there are none.
    package func refs(for text: String) -> [LabelRef] {
        for name in LabelText.candidates(text) {
            if let found = names[name] { return found }
        }
        return text.utf8.count < 200 ? codedColumns(text) : []
    }

    /// Returns the columns for which a text is the heading together with the codes: *PERIODICIDAD D S M*.
    private func codedColumns(_ text: String) -> [LabelRef] {
        var found: [LabelRef] = []
        for (name, list, ref) in codedLabels where text.hasPrefix(name) {
            let rest = text.dropFirst(name.count).split { !$0.isLetter && !$0.isNumber }
            if rest.count > 1, rest.allSatisfy({ code in list.codes.contains { $0.code == code } }) {
                found.append(ref)
            }
        }
        return found
    }

    /// Returns the labels of fields for which a text is another name, in every form that labels the field. With
    /// `exactly`, no further words may follow the name in the text.
    package func refs(forOtherName text: String, exactly: Bool = false) -> [LabelRef] {
        var found: [LabelRef] = []
        for (index, form) in forms.enumerated() {
            for name in LabelText.candidates(text) {
                guard
                    let field = form.type.field(understood: name) ?? (exactly ? nil : form.type.field(beginning: name)),
                    let label = labelOfField[index][[field]],
                    !isParticipleOfThings(name, form.type.fields[field].kind)
                else { continue }
                found.append(LabelRef(form: index, label: label))
                break
            }
        }
        return found
    }

    /// Whether a name only sounds like a signature: *Autorizadas* are posts, not the person who authorises.
    private func isParticipleOfThings(_ name: String, _ kind: FieldKind) -> Bool {
        guard case .rows(let type) = kind, type.holdsPeople else { return false }
        return !name.contains(" ") && (name.hasSuffix("adas") || name.hasSuffix("idas"))
    }

    /// Returns the label in capitals with which a text begins, and its length in characters; nil if
    /// there is none.
    package func bareLabel(beginning text: String) -> (refs: [LabelRef], length: Int)? {
        for (label, refs) in bareLabels where text.hasPrefix(label + " ") { return (refs, label.count) }
        return nil
    }
}
