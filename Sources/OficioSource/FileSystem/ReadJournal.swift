import Diagnostics
internal import Glibc

/// What was asked of the file system below one folder, and of the dictionaries that the system lends, and what it answered: with the same answers the same questions lead to the same result.
///
/// A path stands for its content and its absence; a folder also for the names in it.
package final class ReadJournal: Sendable {
    /// What one path was like when it was first asked for.
    package struct Entry: Sendable {
        /// Below the root; of the system's files the whole path.
        package let path: String
        /// Kind, and a hash of size, times and identity, in one word; `-` where there was nothing.
        package let stamp: String
        /// A hash of what was read, where the entry was so young that a later change could bear the same time; empty otherwise.
        package let content: String

        package init(path: String, stamp: String, content: String = "") {
            self.path = path
            self.stamp = stamp
            self.content = content
        }
    }

    private let root: String
    private let excluded: String
    /// Where the system keeps dictionaries, and what tells which libraries it has.
    private static let system = ["/usr/share/", "/usr/local/share/", "/etc/ld.so.cache"]
    /// By whole path.
    private let answers = Guarded<[String: Entry]>([:])
    /// Of files that were not even read.
    private let known = Guarded<[Entry]>([])

    private static let active = Guarded<[ReadJournal]>([])

    private init(root: String, excluded: String) {
        self.root = root + "/"
        self.excluded = excluded + "/"
    }

    /// Notes what `body` reads below a folder, on whatever thread.
    ///
    /// - Parameter excluded: a folder inside it that is not noted.
    package static func recording<Result>(below root: String, except excluded: String, _ body: () throws -> Result) rethrows -> (Result, ReadJournal) {
        let journal = ReadJournal(root: root, excluded: excluded)
        active.withLock { $0.append(journal) }
        defer { active.withLock { $0.removeAll { $0 === journal } } }
        return (try body(), journal)
    }

    /// In no order.
    package var all: [Entry] { answers.withLock { Array($0.values) } + known.withLock { $0 } }

    /// Whether every path would answer as it did.
    ///
    package static func holds(_ entries: [Entry], below root: String) -> Bool {
        let isSo = Guarded(true)
        _ = entries.concurrentMap { entry in
            // One that answers otherwise is enough.
            guard isSo.withLock(\.self) else { return }
            let path = entry.path.hasPrefix("/") ? entry.path : root + "/" + entry.path
            let status = Files.status(path)
            if stamp(status) == entry.stamp, entry.content.isEmpty || content(of: path, status) == entry.content { return }
            isSo.withLock { $0 = false }
        }
        return isSo.withLock(\.self)
    }

    // MARK: What the door tells

    static func note(_ path: String, _ status: FileStatus?, content: @autoclosure () -> String) {
        let journals = active.withLock { $0 }
        for journal in journals where (path.hasPrefix(journal.root) || system.contains { path.hasPrefix($0) }) && !(path + "/").hasPrefix(journal.excluded) {
            journal.answers.withLock { answers in
                // A folder that was only looked at, and is listed later, is noted with its names.
                if let known = answers[path], known.content.isEmpty == false || status?.kind != .folder { return }
                let place = path.hasPrefix(journal.root) ? String(path.dropFirst(journal.root.utf8.count)) : path
                answers[path] = Entry(path: place, stamp: stamp(status), content: isYoung(status) ? content() : "")
            }
        }
    }

    /// Files below a folder that count as read without being read: what they hold is known by their stamps.
    static func note(known files: [SiteFile], below root: String) {
        for journal in active.withLock({ $0 }) where (root + "/").hasPrefix(journal.root) {
            let folder = String((root + "/").dropFirst(journal.root.utf8.count))
            journal.known.withLock { $0 += files.map { Entry(path: folder.isEmpty ? $0.path : folder + $0.path, stamp: $0.stamp) } }
        }
    }

    /// Whether a file was changed so lately that another change could bear the same time: two seconds on the coarsest of file systems.
    static func isYoung(_ status: FileStatus?) -> Bool {
        guard let status else { return false }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - max(status.modified, status.changed) < 2_500_000_000
    }

    /// What a path is like now, in one word.
    package static func stamp(ofFile path: String) -> String { stamp(Files.status(path)) }

    /// Whether a text is what `stamp(ofFile:)` says of a file that is there.
    package static func isStampOfFile(_ text: String) -> Bool { text.utf8.first == UInt8(ascii: "f") }

    static func stamp(_ status: FileStatus?) -> String {
        guard let status else { return "-" }
        var stamp = Stamp()
        // A folder's size says nothing that its time does not.
        stamp.add(status.kind == .file ? status.size : 0)
        for number in [status.modified, status.changed] { stamp.add(UInt64(bitPattern: number)) }
        stamp.add(status.device)
        stamp.add(status.number)
        return Fingerprint.word(stamp.value, after: status.kind == .file ? UInt8(ascii: "f") : status.kind == .folder ? UInt8(ascii: "d") : UInt8(ascii: "o"))
    }

    static func hash(_ bytes: [UInt8]) -> String { Fingerprint.word(bytes.withUnsafeBytes { Fingerprint.quick($0) }) }

    static func hash(names: [String]) -> String { hash(Array(names.joined(separator: "/").utf8)) }

    private static func content(of path: String, _ status: FileStatus?) -> String {
        switch status?.kind {
        case .file?: (try? Files.read(path)).map { hash($0) } ?? "?"
        case .folder?: (try? Files.names(in: path)).map { hash(names: $0) } ?? "?"
        default: ""
        }
    }
}
