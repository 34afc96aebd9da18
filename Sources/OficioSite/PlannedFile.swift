import OficioBasics
import OficioSource

/// A file of the site that is planned but not yet rendered.
package final class PlannedFile: Sendable {
    /// The path of the file, relative to the output folder.
    package let path: String
    /// Fingerprint of everything that the bytes depend on, if that is cheaper than rendering; `nil` otherwise.
    package let fingerprint: String?
    /// Whether the file is expensive to make (a PDF). Such a file is current if its size and modification time match.
    package let isExpensive: Bool
    /// Whether the file depends only on records that are read while it is rendered (see `SiteStamps` and
    /// `DependencyRecorder`).
    package let tracksDependencies: Bool
    /// Fingerprint of the data that the renderer uses without reading records.
    package let known: UInt64
    /// Renders the bytes, on any thread; empty for a file that `fromOthers` creates.
    package let render: @Sendable () -> [UInt8]

    /// Creates the bytes from the other files in the output folder; `nil` for a file that does not need them.
    package let fromOthers: (@Sendable (_ root: String) -> [UInt8])?

    /// The paths of the only files that `fromOthers` reads; empty if it may read any. While they are unchanged, the
    /// file is not made again.
    package let sources: [String]

    /// The chunks of the file, `nil` for a file that is rendered as a whole.
    package let chunks: ChunkedFile?

    /// Plans a file that is created from the other files of the site after they are written.
    package init(
        path: String, from sources: [String] = [], fromOthers: @escaping @Sendable (_ root: String) -> [UInt8]
    ) {
        self.path = path
        self.sources = sources
        self.fromOthers = fromOthers
        (fingerprint, isExpensive, tracksDependencies, known, chunks) = (nil, false, false, 0, nil)
        render = { [] }
    }

    /// Plans a file in chunks. Only chunks whose records have changed are rendered again.
    package init(path: String, known: Stamp = Stamp(), _ pieces: ChunkedFile) {
        self.path = path
        self.known = known.value
        self.chunks = pieces
        (fingerprint, isExpensive, tracksDependencies, fromOthers, sources) = (nil, false, true, nil, [])
        render = {
            pieces.head + Array((0..<pieces.count).map { $0 }.concurrentMap(pieces.chunk).joined()) + pieces.tail
        }
    }

    /// Plans a file that is rendered as a whole.
    ///
    /// - Parameters:
    ///   - path: the path, relative to the output folder.
    ///   - fingerprint: fingerprint of everything that the bytes depend on, `nil` if it is unknown.
    ///   - tracksDependencies: whether the file depends only on records that are read while it is rendered.
    ///   - known: fingerprint of the data that the renderer uses without reading records.
    ///   - isExpensive: whether the file is expensive to make, such as a PDF.
    ///   - render: renders the bytes, on any thread.
    package init(
        path: String, fingerprint: String? = nil, tracksDependencies: Bool = false, known: Stamp = Stamp(),
        isExpensive: Bool = false,
        render: @escaping @Sendable () -> [UInt8]
    ) {
        self.path = path
        self.fingerprint = fingerprint
        self.tracksDependencies = tracksDependencies
        self.known = known.value
        self.isExpensive = isExpensive
        self.render = render
        (fromOthers, sources, chunks) = (nil, [], nil)
    }
}

/// A file in chunks, such as the records of a list or the rows of a table.
package struct ChunkedFile: Sendable {
    /// The bytes before the first chunk.
    package let head: [UInt8]
    /// The key of each chunk, which is the same in every build. It covers everything that the chunk depends on and
    /// does not read: whether it is the first, and which records it is about.
    package let keys: [UInt64]
    /// The bytes after the last chunk.
    package let tail: [UInt8]
    /// Renders a chunk by its index, on any thread. All records that the chunk depends on must be read during the call.
    package let chunk: @Sendable (Int) -> [UInt8]

    /// The number of chunks.
    package var count: Int { keys.count }

    /// Creates a file in chunks. `keys` are distinct.
    package init(head: [UInt8], keys: [UInt64], tail: [UInt8] = [], piece: @escaping @Sendable (Int) -> [UInt8]) {
        self.head = head
        self.keys = keys
        self.tail = tail
        self.chunk = piece
    }
}
