import OficioSource

/// The field that a heading names in braces, under words of the author's own:
/// `Control de cambios {campo=modificaciones}`.
package struct HeadingField {
    /// The names of the attribute that names a field.
    private static let keys: Set<String> = ["campo", "field"]

    /// The folded name of the field.
    let name: String
    /// The heading without the braces that name the field.
    package let heading: Text

    /// Reads a heading without its access mark; `nil` if it names no field in braces.
    package init?(_ heading: Text) {
        guard heading.source.hasSuffix("}"), let (text, attributes) = ItemAttributes.split(heading),
            attributes.id == nil, attributes.pairs.count == 1, let pair = attributes.pairs.first,
            Self.keys.contains(pair.name.folded), !text.isEmpty
        else { return nil }
        name = pair.value.folded
        self.heading = text
    }

    /// Returns the braces that name a field, such as `{campo=modificaciones}`.
    static func mark(_ name: String, isSpanish: Bool) -> String {
        "{\(isSpanish ? "campo" : "field")=\(name.lowercased().replacing(" ", with: "-"))}"
    }
}
