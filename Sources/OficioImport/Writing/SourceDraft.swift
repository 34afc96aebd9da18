import OficioSchema

/// A source to write, line by line, with the field of each line.
package struct SourceDraft: Sendable {
    /// One line of a source.
    package struct Line: Sendable {
        /// The text of the line, without a line end.
        package let text: String
        /// The index in ``MatchedRecord/fields`` of the field that the line belongs to; nil for delimiters of the
        /// front matter, blank lines and text in no field.
        package let field: Int?
        /// The index in ``MatchedRecord/prose`` of the block that the line belongs to; nil if it belongs to
        /// none.
        package var block: Int?

        /// The value of `block` for lines whose words Oficio adds.
        package static let ownBlock = -1
    }

    /// The path of the source, relative to the site: `content/puestos/cajero.md`.
    package let path: String
    /// The identifier of the document.
    package let id: String
    /// The identifier of the document's type.
    package let type: String
    /// The title of the document.
    package let title: String
    /// The link to write for each link of the file.
    package var targets: [String: String] = [:]
    /// The lines of the source, in order.
    package private(set) var lines: [Line] = []
    /// The indices of the fields with a reference that leads to no document, or to a document with another
    /// name.
    package var unsure: Set<Int> = []

    /// Creates an empty source.
    package init(path: String, id: String, type: String, title: String) {
        self.path = path
        self.id = id
        self.type = type
        self.title = title
    }

    /// The byte offset of the beginning of each line.
    private var starts: [Int] = []
    private var length = 0

    /// Adds the lines of a text, which belong to a field or a block.
    package mutating func add(_ text: String, field: Int? = nil, block: Int? = nil) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(Line(text: String(line), field: field, block: block))
            starts.append(length)
            length += line.utf8.count + 1
        }
    }

    /// The text of the source; every line ends with LF.
    package var text: String { lines.map { $0.text + "\n" }.joined() }

    /// Returns the index of the field of the line at a byte offset of the text; `nil` for a line of no field.
    package func field(at offset: Int) -> Int? { line(at: offset)?.field }

    /// Returns the line at a byte offset of the text; nil after its end.
    package func line(at offset: Int) -> Line? {
        guard offset >= 0, offset < length else { return nil }
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? lines[low - 1] : nil
    }
}
