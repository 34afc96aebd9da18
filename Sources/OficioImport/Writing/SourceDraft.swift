import OficioSchema

/// A source that is to be written, line by line, with the field that each line says.
package struct SourceDraft: Sendable {
    package struct Line: Sendable {
        package let text: String
        /// The index in ``MatchedRecord/fields``; nil for front matter marks, blank lines and what stands in no field.
        package let field: Int?
        /// The index in ``MatchedRecord/prose`` of the block that the line is of.
        package var block: Int?

        /// The block of lines whose words Oficio adds.
        package static let ownBlock = -1
    }

    /// Relative to the site: `content/puestos/cajero.md`.
    package let path: String
    package let id: String
    /// The identifier of the type.
    package let type: String
    package let title: String
    /// By link as the file has it: the link from this source to that of the file it leads to.
    package var targets: [String: String] = [:]
    package private(set) var lines: [Line] = []
    /// References that lead to no document, or to one whose name differs, by field.
    package var unsure: Set<Int> = []

    package init(path: String, id: String, type: String, title: String) {
        self.path = path
        self.id = id
        self.type = type
        self.title = title
    }

    /// By line: the byte offset of its beginning.
    private var starts: [Int] = []
    private var length = 0

    package mutating func add(_ text: String, field: Int? = nil, block: Int? = nil) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(Line(text: String(line), field: field, block: block))
            starts.append(length)
            length += line.utf8.count + 1
        }
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    /// The field of the line at a byte offset of the text.
    package func field(at offset: Int) -> Int? { line(at: offset)?.field }

    /// The line at a byte offset of the text.
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
