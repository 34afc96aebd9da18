import Diagnostics
import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Writes a document that keeps its own headings.
struct ProseWriter {
    private let record: MatchedRecord
    private let form: FormLabels
    private let outline: Outline
    private let language: Language
    private var draft: SourceDraft
    /// The indices of headings that would name a field which cannot take the text below them. They
    /// become bold lines.
    private let plain: Set<Int>

    init(
        _ record: MatchedRecord, _ form: FormLabels, _ outline: Outline, _ language: Language, _ draft: SourceDraft,
        plain: Set<Int>
    ) {
        self.record = record
        self.form = form
        self.outline = outline
        self.language = language
        self.draft = draft
        self.plain = plain
    }

    mutating func write() -> SourceDraft {
        let yaml = YAMLWriter()
        draft.add("---")
        let isTitled = record.field([form.type.field(named: "titulo") ?? 0]) != nil
        let title = isTitled ? record.fields[0].value.texts.first?.text ?? draft.title : draft.title
        draft.add(
            form.type.fields[form.type.field(named: "titulo") ?? 0].label[language].lowercasedFirst + ": "
                + yaml.scalar(title), field: isTitled ? 0 : nil)
        for (index, field) in record.fields.enumerated() where index > 0 || !isTitled {
            guard let text = field.value.texts.first?.text else { continue }
            var value = text
            if case .date(let date, _) = field.value { value = date.iso }
            draft.add(
                form.type.fields[field.path[0]].label[language].lowercasedFirst + ": " + yaml.scalar(value),
                field: index)
        }
        if form.type.isControlled, let state = form.type.field(id: "state") {
            draft.add(
                form.type.fields[state].label[language].lowercasedFirst + ": "
                    + Localized(es: "borrador", en: "draft")[language])
        }
        draft.add("---")
        var isOpen = form.type.body != nil
        var wasItem = false
        var number = 0
        for (index, block) in record.prose.enumerated() {
            if case .heading(2, _) = block, !plain.contains(index) {
            } else if !isOpen {
                draft.add("\n## " + Self.lead[language])
            }
            isOpen = true
            switch block {
            case .heading(let level, let text):
                let mark = String(repeating: "#", count: level)
                draft.add(
                    "\n"
                        + (plain.contains(index)
                            ? "**" + MarkdownText.escaped(text.text) + "**"
                            : mark + " " + MarkdownText.escaped(text.text)),
                    block: index)
                wasItem = false
            case .paragraph(let text):
                draft.add("\n" + MarkdownText.escaped(text.text), block: index)
                wasItem = false
            case .item(let text, let isNumber):
                if !wasItem {
                    draft.add("")
                    number = 0
                }
                number += 1
                draft.add((isNumber == nil ? "- " : "\(number). ") + MarkdownText.escaped(text.text), block: index)
                wasItem = true
            case .table(let rows):
                draft.add("")
                write(rows, index)
                wasItem = false
            }
        }
        writeNotes()
        return draft
    }

    /// The heading of the text before the first heading of the file.
    static let lead = Localized(es: "Presentación", en: "Introduction")

    private mutating func write(_ rows: [[FoundText]], _ block: Int) {
        guard let first = rows.first else { return }
        func line(_ cells: [FoundText]) -> String {
            "|"
                + cells.map { $0.text.isEmpty ? " |" : " " + MarkdownText.escaped($0.text, isCell: true) + " |" }
                .joined()
        }
        draft.add(line(first), block: block)
        draft.add("|" + first.map { _ in "---|" }.joined(), block: block)
        for row in rows.dropFirst() { draft.add(line(row), block: block) }
    }

    private mutating func writeNotes() {
        guard !record.unplaced.isEmpty || !record.notes.isEmpty else { return }
        draft.add("\n## " + Localized(es: "Sin colocar {acceso=interno}", en: "Not placed {access=internal}")[language])
        for stretch in record.unplaced { draft.add("\n" + MarkdownText.escaped(outline.text(of: stretch))) }
        for note in record.notes { draft.add("\n" + MarkdownText.escaped(note.text)) }
    }
}
