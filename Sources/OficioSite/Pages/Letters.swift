/// Groups titles by their first letter.
enum Letters {
    static func groups<Element>(_ sorted: [(title: String, element: Element)]) -> [(
        letter: String, elements: [Element]
    )] {
        var groups: [(letter: String, elements: [Element])] = []
        for (title, element) in sorted {
            let letter = letter(of: title)
            if groups.last?.letter == letter {
                groups[groups.count - 1].elements.append(element)
            } else {
                groups.append((letter, [element]))
            }
        }
        return groups
    }

    static func letter(of title: String) -> String {
        guard let first = SpanishOrder.key(title).unicodeScalars.first, first.properties.isAlphabetic else {
            return "0–9"
        }
        return first == "n" && title.lowercased().first == "ñ" ? "Ñ" : String(first).uppercased()
    }
}
