import OficioBasics
import OficioSchema

/// Names a record by its type and its id, whatever the site's language: `job/analista`.
///
/// Ledgers, snapshots, receipts and data files write record ids. Equal ids share one object, so that they are compared
/// and hashed by its address.
package struct RecordID: Hashable, Sendable {
    private final class Name: Sendable {
        let text: String
        let type: TypeKey
        let id: String

        init(_ text: String) {
            self.text = text
            let slash = text.utf8.firstIndex(of: UInt8(ascii: "/"))
            type = TypeKey(slash.map { String(text[..<$0]) } ?? "")
            id = slash.map { String(text[text.utf8.index(after: $0)...]) } ?? text
        }
    }

    /// The record ids in use, by their texts. They are never removed, so the table has one entry for each record that
    /// the process has named.
    private static let names = Locked<[String: Name]>([:])
    private let name: Name

    /// Creates the record id of the record of a type with an id.
    package init(_ type: TypeKey, _ id: String) { self.init("\(type.text)/\(id)") }

    /// Creates a record id from the text of a file. Accepts any text; a text without a slash has an empty type and
    /// names no record.
    package init(_ text: String) {
        name = Self.names.withLock { names in
            if let known = names[text] { return known }
            let new = Name(text)
            names[text] = new
            return new
        }
    }

    /// The record id as files write it.
    package var text: String { name.text }
    /// The key of the record's type.
    package var type: TypeKey { name.type }
    /// The id of the record among the records of its type.
    package var id: String { name.id }

    /// Compares two ids by identity, because equal texts are interned once.
    package static func == (a: Self, b: Self) -> Bool { a.name === b.name }
    /// Hashes the identity of the interned text.
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(name)) }
}

extension RecordID: ExpressibleByStringLiteral {
    /// Creates an id from a literal `type/id`.
    package init(stringLiteral text: String) { self.init(text) }
}

extension RecordID: CustomStringConvertible {
    /// The id as `type/id`.
    package var description: String { text }
}

extension Record {
    /// Returns the record id of the record; `schema` declares its type.
    package func recordID(_ schema: Schema) -> RecordID { RecordID(schema.types[type].key, id) }
}
