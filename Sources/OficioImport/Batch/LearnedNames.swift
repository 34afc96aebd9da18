import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// A file with other names for the fields of a type, which files in no form use as headings: *Campo de aplicación*
/// for the scope. The site keeps it in `content/tipos`, so that later files match.
package struct LearnedNames {
    /// The path of the file, relative to the site: `content/tipos/nombres-protocolo.yaml`.
    package let path: String
    /// The text of the file with the names added.
    package let text: String

    /// Returns a file for each type of which imported documents call fields by other names. `text` returns the
    /// file at a path of the site, nil if there is none.
    package static func all(_ files: [ImportedFile], _ schema: Schema, text: (String) -> String?) -> [LearnedNames] {
        var found: [Int: [(field: Int, name: String)]] = [:]
        for file in files where file.ledger?.isExact == true {
            guard let match = file.match else { continue }
            for record in match.records where record.isProse {
                let id = match.labels.forms[record.form].type.id
                guard let type = schema.types.firstIndex(where: { $0.id == id }), schema.types[type].keepsExtra else {
                    continue
                }
                for (field, name) in names(record, schema.types[type])
                where found[type]?.contains(where: { $0.name.folded == name.folded }) != true {
                    found[type, default: []].append((field, name))
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map { place, names in
            LearnedNames(schema.types[place], names, schema.language, text)
        }
    }

    /// Returns the headings of a document that call a field by another name. Leaves out a field that has several such
    /// headings, or a value or a heading of its own name.
    private static func names(_ record: MatchedRecord, _ type: DocumentType) -> [(field: Int, name: String)] {
        var found: [(field: Int, name: String)] = []
        var taken = Set(record.fields.compactMap(\.path.first))
        for block in record.prose {
            guard let heading = block.heading else { continue }
            if case .named(let field, _) = block { taken.insert(field) }
            guard case .heading(2, _) = block else { continue }
            let name = PlainText.clean(ProseHeadings.withoutNumber(heading.text))
            if let declared = type.field(named: name.folded) {
                taken.insert(declared)
            } else if let field = type.field(understood: name.folded), holdsText(type.fields[field].kind),
                name.utf8.count <= 80
            {
                found.append((field, name))
            }
        }
        return found.filter { own in !taken.contains(own.field) && found.count { $0.field == own.field } == 1 }
    }

    private static func holdsText(_ kind: FieldKind) -> Bool {
        switch kind {
        case .markdown, .list, .rows: true
        default: false
        }
    }

    private init(
        _ type: DocumentType, _ names: [(field: Int, name: String)], _ language: Language, _ text: (String) -> String?
    ) {
        let isSpanish = language == .spanish
        let name = "\(isSpanish ? "nombres" : "names")-\(type.name[language].slug()).yaml"
        let older = "content/tipos/\(name)"
        path = isSpanish || text(older) != nil ? older : "content/types/\(name)"
        let section = isSpanish ? "otros nombres:" : "other names:"
        let note = Localized(
            es: "Títulos que «oficio import --learn» tomó por otro nombre de un campo. Quite los que no lo sean.",
            en: "Headings that “oficio import --learn” took for another name of a field. Take out those that are not.")
        let start =
            text(path)
            ?? "# \(note[language])\n\(isSpanish ? "extiende" : "extends"): \(type.name[language])\n\(section)\n"
        var lines = start.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if !lines.contains(section) { lines.insert(section, at: lines.last == "" ? lines.count - 1 : lines.count) }
        for (field, name) in names {
            let key =
                "  " + YAMLWriter().key(type.fields[field].label[language].lowercasedFirst, isInFlow: false) + ": ["
            if let place = lines.firstIndex(where: { $0.hasPrefix(key) && $0.hasSuffix("]") }) {
                lines[place] = lines[place].dropLast() + ", \(YAMLWriter.inDoubleQuotes(name))]"
            } else if let place = lines.firstIndex(of: section) {
                lines.insert(key + YAMLWriter.inDoubleQuotes(name) + "]", at: place + 1)
            }
        }
        self.text = lines.joined(separator: "\n")
    }
}
