import OficioSource

/// Finds the title of a file in no form.
struct ProseTitle {
    private let outline: Outline
    private let items: TextItems

    init(_ outline: Outline) {
        self.outline = outline
        items = TextItems(outline: outline)
    }

    /// Returns the title and its paragraph. The paragraph is in a header if no line of the main text is a title.
    /// Returns `nil` if the file has no title.
    func find(_ headings: ProseHeadings) -> (text: FoundText, paragraph: Int)? {
        func isHeading(_ index: Int) -> Bool { headings.level(index) != nil }
        let body = (0..<outline.bodyCount).filter { index in
            let paragraph = outline.paragraphs[index]
            return !paragraph.lines.isEmpty && !paragraph.isContents
                && !PlaceholderText.matches(paragraph.text) && !PageNumber.matches(paragraph.text)
        }
        if let styled = body.first(where: { outline.paragraphs[$0].source.style?.folded == "title" }) {
            return found(styled)
        }
        let first = body.prefix(40)
        // A single heading of the highest level above others is the title.
        let levels = body.compactMap { outline.paragraphs[$0].cell == nil ? outline.paragraphs[$0].headingLevel : nil }
        if let top = levels.min(), levels.count(where: { $0 == top }) == 1, levels.count > 1 || top == 1,
            let heading = first.first(where: { outline.paragraphs[$0].headingLevel == top }),
            heading == body.first || !body.prefix(while: { $0 != heading }).contains(where: isHeading)
        {
            return found(heading)
        }
        let head = first.filter { headings.isHead($0) && fits($0) }
        if let named = head.first(where: { isTitle($0) }) { return found(named) }
        if let margin = margin { return margin }
        guard let plain = head.first, plain == body.first else { return nil }
        return found(plain)
    }

    private func found(_ index: Int) -> (FoundText, Int)? {
        let text = items.inOneLine([outline.whole(index)])
        return text.text.split(separator: " ").count <= 30 ? (text, index) : nil
    }

    private func fits(_ index: Int) -> Bool {
        let paragraph = outline.paragraphs[index]
        let text = outline.text(of: outline.whole(index))
        return !paragraph.isList && text.split(separator: " ").count <= 20 && !text.hasSuffix(":")
            && !text.hasSuffix(".")
            && (!text.contains(": ") || OnboardingTitle.job(in: text) != nil) && TypedLabel.length(in: text) == nil
            && (paragraph.cell == nil || isTitle(index))
            && text.contains(where: \.isLetter)
    }

    /// Whether a line begins like a title of a document: *Protocolo de …*, *Lista de chequeo …*.
    private func isTitle(_ index: Int) -> Bool {
        let words = outline.paragraphs[index].text.folded.split(separator: " ").map(String.init)
        guard words.count > 2, let first = words.first else { return false }
        return DocumentKind.titleWords.contains(first)
            || first == "lista"
                && words.contains {
                    ["chequeo", "verificacion", "comprobacion", "induccion", "incorporacion"].contains($0)
                }
    }

    /// The title that a header shows on every page, with its paragraph; `nil` if none does.
    private var margin: (FoundText, Int)? {
        for index in outline.bodyCount..<max(outline.bodyCount, outline.paragraphs.count)
        where !outline.paragraphs[index].lines.isEmpty && fits(index) && isTitle(index) { return found(index) }
        return nil
    }
}
