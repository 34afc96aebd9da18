import Diagnostics
import OficioSource

extension PlaceholderText {
    /// Whether a text is or contains a placeholder besides the brackets of its links and pictures: `![plano][a]`.
    static func isPlaceholder(_ text: Text) -> Bool {
        isPlaceholder(text.source) && (text.inlines == nil || isPlaceholder(withoutLinks(text)))
    }

    /// Returns the source of a text without the links and pictures whose address stands elsewhere.
    private static func withoutLinks(_ text: Text) -> String {
        var source = text.source
        for words in labels(text.inlines ?? [], text.span) {
            guard let label = source.firstRange(of: "[\(words)]") else { continue }
            let rest = source[label.upperBound...]
            let isNamed = rest.first == "[" ? rest.firstIndex(of: "]") : nil
            source.removeSubrange(label.lowerBound..<(isNamed.map { source.index(after: $0) } ?? label.upperBound))
        }
        return source
    }

    /// Returns the words of the links and pictures of a text.
    private static func labels(_ inlines: [Inline], _ span: Span) -> [String] {
        inlines.flatMap { inline -> [String] in
            switch inline {
            case .link(_, _, let inside):
                labels(inside, span) + [Text("", inlines: inside, span: span).plain]
            case .image(_, _, let alternative): [alternative]
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): labels(inside, span)
            default: []
            }
        }
    }
}
