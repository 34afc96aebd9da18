/// What a template may be given.
package enum TemplateValue: Hashable, Sendable {
    /// A known name without a value.
    case absent
    /// A condition; written as `true` or `false`.
    case bool(Bool)
    /// Plain text, escaped by `{{name}}`.
    case text(String)
    /// Markup from trusted code, never escaped.
    case html(HTML)
    /// What a section repeats itself over; written as nothing.
    case list([TemplateValue])
    /// Named values; written as nothing.
    case object(TemplateObject)

    /// A whole number as text, without separators.
    package static func number(_ number: Int) -> TemplateValue {
        .text(String(number))
    }

    /// The named value of an object, `nil` where there is none.
    @inline(__always) func member(_ name: TemplateName) -> TemplateValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// Whether a section leaves the value out: absent, false, or empty text, markup or list.
    package var isFalsey: Bool {
        switch self {
        case .absent: true
        case .bool(let condition): !condition
        case .text(let text): text.isEmpty
        case .html(let markup): markup.bytes.isEmpty
        case .list(let elements): elements.isEmpty
        case .object: false
        }
    }
}
