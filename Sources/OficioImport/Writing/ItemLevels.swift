/// The indentation of the items of a list, so that lists within items stay there.
struct ItemLevels {
    private let indents: [Int]

    /// Works out the levels of some texts. An item stands at most one level below the item before it.
    init(_ texts: [FoundText]) {
        let top = texts.filter(\.isItem).map(\.level).min() ?? 0
        var indents: [Int] = []
        for text in texts {
            let before = indents.last ?? -1
            indents.append(text.isItem ? min(text.level - top, before + 1) : -1)
        }
        self.indents = indents
    }

    /// Returns the spaces before the list marker of an item.
    func indent(_ index: Int) -> String { String(repeating: "  ", count: max(0, indents[index])) }
}
