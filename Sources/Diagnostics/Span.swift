/// A source file of a site or a theme, by its place in the sorted list of all files read.
package struct FileID: Hashable, Comparable, Sendable {
    package let index: Int32

    package init(_ index: Int) {
        self.index = Int32(index)
    }

    package static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A half-open range of UTF-8 bytes in one file as it lies on disk.
package struct Span: Hashable, Sendable {
    package let file: FileID
    package let start: Int32
    package let end: Int32

    package init(file: FileID, start: Int, end: Int) {
        self.file = file
        self.start = Int32(clamping: start)
        self.end = Int32(clamping: max(start, end))
    }

    /// The bytes of the span.
    package var range: Range<Int> { Int(start)..<Int(end) }

    /// The empty span at the start of a file: for findings about the file as a whole.
    package static func start(of file: FileID) -> Span { Span(file: file, start: 0, end: 0) }

    /// The smallest span that holds this one and `other`, which lies in the same file.
    package func union(_ other: Span) -> Span {
        Span(file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
    }
}

extension Span: Comparable {
    package static func < (a: Span, b: Span) -> Bool {
        (a.file, a.start, a.end) < (b.file, b.start, b.end)
    }
}
