import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Writes a matched document as its author would: short facts in the front matter, texts under the
/// headings of the form.
struct SourceWriter {
    private let record: MatchedRecord
    private let form: FormLabels
    private let outline: Outline
    private let index: FormIndex
    private let language: Language
    private let yaml = YAMLWriter()
    private var draft: SourceDraft
    private(set) var plan: ReferencePlan
    /// The link to each picture of the file.
    private let links: [Int: String]

    init(
        _ record: MatchedRecord, _ form: FormLabels, _ outline: Outline, _ language: Language, _ draft: SourceDraft,
        _ plan: ReferencePlan
    ) {
        self.record = record
        self.form = form
        self.outline = outline
        self.language = language
        self.draft = draft
        self.plan = plan
        index = FormIndex(form.form, form.type)
        links = outline.pictures.mapValues { $0.link(from: draft.path) }
    }

    /// Returns the source of the document. `members` holds the identifiers of the documents that a manual
    /// gathers, in order.
    mutating func write(members: [String]) -> SourceDraft {
        draft.add("---")
        let fields = ordered
        if let title = fields.first(where: { isTitle($0) }) { writeKey(title) } else { writeTitle() }
        if !form.form.isBuiltIn { draft.add(key(form.type.field(.form)) + ": " + yaml.scalar(form.form.id)) }
        let body = fields.filter { !isTitle($0) && isText($0) }
        for field in fields where !isTitle(field) && !isText(field) { writeKey(field) }
        if !record.formerNames.isEmpty {
            let names = Content.list(record.formerNames.map { .text($0) }, layout: .inline)
            draft.add(yaml.member(Content.Member(key(form.type.field(.formerNames)), names), indent: 0))
        }
        writeMembers(members)
        writeUnit()
        if form.type.field(.state) != nil {
            draft.add(key(form.type.field(.state)) + ": " + Localized(es: "borrador", en: "draft")[language])
        }
        draft.add("---")
        writeBody(body)
        writeUnplaced()
        return draft
    }

    // MARK: Order and names

    /// The fields in the order of the form, then of the type.
    private var ordered: [Int] {
        let ranks = record.fields.map { rank($0.path) }
        return record.fields.indices.sorted { ranks[$0] < ranks[$1] }
    }

    private func rank(_ path: [Int]) -> (Int, Int, Int) {
        let place = form.all.first { label in
            if case .field(path) = label.target { return !label.isSynonym }
            if case .column(path[0], _) = label.target { return !label.isSynonym }
            return label.followers.contains(path)
        }
        return (place?.index ?? 100_000, path[0], path.count > 1 ? path[1] : 0)
    }

    private func isTitle(_ field: Int) -> Bool { record.fields[field].path == [form.type.titleField] }

    private func key(_ field: Int?) -> String {
        field.map { form.type.fields[$0].label[language].lowercasedFirst } ?? ""
    }

    private mutating func writeTitle() {
        draft.add(key(form.type.titleField) + ": " + yaml.scalar(draft.title))
    }

    private mutating func writeMembers(_ members: [String]) {
        guard let field = form.members, !members.isEmpty else { return }
        draft.add(key(field) + ":")
        for member in members { draft.add("  - " + yaml.scalar(member)) }
    }

    /// Writes the unit that follows from the file's folder.
    private mutating func writeUnit() {
        guard let unit = record.unit, let place = form.type.field(.unit), record.field([place]) == nil,
            case .references(let kind) = form.type.fields[place].kind
        else { return }
        let written = plan.write(unit, kind)
        draft.add(yaml.member(Content.Member(key(place), .text(written.text)), indent: 0))
    }

    /// Whether a field stands under a heading rather than in the front matter.
    private func isText(_ field: Int) -> Bool {
        let found = record.fields[field]
        switch ValueReader.kind(found.path, form.type) {
        case .markdown, .list, .group: return true
        case .rows(let type): return !isPeople(type) && !isLog(type) && !isReferences(found.value, type)
        default: return false
        }
    }

    private func isPeople(_ type: RowType) -> Bool {
        type.holdsPeople
    }
    private func isLog(_ type: RowType) -> Bool {
        type.columns.contains { if case .rows = $0.kind { true } else { false } }
    }

    /// Whether rows are competencies that differ in having a level or behaviours of their own, so that the front
    /// matter lists each as an entry.
    private func isReferences(_ value: FoundValue, _ type: RowType) -> Bool {
        guard case .rows(let rows) = value, let level = type.column(.level), let children = type.children,
            KnownCompetencies.isCompetencies(type)
        else { return false }
        let counts = Set(rows.map { $0.cells[children] != nil })
        return (counts.count == 2 || rows.contains { $0.cells[level] != nil })
            && rows.allSatisfy { row in
                if case .references(let texts)? = row.cells[type.main] { texts.count == 1 } else { false }
            }
    }

    // MARK: Front matter

    private mutating func writeKey(_ field: Int) {
        let found = record.fields[field]
        let kind = ValueReader.kind(found.path, form.type)
        var writer = FactWriter(plan: plan, language: language)
        guard let content = writer.content(found.value, kind) else { return }
        plan = writer.plan
        if !writer.isSure { draft.unsure.insert(field) }
        var name = form.type.fields[found.path[0]].label[language].lowercasedFirst
        // A member of a group gets the form's label as its name.
        if found.path.count > 1, let label = form.all.first(where: { $0.target == .field(found.path) }) {
            name = label.text
        }
        draft.add(yaml.member(Content.Member(name, content), indent: 0), field: field)
    }

    // MARK: Body

    private mutating func writeBody(_ fields: [Int]) {
        var openGroup: Int?
        for field in fields {
            let found = record.fields[field]
            if found.path.count > 1 {
                if openGroup != found.path[0] {
                    draft.add("\n## " + heading([found.path[0]]), field: nil)
                    openGroup = found.path[0]
                }
                draft.add("\n### " + memberHeading(found.path) + "\n")
            } else {
                openGroup = nil
                draft.add("\n## " + heading(found.path) + "\n")
            }
            writeText(found, field)
            for note in found.value.texts.flatMap(\.notes) {
                draft.add("\n" + NoteText.markdown(note, outline), field: field)
            }
        }
    }

    /// Returns the words of the form for a field if they name it, otherwise the field's own label.
    private func heading(_ path: [Int]) -> String {
        for label in form.all where !label.isSynonym && !label.isLearned && label.headsSection {
            guard names(label, path) else { continue }
            let text = LabelCase.sentence(label.text)
            if Heading.candidates(text).contains(where: { isName($0, path) }), text.utf8.count <= 100 {
                return MarkdownText.escaped(text)
            }
        }
        return form.type.fields[path[0]].label[language].capitalizedFirst
    }

    private func names(_ label: FormLabel, _ path: [Int]) -> Bool {
        if case .field(path) = label.target { return true }
        guard case .title = label.target, label.section >= 0 else { return false }
        return form.sections[label.section].field?.path == path
    }

    private func isName(_ folded: String, _ path: [Int]) -> Bool {
        if let field = form.type.field(named: folded) { return [field] == path }
        return index.path(labelled: folded) == path
    }

    private func memberHeading(_ path: [Int]) -> String {
        guard case .group(let members) = form.type.fields[path[0]].kind else { return "" }
        return members[path[1]].label[language].capitalizedFirst
    }

    private mutating func writeText(_ found: FoundField, _ field: Int) {
        switch found.value {
        case .notApplicable(let text), .text(let text), .wrong(let text): draft.add(markdown(text), field: field)
        case .date(let date, _): draft.add(date.iso, field: field)
        case .codes(let codes, let text):
            draft.add(text?.text ?? codes.map(\.code).joined(separator: " "), field: field)
        case .references(let texts):
            for text in texts { draft.add("- " + MarkdownText.escaped(text.text), field: field) }
        case .list(let texts):
            let levels = ItemLevels(texts)
            for (index, text) in texts.enumerated() {
                draft.add(levels.indent(index) + "- " + markdown(text), field: field)
            }
        case .blocks(let texts): writeBlocks(texts, field)
        case .rows(let rows):
            var writer = RowWriter(form, index, found.path[0], language, plan, outline, targets: draft.targets)
            for line in writer.lines(rows) { draft.add(line, field: field) }
            plan = writer.plan
            if !writer.isSure { draft.unsure.insert(field) }
        }
    }

    /// Writes paragraphs, and items as a list if there are several texts.
    private mutating func writeBlocks(_ texts: [FoundText], _ field: Int) {
        if let table = SourceTables.table(texts, outline) { return draft.add(table, field: field) }
        let haveItems = texts.count { $0.isItem } > 1 || texts.count > 1 && texts.contains(where: \.isItem)
        let levels = ItemLevels(texts)
        for (index, text) in texts.enumerated() {
            let isItem = haveItems && text.isItem
            if index > 0, !isItem || !texts[index - 1].isItem { draft.add("") }
            let written =
                outline.holdsExactly(text)
                ? InlineWriter(outline, links: links, targets: draft.targets).markdown(text)
                : MarkdownText.escaped(text.text)
            // After a line break within an item, the text continues below the item's text.
            let led = text.withLead(written)
            let indent = levels.indent(index)
            draft.add(isItem ? indent + "- " + led.replacing("\n", with: "\n  " + indent) : led, field: field)
        }
    }

    private func markdown(_ text: FoundText) -> String {
        let isPlain = text.notes.isEmpty && !(outline.holdsLink(text, draft.targets) && outline.holdsExactly(text))
        return text.withLead(
            isPlain
                ? MarkdownText.escaped(text.text) : InlineWriter(outline, targets: draft.targets).markdown(text))
    }

    // MARK: Unplaced text

    private mutating func writeUnplaced() {
        guard !record.unplaced.isEmpty || !record.notes.isEmpty || !record.pictures.isEmpty else { return }
        let title = Localized(es: "Sin colocar", en: "Not placed")[language]
        let mark = Localized(es: "{acceso=interno}", en: "{access=internal}")[language]
        draft.add("\n## \(title) \(mark)")
        for group in SourceTables.groups(record.unplaced, outline) {
            if group.count > 1 {
                draft.add("\n" + SourceTables.markdown(group, outline))
            } else if let stretch = group.first, !outline.text(of: stretch).isEmpty {
                draft.add("\n" + MarkdownText.escaped(outline.text(of: stretch)))
            }
        }
        for note in record.notes { draft.add("\n" + MarkdownText.escaped(note.text)) }
        for picture in record.pictures {
            guard let link = links[picture] else { continue }
            draft.add("\n" + PictureLink.markdown(outline.document.pictures[picture], link))
        }
    }
}

extension String {
    /// The text with its first letter in lower case.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}

/// Changes the case of labels that become headings.
enum LabelCase {
    /// Returns a label in capitals as a sentence: *FUNCIONES DEL PUESTO* gives *Funciones del
    /// puesto*.
    static func sentence(_ text: String) -> String {
        let letters = text.filter(\.isLetter)
        guard letters.count > 3, letters.allSatisfy({ !$0.isLowercase }) else { return text }
        return text.lowercased().capitalizedFirst
    }
}
