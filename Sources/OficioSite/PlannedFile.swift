import OficioBasics
import OficioSource

/// One file of the site to be made.
package final class PlannedFile: Sendable {
    /// Path below the output folder, with `/`.
    package let path: String
    /// Names everything that the bytes depend on, where that is cheaper to tell than to make them: with the same one they are the same.
    package let fingerprint: String?
    /// Whether the file is expensive to make (a PDF): it is current if size and modification time match.
    package let isExpensive: Bool
    /// Whether everything that the bytes hang on is asked for while they are made, of the site alone (`SiteStamps`, `Reads`).
    package let isNoted: Bool
    /// Of what a noted file's maker knows without asking.
    package let known: UInt64
    /// Makes the bytes; may be called on any processor.
    package let render: @Sendable () -> [UInt8]

    /// Makes the bytes from the folder that the others lie in already; `nil` for those that need none of them.
    package let fromOthers: (@Sendable (_ root: String) -> [UInt8])?

    /// What a noted file is put together from, `nil` for one that is made as a whole.
    package let pieces: Pieces?

    /// A file that is made of the others once they lie there.
    package init(path: String, fromOthers: @escaping @Sendable (_ root: String) -> [UInt8]) {
        self.path = path
        self.fromOthers = fromOthers
        (fingerprint, isExpensive, isNoted, known, pieces) = (nil, false, false, 0, nil)
        render = { [] }
    }

    /// A file of which only those pieces are made again that say something else than before.
    package init(path: String, known: Stamp = Stamp(), _ pieces: Pieces) {
        self.path = path
        self.known = known.value
        self.pieces = pieces
        (fingerprint, isExpensive, isNoted, fromOthers) = (nil, false, true, nil)
        render = { pieces.head + Array((0..<pieces.count).map { $0 }.concurrentMap(pieces.piece).joined()) + pieces.tail }
    }

    package init(
        path: String, fingerprint: String? = nil, isNoted: Bool = false, known: Stamp = Stamp(), isExpensive: Bool = false,
        render: @escaping @Sendable () -> [UInt8]
    ) {
        self.path = path
        self.fingerprint = fingerprint
        self.isNoted = isNoted
        self.known = known.value
        self.isExpensive = isExpensive
        self.render = render
        (fromOthers, pieces) = (nil, nil)
    }
}

/// A file in pieces, one behind the other: the records of a list, the rows of a table.
package struct Pieces: Sendable {
    package let head: [UInt8]
    package let count: Int
    package let tail: [UInt8]
    /// Makes one of them by its place; everything that it hangs on is asked for meanwhile, of the site alone (`Reads`). Called on any processor.
    package let piece: @Sendable (Int) -> [UInt8]

    package init(head: [UInt8], count: Int, tail: [UInt8] = [], piece: @escaping @Sendable (Int) -> [UInt8]) {
        self.head = head
        self.count = count
        self.tail = tail
        self.piece = piece
    }
}
