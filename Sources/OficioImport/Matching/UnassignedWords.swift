/// Finds the parts of a paragraph whose words have no fate yet.
struct UnassignedWords {
    private let outline: Outline
    private let fates: Fates

    init(_ outline: Outline, _ fates: Fates) {
        self.outline = outline
        self.fates = fates
    }

    func stretches(of paragraph: Int) -> [Stretch] {
        let whole = outline.whole(paragraph)
        let words = outline.words(in: whole)
        guard words.contains(where: { fates.isOpen($0) }) else { return [] }
        if words.allSatisfy({ fates.isOpen($0) }) { return [whole] }
        var found: [Stretch] = []
        var start: Int?
        var end = 0
        for word in words {
            guard let range = outline.words[word].range else { continue }
            if fates.isOpen(word) {
                if start == nil { start = range.lowerBound }
                end = range.upperBound
            } else if let open = start {
                found.append(Stretch(paragraph, open..<end))
                start = nil
            }
        }
        if let open = start { found.append(Stretch(paragraph, open..<end)) }
        return found
    }
}
