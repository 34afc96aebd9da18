// Removes footnote references, and the labels of footnote definitions, from texts, for data and search.
extension Footnotes {
    /// Returns a text without the references `[^1]` to footnotes that have a definition, and without the labels
    /// before the definitions.
    package func withoutMarks(_ text: Text) -> Text {
        guard !labels.isEmpty, Self.isMarked(text), let inlines = text.inlines else { return text }
        var kept: [Inline] = []
        for (place, line) in Self.lines(inlines).enumerated() {
            if place > 0 { kept.append(.softBreak) }
            var words = line
            if let (label, body) = Self.parseNote(line), number(label) != nil { words = body }
            kept += withoutMarks(words)
        }
        return text.replacing(source: text.source, inlines: kept)
    }

    /// Returns plain words without the references to footnotes that have a definition, and without the label of a
    /// definition at their start.
    package func withoutMarks(_ words: String) -> String {
        guard !labels.isEmpty, words.contains("[^") else { return words }
        var isNote = false
        var kept = ""
        for (place, piece) in Self.pieces(of: words).enumerated() {
            switch piece {
            case .reference(let label) where number(label) == nil: kept += "[^\(label)]"
            case .reference: isNote = place == 0
            case .words(let words):
                kept += place == 1 && isNote && words.hasPrefix(": ") ? String(words.dropFirst(2)) : words
            }
        }
        return kept
    }

    private func withoutMarks(_ inlines: [Inline]) -> [Inline] {
        inlines.map { inline in
            switch inline {
            case .text(let words):
                .text(
                    Self.pieces(of: words).map { piece in
                        switch piece {
                        case .words(let words): words
                        case .reference(let label): number(label) == nil ? "[^\(label)]" : ""
                        }
                    }.joined())
            case .emphasis(let inside): .emphasis(withoutMarks(inside))
            case .strong(let inside): .strong(withoutMarks(inside))
            case .strikethrough(let inside): .strikethrough(withoutMarks(inside))
            case .link, .image, .code, .reference, .softBreak, .lineBreak: inline
            }
        }
    }
}
