/// Reads and writes names of spreadsheet cells: *B7*.
enum CellName {
    /// Returns row and column from 0; nil if the text is not the name of a cell.
    static func parse(_ name: some StringProtocol) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        var hasDigits = false
        for byte in name.utf8 where byte != UInt8(ascii: "$") {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !hasDigits: column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "a")...UInt8(ascii: "z") where !hasDigits: column = column * 26 + Int(byte - 96)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasDigits = true
                row = row * 10 + Int(byte - 48)
            default: return nil
            }
            if column > 16_384 || row > 1_048_576 { return nil }
        }
        return column > 0 && row > 0 ? (row - 1, column - 1) : nil
    }

    /// Returns the two corners of *B2:D5*, or of a single cell; nil for anything else.
    static func range(_ name: String) -> (top: Int, left: Int, bottom: Int, right: Int)? {
        let ends = name.split(separator: ":")
        guard let first = ends.first.flatMap({ parse($0) }), let last = ends.last.flatMap({ parse($0) }) else {
            return nil
        }
        return (
            min(first.row, last.row), min(first.column, last.column), max(first.row, last.row),
            max(first.column, last.column)
        )
    }

    /// Returns the letters of a column from 0: *AB* for 27.
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var text = ""
        while rest > 0 {
            text = String(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    static func text(_ row: Int, _ column: Int) -> String { letters(column) + String(row + 1) }
}
