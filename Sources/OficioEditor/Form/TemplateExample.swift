/// Recognises the examples that `oficio add` writes as comments below the headings of a new document.
enum TemplateExample {
    /// The words with which a template's comments begin, in both languages.
    private static let notes = ["Escriba aquí debajo", "Escriba debajo", "Write below"]
    private static let examples = ["Ejemplo:", "Example:"]

    /// Returns the example in a text, joined into one line; empty if the text holds comments of a template without an
    /// example. Returns `nil` for a blank text, and for a text that holds anything but comments of a template.
    static func words(_ text: String) -> String? {
        var rest = text[...]
        var found: [String] = []
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.isEmpty { break }
            guard rest.hasPrefix("<!--"), let end = rest.range(of: "-->") else { return nil }
            let words = String(rest[rest.startIndex..<end.lowerBound].dropFirst(4)).trimmedSpaces
            rest = rest[end.upperBound...]
            if examples.contains(where: words.hasPrefix) {
                let lines = words.split(whereSeparator: \.isNewline).map { String($0).trimmedSpaces }
                found.append(lines.filter { !$0.isEmpty }.joined(separator: " "))
            } else if !notes.contains(where: words.hasPrefix) {
                return nil
            }
        }
        return text.allSatisfy(\.isWhitespace) ? nil : found.joined(separator: " ")
    }
}

extension Substring {
    /// Returns the range of the first occurrence of a text; `nil` if the text does not occur.
    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
