/// JSON written as it is said, for what is too much to be built first (`JSONText`).
package struct JSONBytes: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Whether the object or array under way has nothing yet.
    private var isEmpty = true

    package init() {}

    /// Begins anew; the room that was taken is kept.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        isEmpty = true
    }

    /// `{…}` with the members that `body` writes.
    package mutating func object(_ body: (inout JSONBytes) -> Void) { enclose("{", "}", body) }

    /// `[…]` with the elements that `body` writes.
    package mutating func array(_ body: (inout JSONBytes) -> Void) { enclose("[", "]", body) }

    /// `[…]` with what `body` writes of each item.
    package mutating func array<Item>(_ items: [Item], _ body: (Item, inout JSONBytes) -> Void) {
        array { out in for item in items { out.element { body(item, &$0) } } }
    }

    /// An element of the array under way.
    package mutating func element(_ value: (inout JSONBytes) -> Void) {
        separate()
        value(&self)
    }

    package mutating func element(_ text: String) { element { $0.quote(text) } }

    /// A member of the object under way.
    package mutating func member(_ name: String, _ value: (inout JSONBytes) -> Void) {
        separate()
        quote(name)
        write(":")
        value(&self)
    }

    package mutating func member(_ name: String, _ text: String) { member(name) { $0.quote(text) } }

    package mutating func member(_ name: String, _ number: Int) { member(name) { $0.write(String(number)) } }

    package mutating func quote(_ text: String) { JSONText.quote(text, to: &bytes) }

    /// A value that is written as it stands: a number, `true`.
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
