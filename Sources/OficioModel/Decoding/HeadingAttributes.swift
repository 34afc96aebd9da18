import OficioSource

/// Attributes of headings for pandoc, Hugo, Docusaurus and kramdown: `{#id}`, `{.class}`,
/// `{#id .class key=value}`, `{: .class}`, `{-}`.
enum HeadingAttributes {
    /// Returns the heading without its attributes, `nil` if it ends in no attributes or has no other text.
    static func split(_ heading: Text) -> Text? {
        guard heading.source.hasSuffix("}"), let open = heading.source.lastIndex(of: "{") else { return nil }
        let inside = heading.source[heading.source.index(after: open)...].dropLast()
        let words = (inside.hasPrefix(":") ? inside.dropFirst() : inside).split(separator: " ")
        guard let first = words.first, "#.-".contains(first.prefix(1)), words.allSatisfy(isAttribute)
        else { return nil }
        let rest = String(heading.source[..<open]).trimmedASCII
        if rest.isEmpty { return nil }
        return heading.inlines == nil ? Text(rest, span: heading.span) : InlineMarkdown.text(rest, span: heading.span)
    }

    /// Returns the ids among the attributes of a heading, as slugs.
    static func ids(_ heading: Text) -> [String] {
        guard split(heading) != nil, let open = heading.source.lastIndex(of: "{") else { return [] }
        return heading.source[open...].dropFirst().dropLast().split { $0 == " " || $0 == ":" }.filter {
            $0.hasPrefix("#")
        }.map {
            String($0.dropFirst()).slug()
        }
    }

    private static func isAttribute(_ word: Substring) -> Bool {
        if word.contains("=") || word == "-" { return true }
        return word.count > 1 && (word.hasPrefix("#") || word.hasPrefix("."))
            && word.dropFirst().allSatisfy { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
    }
}
