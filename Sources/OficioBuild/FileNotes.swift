import Diagnostics
import OficioBasics
import OficioFiles
import OficioSite
import OficioSource

/// The dependencies of a site's files (see `SiteStamps`), and the chunks of large files, by the files' paths.
///
/// The encoded form is a line and a hash (see `StoreWriter`). The build recomputes entries that are missing or damaged.
struct FileNotes: Sendable {
    /// The chunks of a file.
    struct File: Sendable {
        /// The number of bytes before the first chunk.
        let head: Int
        /// Fingerprint of the bytes before, after and between the chunks.
        let frame: UInt64
        let pieces: [Piece]

        /// Fingerprint of the whole file, in the format of the manifest.
        var fingerprint: String {
            var stamp = Stamp()
            stamp.add(frame)
            for piece in pieces { stamp.add(piece.fingerprint) }
            stamp.add(pieces.count)
            return Fingerprint.word(stamp.value)
        }
    }

    struct Piece: Sendable {
        /// The key of the chunk (`Pieces.keys`).
        let key: UInt64
        /// The keys of the chunk's dependencies (`ReadKey`), `nil` if it must be rendered every time.
        let reads: [UInt64]?
        /// The fingerprint of the chunk's dependencies.
        let fingerprint: UInt64
        let length: Int
        /// The hash of the chunk's bytes.
        let hash: UInt64
    }

    private static let head = Array("oficio piezas 2\n".utf8)

    var files: [String: File] = [:]
    /// The keys of the dependencies of each file that is rendered as a whole.
    var reads: [String: [UInt64]] = [:]

    init() {}

    init(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.head) else { return }
        bytes[Self.head.count...].withUnsafeBytes { bytes in
            guard var reader = StoreReader(sealed: bytes) else { return }
            let known = reader.list { reader in
                let path = reader.text(), head = reader.count(), frame = reader.word()
                let pieces = reader.list { reader in
                    let key = reader.word(), reads = reader.optional { $0.list { $0.word() } }
                    let fingerprint = reader.word(), length = reader.count()
                    return Piece(key: key, reads: reads, fingerprint: fingerprint, length: length, hash: reader.word())
                }
                return (path, File(head: head, frame: frame, pieces: pieces))
            }
            let whole = reader.list { reader in (reader.text(), reader.list { $0.word() }) }
            if reader.isBroken { return }
            files = Dictionary(known) { a, _ in a }
            reads = Dictionary(whole) { a, _ in a }
        }
    }

    var bytes: [UInt8] {
        StoreWriter.sealed(after: Self.head, capacity: reads.values.reduce(0) { $0 + $1.count * 8 + 64 }) { out in
            out.list(files.sorted { $0.key.isBefore($1.key) }) { out, file in
                out.text(file.key)
                out.count(file.value.head)
                out.word(file.value.frame)
                out.list(file.value.pieces) { out, piece in
                    out.word(piece.key)
                    out.optional(piece.reads) { out, reads in out.list(reads) { $0.word($1) } }
                    out.word(piece.fingerprint)
                    out.count(piece.length)
                    out.word(piece.hash)
                }
            }
            out.list(reads.sorted { $0.key.isBefore($1.key) }) { out, file in
                out.text(file.key)
                out.list(file.value) { $0.word($1) }
            }
        }
    }

    // MARK: Chunked files

    /// Whether rendering all chunks of a file again would give the same bytes.
    func isUpToDate(_ file: PlannedFile, _ pieces: Pieces, _ stamps: SiteStamps) -> Bool {
        guard let known = files[file.path], known.frame == Self.frame(pieces),
            known.pieces.lazy.map(\.key).elementsEqual(pieces.keys)
        else { return false }
        return known.pieces.allSatisfy { Self.isUpToDate($0, file, stamps) }
    }

    private static func isUpToDate(_ piece: Piece, _ file: PlannedFile, _ stamps: SiteStamps) -> Bool {
        guard let reads = piece.reads else { return false }
        return stamps.fingerprint(of: reads, known: file.known) == piece.fingerprint
    }

    /// The number of chunks that are in memory at once. All chunks of a large site together would increase its memory
    /// use by half.
    private static let batch = 256

    /// Writes a file from existing chunks and new ones.
    ///
    /// - Parameters:
    ///   - file: the file to write.
    ///   - pieces: its chunks.
    ///   - stamps: the fingerprints of the records.
    ///   - takesFormer: whether the existing file is unmodified, so that chunks can be copied from it.
    ///   - put: writes the next part of the file.
    /// - Returns: the chunks of the new file.
    /// - Throws: the errors of `put`.
    func assemble(
        _ file: PlannedFile, _ pieces: Pieces, _ stamps: SiteStamps, takesFormer: Bool,
        _ put: (RewrittenFile.Part) throws(DiskError) -> Void
    ) throws(DiskError) -> File {
        let former = takesFormer ? files[file.path] : nil
        var known: [UInt64: (place: Range<Int>, piece: Piece)] = [:]
        var end = former?.head ?? 0
        for piece in former?.pieces ?? [] {
            known[piece.key] = (end..<(end + piece.length), piece)
            end += piece.length
        }
        let places = known
        var notes: [Piece] = []
        notes.reserveCapacity(pieces.count)
        try put(.new(pieces.head))
        for start in stride(from: 0, to: pieces.count, by: Self.batch) {
            let made = Array(start..<min(pieces.count, start + Self.batch)).concurrentMap {
                place -> (part: RewrittenFile.Part, note: Piece) in
                let key = pieces.keys[place]
                if let known = places[key], Self.isUpToDate(known.piece, file, stamps) {
                    return (.existing(known.place), known.piece)
                }
                let (bytes, reads) = Reads.noting { pieces.piece(place) }
                let keys = stamps.keys(of: reads)
                return (
                    .new(bytes),
                    Piece(
                        key: key, reads: keys,
                        fingerprint: keys.map { stamps.fingerprint(of: $0, known: file.known) } ?? 0,
                        length: bytes.count, hash: bytes.withUnsafeBytes { Fingerprint.quick($0) })
                )
            }
            for piece in made {
                notes.append(piece.note)
                try put(piece.part)
            }
        }
        try put(.new(pieces.tail))
        return File(head: pieces.head.count, frame: Self.frame(pieces), pieces: notes)
    }

    private static func frame(_ pieces: Pieces) -> UInt64 {
        var stamp = Stamp()
        stamp.add(pieces.head)
        stamp.add(pieces.tail)
        return stamp.value
    }
}
