import Diagnostics
import OficioBasics
import OficioFiles
import OficioSite
import OficioSource

/// The recorded dependencies of each output file (see `SiteStamps`) and the chunks of large files, by path.
///
/// The encoded form is a version line, a hash and the entries (see `BinaryWriter`). The build recomputes entries that
/// are missing or damaged.
struct FileNotes: Sendable {
    /// The chunks of one large file.
    struct File: Sendable {
        /// The number of bytes of the file before the first chunk.
        let head: Int
        /// The fingerprint of the bytes before the first chunk and after the last one.
        let frame: UInt64
        let chunks: [Chunk]

        /// The fingerprint of the whole file, in the format of the manifest.
        var fingerprint: String {
            var stamp = Stamp()
            stamp.add(frame)
            for piece in chunks { stamp.add(piece.trace?.fingerprint ?? 0) }
            stamp.add(chunks.count)
            return Fingerprint.word(stamp.value)
        }
    }

    struct Chunk: Sendable {
        /// The key of the chunk (`ChunkedFile.keys`).
        let key: UInt64
        /// The dependencies of the chunk; `nil` if it must be rendered every time.
        let trace: Trace?
        let length: Int
    }

    private static let head = Array("oficio piezas 4\n".utf8)

    private(set) var files: [String: File] = [:]
    /// The dependencies of each file that is rendered as a whole, by path.
    private(set) var traces: [String: Trace] = [:]
    /// The paths of all files with notes, in the order in which they were added.
    private var paths: [String] = []

    init() {}

    /// Adds the notes of a file, if it has any.
    mutating func add(_ path: String, _ file: File?, _ trace: Trace?) {
        if file == nil, trace == nil { return }
        paths.append(path)
        files[path] = file
        traces[path] = trace
    }

    init(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.head) else { return }
        bytes[Self.head.count...].withUnsafeBytes { bytes in
            guard var reader = BinaryReader(sealed: bytes) else { return }
            let count = reader.size()
            traces.reserveCapacity(count)
            for _ in 0..<count where !reader.isBroken {
                let path = reader.text()
                let file = reader.optional { reader in
                    let head = reader.count(), frame = reader.word()
                    let pieces = reader.list { reader in
                        let key = reader.word(), trace = reader.optional { $0.trace() }
                        return Chunk(key: key, trace: trace, length: reader.count())
                    }
                    return File(head: head, frame: frame, chunks: pieces)
                }
                add(path, file, reader.optional { $0.trace() })
            }
            if reader.isBroken { self = FileNotes() }
        }
    }

    var bytes: [UInt8] {
        BinaryWriter.sealed(after: Self.head, capacity: traces.values.reduce(0) { $0 + $1.keys.count * 8 + 72 }) {
            out in
            out.list(paths) { out, path in
                out.text(path)
                out.optional(files[path]) { out, file in
                    out.count(file.head)
                    out.word(file.frame)
                    out.list(file.chunks) { out, piece in
                        out.word(piece.key)
                        out.optional(piece.trace) { $0.trace($1) }
                        out.count(piece.length)
                    }
                }
                out.optional(traces[path]) { $0.trace($1) }
            }
        }
    }

    // MARK: Chunked files

    /// Whether rendering all chunks of a file again would give the same bytes.
    func isUpToDate(_ file: PlannedFile, _ pieces: ChunkedFile, _ stamps: SiteStamps) -> Bool {
        guard let known = files[file.path], known.frame == Self.frame(pieces),
            known.chunks.lazy.map(\.key).elementsEqual(pieces.keys)
        else { return false }
        return known.chunks.allSatisfy { Self.isUpToDate($0.trace, file, stamps) }
    }

    private static func isUpToDate(_ trace: Trace?, _ file: PlannedFile, _ stamps: SiteStamps) -> Bool {
        trace.map { stamps.holds($0, known: file.known) } ?? false
    }

    /// The number of chunks that are in memory at once. All chunks of a large site together would increase its memory
    /// use by half.
    private static let batch = 256

    /// Writes a file from existing chunks and new ones.
    ///
    /// - Parameters:
    ///   - file: the file to write.
    ///   - pieces: the chunks of the file.
    ///   - stamps: the fingerprints of the records.
    ///   - takesFormer: whether the existing file is unmodified, so that chunks can be copied from it.
    ///   - put: writes the next part of the file.
    /// - Returns: the chunks of the new file.
    /// - Throws: the errors of `put`.
    func assemble(
        _ file: PlannedFile, _ pieces: ChunkedFile, _ stamps: SiteStamps, takesFormer: Bool,
        _ put: (RewrittenFile.Part) throws(DiskError) -> Void
    ) throws(DiskError) -> File {
        let former = takesFormer ? files[file.path] : nil
        var known: [UInt64: (place: Range<Int>, piece: Chunk)] = [:]
        var end = former?.head ?? 0
        for piece in former?.chunks ?? [] {
            known[piece.key] = (end..<(end + piece.length), piece)
            end += piece.length
        }
        let places = known
        var notes: [Chunk] = []
        notes.reserveCapacity(pieces.count)
        try put(.new(pieces.head))
        for start in stride(from: 0, to: pieces.count, by: Self.batch) {
            let made = Array(start..<min(pieces.count, start + Self.batch)).concurrentMap {
                place -> (part: RewrittenFile.Part, note: Chunk) in
                let key = pieces.keys[place]
                if let known = places[key], Self.isUpToDate(known.piece.trace, file, stamps) {
                    return (.existing(known.place), known.piece)
                }
                let (bytes, trace) = stamps.tracing(known: file.known) { pieces.chunk(place) }
                return (.new(bytes), Chunk(key: key, trace: trace, length: bytes.count))
            }
            for piece in made {
                notes.append(piece.note)
                try put(piece.part)
            }
        }
        try put(.new(pieces.tail))
        return File(head: pieces.head.count, frame: Self.frame(pieces), chunks: notes)
    }

    private static func frame(_ pieces: ChunkedFile) -> UInt64 {
        var stamp = Stamp()
        stamp.add(pieces.head)
        stamp.add(pieces.tail)
        return stamp.value
    }
}
