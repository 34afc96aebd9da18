import OficioBasics
import OficioFiles
import OficioHistory
import OficioSource

/// Finishes or undoes releases that versions before November 2026 left pending, with a journal in the document's own
/// folder.
///
/// It changes only the document's folder and source.
struct FormerJournals {
    let root: String
    let tree: FileTree

    private static let format = "oficio-pendiente-1"

    func recover(source: (_ folder: String) -> String?) throws(WriteError) -> [ReleaseTransaction.Recovery] {
        var found: [ReleaseTransaction.Recovery] = []
        for type in names(Ledger.folder) {
            for id in names("\(Ledger.folder)/\(type)") {
                let folder = "\(Ledger.folder)/\(type)/\(id)"
                if let recovery = try recover(folder, source(folder)) { found.append(recovery) }
            }
        }
        return found
    }

    private func names(_ folder: String) -> [String] { (try? Files.names(in: root + "/" + folder)) ?? [] }

    private func recover(_ folder: String, _ source: String?) throws(WriteError) -> ReleaseTransaction.Recovery? {
        let names = names(folder)
        let path = folder + "/" + History.journalName
        guard names.contains(History.journalName) else {
            // Staged files without a journal belong to a release that never took effect.
            if PendingRelease.isDocumentFolder(folder), names.contains(where: { $0.hasSuffix(History.temporaryEnding) })
            {
                try removeStagedFiles(folder)
                return .undone(folder: folder)
            }
            return nil
        }
        let bytes: [UInt8]
        do throws(FileError) { bytes = try Files.read(root + "/" + path) } catch {
            throw .failed(path: root + "/" + path, reason: error.reason)
        }
        guard let (version, moves) = Self.read(bytes),
            moves.allSatisfy({ isConfined($0.to, folder, source) && Self.isName($0.from) })
        else {
            try remove(path)
            return .refused(path: path)
        }
        let canFinish = moves.allSatisfy {
            hash(of: $0.to) == $0.sha256 || hash(of: folder + "/" + $0.from) == $0.sha256
        }
        if canFinish {
            for move in moves where Files.status("\(root)/\(folder)/\(move.from)") != nil {
                try convertingDiskErrors { () throws(DiskError) in try tree.move(folder + "/" + move.from, to: move.to)
                }
            }
        }
        try remove(path)
        try removeStagedFiles(folder)
        return canFinish ? .finished(folder: folder, version: version) : .undone(folder: folder)
    }

    private struct Move {
        let from: String
        let to: String
        let sha256: String
    }

    private static func read(_ bytes: [UInt8]) -> (version: String, moves: [Move])? {
        guard let json = JSONText(bytes), json["format"]?.text == format, let version = json["version"]?.text else {
            return nil
        }
        var moves: [Move] = []
        for item in json["moves"]?.items ?? [] {
            guard let from = item["from"]?.text, let to = item["to"]?.text, let sha256 = item["sha256"]?.text else {
                return nil
            }
            moves.append(Move(from: from, to: to, sha256: sha256))
        }
        return (version, moves)
    }

    private static func isName(_ name: String) -> Bool {
        name.hasSuffix(History.temporaryEnding) && !name.contains("/")
    }

    private func isConfined(_ target: String, _ folder: String, _ source: String?) -> Bool {
        guard tree.isReachedWithoutLinks(target) else { return false }
        if let source, target == source, PendingRelease.isSource(target) { return true }
        let name = target.hasPrefix(folder + "/") ? String(target.dropFirst(folder.utf8.count + 1)) : "/"
        return !name.contains("/") && !name.hasPrefix(".") && PendingRelease.isDocumentFolder(folder)
    }

    private func removeStagedFiles(_ folder: String) throws(WriteError) {
        for name in names(folder) where name.hasSuffix(History.temporaryEnding) {
            try remove(folder + "/" + name)
        }
        tree.removeEmptyFolder(folder)
    }

    private func convertingDiskErrors<Result>(_ body: () throws(DiskError) -> Result) throws(WriteError) -> Result {
        try WriteError.wrapping(below: root, body)
    }

    private func remove(_ path: String) throws(WriteError) {
        try convertingDiskErrors { () throws(DiskError) in try tree.remove(path) }
    }

    private func hash(of path: String) -> String { (try? Files.read(root + "/" + path)).map { SHA256.hex($0) } ?? "" }
}
