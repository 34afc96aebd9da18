extension CSV {
    /// Returns the rows of a CSV file (RFC 4180), each with the number of its first line, from 1; blank lines are
    /// skipped.
    package static func rows(_ bytes: [UInt8], separator: UInt8) -> [(line: Int, cells: [String])] {
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
            } else if byte == separator {
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
