import Diagnostics
import OficioBasics
import OficioSource

/// The people who should sign, with their jobs, read from a CSV file that the institution keeps outside the published
/// site.
package struct Roster: Sendable {
    /// A person of the roster.
    package struct Person: Sendable {
        /// The name of the person as written in the roster.
        package let name: String
        /// The identity document of the person as written in the roster; empty if not given.
        package let identity: String
        /// The job of the person as written in the roster: an id, a code or a title.
        package let job: String
        /// The number of the person's line in the file, from 1.
        package let line: Int

        /// The key that receipts of this person have.
        package let key: PersonKey
    }

    /// The default path of the roster, relative to the site.
    package static let path = "acuses/personal.csv"

    /// The people in the order of the file.
    package private(set) var people: [Person] = []

    /// Parses a table with the headings *nombre*, *documento* and *puesto* (name, identity, job), separated by `;` or
    /// `,`. Skips a byte order mark, and rows without a name. Nil if a heading for name or job is missing, or the
    /// bytes are not UTF-8.
    package init?(_ bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let head = bytes.prefix { $0 != 0x0A }
        let divider = head.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let rows = CSV.rows(bytes, separator: divider)
        guard let heads = rows.first?.cells.map(\.folded),
            let name = heads.firstIndex(where: { ["nombre", "name"].contains($0) }),
            let job = heads.firstIndex(where: { ["puesto", "cargo", "job"].contains($0) })
        else { return nil }
        let identity = heads.firstIndex {
            ["documento", "documento de identidad", "identidad", "identity"].contains($0)
        }
        for row in rows.dropFirst() {
            func cell(_ place: Int?) -> String {
                place.flatMap { row.cells.indices.contains($0) ? row.cells[$0].trimmedASCII : nil } ?? ""
            }
            if cell(name).isEmpty { continue }
            let key = PersonKey(name: cell(name), identity: cell(identity))
            people.append(Person(name: cell(name), identity: cell(identity), job: cell(job), line: row.line, key: key))
        }
    }
}
