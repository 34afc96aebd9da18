import Diagnostics
import OficioEditing
import OficioSchema
import OficioSource

/// A proposed form for files in no known form. It has the labels of one file, in a YAML file that a person can edit.
package struct FormProposal {
    /// The identifier of the form, which is the name of its file.
    package let id: String
    /// The path of the form's file, relative to the site: `content/formatos/perfil-de-cargo.yaml`.
    package let path: String
    /// The text of the form's file, in YAML.
    package let text: String

    /// Returns a form for each group of files in no known form, with the labels of the first file and further fields
    /// of the others. Leaves out Markdown files, files with their own headings, and files with fewer than four
    /// fields. `taken` holds the paths of the site that are not free.
    package static func all(_ files: [ImportedFile], _ schema: Schema, taken: Set<String>) -> [FormProposal] {
        var taken = taken
        var groups: [(labels: Set<String>, match: Match, record: MatchedRecord, name: String)] = []
        for file in files {
            // Markdown has no printed form.
            guard file.document?.format != .markdown, let match = file.match, file.ledger?.isExact == true,
                match.labels.forms[0].form.isBuiltIn,
                let record = match.records.first, !record.isProse, record.row == nil, record.fields.count >= 4
            else { continue }
            // Files of the same form may differ in a few labels.
            let labels = Set(record.fields.map { LabelText.bare($0.label).folded })
            let known = groups.firstIndex { group in
                group.match.labels.forms[group.record.form].type.id == match.labels.forms[record.form].type.id
                    && group.labels.intersection(labels).count * 10 >= group.labels.union(labels).count * 6
            }
            if let known {
                groups[known].record.fields = withFieldsOfOthers(groups[known].record.fields, record.fields)
            } else {
                groups.append((labels, match, record, file.name))
            }
        }
        var proposals: [FormProposal] = []
        for group in groups {
            guard let proposal = FormProposal(group.match, group.record, group.name, schema.language, taken) else {
                continue
            }
            taken.insert(proposal.path)
            proposals.append(proposal)
        }
        return proposals
    }

    /// Returns the fields of one file together with the fields that only another file has. An added field
    /// follows the field that precedes it in the other file.
    private static func withFieldsOfOthers(_ fields: [FoundField], _ others: [FoundField]) -> [FoundField] {
        var fields = fields
        for (place, other) in others.enumerated() where !fields.contains(where: { $0.path == other.path }) {
            let before = others[..<place].last { earlier in fields.contains { $0.path == earlier.path } }
            let index = before.flatMap { before in fields.firstIndex { $0.path == before.path } }
            fields.insert(other, at: index.map { $0 + 1 } ?? fields.count)
        }
        return fields
    }

    /// Returns the folder of the site's forms: the one that has files; if none has, `forms` in an English site and
    /// `formatos` in any other.
    private static func folder(_ paths: Set<String>, _ language: Language) -> String {
        let known = ["formatos", "forms"]
        return known.first { folder in paths.contains { $0.hasPrefix("content/\(folder)/") } }
            ?? Localized(es: known[0], en: known[1])[language]
    }

    private init?(
        _ match: Match, _ record: MatchedRecord, _ fileName: String, _ language: Language, _ taken: Set<String>
    ) {
        let type = match.labels.forms[record.form].type
        let known = Set(record.fields.map { LabelText.bare($0.label).folded })
        let all = LabelCandidates(match.outline).all
        let candidates = all.map { LabelText.bare($0.text) }
        let values = Set(record.fields.flatMap { $0.value.texts.map(\.text.folded) })
        let unknown = candidates.filter { !known.contains($0.folded) && !values.contains($0.folded) }
        // The text before the first field is the title of the form.
        let first = all.firstIndex { known.contains(LabelText.bare($0.text).folded) } ?? 0
        let heading = candidates[..<first].first { text in
            unknown.contains(text) && text.split(separator: " ").count <= 8 && !text.contains(where: \.isNumber)
                && TypedLabel.length(in: text) == nil
        }
        let title = heading ?? type.name[language].capitalizedFirst
        let base = ImportedID.slug(heading ?? Localized(es: "formato de \(title)", en: "form of \(title)")[language])
        var id = base
        var number = 2
        let folder = Self.folder(taken, language)
        while taken.contains("content/\(folder)/\(id).yaml") {
            id = "\(base)-\(number)"
            number += 1
        }
        self.id = id
        path = "content/\(folder)/\(id).yaml"
        text =
            FormText(
                type, record.fields, title: title, unknown: unknown.filter { $0 != title }, fileName: fileName, language
            ).text
    }
}

/// The YAML of a proposed form.
private struct FormText {
    private let type: DocumentType
    private let language: Language
    private var lines: [String] = []
    private var grid: [String] = []
    private var titles: Set<String> = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    init(
        _ type: DocumentType, _ fields: [FoundField], title: String, unknown: [String], fileName: String,
        _ language: Language
    ) {
        self.type = type
        self.language = language
        let note = Localized(
            es: """
                Formato propuesto por «oficio import» a partir de los rótulos de «\(fileName)». Revíselo: el orden, \
                los rótulos y lo que es obligatorio.
                """,
            en: """
                Form proposed by “oficio import” from the labels of “\(fileName)”. Look it over: the order, the \
                labels, what is required.
                """
        )
        lines = [
            "# \(note[language])", localized("tipo: formato", "type: form"),
            localized("para: ", "for: ") + type.name[language],
            localized("título: ", "title: ") + YAMLWriter.inDoubleQuotes(title), localized("secciones:", "sections:"),
        ]
        for field in fields where field.path.count == 1 && !field.label.isEmpty { add(field) }
        flush()
        addOtherLabels(fields)
        addUnknown(unknown)
    }

    private func localized(_ spanish: String, _ english: String) -> String { language == .spanish ? spanish : english }

    private mutating func add(_ field: FoundField) {
        let name = type.fields[field.path[0]].label[language].lowercasedFirst
        let label = PlainText.clean(field.label)
        guard let view = view(field) else {
            grid.append("      - [\(YAMLWriter().key(name, isInFlow: true)): \(YAMLWriter.inDoubleQuotes(label))]")
            return
        }
        flush()
        let bare = LabelText.bare(label)
        var title = TypedLabel.length(in: bare).map { String(bare.dropFirst($0)) } ?? bare
        // One label of the file may give two fields.
        if !titles.insert(title.folded).inserted { title = name.capitalizedFirst }
        lines.append(localized("  - título: ", "  - title: ") + YAMLWriter.inDoubleQuotes(title))
        lines.append(localized("    vista: ", "    view: ") + view)
        lines.append(localized("    campo: ", "    field: ") + YAMLWriter().scalar(name))
    }

    private mutating func flush() {
        guard !grid.isEmpty else { return }
        lines += [localized("  - vista: ficha", "  - view: grid"), localized("    campos:", "    fields:")] + grid
        grid = []
    }

    /// Returns the view that suits the values found, or nil for a cell of a grid.
    private func view(_ field: FoundField) -> String? {
        switch type.fields[field.path[0]].kind {
        case .markdown: return localized("texto", "text")
        case .list, .group: return localized("lista", "list")
        case .rows(let rows):
            if rows.holdsPeople { return nil }
            guard case .rows(let found) = field.value else { return localized("lista", "list") }
            if type.fields[field.path[0]].key == .competencies { return localized("competencias", "competencies") }
            if found.contains(where: { $0.group != nil }) { return localized("grupos", "groups") }
            return Set(found.flatMap(\.cells.keys)).count > 1 ? localized("tabla", "table") : localized("lista", "list")
        default: return nil
        }
    }

    /// Adds the labels of fields that the file has under several labels: *Educación* and *Formación*.
    private mutating func addOtherLabels(_ fields: [FoundField]) {
        var seen = Set(fields.map { LabelText.bare($0.label).folded })
        var names: [String] = []
        for field in fields where field.path.count == 1 {
            for label in field.otherLabels.map({ LabelText.bare($0) }) where seen.insert(label.folded).inserted {
                let name = type.fields[field.path[0]].label[language].lowercasedFirst
                names.append("  \(YAMLWriter.inDoubleQuotes(label)): \(YAMLWriter().scalar(name))")
            }
        }
        if !names.isEmpty { lines += [localized("rótulos:", "labels:")] + names }
    }

    /// Adds up to forty labels that name no field as comments, so that a person can assign them.
    private mutating func addUnknown(_ unknown: [String]) {
        var seen: Set<String> = []
        let names = unknown.filter { seen.insert($0.folded).inserted }
        guard !names.isEmpty else { return }
        lines.append(
            "# "
                + localized(
                    """
                    Estos rótulos no nombran ningún campo. Si uno es otro nombre de un campo, quite «#» y diga \
                    cuál, con «rótulos:» delante:
                    """,
                    """
                    These labels name no field. Where one is another name of a field, take off “#” and say \
                    which, with “labels:” before it:
                    """
                ))
        lines.append("# " + localized("rótulos:", "labels:"))
        for name in names.prefix(40) {
            lines.append("#   \(YAMLWriter.inDoubleQuotes(name)): " + localized("campo", "field"))
        }
    }
}
