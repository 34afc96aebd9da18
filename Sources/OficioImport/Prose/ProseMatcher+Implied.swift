import OficioSchema
import OficioSource

// Adds what sentences, the title and the description of a page say about the document.
extension ProseMatcher {
    /// Adds what sentences about the document and the title of a checklist say; their words stay where they are.
    mutating func addDerived() {
        guard head == nil, form.type.isControlled else { return }
        for found in StatedDates(outline, headings).all {
            guard let field = form.type.field(id: found.field), !fields.contains(where: { $0.path == [field] }) else {
                continue
            }
            addImplied(field, .date(found.date, FoundText("", [])))
        }
        guard form.type.known == .checklist, let title, let field = form.type.field(.for),
            !fields.contains(where: { $0.path == [field] }), let job = OnboardingTitle.job(in: title.text.text)
        else { return }
        var text = FoundText(job, title.text.stretches)
        text.isShared = true
        addImplied(field, .references([text]))
    }

    /// Puts the description in the front matter at the beginning of the text, unless the text has it.
    mutating func addDescription() {
        guard let (key, value) = settings?.description else { return }
        labels += key
        let texts = items.items(value, strips: false)
        let said = outline.paragraphs[..<outline.bodyCount].indices.filter { index in
            !value.contains { $0.paragraph == index }
        }.map { outline.paragraphs[$0].text.folded }
        for text in texts {
            if said.contains(text.text.folded) {
                repeated += text.stretches
            } else {
                blocks.append(.paragraph(text))
            }
        }
    }

    private mutating func addImplied(_ field: Int, _ value: FoundValue) {
        var implied = FoundField(path: [field], label: "", value: value, geometry: .place, confidence: 0.6)
        implied.doubts = [.implied]
        fields.append(implied)
    }
}
