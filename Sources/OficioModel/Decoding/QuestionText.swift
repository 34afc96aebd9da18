import OficioSource

/// A question with its answer in the same paragraph: *¿Cuánto cuesta? Nada.*, or in the line below the question.
struct QuestionText {
    /// The question, up to its mark.
    let question: Text
    /// The words after the question.
    let answer: Text

    /// Splits a text behind its first question; `nil` if no words of an answer follow, or if another question ends the
    /// text.
    init?(_ text: Text) {
        guard let last = text.plain.last, last != "?" else { return nil }
        let inlines = text.inlines ?? [.text(text.source)]
        for (place, inline) in inlines.enumerated() {
            let above = Array(inlines[..<place]), below = Array(inlines[(place + 1)...])
            var parts: (question: [Inline], answer: [Inline])?
            switch inline {
            case .softBreak, .lineBreak: parts = Self.plain(above).hasSuffix("?") ? (above, below) : nil
            case .strong, .emphasis:
                guard Self.plain([inline]).hasSuffix("?"), case .text(let words)? = below.first, words.first == " "
                else { continue }
                parts = (above + [inline], [.text(String(words.dropFirst()))] + below.dropFirst())
            case .text(let words):
                guard let end = words.firstRange(of: "? ") ?? words.firstRange(of: "?\n") else { continue }
                let rest = words[end.upperBound...]
                guard let first = rest.first, first.isUppercase || first.isNumber else { continue }
                parts = (above + [.text(words[..<end.lowerBound] + "?")], [.text(String(rest))] + below)
            default: continue
            }
            guard let parts else { continue }
            let words = Self.plain(parts.answer)
            guard !words.isEmpty else { return nil }
            let isPlain = text.inlines == nil
            question = text.replacing(source: Self.plain(parts.question), inlines: isPlain ? nil : parts.question)
            answer = text.replacing(source: words, inlines: isPlain ? nil : parts.answer)
            return
        }
        return nil
    }

    private static func plain(_ inlines: [Inline]) -> String {
        var words = ""
        Inline.appendPlain(inlines, to: &words)
        return words
    }
}
