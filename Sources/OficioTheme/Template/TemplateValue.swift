import OficioBasics

/// A value that a template can use.
package enum TemplateValue: Hashable, Sendable {
    /// A name that is defined but has no value.
    case absent
    /// A boolean value, which a variable writes as `true` or `false`.
    case bool(Bool)
    /// Plain text, which `{{name}}` escapes.
    case text(String)
    /// Markup from trusted code, never escaped.
    case html(HTML)
    /// A list that a section repeats over; a variable writes nothing.
    case list([TemplateValue])
    /// Named values; a variable writes nothing.
    case object(TemplateObject)

    /// Returns the text of an integer, without separators.
    package static func number(_ number: Int) -> TemplateValue {
        .text(String(number))
    }

    /// Returns a member of an object; nil if there is none or the value is not an object.
    @inline(__always) func member(_ name: TemplateName) -> TemplateValue? {
        guard case .object(let object) = self else { return nil }
        return object[name]
    }

    /// Whether a section skips the value: absent, false, or an empty text, markup or list.
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

    /// Whether a variable writes anything for the value.
    var isWritten: Bool {
        switch self {
        case .absent, .list, .object: false
        case .bool: true
        case .text(let text): !text.isEmpty
        case .html(let markup): !markup.bytes.isEmpty
        }
    }

    /// Appends the text that a variable writes for the value.
    func write(isEscaped: Bool, to sink: inout [UInt8]) {
        switch self {
        case .absent, .list, .object: break
        case .bool(let condition): sink += (condition ? "true" : "false").utf8
        case .text(let text):
            if isEscaped { sink.appendEscaping(text) } else { text.withBytes { sink.append(contentsOf: $0) } }
        case .html(let markup): sink += markup.bytes
        }
    }

    /// Appends the text that a variable writes for a member, and returns true; returns false if the value is
    /// not an object with that member.
    func write(_ name: TemplateName, isEscaped: Bool, to sink: inout [UInt8]) -> Bool {
        guard case .object(let object) = self else { return false }
        return object.write(name, isEscaped: isEscaped, to: &sink)
    }
}
