import OficioSchema
import OficioSource

/// Decides in which form a file is written, from the labels in it.
package struct FormChoice: Sendable {
    /// A form, with the share of it that is in the file.
    package struct Score: Sendable {
        /// The index of the form in the schema's forms.
        package let form: Int
        /// The share of the form's labels that are in the file, from 0 to 1. Longer labels have more weight.
        package let coverage: Double
        /// The number of the form's labels in the file.
        package let found: Int
    }

    /// The scores of all forms considered, the best first.
    package let scores: [Score]
    /// The form of the file itself; nil if no form fits.
    package private(set) var outer: Score?
    /// The forms that the documents in the file may have, if it is a manual, the best first; otherwise empty.
    package private(set) var members: [Score] = []
    /// The form that fits the documents in the file best, if it is a manual; otherwise nil.
    package var inner: Score? { members.first }

    /// Scores the forms. `type` restricts them to the identifier of one type, `form` to one index;
    /// nil considers all.
    package init(_ outline: Outline, _ forms: [FormLabels], type: String? = nil, form: Int? = nil) {
        let names = Self.names(in: outline)
        var scores: [Score] = []
        for labels in forms where type == nil || labels.type.id == type || labels.hasMembers {
            if let form, labels.formIndex != form, !labels.hasMembers { continue }
            scores.append(
                labels.form.isBuiltIn ? Self.builtInFormScore(labels, names) : Self.declaredFormScore(labels, names))
        }
        scores.sort { ($0.coverage, $0.found, $1.form) > ($1.coverage, $1.found, $0.form) }
        self.scores = scores
        let byIndex = Dictionary(uniqueKeysWithValues: forms.map { ($0.formIndex, $0) })
        let manuals = scores.filter {
            byIndex[$0.form]?.hasMembers == true && byIndex[$0.form]?.form.isBuiltIn == false
        }
        let others = scores.filter { byIndex[$0.form]?.hasMembers != true }
        // A short form fits any file that contains its labels, even if a longer form explains more of that file.
        let declared = others.filter { byIndex[$0.form]?.form.isBuiltIn == false }.max { one, other in
            one.coverage * Double(one.found) < other.coverage * Double(other.found)
        }
        if let manual = manuals.first, manual.coverage >= 0.5, form == nil || form == manual.form {
            outer = manual
            members = others.filter { $0.coverage >= 0.3 }
            let declared = members.filter { byIndex[$0.form]?.form.isBuiltIn == false }
            if !declared.isEmpty { members = declared }
        } else if let form {
            outer = others.first { $0.form == form }
        } else if let best = declared, best.coverage >= 0.35, best.found >= 3 {
            outer = best
        } else if let best = others.first(where: { byIndex[$0.form]?.form.isBuiltIn == true }), best.found >= 2 {
            outer = best
        }
    }

    /// Returns the folded texts that may be labels, in the file or in a range of its paragraphs, with the variants of
    /// each.
    static func names(in outline: Outline, _ range: Range<Int>? = nil) -> Set<String> {
        var names: Set<String> = []
        for index in range ?? 0..<outline.bodyCount where !outline.paragraphs[index].isContents {
            let paragraph = outline.paragraphs[index]
            if paragraph.lines.isEmpty { continue }
            let whole = outline.text(of: outline.whole(index))
            if whole.count <= 400 { names.formUnion(LabelText.candidates(whole)) }
            for line in paragraph.lines {
                let text = outline.lines[line].text
                if text.count <= 200 { names.formUnion(LabelText.candidates(text)) }
                guard let colon = text.firstIndex(of: ":") else { continue }
                if text[..<colon].count <= 120 { names.formUnion(LabelText.candidates(String(text[..<colon]))) }
            }
        }
        return names
    }

    static func declaredFormScore(_ labels: FormLabels, _ names: Set<String>) -> Score {
        var all: [String: Double] = [:]
        for label in labels.distinctive { all[label.folded] = 1 + Double(label.folded.split(separator: " ").count) / 2 }
        let found = all.keys.filter { names.contains($0) }
        let sum = all.values.reduce(0, +)
        return Score(
            form: labels.formIndex, coverage: sum == 0 ? 0 : found.reduce(0) { $0 + (all[$1] ?? 0) } / sum,
            found: found.count)
    }

    /// Returns the score of a type without a form of its own, by the number of its fields that have a name in
    /// the file.
    private static func builtInFormScore(_ labels: FormLabels, _ names: Set<String>) -> Score {
        var fields: Set<[Int]> = []
        for label in labels.all where names.contains(label.folded) {
            if case .field(let path) = label.target { fields.insert(path) }
        }
        return Score(form: labels.formIndex, coverage: min(0.9, Double(fields.count) / 20), found: fields.count)
    }
}
