/// What a file may ask of the reader's memory and time at most.
package struct ReadingLimits: Sendable {
    /// Bytes of the file itself.
    package var fileBytes = 256 << 20
    /// Entries of a ZIP package.
    package var entries = 20_000
    /// Uncompressed bytes of one part in XML; its tree takes some ten times as much memory.
    package var partBytes = 96 << 20
    /// Uncompressed bytes of all parts that are read, pictures included.
    package var totalBytes = 384 << 20
    /// Tables, text boxes and notes within each other.
    package var depth = 24
    /// Cells of one table or sheet, those that merged cells cover included.
    package var cells = 4_000_000
    /// Cells with text that a file has only by saying how often one is repeated.
    package var repeatedCells = 100_000
    /// Seconds that another program may take to convert a file.
    package var seconds = 120

    package init() {}
}
