internal import Glibc
import OficioSource

/// Watches folders and everything below them for changes, with inotify.
struct SourceWatch {
    private let descriptor: Int32
    private let roots: [String]
    /// The identities (device and inode) of the root folders when they were last watched.
    private var identities: [String] = []
    /// The watched folder of each watch descriptor.
    private var folders: [Int32: String] = [:]
    /// The `errno` of the last folder that could not be watched; nil if all folders are watched.
    private(set) var failure: Int32?

    /// Starts watching folders; nil if the system gives no inotify instance.
    init?(_ roots: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.roots = roots
        watchAll()
    }

    /// The number of milliseconds without events after which a change counts as complete. Editors save a file in
    /// several steps.
    private static let settleTime: Int32 = 12
    /// The number of milliseconds between two checks that the root folders are still the same. inotify follows a folder
    /// that is moved, and does not report a new folder at the old path.
    private static let pollInterval: Int32 = 500

    /// Waits until something changes and no further event follows for a moment.
    ///
    /// - Parameters:
    ///   - stop: a descriptor that ends the wait when it becomes readable.
    ///   - idle: called after every interval without a change.
    /// - Returns: false if `stop` became readable.
    mutating func wait(orUntil stop: Int32, meanwhile idle: () -> Void) -> Bool {
        var isPending = false
        var hasNewFolders = false
        while true {
            var waiting = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waiting, 2, isPending ? Self.settleTime : Self.pollInterval)
            if ready < 0, errno == EINTR { continue }
            if waiting[1].revents != 0 { return false }
            if ready == 0 {
                if Self.identities(of: roots) != identities { (isPending, hasNewFolders) = (true, true) }
                if isPending {
                    if hasNewFolders { watchAll() }
                    return true
                }
                idle()
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                isPending = true
                if mayConcernFolders(buffer[..<count]) { hasNewFolders = true }
            }
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    /// Whether the events may change the set of folders to watch: a folder was added or removed, a symbolic link was
    /// added, or the kernel dropped events.
    private func mayConcernFolders(_ events: ArraySlice<UInt8>) -> Bool {
        events.withUnsafeBytes { bytes in
            var at = 0
            let size = MemoryLayout<inotify_event>.size
            while at + size <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                if event.mask & (UInt32(IN_ISDIR) | UInt32(IN_Q_OVERFLOW) | UInt32(IN_IGNORED)) != 0 { return true }
                if event.mask & (UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)) != 0, let folder = folders[event.wd] {
                    let name = bytes[(at + size)..<min(at + size + Int(event.len), bytes.count)].prefix { $0 != 0 }
                    if Files.isLink(folder + "/" + String(decoding: name, as: UTF8.self)) { return true }
                }
                at += size + Int(event.len)
            }
            return false
        }
    }

    private mutating func watchAll() {
        identities = Self.identities(of: roots)
        let former = folders
        folders = [:]
        failure = nil
        for root in roots { watchFolder(root, depth: 0) }
        for watch in former.keys where folders[watch] == nil { inotify_rm_watch(descriptor, watch) }
    }

    private mutating func watchFolder(_ folder: String, depth: Int) {
        guard depth < 20, Files.status(folder)?.kind == .folder else { return }
        // Watch the folder before listing it, so that no new entry is missed. Adding a watch twice has no effect.
        let watch = inotify_add_watch(
            descriptor, folder,
            UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_CREATE)
                | UInt32(IN_MODIFY))
        if watch >= 0 { folders[watch] = folder } else { failure = errno }
        for name in (try? Files.names(in: folder)) ?? [] where !name.hasPrefix(".") {
            self.watchFolder(folder + "/" + name, depth: depth + 1)
        }
    }

    private static func identities(of roots: [String]) -> [String] { roots.map { Files.status($0)?.identity ?? "" } }
}
