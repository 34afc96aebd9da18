import Diagnostics
import OficioBasics
internal import Glibc

/// Records what a computation reads from one folder and from the system's dictionaries. While `holds` is true for the
/// entries, the computation would give the same result.
///
/// The entry for a path covers the content or the absence of the file; the entry for a folder also covers the names
/// in the folder.
package final class ReadJournal: Sendable {
    /// The state of a path at its first access.
    package struct Entry: Sendable {
        /// The path relative to the root; absolute for a file of the system.
        package let path: String
        /// The kind and a hash of size, times and identity, in one word; `-` if the path did not exist.
        package let stamp: String
        /// A hash of the content if the timestamp was racy (see `isRacy`); empty otherwise.
        package let content: String

        /// Creates an entry.
        package init(path: String, stamp: String, content: String = "") {
            self.path = path
            self.stamp = stamp
            self.content = content
        }
    }

    private let root: String
    private let excluded: String
    /// The folders of the system's dictionaries, and the file that shows which libraries are installed.
    private static let system = ["/usr/share/", "/usr/local/share/", "/etc/ld.so.cache"]
    /// The recorded entries by absolute path.
    private let entries = Locked<[String: Entry]>([:])
    /// The entries of files whose content the computation knows without reading them.
    private let unreadEntries = Locked<[Entry]>([])

    private static let active = Locked<[ReadJournal]>([])

    private init(root: String, excluded: String) {
        self.root = root + "/"
        self.excluded = excluded + "/"
    }

    /// Runs `body` and records what it reads below a folder, on any thread.
    ///
    /// - Parameters:
    ///   - root: the folder.
    ///   - excluded: a folder inside it that is not recorded.
    ///   - body: the computation.
    /// - Returns: the result of `body` and the journal.
    package static func recording<Result>(below root: String, except excluded: String, _ body: () throws -> Result)
        rethrows -> (Result, ReadJournal)
    {
        let journal = ReadJournal(root: root, excluded: excluded)
        active.withLock { $0.append(journal) }
        defer { active.withLock { $0.removeAll { $0 === journal } } }
        return (try body(), journal)
    }

    /// All entries of the journal, in no particular order.
    package var all: [Entry] { entries.withLock { Array($0.values) } + unreadEntries.withLock { $0 } }

    /// Whether every path is still in its recorded state. Checks the paths in parallel.
    package static func holds(_ entries: [Entry], below root: String) -> Bool {
        let isUnchanged = Locked(true)
        _ = entries.concurrentMap { entry in
            // Stop at the first changed path.
            guard isUnchanged.withLock(\.self) else { return }
            let path = entry.path.hasPrefix("/") ? entry.path : root + "/" + entry.path
            let status = Files.status(path)
            if stamp(status) == entry.stamp, entry.content.isEmpty || content(of: path, status) == entry.content {
                return
            }
            isUnchanged.withLock { $0 = false }
        }
        return isUnchanged.withLock(\.self)
    }

    // MARK: Recording

    static func note(_ path: String, _ status: FileStatus?, content: @autoclosure () -> String) {
        let journals = active.withLock { $0 }
        for journal in journals
        where (path.hasPrefix(journal.root) || system.contains { path.hasPrefix($0) })
            && !(path + "/").hasPrefix(journal.excluded)
        {
            journal.entries.withLock { entries in
                // An entry with the names of a folder replaces one that holds only its metadata.
                if let entry = entries[path], entry.content.isEmpty == false || status?.kind != .folder { return }
                let relative = path.hasPrefix(journal.root) ? String(path.dropFirst(journal.root.utf8.count)) : path
                entries[path] = Entry(path: relative, stamp: stamp(status), content: isRacy(status) ? content() : "")
            }
        }
    }

    /// Adds entries for files whose content the computation knows by their fingerprints, without reading them.
    static func note(known files: [SiteFile], below root: String) {
        for journal in active.withLock({ $0 }) where (root + "/").hasPrefix(journal.root) {
            let folder = String((root + "/").dropFirst(journal.root.utf8.count))
            journal.unreadEntries.withLock {
                $0 += files.map { Entry(path: folder.isEmpty ? $0.path : folder + $0.path, stamp: $0.stamp) }
            }
        }
    }

    /// Whether the entry changed less than 2.5 seconds ago, so that another change could have the same time (a racy
    /// timestamp). The coarsest file systems have a granularity of two seconds.
    static func isRacy(_ status: FileStatus?) -> Bool {
        guard let status else { return false }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec) - max(status.modified, status.changed)
            < 2_500_000_000
    }

    /// Returns the fingerprint of a path as it is now; `-` if it does not exist.
    package static func stamp(ofFile path: String) -> String { stamp(Files.status(path)) }

    /// Whether a fingerprint from `stamp(ofFile:)` belongs to an existing file.
    package static func isStampOfFile(_ text: String) -> Bool { text.utf8.first == UInt8(ascii: "f") }

    static func stamp(_ status: FileStatus?) -> String {
        guard let status else { return "-" }
        var stamp = Stamp()
        // Leave out the size of a folder: its modification time changes with every entry.
        stamp.add(status.kind == .file ? status.size : 0)
        for number in [status.modified, status.changed] { stamp.add(UInt64(bitPattern: number)) }
        stamp.add(status.device)
        stamp.add(status.number)
        return Fingerprint.word(
            stamp.value,
            after: status.kind == .file
                ? UInt8(ascii: "f") : status.kind == .folder ? UInt8(ascii: "d") : UInt8(ascii: "o"))
    }

    static func hash(_ bytes: [UInt8]) -> String {
        Fingerprint.word(bytes.withUnsafeBytes { Fingerprint.wordwise($0) })
    }

    static func hash(names: [String]) -> String { hash(Array(names.joined(separator: "/").utf8)) }

    private static func content(of path: String, _ status: FileStatus?) -> String {
        switch status?.kind {
        case .file?: (try? Files.read(path)).map { hash($0) } ?? "?"
        case .folder?: (try? Files.names(in: path)).map { hash(names: $0) } ?? "?"
        default: ""
        }
    }
}
