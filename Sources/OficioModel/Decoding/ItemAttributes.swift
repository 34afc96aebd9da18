import OficioSource

/// The attributes in braces at the end of an item: `{#normativa}`, `{frecuencia=D tipo="E C"}`.
package struct ItemAttributes: Sendable {
    /// The id of the item, `nil` if the braces give none.
    package var id: String?
    /// The named attributes of the item, in order.
    package var pairs: [(name: String, value: String)] = []

    /// Creates the attributes of an item that has none.
    package init() {}

    /// Returns a text without the attributes at its end, and the attributes; `nil` if the text ends in none.
    package static func split(_ text: Text) -> (text: Text, attributes: ItemAttributes)? {
        let bytes = Array(text.source.utf8)
        guard bytes.last == UInt8(ascii: "}"), let open = bytes.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        guard let attributes = parse(String(decoding: bytes[(open + 1)..<(bytes.count - 1)], as: UTF8.self)) else {
            return nil
        }
        let rest = String(decoding: bytes[..<open], as: UTF8.self).trimmedASCII
        return (
            text.inlines == nil ? Text(rest, span: text.span) : InlineMarkdown.text(rest, span: text.span), attributes
        )
    }

    private static func parse(_ inside: String) -> ItemAttributes? {
        var attributes = ItemAttributes()
        var rest = Substring(inside)
        while true {
            rest = rest.drop { $0 == " " }
            guard let first = rest.first else { break }
            if first == "#" {
                let id = rest.dropFirst().prefix { $0 != " " }
                guard !id.isEmpty,
                    id.unicodeScalars.allSatisfy({
                        $0.properties.isAlphabetic || $0.properties.numericType != nil
                            || "-_.".unicodeScalars.contains($0)
                    })
                else { return nil }
                attributes.id = String(id)
                rest = rest.dropFirst(id.count + 1)
                continue
            }
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = String(rest[..<equals])
            guard !name.isEmpty, !name.contains(" ") || name.folded.count > 0 else { return nil }
            rest = rest[rest.index(after: equals)...]
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "“" || quote == "”" {
                let inner = rest.dropFirst()
                guard let end = inner.firstIndex(where: { $0 == "\"" || $0 == "”" }) else { return nil }
                value = inner[..<end]
                rest = inner[inner.index(after: end)...]
            } else {
                value = rest.prefix { $0 != " " }
                rest = rest.dropFirst(value.count)
            }
            attributes.pairs.append((name.trimmedASCII, String(value)))
        }
        return attributes.id == nil && attributes.pairs.isEmpty ? nil : attributes
    }
}
