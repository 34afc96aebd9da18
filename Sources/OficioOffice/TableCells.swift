import OficioBasics

/// The cells of a table that `CSV` wrote, by their places in its bytes.
struct TableCells: Sendable {
    /// The bytes of each cell, between its quotes. Quotes inside are doubled.
    private(set) var places: [Range<Int>] = []
    /// The cells of each row, by their indices in `places`.
    private(set) var rows: [Range<Int>] = []
    private let bytes: [UInt8]

    /// Finds the cells of a table, up to the first that has no quotes.
    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        let quote = UInt8(ascii: "\"")
        var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        bytes.withUnsafeBufferPointer { bytes in
            var first = 0
            while place < bytes.count, bytes[place] == quote {
                let start = place + 1
                var end = start
                while end < bytes.count, bytes[end] != quote || end + 1 < bytes.count && bytes[end + 1] == quote {
                    end += bytes[end] == quote ? 2 : 1
                }
                places.append(start..<min(end, bytes.count))
                place = end + 1
                if place < bytes.count, bytes[place] == separator {
                    place += 1
                    continue
                }
                // A row ends with CR LF.
                place += 2
                rows.append(first..<places.count)
                first = places.count
            }
        }
    }

    /// Returns the words of a cell, without an apostrophe that `CSV.add` put before them.
    func text(_ cell: Int) -> String {
        let words = String(decoding: bytes[places[cell]], as: UTF8.self)
        return CSV.withoutApostrophe(words.replacing("\"\"", with: "\""))
    }
}
