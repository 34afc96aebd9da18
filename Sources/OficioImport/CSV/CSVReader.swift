import Diagnostics

/// Reads tables in text files, in any encoding and with any separator that office programs write.
/// Values in quotes may hold line breaks.
enum CSVReader {
    static func read(_ bytes: [UInt8], fileName: String, limits: ReadingLimits) throws(ImportRefusal) -> LocatedDocument
    {
        let builder = DocumentBuilder(LocatedDocument(fileName: fileName, format: .csv), limits: limits)
        let (text, encoding) = TextEncoding.decode(bytes)
        if text.utf8.contains(0) {
            throw ImportRefusal(.notThatFormat, Localized(es: "no es un archivo de texto", en: "not a text file"))
        }
        var scalars = Array(text.unicodeScalars)
        let separator = CSVSeparator.find(&scalars)
        var parser = CSVParser(scalars, separator: separator)
        let table = builder.tableID()
        var rows: [LocatedDocument.Row] = []
        var columns = 0
        while let record = parser.next() {
            let address = LocatedDocument.Address([.line(record.line)])
            var row = LocatedDocument.Row(address: address)
            for (column, value) in record.values.enumerated() where !value.isEmpty {
                var cell = LocatedDocument.Cell(
                    row: rows.count, column: column, address: address.adding(.column(column + 1)))
                cell.value = .text
                var paragraph = LocatedDocument.Paragraph(id: builder.paragraphID(), address: cell.address)
                paragraph.runs = TickBoxes.withTickBoxes(lines(value), inCell: true)
                paragraph.deriveLook()
                cell.blocks = [.paragraph(paragraph)]
                row.cells.append(cell)
            }
            columns = max(columns, record.values.count)
            rows.append(row)
            try builder.charge(cells: record.values.count)
        }
        if parser.isQuoteOpen {
            builder.remark(
                .damage, es: "unas comillas que se abren no se cierran (línea \(parser.quoteLine))",
                en: "a quotation mark is opened and never closed (line \(parser.quoteLine))",
                at: .init([.line(parser.quoteLine)]))
        }
        var section = LocatedDocument.Section(address: .init())
        section.blocks = [.table(.init(id: table, columnCount: columns, rows: rows, address: .init()))]
        builder.document.sections = [section]
        builder.document.properties = [
            .init(name: "encoding", value: encoding.rawValue),
            .init(name: "separator", value: separator == "\t" ? "tab" : String(separator)),
        ]
        return builder.document
    }

    /// Returns the runs of a value. A line break in the value is a line break of the text.
    static func lines(_ value: String) -> [LocatedDocument.Run] {
        var runs: [LocatedDocument.Run] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in value.unicodeScalars {
            if scalar == "\n" || scalar == "\r" {
                if scalar == "\r" || previous != "\r" {
                    if !line.isEmpty { runs.append(.init(.text(String(line)))) }
                    line = .init()
                    runs.append(.init(.lineBreak))
                }
            } else {
                line.append(scalar)
            }
            previous = scalar
        }
        if !line.isEmpty { runs.append(.init(.text(String(line)))) }
        return runs
    }
}

/// Splits a text file into records.
struct CSVParser {
    struct Record {
        /// The line on which the record begins, from 1.
        var line: Int
        var values: [String]
    }

    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private var index = 0
    private var line = 1
    /// Whether the file ended within quotes, which began on line `quoteLine`.
    private(set) var isQuoteOpen = false
    private(set) var quoteLine = 0

    init(_ scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
        self.scalars = scalars
        self.separator = separator
    }

    /// Returns the next record; nil at the end of the file.
    mutating func next() -> Record? {
        guard index < scalars.count else { return nil }
        var record = Record(line: line, values: [])
        var value = String.UnicodeScalarView()
        var isQuoted = false
        var wasQuoted = false
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\n" || scalar == "\r" {
                let isPair = scalar == "\r" && index < scalars.count && scalars[index] == "\n"
                if isPair { index += 1 }
                line += 1
                if isQuoted {
                    value.append("\n")
                    continue
                }
                record.values.append(String(value))
                return record
            }
            if isQuoted {
                if scalar != "\"" {
                    value.append(scalar)
                } else if index < scalars.count, scalars[index] == "\"" {
                    value.append("\"")
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"" && value.isEmpty && !wasQuoted {
                isQuoted = true
                wasQuoted = true
                quoteLine = line
            } else if scalar == separator {
                record.values.append(String(value))
                value = .init()
                wasQuoted = false
            } else {
                value.append(scalar)
            }
        }
        isQuoteOpen = isQuoted
        record.values.append(String(value))
        return record
    }
}

/// Finds the separator of a text file.
enum CSVSeparator {
    private static let candidates: [Unicode.Scalar] = [";", ",", "\t", "|"]

    /// Returns the separator of a text file, `;` if none fits. A first line such as `sep=;` names the separator and
    /// is removed.
    static func find(_ scalars: inout [Unicode.Scalar]) -> Unicode.Scalar {
        let head = String(String.UnicodeScalarView(scalars.prefix(4))).lowercased()
        if head == "sep=", scalars.count > 4 {
            let separator = scalars[4]
            var end = 5
            while end < scalars.count, scalars[end] == "\r" || scalars[end] == "\n" { end += 1 }
            if end > 5 || end == scalars.count {
                scalars.removeFirst(end)
                return separator
            }
        }
        let sample = Array(scalars.prefix(64 << 10))
        var best: (separator: Unicode.Scalar, score: Int) = (";", 0)
        for candidate in candidates {
            let score = self.score(sample, candidate)
            if score > best.score { best = (candidate, score) }
        }
        return best.separator
    }

    /// Returns a score for a separator: how many records have the same number of values, and that number, which
    /// must be above one.
    private static func score(_ sample: [Unicode.Scalar], _ separator: Unicode.Scalar) -> Int {
        var parser = CSVParser(sample, separator: separator)
        var counts: [Int: Int] = [:]
        var records = 0
        while records < 200, let record = parser.next() {
            records += 1
            if record.values.count > 1 { counts[record.values.count, default: 0] += 1 }
        }
        guard let (values, times) = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
        return times * 1000 / max(1, records) * 10 + min(values, 9)
    }
}
