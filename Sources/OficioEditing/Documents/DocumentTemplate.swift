import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The text of a new document: short facts in the front matter, and a heading with an example for each text field.
///
/// Facts and examples are comments, so that the build does not publish them. The document is a draft until its author
/// removes the line of the state. A heading has the form's words if these name the field, or else the field's own
/// name.
struct DocumentTemplate {
    private let type: DocumentType
    private let form: Form
    private let labels: FormIndex
    private let corpus: Corpus
    private let language: Language
    private let examples: FieldExamples
    private let code: String
    private var facts: [String] = []
    private var body: [String] = []
    private var seen: Set<[Int]> = []

    /// Lays out the template. `form` is the form that prints the document, `corpus` has the documents that references
    /// in examples name, and `code` is a code that no document has.
    init(_ type: DocumentType, form: Form, _ corpus: Corpus, code: String, _ language: Language) {
        self.type = type
        self.form = form
        labels = FormIndex(form, type)
        self.corpus = corpus
        self.code = code
        self.language = language
        examples = FieldExamples(language)
        form.sections.forEach { add($0) }
    }

    /// Returns the bytes of a new document. Throws if the title cannot be written as front matter.
    func bytes(title: String, path: String) throws(EditRefusal) -> [UInt8] {
        let name = type.fields.first { $0.names.contains("titulo") }?.id ?? "título"
        var edits: [Edit] = [.addKey(FieldPath(name), .text(title, quoting: .always))]
        if !form.isBuiltIn { edits.append(.addKey("form", .text(form.id))) }
        let draft = Localized(es: "borrador", en: "draft")[language]
        edits.append(.addKey("state", .text(draft)))
        let head = try SourceEditor([], path: path, schema: corpus.schema).patch(edits).get().applied(to: []) ?? []
        // Insert the comments before the line that closes the front matter.
        let closing = Array("---\n".utf8)
        let lines = notes(draft) + facts.map { "# " + $0 }
        let texts = ["---"] + (body.isEmpty ? [] : [""] + bodyNote) + body
        return head.dropLast(closing.count) + Array((lines + texts).joined(separator: "\n").utf8) + [0x0A]
    }

    private func notes(_ draft: String) -> [String] {
        var notes: [Localized] = []
        let key = type.field(.state).map { type.fields[$0].label[language].lowercased() } ?? ""
        notes.append(
            Localized(
                es: "Mientras diga «\(key): \(draft)» no se publica: quite esa línea cuando esté completo.",
                en: "It is not published while it says “\(key): \(draft)”: take that line out once it is complete."))
        if !facts.isEmpty {
            notes.append(
                Localized(
                    es: """
                        Los datos cortos: quite «#» y cambie el ejemplo. «oficio explain \(type.name.spanish)» los \
                        explica.
                        """,
                    en: """
                        The short facts: take off “#” and change the example. “oficio explain \(type.name.english)” \
                        explains them.
                        """
                ))
        }
        return notes.map { "# " + $0[language] }
    }

    private var bodyNote: [String] {
        let words =
            type.body != nil
            ? Localized(
                es: "Escriba aquí debajo. Lo que está entre estos signos no se publica.",
                en: "Write below. What stands between these signs is not published.")
            : Localized(
                es: """
                    Escriba debajo de cada título. Donde no haya nada que decir, N/A. Lo que está entre estos signos \
                    no se publica.
                    """,
                en: """
                    Write below each heading. Where there is nothing to say, N/A. What stands between these signs is \
                    not published.
                    """
            )
        return ["<!-- \(words[language]) -->"]
    }

    // MARK: Sections of the form

    private mutating func add(_ section: FormSection) {
        if section.view == .log { return }
        if let placement = section.field {
            if case .group = type.fields[placement.path[0]].kind {
                addGroup(placement.path[0], title: section.title)
            } else {
                addField(placement.path, section.title.folded.isEmpty ? placement.label : section.title, depth: 2)
            }
        } else {
            addFields(of: section)
        }
        section.sections.forEach { add($0) }
    }

    /// Adds the fields of a section. Long texts go below the section's title if the decoder recognises the title.
    private mutating func addFields(of section: FormSection) {
        let texts = section.fields.flatMap(\.self).filter {
            isText($0.path) && isIncluded($0.path) && !seen.contains($0.path)
        }
        let isTitled =
            !type.keepsExtra && labels.isTitle(section.title.folded) && !texts.isEmpty
            && texts.allSatisfy { $0.path.count == 1 } && type.field(named: section.title.folded) == nil
        for placement in section.fields.flatMap(\.self) where !isText(placement.path) {
            addField(placement.path, placement.label, depth: 2)
        }
        if isTitled { body += ["", "## " + oneLine(section.title)] }
        for placement in texts {
            if placement.path.count > 1 {
                addGroup(placement.path[0], title: "")
            } else {
                addField(placement.path, placement.label, depth: isTitled ? 3 : 2)
            }
        }
    }

    private mutating func addGroup(_ index: Int, title: String) {
        guard case .group(let members) = type.fields[index].kind, isIncluded([index]), seen.insert([index]).inserted
        else {
            return
        }
        body += ["", "## " + name(of: [index], title)]
        for member in members {
            body += ["", "### " + member.label[language]] + comment(examples.example(member, of: type))
        }
    }

    private mutating func addField(_ path: [Int], _ label: String?, depth: Int) {
        guard isIncluded(path) else { return }
        if path.count > 1 { return addGroup(path[0], title: "") }
        guard seen.insert(path).inserted else { return }
        let field = type.fields[path[0]]
        let name = name(of: path, label)
        guard isText(path) else {
            let key = name == name.uppercased() || name.first?.isUppercase == true ? name.lowercased() : name
            facts.append("\(key): \(fact(field))")
            return
        }
        let heading = String(repeating: "#", count: depth) + " " + name
        let example = comment(examples.example(field, of: type, group: firstGroupLabel(of: path[0])))
        body += path[0] == type.body ? example : ["", heading] + example
    }

    private func comment(_ lines: [String]) -> [String] {
        let word = Localized(es: "Ejemplo:", en: "Example:")[language]
        let example = lines.count == 1 ? ["<!-- \(word) \(lines[0]) -->"] : ["<!-- \(word)"] + lines + ["-->"]
        return [""] + example
    }

    // MARK: Fields

    /// The fields that a release writes, or that do not belong to the document's content.
    private static let excluded: Set<FieldKey> = [
        .title, .term, .form, .state, .access, .formerIDs, .formerNames, .log,
    ]
    /// Fields of the control block that few documents fill in; the built-in form's template leaves them out.
    private static let rare: Set<FieldKey> = [
        .created, .approvedOn, .lastReviewed, .nextReview, FieldKey("macroprocess"), FieldKey("process"),
        FieldKey("subprocess"), FieldKey("document-type"), FieldKey("supersedes"), FieldKey("approving-act"),
    ]
    /// The fields that the built-in form's template of a job shows. Jobs declare too many fields to show them all.
    private static let usual: Set<FieldKey> = [
        .code, .unit, .reportsTo, .supervises, .class, .objective, .functions, .education, .experience,
        .requiredKnowledge, .skills, .competencies, .workingConditions,
    ]

    private func isIncluded(_ path: [Int]) -> Bool {
        let key = type.fields[path[0]].key
        if Self.excluded.contains(key) { return false }
        if !form.isBuiltIn { return true }
        return type.key == .job ? Self.usual.contains(key) : !Self.rare.contains(key)
    }

    private func isText(_ path: [Int]) -> Bool {
        let field = type.fields[path[0]]
        switch field.kind {
        case .rows: return !examples.isPeople(field) && shared(field) == nil
        case .markdown, .list, .group: return true
        default: return false
        }
    }

    /// Returns the form's label of a field if the label names that field, otherwise the field's own name.
    private func name(of path: [Int], _ label: String?) -> String {
        let label = oneLine(label ?? "")
        let folded = label.folded
        if folded.isEmpty { return type.fields[path[0]].label[language] }
        let declared = type.field(named: folded).map { [$0] }
        if (declared ?? labels.path(labelled: folded)) == path { return label }
        return type.fields[path[0]].label[language]
    }

    /// Returns a form's label as a name: on one line, and without a final colon.
    private func oneLine(_ label: String) -> String {
        var words = label.split { $0.isWhitespace }.joined(separator: " ")
        while words.last == ":" { words.removeLast() }
        return words
    }

    /// Returns the label of the first code that groups the rows of a field, from the form's code list; `nil` if the
    /// form has no such label.
    private func firstGroupLabel(of field: Int) -> String? {
        guard case .rows(let rows) = type.fields[field].kind, let column = rows.groupBy else { return nil }
        return labels.list(field: field, column: column)?.codes.first?.label
    }

    /// Returns an example value of a field that is valid in the site: a reference in it names a document of the site,
    /// or *N/A* stands for it if there is none.
    private func fact(_ field: Field) -> String {
        if let shared = shared(field) { return shared }
        if field.key == .code { return code }
        if let place = type.field(id: field.id), let code = labels.list(field: place, column: nil)?.codes.first {
            return code.code
        }
        guard case .references(let kind) = field.kind else { return examples.fact(field, of: type) }
        // A job that already has reports may have one more. A new job has no reports, and a job
        // belongs to one manual only.
        let wanted = field.key == .services ? [TypeKey.protocol] : kind.types
        let known =
            [FieldKey.supervises, .members].contains(field.key)
            ? nil : first(of: wanted, among: corpus.bosses) ?? first(of: wanted)
        guard let known else {
            // The site has no document to name, so an example with an id would be a dangling reference.
            return kind.allowsText ? ExampleTexts.example(field, type)?[language] ?? "N/A" : "N/A"
        }
        return kind.isMany ? "[\(known)]" : known
    }

    /// Returns a reference to rows that documents share: a clause, or an entry of the competency catalogue; `nil` for
    /// fields without shared rows.
    private func shared(_ field: Field) -> String? {
        guard case .rows(let rows) = field.kind else { return nil }
        if field.key == .commonFunctions, let clause = first(of: [.clause]) {
            return Localized(es: "{de: \(clause)}", en: "{from: \(clause)}")[language]
        }
        if field.key == .competencies, let competency = first(of: [.competency]) {
            return "[{\(rows.columns[rows.main].label[language].lowercased()): \(competency)}]"
        }
        return nil
    }

    /// Returns the id of the first record of the given types without a state such as *draft*, `nil` if there is none;
    /// no types means any type. `chosen` holds the indices of the records to search; `nil` means all records.
    private func first(of types: [TypeKey], among chosen: Set<Int>? = nil) -> String? {
        corpus.records.indices.first { index in
            (types.isEmpty || types.contains(corpus.type(of: index).key)) && chosen?.contains(index) ?? true
                && corpus.words(corpus.records[index], .state) == nil
        }.map { corpus.records[$0].id }
    }
}
