import OficioSchema

/// A source to write, line by line, with the field of each line.
package struct SourceDraft: Sendable {
    /// One line of a source.
    package struct Line: Sendable {
        /// The text without a line end.
        package let text: String
        /// The index in ``MatchedRecord/fields``; nil for marks of the front matter, blank lines
        /// and text in no field.
        package let field: Int?
        /// The index in ``MatchedRecord/prose`` of the block that the line belongs to.
        package var block: Int?
    }

    /// The path relative to the site: `content/puestos/cajero.md`.
    package let path: String
    /// The identifier of the document.
    package let id: String
    /// The identifier of its type.
    package let type: String
    /// The title of the document.
    package let title: String
    /// The lines in order.
    package private(set) var lines: [Line] = []
    /// The indices of the fields with a reference that leads to no document, or to one with another
    /// name.
    package var unsure: Set<Int> = []

    /// Makes an empty source.
    package init(path: String, id: String, type: String, title: String) {
        self.path = path
        self.id = id
        self.type = type
        self.title = title
    }

    /// Adds the lines of a text, which belong to a field or a block.
    package mutating func add(_ text: String, field: Int? = nil, block: Int? = nil) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append(Line(text: String(line), field: field, block: block))
        }
    }

    /// The text of the source; every line ends with LF.
    package var text: String { lines.map { $0.text + "\n" }.joined() }

    /// Returns the index of the field of the line at a byte offset of the text.
    package func field(at offset: Int) -> Int? { line(at: offset)?.field }

    /// Returns the line at a byte offset of the text; nil after its end.
    package func line(at offset: Int) -> Line? {
        var start = 0
        for line in lines {
            let end = start + line.text.utf8.count + 1
            if offset < end { return line }
            start = end
        }
        return nil
    }
}
