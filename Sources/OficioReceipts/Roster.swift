import Diagnostics
import OficioSource

/// The people who should sign, with their jobs, from a CSV file that the institution keeps outside
/// the published site.
package struct Roster: Sendable {
    /// A person of the roster.
    package struct Person: Sendable {
        /// The name as written.
        package let name: String
        /// The identity document as written; empty if not given.
        package let identity: String
        /// The job as written: an id, a code or a title.
        package let job: String
        /// The line of the file, from 1.
        package let line: Int

        /// The key that receipts of the person have.
        package let key: PersonKey
    }

    /// The default path, relative to the site.
    package static let path = "acuses/personal.csv"

    /// The people in the order of the file.
    package private(set) var people: [Person] = []

    /// Parses a table with the headings *nombre*, *documento* and *puesto* (name, identity, job),
    /// separated by `;` or `,`. A byte order mark is skipped. Nil if a heading for name or job is
    /// missing, or the bytes are not UTF-8.
    package init?(_ bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let head = bytes.prefix { $0 != 0x0A }
        let divider = head.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let rows = Self.rows(bytes, divider)
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

    /// The rows of a CSV file (RFC 4180) with the given separator; blank lines are skipped.
    private static func rows(_ bytes: [UInt8], _ divider: UInt8) -> [(line: Int, cells: [String])] {
        var rows: [(Int, [String])] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var line = 1
        var start = 1
        func endCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        func endRow() {
            endCell()
            if cells != [""] { rows.append((start, cells)) }
            cells = []
            start = line
        }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A { line += 1 }
            if isQuoted {
                if byte != UInt8(ascii: "\"") {
                    cell.append(byte)
                } else if index < bytes.count, bytes[index] == byte {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: "\""), cell.isEmpty {
                isQuoted = true
            } else if byte == divider {
                endCell()
            } else if byte == 0x0A {
                endRow()
            } else if byte != 0x0D {
                cell.append(byte)
            }
        }
        if !cell.isEmpty || !cells.isEmpty { endRow() }
        return rows
    }
}
