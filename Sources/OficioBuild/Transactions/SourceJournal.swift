import OficioBasics
import OficioEditing
import OficioFiles
import OficioHistory

/// A file of a transaction, with its SHA-256 before and after; an empty hash means that the file does not exist.
struct SourceMove: Equatable {
    let path: String
    let before: String
    let after: String

    /// The hidden path of the file that holds the new text until it is moved.
    var stagedPath: String { Self.stagedPath(for: path) }

    var asFileMove: FileTransaction.Move {
        .init(staged: stagedPath, target: path, kind: after.isEmpty ? .remove : before.isEmpty ? .create : .put)
    }

    static func stagedPath(for path: String) -> String {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return path[..<slash] + "." + path[slash...] + AtomicFile.temporaryEnding
    }

    static func isStaged(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(AtomicFile.temporaryEnding) }

    /// Whether a path is below `content/` and outside of the history.
    static func isSource(_ path: String) -> Bool {
        FileTree.parts(path, below: "content").map { $0[0] != "historial" } ?? false
    }
}

extension SourceMove {
    init(_ change: SourceChange) {
        self.init(
            path: change.path, before: change.before.map { SHA256.hex($0) } ?? "",
            after: change.after.map { SHA256.hex($0) } ?? "")
    }
}

/// The list of files in a transaction that changes several files.
struct SourceJournal: Equatable {
    /// The name of the journal in `content/`. It is hidden so that it is not a source.
    static let name = ".oficio-pendiente.json"

    let moves: [SourceMove]

    init(moves: [SourceMove]) { self.moves = moves }

    var bytes: [UInt8] {
        let moves = moves.map {
            JSONText.object([("path", .string($0.path)), ("before", .string($0.before)), ("after", .string($0.after))])
        }
        return Array(JSONText.object([("format", .string("oficio-cambios-1")), ("moves", .array(moves))]).compact.utf8)
    }

    /// Reads a journal; `nil` if the bytes are no journal, or if a path in it is outside of `content/` or in the
    /// history.
    init?(_ bytes: [UInt8]) {
        guard let json = JSONText(bytes), json["format"]?.text == "oficio-cambios-1", let items = json["moves"]?.items
        else { return nil }
        var moves: [SourceMove] = []
        for item in items {
            guard let path = item["path"]?.text, let before = item["before"]?.text, let after = item["after"]?.text,
                SourceMove.isSource(path),
                [before, after].allSatisfy({ $0.isEmpty || $0.utf8.count == 64 && [UInt8](hexadecimal: $0) != nil })
            else { return nil }
            moves.append(SourceMove(path: path, before: before, after: after))
        }
        self.init(moves: moves)
    }
}
