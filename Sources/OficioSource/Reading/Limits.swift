/// The documented limits of what is read; each is reported as a finding when it is hit. See docs/reference/limits.md.
package enum Limits {
    /// Bytes of one source file.
    package static let fileBytes = 32 << 20
    /// Nested collections in YAML, nested blocks and inlines in Markdown.
    package static let depth = 64
    /// YAML nodes that aliases may stand for, over the whole of a file.
    package static let aliasNodes = 100_000
    /// Cells in the tables of a Markdown text, those included that shorter rows leave out.
    package static let tableCells = 250_000
    /// Link reference definitions of a Markdown text.
    package static let definitions = 100_000
    /// Bytes of addresses and titles that the uses of link reference definitions stand for, over a whole Markdown text.
    package static let definitionBytes = 8 << 20
    /// Bytes of a file's name, and of an id: with endings and a temporary name 255 have to do, as on every common file system.
    package static let nameBytes = 200
}
