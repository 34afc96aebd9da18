import Diagnostics
import OficioBasics
import OficioFiles
import OficioSite
import OficioSource

/// The chunks of large files, by the files' paths. The build copies unchanged chunks from the existing file.
///
/// The encoded form begins with a hash (see `StoreWriter`). The build recomputes entries that are missing or damaged.
struct PieceNotes: Sendable {
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
        /// The records that the chunk depends on (see `SiteStamps`), and the fingerprint of their content. Empty if the
        /// chunk must be rendered every time.
        let asked: String
        let fingerprint: String
        let length: Int
        /// The hash of the chunk's bytes.
        let hash: UInt64
    }

    var files: [String: File] = [:]

    init() {}

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            guard var reader = StoreReader(sealed: bytes) else { return }
            let known = reader.list { reader in
                let path = reader.text(), head = reader.count(), frame = reader.word()
                let pieces = reader.list { reader in
                    let asked = reader.text(), fingerprint = reader.text(), length = reader.count()
                    return Piece(asked: asked, fingerprint: fingerprint, length: length, hash: reader.word())
                }
                return (path, File(head: head, frame: frame, pieces: pieces))
            }
            if !reader.isBroken { files = Dictionary(known) { a, _ in a } }
        }
    }

    var bytes: [UInt8] {
        StoreWriter.sealed { out in
            out.list(files.sorted { $0.key.isBefore($1.key) }) { out, file in
                out.text(file.key)
                out.count(file.value.head)
                out.word(file.value.frame)
                out.list(file.value.pieces) { out, piece in
                    out.text(piece.asked)
                    out.text(piece.fingerprint)
                    out.count(piece.length)
                    out.word(piece.hash)
                }
            }
        }
    }

    // MARK: Files in pieces

    /// Whether rendering all chunks of a file again would give the same bytes.
    func isUpToDate(_ file: PlannedFile, _ pieces: Pieces, _ stamps: SiteStamps) -> Bool {
        guard let known = files[file.path], known.frame == Self.frame(pieces), known.pieces.count == pieces.count else {
            return false
        }
        return known.pieces.allSatisfy {
            !$0.fingerprint.isEmpty && stamps.fingerprint(of: $0.asked, known: file.known) == $0.fingerprint
        }
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
        let known = takesFormer ? files[file.path] : nil
        let ends = (known?.pieces ?? []).reduce(into: [known?.head ?? 0]) { $0.append($0[$0.count - 1] + $1.length) }
        var notes: [Piece] = []
        notes.reserveCapacity(pieces.count)
        try put(.new(pieces.head))
        for start in stride(from: 0, to: pieces.count, by: Self.batch) {
            let made = Array(start..<min(pieces.count, start + Self.batch)).concurrentMap {
                place -> (part: RewrittenFile.Part, note: Piece) in
                if let known, known.pieces.indices.contains(place) {
                    let note = known.pieces[place]
                    if !note.fingerprint.isEmpty,
                        stamps.fingerprint(of: note.asked, known: file.known) == note.fingerprint
                    {
                        return (.existing(ends[place]..<ends[place + 1]), note)
                    }
                }
                let (bytes, reads) = Reads.noting { pieces.piece(place) }
                let asked = stamps.records(of: reads)
                let fingerprint = asked.flatMap { stamps.fingerprint(of: $0, known: file.known) }
                return (
                    .new(bytes),
                    Piece(
                        asked: asked ?? "", fingerprint: fingerprint ?? "", length: bytes.count,
                        hash: bytes.withUnsafeBytes { Fingerprint.quick($0) })
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
