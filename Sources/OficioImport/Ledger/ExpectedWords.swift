import OficioSchema

/// The words that a source must hold for the values found: those of the file, except where a value
/// is written in another form.
struct ExpectedWords {
    /// The words that the values take from the file.
    private(set) var taken = WordBag()
    /// The words that the source holds in place of the words in `taken`.
    private(set) var written = WordBag()
    /// The outline, which holds the words of the file as they are.
    private let outline: Outline

    init(_ value: FoundValue, _ outline: Outline) {
        self.outline = outline
        add(value)
    }

    private mutating func add(_ value: FoundValue) {
        switch value {
        case .notApplicable(let text), .text(let text), .wrong(let text): addUnchanged(text)
        case .date(let date, let text):
            taken.add(text.text)
            written.add(date.iso)
        case .codes(let codes, let text):
            if let text { taken.add(text.text) }
            written.add(Self.words(of: codes, text))
        case .references(let texts), .list(let texts), .blocks(let texts): texts.forEach { addUnchanged($0) }
        case .rows(let rows): add(rows)
        }
    }

    /// Returns the texts for codes: words if the file has all of them in words, otherwise the codes.
    private static func words(of codes: [Code], _ text: FoundText?) -> String {
        if let text, text.text.folded == codes.map(\.label).joined(separator: " ").folded { return text.text }
        return codes.map(\.code).joined(separator: " ")
    }

    private mutating func addUnchanged(_ text: FoundText) {
        // Codes without text come from headings of rows, whose words are counted with the headings.
        if text.stretches.isEmpty { return }
        if !text.isShared { taken.add(text.text) }
        written.add(text.withLead(text.text))
        for note in text.notes {
            taken.add(outline.text(ofNote: note))
            written.add(outline.text(ofNote: note))
            // The number of a footnote occurs twice: at the text, and before the note.
            for _ in 0..<2 { written.add("\(note + 1)") }
        }
        for picture in text.pictures {
            let words = outline.document.pictures[picture].alternativeText ?? ""
            taken.add(words)
            written.add(words)
        }
    }

    private mutating func add(_ rows: [FoundRow]) {
        var open: String?
        for row in rows {
            if let group = row.group, group.code.code + group.text.text != open {
                open = group.code.code + group.text.text
                taken.add(group.text.text)
                let head = group.text.text.folded
                written.add(
                    head == group.code.label.folded || head == group.code.code.folded
                        ? group.text.text : group.code.label)
                if let words = group.notApplicable { addUnchanged(words) }
            }
            for (_, value) in row.cells.sorted(by: { $0.key < $1.key }) { add(value) }
        }
    }
}
