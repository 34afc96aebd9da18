import Diagnostics
internal import Glibc

/// What was asked of the file system below one folder, and of the dictionaries that the system lends, and what it answered: with the same answers the same questions lead to the same result.
///
/// A path stands for its content and its absence; a folder also for the names in it.
package final class ReadJournal: Sendable {
    /// What one path was like when it was first asked for.
    package struct Answer: Sendable, Equatable {
        /// Kind, size, times and identity in one word; `-` where there was nothing.
        package let stamp: String
        /// A hash of what was read, where the entry was so young that a later change could bear the same time; empty otherwise.
        package let content: String

        package init(stamp: String, content: String) {
            self.stamp = stamp
            self.content = content
        }
    }

    private let root: String
    private let excluded: String
    /// Where the system keeps dictionaries, and what tells which libraries it has.
    private static let system = ["/usr/share/", "/usr/local/share/", "/etc/ld.so.cache"]
    private let answers = Guarded<[String: Answer]>([:])

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

    /// By path below the root; of the system's files the whole path. In no order.
    package var all: [(path: String, answer: Answer)] {
        answers.withLock { $0.map { ($0.key.hasPrefix(root) ? String($0.key.dropFirst(root.utf8.count)) : $0.key, $0.value) } }
    }

    /// Whether every path would answer as it did.
    ///
    /// - Parameter entries: paths below the root, or whole ones, with their answers.
    package static func holds(_ entries: [(path: String, answer: Answer)], below root: String) -> Bool {
        let isSo = Guarded(true)
        _ = entries.concurrentMap { entry in
            // One that answers otherwise is enough.
            guard isSo.withLock(\.self) else { return }
            let path = entry.path.hasPrefix("/") ? entry.path : root + "/" + entry.path
            let status = Files.status(path)
            if stamp(status) == entry.answer.stamp, entry.answer.content.isEmpty || content(of: path, status) == entry.answer.content { return }
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
                answers[path] = Answer(stamp: stamp(status), content: isYoung(status) ? content() : "")
            }
        }
    }

    /// Files that count as read without being read: what they hold is known by their status.
    static func note(known files: [(path: String, status: FileStatus)]) {
        let journals = active.withLock { $0 }
        for journal in journals {
            journal.answers.withLock { answers in
                for file in files where file.path.hasPrefix(journal.root) && !file.path.hasPrefix(journal.excluded) && answers[file.path] == nil {
                    answers[file.path] = Answer(stamp: stamp(file.status), content: "")
                }
            }
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
        // A folder's size says nothing that its time does not.
        let size = status.kind == .file ? status.size : 0
        return
            "\(status.kind == .file ? "f" : status.kind == .folder ? "d" : "o")\(size).\(status.modified).\(status.changed).\(status.identity[0]).\(status.identity[1])"
    }

    static func hash(_ bytes: [UInt8]) -> String { String(bytes.withUnsafeBytes { Fingerprint.quick($0) }, radix: 36) }

    static func hash(names: [String]) -> String { hash(Array(names.joined(separator: "/").utf8)) }

    private static func content(of path: String, _ status: FileStatus?) -> String {
        switch status?.kind {
        case .file?: (try? Files.read(path)).map { hash($0) } ?? "?"
        case .folder?: (try? Files.names(in: path)).map { hash(names: $0) } ?? "?"
        default: ""
        }
    }
}
