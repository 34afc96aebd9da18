/// The index of a file in the sorted list of all files read from a site or a theme.
package struct FileID: Hashable, Comparable, Sendable {
    /// The index of the file in the list, from 0.
    package let index: Int32

    /// Creates the identifier of the file at an index.
    package init(_ index: Int) {
        self.index = Int32(index)
    }

    /// Orders files by index.
    package static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A half-open range of bytes in a file, as the file is on disk.
package struct Span: Hashable, Sendable {
    /// The file that contains the bytes.
    package let file: FileID
    /// The offset of the first byte.
    package let start: Int32
    /// The offset after the last byte.
    package let end: Int32

    /// Creates a span; an `end` before `start` gives an empty span.
    package init(file: FileID, start: Int, end: Int) {
        self.file = file
        self.start = Int32(clamping: start)
        self.end = Int32(clamping: max(start, end))
    }

    /// The range of byte offsets in the file.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// Returns the empty span at the start of a file, for findings about the whole file.
    package static func start(of file: FileID) -> Span { Span(file: file, start: 0, end: 0) }

    /// Returns the smallest span that contains this one and `other`, which must be in the same file.
    package func union(_ other: Span) -> Span {
        Span(file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
    }
}

extension Span: Comparable {
    /// Orders spans by file, start and end.
    package static func < (a: Span, b: Span) -> Bool {
        (a.file, a.start, a.end) < (b.file, b.start, b.end)
    }
}
