/// A document for word processors and readers of electronic books: headings, paragraphs, lists and tables, as the page has them.
package struct OfficeDocument: Sendable {
    /// A stretch of text with one look.
    package struct Run: Sendable, Equatable {
        var text: String
        var isBold = false
        var isItalic = false
        var isUnderlined = false
        var isStruck = false
        /// A picture in place of the text, which is what it shows.
        var picture: Picture?
        /// A line ends here, with nothing after it.
        static let lineBreak = Run(text: "\n")
    }

    package indirect enum Block: Sendable {
        /// Level 1…6.
        case heading(Int, [Run])
        case paragraph([Run])
        case quote([Run])
        /// Items with bullets, or with numbers from `start`.
        case list(start: Int?, items: [[Block]])
        case table(Table)
    }

    package struct Table: Sendable {
        package struct Cell: Sendable {
            var blocks: [Block]
            var columns = 1
            var rows = 1
            var isHead = false
        }

        /// Rows of cells; places that a cell above covers are left out.
        var rows: [[Cell]]
        /// Rows that are repeated on every page.
        var headRows: Int
        var columnCount: Int

        /// The share of each column in the width, in thousandths: by the longest text that stands in it alone.
        var widths: [Int] {
            var longest = [Int](repeating: 5, count: columnCount)
            var covered = [Int](repeating: 0, count: columnCount)
            for row in rows {
                var column = 0
                for cell in row {
                    while column < columnCount, covered[column] > 0 {
                        covered[column] -= 1
                        column += 1
                    }
                    guard column < columnCount else { break }
                    let columns = max(1, min(cell.columns, columnCount - column))
                    // A narrow column is as wide as its longest word.
                    if columns == 1 { longest[column] = max(longest[column], min(60, cell.blocks.reduce(0) { $0 + Self.length($1) })) }
                    for place in column..<(column + columns) { covered[place] = cell.rows - 1 }
                    column += columns
                }
                while column < columnCount {
                    if covered[column] > 0 { covered[column] -= 1 }
                    column += 1
                }
            }
            let total = longest.reduce(0, +)
            return longest.map { $0 * 1000 / total }
        }

        private static func length(_ block: Block) -> Int {
            switch block {
            case .heading(_, let runs), .paragraph(let runs), .quote(let runs): runs.reduce(0) { $0 + $1.text.count }
            case .list(_, let items): items.flatMap(\.self).reduce(0) { max($0, length($1)) }
            case .table: 60
            }
        }
    }

    package var title: String
    /// BCP 47.
    package var language: String
    package var institution = ""
    package var code = ""
    package var version = ""
    /// Lines of the running header and footer.
    package var header: [String] = []
    package var footer: [String] = []
    package var blocks: [Block] = []

    package init(title: String, language: String) {
        self.title = title
        self.language = language
    }
}

extension String {
    /// Made safe for XML 1.0 text and attributes.
    var xml: String {
        var out = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\t", "\n": out.unicodeScalars.append(scalar)
            default: if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }
}
