/// A table as CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark. The separator is `;`, as Spanish locales
/// expect, unless the site says otherwise.
package struct CSV: Sendable {
    /// The default separator of cells, `;`, as an ASCII character.
    package static let usualSeparator = UInt8(ascii: ";")

    private let separator: UInt8

    /// The rows written so far, each ended by CR LF.
    package private(set) var bytes: [UInt8] = []

    /// Characters that start a formula (ASCII, small and full-width forms), or that move to another cell.
    private static let formulaStarts = Set<Unicode.Scalar>(
        "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{FE66}\u{FE62}\u{FE63}\u{FE6B}\u{2212}".unicodeScalars)

    /// Whether a spreadsheet may take a cell for a formula. A cell may be a formula even if spaces or invisible
    /// characters precede the formula's first character (OWASP, *CSV Injection*).
    private static func isFormula(_ cell: Substring) -> Bool {
        cell.unicodeScalars.first { formulaStarts.contains($0) || !isBlank($0) }.map(formulaStarts.contains) ?? false
    }

    /// Whether `add` puts a `'` before a cell: it looks like a formula, or begins with `'` itself before a formula.
    private static func needsApostrophe(_ cell: String) -> Bool { isFormula(cell.drop { $0 == "'" }) }

    /// Returns a cell without the `'` that `add` puts before a cell that a spreadsheet may take for a formula.
    package static func withoutApostrophe(_ cell: String) -> String {
        cell.hasPrefix("'") && needsApostrophe(cell) ? String(cell.dropFirst()) : cell
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .control
    }

    /// Starts a table with a byte order mark and a row of column headings.
    package init(_ heads: [String], separator: UInt8 = CSV.usualSeparator) {
        self.separator = separator
        bytes = [0xEF, 0xBB, 0xBF]
        add(heads)
    }

    /// Creates rows without byte order mark and headings, to be appended to another table.
    package init(separator: UInt8 = CSV.usualSeparator) { self.separator = separator }

    /// Appends a row. Every cell is quoted; a cell that looks like a formula gets a leading `'`.
    package mutating func add(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(separator) }
            bytes.append(UInt8(ascii: "\""))
            if Self.needsApostrophe(cell) { bytes.append(UInt8(ascii: "'")) }
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
