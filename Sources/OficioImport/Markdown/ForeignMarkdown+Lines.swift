/// Lines that hold what other tools let authors write on one line or on several.
extension ForeignMarkdown {
    /// Returns a line in parts that each could stand on a line of their own: a shortcode around text, as
    /// `{{< note >}}Mind the step.{{< /note >}}`, or tags without text between them, as `<Tabs><TabItem label="One">`.
    static func parts(_ line: String) -> [String] {
        let clean = line.trimmed
        let indent = String(line.prefix { $0 == " " })
        if clean.utf8.count > longest { return [line] }
        let parts = shortcodeParts(clean) ?? tagParts(clean)
        return parts.map { $0.map { indent + $0 } } ?? [line]
    }

    /// Returns the opening shortcode, its text and the closing one; `nil` for any other line.
    private static func shortcodeParts(_ clean: String) -> [String]? {
        for (begin, end) in [("{{<", ">}}"), ("{{%", "%}}")] where clean.hasPrefix(begin) && clean.hasSuffix(end) {
            guard let first = clean.range(of: end), first.upperBound < clean.endIndex,
                let last = clean.ranges(of: begin).last, first.upperBound <= last.lowerBound
            else { continue }
            let name = clean[..<first.lowerBound].dropFirst(3).drop { $0 == " " }.prefix { $0 != " " }
            let closing = clean[last.upperBound...].dropLast(3).filter { $0 != " " }
            // A button is a link, which stays on its line.
            guard closing == "/" + name, !["button", "link"].contains(name) else { continue }
            let text = String(clean[first.upperBound..<last.lowerBound]).trimmed
            guard !text.contains(begin) else { continue }
            return [String(clean[..<first.upperBound]), text, String(clean[last.lowerBound...])].filter { !$0.isEmpty }
        }
        return nil
    }

    /// Returns the tags of a line that has nothing but two or more tags of components (`<Tabs>`); `nil` for any other.
    private static func tagParts(_ clean: String) -> [String]? {
        guard clean.hasPrefix("<"), clean.hasSuffix(">") else { return nil }
        var tags: [String] = []
        var rest = clean[...]
        while !rest.isEmpty {
            guard rest.hasPrefix("<"), let end = rest.firstIndex(of: ">") else { return nil }
            let tag = rest[...end]
            guard tag.drop(while: { "</".contains($0) }).first?.isUppercase == true else { return nil }
            tags.append(String(tag))
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        return tags.count > 1 ? tags : nil
    }
}
