/// The most memory and time that reading a file may take.
package struct ReadingLimits: Sendable {
    /// The bytes of the file.
    package var fileBytes = 256 << 20
    /// The entries of a ZIP package.
    package var entries = 20_000
    /// The uncompressed bytes of one XML part. Its tree takes about ten times as much memory.
    package var partBytes = 96 << 20
    /// The uncompressed bytes of all parts that are read, pictures included.
    package var totalBytes = 384 << 20
    /// The nesting of tables, text boxes and notes.
    package var depth = 24
    /// The cells of one table or sheet, including those under merged cells.
    package var cells = 4_000_000
    /// Cells with text that a file has only by saying how often one is repeated.
    package var repeatedCells = 100_000
    /// The seconds that another program may take to convert a file.
    package var seconds = 120

    /// Makes the usual limits.
    package init() {}
}
