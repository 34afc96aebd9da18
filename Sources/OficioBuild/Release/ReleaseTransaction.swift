import Diagnostics
import OficioHistory
import OficioSource
internal import Glibc

/// Writes a release so that, killed at any instant, it has either not happened or is finished by the next command.
///
/// 1. Every new file lies complete and synced under a temporary name in the document's folder of `historial/`.
/// 2. A journal (`pendiente.json`) that names them is renamed into place: from here on the release has happened.
/// 3. Each file is renamed to its place, the ledger last; then the journal goes.
///
/// Without a journal the temporary files are swept away (the old state); with one they are moved on (the new state).
package struct ReleaseTransaction {
    /// What an earlier release that was cut short has become.
    package enum Recovery: Sendable, Equatable {
        /// The version that is now released.
        case finished(folder: String, version: String)
        case undone(folder: String)
    }

    private let root: String
    private let folder: String
    /// Called before every step that changes the disk; tests end the process there.
    private let beforeStep: (String) -> Void

    /// - Parameter folder: `content/historial/TYPE/ID`.
    package init(root: String, folder: String, beforeStep: @escaping (String) -> Void = { _ in }) {
        self.root = root
        self.folder = folder
        self.beforeStep = beforeStep
    }

    private var path: String { root + "/" + folder }
    private var journal: String { path + "/" + History.journalName }

    // MARK: Commit

    /// Writes a planned release; what an interrupted one left behind is settled first, and makes the plan out of date if it changed anything.
    package func commit(_ plan: ReleasePlan) throws(WriteError) {
        precondition(plan.folder == folder, "a plan for this document")
        try makeFolders()
        let lock = try lock()
        defer { close(lock) }
        guard Files.status(journal) == nil, hash(of: folder + "/" + Ledger.fileName) == plan.formerLedger,
            plan.source.map({ hash(of: $0.path) == $0.formerHash }) ?? true
        else { throw .outOfDate(plan.source?.path ?? folder) }
        sweep()
        var moves: [Move] = []
        do throws(WriteError) {
            for file in plan.files { moves.append(try stage(file.bytes, for: folder + "/" + file.name, as: file.name)) }
            if let source = plan.source { moves.append(try stage(source.bytes, for: source.path, as: "fuente")) }
            moves.append(try stage(plan.ledger, for: folder + "/" + Ledger.fileName, as: Ledger.fileName))
            try syncFolder(path)
            try writeJournal(Journal(version: plan.entry.version, moves: moves))
        } catch {
            sweep()
            removeIfEmpty()
            throw error
        }
        try finish(moves)
    }

    private func finish(_ moves: [Move]) throws(WriteError) {
        for move in moves {
            beforeStep("rename \(move.target)")
            try put(move)
        }
        try syncFolder(path)
        beforeStep("forget the journal")
        guard unlink(journal) == 0 else { throw failure(journal) }
        try syncFolder(path)
    }

    // MARK: Recovery

    /// Settles what a release of this document that was cut short has left; `nil` where there is nothing.
    package func recover() throws(WriteError) -> Recovery? {
        guard Files.status(path)?.kind == .folder else { return nil }
        let names = (try? Files.names(in: path)) ?? []
        guard names.contains(where: { $0 == History.journalName || $0.hasSuffix(History.temporaryEnding) }) else { return nil }
        let lock = try lock()
        defer { close(lock) }
        guard let bytes = try? Files.read(journal) else {
            sweep()
            removeIfEmpty()
            return .undone(folder: folder)
        }
        guard let journal = Journal(bytes) else { throw .failed(path: self.journal, reason: "no es un diario de Oficio") }
        try finish(journal.moves)
        sweep()
        return .finished(folder: folder, version: journal.version)
    }

    /// Settles every release of a site that was cut short.
    package static func recoverAll(_ root: String) throws(WriteError) -> [Recovery] {
        var found: [Recovery] = []
        for type in (try? Files.names(in: root + "/" + Ledger.folder)) ?? [] {
            for id in (try? Files.names(in: "\(root)/\(Ledger.folder)/\(type)")) ?? [] {
                if let recovery = try ReleaseTransaction(root: root, folder: "\(Ledger.folder)/\(type)/\(id)").recover() { found.append(recovery) }
            }
        }
        return found
    }

    // MARK: Steps

    /// One file on its way: from a temporary name in the document's folder to its place in the site.
    private struct Move {
        let temporary: String
        let target: String
        let sha256: String
    }

    private struct Journal {
        let version: String
        let moves: [Move]

        init(version: String, moves: [Move]) {
            self.version = version
            self.moves = moves
        }

        var bytes: [UInt8] {
            let moves = moves.map { JSONText.object([("from", .string($0.temporary)), ("to", .string($0.target)), ("sha256", .string($0.sha256))]) }
            return Array(JSONText.object([("format", .string("oficio-pendiente-1")), ("version", .string(version)), ("moves", .array(moves))]).compact.utf8)
        }

        init?(_ bytes: [UInt8]) {
            guard let json = JSONText(bytes), json["format"]?.text == "oficio-pendiente-1", let version = json["version"]?.text else { return nil }
            var moves: [Move] = []
            for item in json["moves"]?.items ?? [] {
                guard let from = item["from"]?.text, let to = item["to"]?.text, let hash = item["sha256"]?.text, !from.contains("/"), to.hasPrefix("content/"),
                    !to.split(separator: "/").contains("..")
                else { return nil }
                moves.append(Move(temporary: from, target: to, sha256: hash))
            }
            self.init(version: version, moves: moves)
        }
    }

    private func stage(_ bytes: [UInt8], for target: String, as name: String) throws(WriteError) -> Move {
        let temporary = name + History.temporaryEnding
        beforeStep("write \(temporary)")
        try write(bytes, to: path + "/" + temporary)
        return Move(temporary: temporary, target: target, sha256: SHA256.hex(bytes))
    }

    private func writeJournal(_ content: Journal) throws(WriteError) {
        let temporary = journal + History.temporaryEnding
        beforeStep("write the journal")
        try write(content.bytes, to: temporary)
        beforeStep("rename the journal")
        guard rename(temporary, journal) == 0 else { throw failure(journal) }
        try syncFolder(path)
    }

    /// Moves a file to its place, unless that has been done already.
    private func put(_ move: Move) throws(WriteError) {
        let from = path + "/" + move.temporary
        let to = root + "/" + move.target
        guard Files.status(from) != nil else {
            guard hash(of: move.target) == move.sha256 else { throw .failed(path: to, reason: String(cString: strerror(ENOENT))) }
            return
        }
        if rename(from, to) == 0 { return try syncFolder(String(to[..<(to.lastIndex(of: "/") ?? to.startIndex)])) }
        // `historial/` may lie on another disk than the sources: then the last step is a rename beside the target.
        guard errno == EXDEV, let bytes = try? Files.read(from) else { throw failure(to) }
        try write(bytes, to: to + History.temporaryEnding)
        guard rename(to + History.temporaryEnding, to) == 0 else { throw failure(to) }
        unlink(from)
    }

    // MARK: Disk

    private func hash(of relative: String) -> String { (try? Files.read(root + "/" + relative)).map { SHA256.hex($0) } ?? "" }

    /// One release of a document at a time; the lock ends with the process.
    private func lock() throws(WriteError) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .busy(folder)
        }
        return descriptor
    }

    private func makeFolders() throws(WriteError) {
        var part = root
        for name in folder.split(separator: "/") {
            part += "/" + name
            if mkdir(part, 0o755) != 0, errno != EEXIST { throw failure(part) }
        }
    }

    private func sweep() {
        for name in (try? Files.names(in: path)) ?? [] where name.hasSuffix(History.temporaryEnding) {
            beforeStep("sweep \(name)")
            unlink(path + "/" + name)
        }
    }

    /// A first release that came to nothing leaves no folder.
    private func removeIfEmpty() {
        if rmdir(path) == 0 { rmdir(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])) }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        var offset = 0
        while offset < bytes.count {
            let put = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if put < 0, errno == EINTR { continue }
            if put <= 0 {
                let error = failure(path)
                close(descriptor)
                throw error
            }
            offset += put
        }
        guard fsync(descriptor) == 0 else {
            let error = failure(path)
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw failure(path) }
    }

    private func syncFolder(_ path: String) throws(WriteError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        // Some network shares cannot sync a folder; the rename itself is still atomic there.
        if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw failure(path) }
    }

    private func failure(_ path: String) -> WriteError { .failed(path: path, reason: String(cString: strerror(errno))) }
}
