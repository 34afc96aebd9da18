/// A table as comma-separated values for spreadsheets (RFC 4180, but for the semicolon that Spanish ones expect), in UTF-8 with its mark.
package struct CSV: Sendable {
    package private(set) var bytes: [UInt8] = []

    private static let formulaStarts = Array("=+-@\t\r".utf8)

    package init(_ heads: [String]) {
        bytes = [0xEF, 0xBB, 0xBF]
        add(heads)
    }

    /// Rows that stand below those of another.
    package init() {}

    package mutating func add(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ";")) }
            bytes.append(UInt8(ascii: "\""))
            // A spreadsheet takes what begins like this for a formula.
            if let first = cell.utf8.first, Self.formulaStarts.contains(first) { bytes.append(UInt8(ascii: "'")) }
            if cell.contains(byte: UInt8(ascii: "\"")) {
                for byte in cell.utf8 {
                    if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                    bytes.append(byte)
                }
            } else {
                bytes.append(contentsOf: cell.utf8)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += [0x0D, 0x0A]
    }
}
