/// Counts the words that Markdown's markup adds to a text: numbers of footnotes, the X of a ticked box, letters of
/// items, the kind of a callout.
enum ProseMarks {
    static func words(_ record: MatchedRecord, _ outline: Outline) -> WordBag {
        var bag = WordBag()
        for note in record.placedNotes { bag.add(word: "\(note + 1)") }
        for block in record.prose { add(block, outline, to: &bag) }
        return bag
    }

    private static func add(_ block: ProseBlock, _ outline: Outline, to bag: inout WordBag) {
        for stretch in block.texts.flatMap(\.stretches) {
            for note in NotePlaces.all(in: stretch, outline).notes { bag.add(word: "\(note + 1)") }
        }
        marks(block, to: &bag)
    }

    private static func marks(_ block: ProseBlock, to bag: inout WordBag) {
        switch block {
        case .item(_, let item):
            if item.isTicked == true { bag.add(word: "x") }
            if let label = item.label { bag.add(label) }
        case .quote(let kind, let blocks):
            if let kind { bag.add(kind) }
            for block in blocks { marks(block, to: &bag) }
        default: break
        }
    }
}
