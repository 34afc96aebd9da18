/// The documented limits of input (docs/reference/limits.md). Exceeding one is a finding.
package enum Limits {
    /// The maximum size of a source file in bytes.
    package static let fileBytes = 32 << 20
    /// The maximum nesting of collections in YAML, and of blocks and inlines in Markdown.
    package static let depth = 64
    /// The maximum number of YAML nodes that the aliases of a file expand to.
    package static let aliasNodes = 100_000
    /// The maximum number of bytes of text that the aliases of a YAML file expand to.
    package static let aliasBytes = 8 << 20
    /// The maximum number of table cells in a Markdown text, including cells that shorter rows leave out.
    package static let tableCells = 250_000
    /// The maximum number of cells in a row of a Markdown table. cmark's time for a row grows with the square of its
    /// cells.
    package static let rowCells = 4000
    /// The maximum number of link reference definitions in a Markdown text.
    package static let definitions = 100_000
    /// The maximum number of bytes of addresses and titles that the uses of link reference definitions expand to, in a
    /// Markdown text.
    package static let definitionBytes = 8 << 20
    /// The maximum length of a file name and of an id, in bytes. Common file systems allow 255, which must also hold
    /// endings and temporary names.
    package static let nameBytes = 200
}
