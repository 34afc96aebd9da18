import Diagnostics
import OficioSource

/// Who should sign: people with their jobs, from a CSV file that the institution keeps outside the published site.
package struct Roster: Sendable {
    package struct Person: Sendable {
        package let name: String
        package let identity: String
        /// As written: an id, a code or a title of a job.
        package let job: String
        /// Line of the file, from 1.
        package let line: Int

        /// As receipts know them.
        package let key: PersonKey
    }

    /// Relative to the site.
    package static let path = "acuses/personal.csv"

    package private(set) var people: [Person] = []

    /// Reads a table with the heads *nombre*, *documento*, *puesto* (name, identity, job), divided by `;` or `,`.
    ///
    /// - Returns: `nil` where the heads are missing or the bytes are not UTF-8.
    package init?(_ bytes: [UInt8]) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let head = bytes.prefix { $0 != 0x0A }
        let divider = head.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
        let rows = Self.rows(bytes, divider)
        guard let heads = rows.first?.cells.map(\.folded), let name = heads.firstIndex(where: { ["nombre", "name"].contains($0) }),
            let job = heads.firstIndex(where: { ["puesto", "cargo", "job"].contains($0) })
        else { return nil }
        let identity = heads.firstIndex { ["documento", "documento de identidad", "identidad", "identity"].contains($0) }
        for row in rows.dropFirst() {
            func cell(_ place: Int?) -> String { place.flatMap { row.cells.indices.contains($0) ? row.cells[$0].trimmedASCII : nil } ?? "" }
            if cell(name).isEmpty { continue }
            let key = PersonKey(name: cell(name), identity: cell(identity))
            people.append(Person(name: cell(name), identity: cell(identity), job: cell(job), line: row.line, key: key))
        }
    }

    /// RFC 4180, with any divider.
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
