import Diagnostics

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

    // MARK: - Output

    /// Whether a variable writes anything.
    var isWritten: Bool {
        switch self {
        case .absent, .list, .object: false
        case .bool: true
        case .text(let text): !text.isEmpty
        case .html(let markup): !markup.bytes.isEmpty
        }
    }

    /// Appends what a variable writes.
    func write(isEscaped: Bool, to sink: inout [UInt8]) {
        switch self {
        case .absent, .list, .object: break
        case .bool(let condition): sink += (condition ? "true" : "false").utf8
        case .text(let text):
            if isEscaped { sink.appendEscaping(text) } else { text.withBytes { sink.append(contentsOf: $0) } }
        case .html(let markup): sink += markup.bytes
        }
    }

    /// Appends what a variable writes of a named value; `false` where an object has none of that name, or this is no object.
    func write(_ name: TemplateName, isEscaped: Bool, to sink: inout [UInt8]) -> Bool {
        guard case .object(let object) = self else { return false }
        return object.write(name, isEscaped: isEscaped, to: &sink)
    }
}
