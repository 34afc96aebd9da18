/// The limits of memory and time for reading a file.
package struct ReadingLimits: Sendable {
    /// The maximum size of a file, in bytes.
    package var fileBytes = 256 << 20
    /// The maximum number of entries of a ZIP package.
    package var entries = 20_000
    /// The maximum uncompressed size of one XML part, in bytes. Its tree takes about ten times as much memory.
    package var partBytes = 96 << 20
    /// The maximum uncompressed size of all parts that are read, pictures included, in bytes.
    package var totalBytes = 384 << 20
    /// The maximum nesting of tables, text boxes and notes.
    package var depth = 24
    /// The maximum number of cells of all tables and sheets of a file, including those under merged cells.
    package var cells = 4_000_000
    /// The maximum number of cells with text that a file declares by repetition instead of writing them out.
    package var repeatedCells = 100_000
    /// The maximum number of paragraphs of a file; each cell with text has one or more. A paragraph takes about 2.5 KB
    /// while the file is read and matched.
    package var paragraphs = 100_000
    /// The maximum number of elements of one XML part or HTML file.
    package var elements = 750_000
    /// The maximum number of attributes of one element.
    package var attributes = 1_000
    /// The maximum time for converting a file with another program, in seconds.
    package var seconds = 120

    /// Creates the default limits.
    package init() {}
}
