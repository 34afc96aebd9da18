/// Finds lists within the items of a list where their levels do not show it: bullets of another list, letters or *1.1*
/// below a numbered item.
struct ListNesting {
    let outline: Outline

    /// Returns texts with the level of each item that belongs to the item above it.
    func withNestingLevels(_ texts: [FoundText]) -> [FoundText] {
        guard texts.count > 1 else { return texts }
        var texts = texts
        var head: FoundText?
        for index in texts.indices where texts[index].isItem {
            if let head, isWithin(texts[index], head) {
                texts[index].level = head.level + 1
            } else {
                head = texts[index]
            }
        }
        return texts
    }

    private func isWithin(_ text: FoundText, _ head: FoundText) -> Bool {
        guard text.level == head.level, let number = number(of: head) else { return false }
        let opens = head.text.hasSuffix(":")
        if let list = list(of: text) {
            return opens && list.isBullet && list.listID != self.list(of: head)?.listID
        }
        guard let label = label(of: text) else { return false }
        let isBelow = label.hasPrefix(number + ".") && label.dropFirst(number.count + 1).contains(where: \.isNumber)
        return isBelow || opens && !label.contains(where: \.isNumber)
    }

    private func list(of text: FoundText) -> LocatedDocument.ListItem? {
        text.stretches.first.flatMap { outline.paragraphs[$0.paragraph].source.list }
    }

    /// Returns the label that somebody typed before a text; `nil` if there is none.
    private func label(of text: FoundText) -> String? { text.typedLabels.first.map { outline.text(of: $0) } }

    /// The number of an item; nil for items with another label.
    func number(of text: FoundText) -> String? {
        if let list = list(of: text) { return list.isBullet ? nil : list.label }
        guard let label = label(of: text), label.first?.isNumber == true else { return nil }
        return label.prefix { $0.isNumber || $0 == "." }.split(separator: ".").joined(separator: ".")
    }
}
