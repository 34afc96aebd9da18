/// Writes JSON directly to bytes, for values too large to build as `JSONText` first.
package struct JSONBytes: Sendable {
    /// The JSON written so far.
    package private(set) var bytes: [UInt8] = []
    /// Whether the innermost open object or array has no members yet.
    private var isEmpty = true

    /// Creates an empty writer.
    package init() {}

    /// Discards everything written and keeps the capacity.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isEmpty = true
    }

    /// Writes an object with the members that `body` writes.
    package mutating func object(_ body: (inout JSONBytes) -> Void) { enclose("{", "}", body) }

    /// Writes an array with the elements that `body` writes.
    package mutating func array(_ body: (inout JSONBytes) -> Void) { enclose("[", "]", body) }

    /// Writes an array with one element for each item, written by `body`.
    package mutating func array<Item>(_ items: [Item], _ body: (Item, inout JSONBytes) -> Void) {
        array { out in for item in items { out.element { body(item, &$0) } } }
    }

    /// Writes an element of the innermost array.
    package mutating func element(_ value: (inout JSONBytes) -> Void) {
        separate()
        value(&self)
    }

    /// Writes a string as an element of the innermost array.
    package mutating func element(_ text: String) { element { $0.quote(text) } }

    /// Writes a member of the innermost object.
    package mutating func member(_ name: String, _ value: (inout JSONBytes) -> Void) {
        separate()
        quote(name)
        write(":")
        value(&self)
    }

    /// Writes a member whose value is a string.
    package mutating func member(_ name: String, _ text: String) { member(name) { $0.quote(text) } }

    /// Writes a member whose value is an integer.
    package mutating func member(_ name: String, _ number: Int) { member(name) { $0.write(String(number)) } }

    /// Writes a string value, escaped as `JSONText.quote` does.
    package mutating func quote(_ text: String) { JSONText.quote(text, to: &bytes) }

    /// Writes a value verbatim, such as a number or `true`.
    package mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func separate() {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
    }

    private mutating func enclose(_ start: Unicode.Scalar, _ end: Unicode.Scalar, _ body: (inout JSONBytes) -> Void) {
        bytes.append(UInt8(ascii: start))
        isEmpty = true
        body(&self)
        isEmpty = false
        bytes.append(UInt8(ascii: end))
    }
}
