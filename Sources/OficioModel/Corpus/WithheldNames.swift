/// The names of parts of a released record that public builds withhold, as the history records them.
package struct WithheldNames: Sendable, Equatable {
    /// The identifiers of the withheld fields.
    package let fields: [String]
    /// The folded headings of the withheld sections.
    package let headings: [String]
    /// The folded words of withheld pieces of text; see `TextPiece`.
    package let pieces: [String]

    /// Creates a collection of names; without arguments it withholds nothing.
    package init(fields: [String] = [], headings: [String] = [], pieces: [String] = []) {
        self.fields = fields
        self.headings = headings
        self.pieces = pieces
    }

    /// Whether no part of the record is withheld.
    package var isEmpty: Bool { fields.isEmpty && headings.isEmpty && pieces.isEmpty }
}
