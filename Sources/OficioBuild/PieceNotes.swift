import Diagnostics
import OficioSite
import OficioSource

/// What the pieces of files were made of, by the path of the file: those that would be made the same again are taken from where they lie.
///
/// As bytes with a hash in front (`StoreWriter`). Whatever is missing, damaged or not as it was made is made anew.
struct PieceNotes: Sendable {
    /// The pieces of one file.
    struct File: Sendable {
        /// The length of what stands in front of the pieces.
        let head: Int
        /// Of what stands around them.
        let frame: UInt64
        let pieces: [Piece]

        /// Of everything that the file was made of: names it as the fingerprint of another does.
        var fingerprint: String {
            var stamp = Stamp()
            stamp.add(frame)
            for piece in pieces { stamp.add(piece.fingerprint) }
            stamp.add(pieces.count)
            return String(stamp.value, radix: 36)
        }
    }

    struct Piece: Sendable {
        /// The records that were asked, as `SiteStamps` tells them, and the stamp of what they said; empty where that is not known.
        let asked: String
        let fingerprint: String
        let length: Int
        /// Of its bytes.
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
        var out = StoreWriter()
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
        return out.sealed
    }

    // MARK: Files in pieces

    /// Whether every piece of a file would be made as it was.
    func isUpToDate(_ file: PlannedFile, _ pieces: Pieces, _ stamps: SiteStamps) -> Bool {
        guard let known = files[file.path], known.frame == Self.frame(pieces), known.pieces.count == pieces.count else { return false }
        return known.pieces.allSatisfy { !$0.fingerprint.isEmpty && stamps.fingerprint(of: $0.asked, known: file.known) == $0.fingerprint }
    }

    /// A file put together from the pieces that lie there and those that have to be made.
    ///
    /// - Parameter former: the file as it lies there, empty where it does not.
    func assembled(_ file: PlannedFile, _ pieces: Pieces, _ stamps: SiteStamps, former: [UInt8]) -> (bytes: [UInt8], notes: File) {
        let known = files[file.path]
        let ends = (known?.pieces ?? []).reduce(into: [known?.head ?? 0]) { $0.append($0[$0.count - 1] + $1.length) }
        let made = (0..<pieces.count).map { $0 }.concurrentMap { place -> (bytes: ArraySlice<UInt8>, note: Piece) in
            if let known, known.pieces.indices.contains(place), ends[place + 1] <= former.count {
                let note = known.pieces[place], bytes = former[ends[place]..<ends[place + 1]]
                if !note.fingerprint.isEmpty, stamps.fingerprint(of: note.asked, known: file.known) == note.fingerprint, Self.hash(bytes) == note.hash {
                    return (bytes, note)
                }
            }
            let (bytes, reads) = Reads.noting { pieces.piece(place) }
            let asked = stamps.records(of: reads)
            let fingerprint = asked.flatMap { stamps.fingerprint(of: $0, known: file.known) }
            let note = Piece(asked: asked ?? "", fingerprint: fingerprint ?? "", length: bytes.count, hash: Self.hash(bytes[...]))
            return (bytes[...], note)
        }
        var bytes = pieces.head
        // Tens of megabytes at ten thousand documents: an array that grows holds them up to three times.
        bytes.reserveCapacity(made.reduce(bytes.count + pieces.tail.count) { $0 + $1.bytes.count })
        for piece in made { bytes += piece.bytes }
        bytes += pieces.tail
        return (bytes, File(head: pieces.head.count, frame: Self.frame(pieces), pieces: made.map(\.note)))
    }

    private static func frame(_ pieces: Pieces) -> UInt64 {
        var stamp = Stamp()
        stamp.add(pieces.head)
        stamp.add(pieces.tail)
        return stamp.value
    }

    private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { Fingerprint.quick($0) } }
}
