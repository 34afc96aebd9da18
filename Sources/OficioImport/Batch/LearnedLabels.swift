import OficioEditing
import OficioSchema
import OficioSource

/// Collects other names that files use for the labels of a form. The form file keeps them, so that later files match.
package enum LearnedLabels {
    /// Returns, for each form by its index, the other names that files of the batch use, each with
    /// the name of its field.
    package static func all(_ files: [ImportedFile]) -> [Int: [(label: String, field: String)]] {
        var found: [Int: [(label: String, field: String)]] = [:]
        for file in files where file.ledger?.isExact == true {
            guard let match = file.match else { continue }
            for record in match.records {
                let form = match.labels.forms[record.form]
                if form.form.isBuiltIn { continue }
                for field in record.fields where field.doubts.contains(.otherLabel) {
                    let label = LabelText.bare(field.label)
                    var name = form.type.fields[field.path[0]].label.spanish.lowercasedFirst
                    if field.path.count > 1, case .group(let members) = form.type.fields[field.path[0]].kind {
                        name += ": " + members[field.path[1]].label.spanish.lowercasedFirst
                    }
                    guard !label.isEmpty,
                        found[form.formIndex]?.contains(where: { $0.label.folded == label.folded }) != true
                    else { continue }
                    found[form.formIndex, default: []].append((label, name))
                }
            }
        }
        return found
    }

    /// Returns the text of a form with more names under `rótulos`.
    package static func adding(_ names: [(label: String, field: String)], to text: String) -> String {
        let added = names.map { "  \(YAMLWriter.inDoubleQuotes($0.label)): \(YAMLWriter().scalar($0.field))" }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let place = lines.firstIndex(where: {
            ["rótulos:", "labels:"].contains($0.split(separator: "#").first.map { String($0).trimmedASCII } ?? "")
                && !$0.hasPrefix(" ")
        }) {
            lines.insert(contentsOf: added, at: place + 1)
            return lines.joined(separator: "\n")
        }
        return text + (text.hasSuffix("\n") ? "" : "\n") + (["rótulos:"] + added).joined(separator: "\n") + "\n"
    }
}
