/// The content of a document page for office formats and EPUB: headings, paragraphs, lists and
/// tables.
package struct OfficeDocument: Sendable {
    /// A run of text with one style.
    package struct Run: Sendable, Equatable {
        var text: String
        var isBold = false
        var isItalic = false
        var isUnderlined = false
        var isStruck = false
        /// A picture in place of the text; the text describes it.
        var picture: Picture?
        /// A line break.
        static let lineBreak = Run(text: "\n")
    }

    /// A block of the document.
    package indirect enum Block: Sendable {
        /// A heading of level 1…6.
        case heading(Int, [Run])
        case paragraph([Run])
        case quote([Run])
        /// Items with bullets, or with numbers from `start`.
        case list(start: Int?, items: [[Block]])
        case table(Table)
    }

    /// A table whose cells may span rows and columns.
    package struct Table: Sendable {
        /// A cell, with the number of columns and rows that it spans.
        package struct Cell: Sendable {
            var blocks: [Block]
            var columns = 1
            var rows = 1
            var isHead = false
        }

        /// The rows; a row has no cells for places that a cell above covers.
        var rows: [[Cell]]
        /// The number of header rows, which repeat on every page.
        var headRows: Int
        var columnCount: Int

        /// The share of each column in the width, in thousandths, by the longest text of the cells
        /// that span one column.
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
                    // Only cells of one column count, each with at most 60 characters.
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

    /// The title.
    package var title: String
    /// The language as a BCP 47 tag.
    package var language: String
    /// The institution that publishes the document; empty if not known.
    package var institution = ""
    /// The code; empty if there is none.
    package var code = ""
    /// The version; empty if there is none.
    package var version = ""
    /// The lines of the running header. If empty, the writers compose one of institution, title,
    /// code and version.
    package var header: [String] = []
    /// The lines of the running footer, above the page number.
    package var footer: [String] = []
    /// The content.
    package var blocks: [Block] = []

    /// Creates an empty document.
    package init(title: String, language: String) {
        self.title = title
        self.language = language
    }
}

extension String {
    /// The string escaped for XML 1.0 text and attributes, without the characters that XML does not
    /// allow.
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
