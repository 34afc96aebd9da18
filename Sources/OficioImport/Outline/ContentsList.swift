import OficioSource

/// Finds typed tables of contents: a title such as *Índice* over lines that name the parts of the text.
enum ContentsList {
    /// Whether a paragraph is the title of a typed table of contents, with an entry below.
    static func isTitle(_ index: Int, _ outline: Outline) -> Bool {
        guard outline.paragraphs[index].lines.count == 1, outline.paragraphs[index].cell == nil,
            names.contains(LabelText.bare(outline.text(of: outline.whole(index))).folded),
            let next = outline.paragraphs[(index + 1)..<outline.bodyCount].first(where: { !$0.lines.isEmpty })
        else { return false }
        return next.isContents
    }

    /// Returns the indices of the entries of typed tables of contents: at least two lines below the title, each with
    /// a page number at its end that is not less than the one before.
    static func entries(_ paragraphs: [(text: String, isInCell: Bool)]) -> Set<Int> {
        var found: Set<Int> = []
        for title in paragraphs.indices.prefix(200)
        where !paragraphs[title].isInCell
            && names.contains(LabelText.bare(PlainText.clean(paragraphs[title].text)).folded)
        {
            var own: [Int] = []
            var page = 0
            for index in (title + 1)..<max(title + 1, paragraphs.count) {
                let text = paragraphs[index].text
                if PlainText.clean(text).isEmpty { continue }
                guard !paragraphs[index].isInCell, text.count < 200 else { break }
                guard let number = self.page(text), number >= page else { break }
                page = number
                own.append(index)
            }
            if own.count > 1 { found.formUnion(own) }
        }
        return found
    }

    /// Returns the page number at the end of an entry, after a space, a tab or dots; `nil` if there is none.
    private static func page(_ text: String) -> Int? {
        let digits = text.reversed().drop { $0.isWhitespace }.prefix { $0.isASCII && $0.isNumber }
        let rest = text.reversed().drop { $0.isWhitespace }.dropFirst(digits.count)
        guard (1...3).contains(digits.count), let sign = rest.first, sign.isWhitespace || ".…·_".contains(sign),
            rest.contains(where: \.isLetter)
        else { return nil }
        return Int(String(digits.reversed()))
    }

    private static let names: Set<String> = [
        "indice", "indice general", "indice de contenido", "indice de contenidos", "contenido", "contenidos",
        "tabla de contenido", "tabla de contenidos", "contents", "table of contents", "index",
    ]
}
