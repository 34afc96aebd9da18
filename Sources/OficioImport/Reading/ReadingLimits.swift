/// The most memory and time that reading a file may take.
package struct ReadingLimits: Sendable {
    /// The largest size of a file in bytes.
    package var fileBytes = 256 << 20
    /// The most entries of a ZIP package.
    package var entries = 20_000
    /// The most uncompressed bytes of one XML part. Its tree takes about ten times as much memory.
    package var partBytes = 96 << 20
    /// The most uncompressed bytes of all parts that are read, pictures included.
    package var totalBytes = 384 << 20
    /// The deepest nesting of tables, text boxes and notes.
    package var depth = 24
    /// The most cells of one table or sheet, including those under merged cells.
    package var cells = 4_000_000
    /// The most cells with text that a file has only by saying how often one is repeated.
    package var repeatedCells = 100_000
    /// The most seconds that another program may take to convert a file.
    package var seconds = 120

    /// Makes the usual limits.
    package init() {}
}
