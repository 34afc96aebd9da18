internal import Glibc
import OficioSource

/// Tells when something below some folders changes (inotify).
struct SourceWatch {
    private let descriptor: Int32
    private let roots: [String]
    /// What the paths of the roots led to when they were last watched.
    private var identities: [String] = []
    /// By watch: the folder that it was set on.
    private var folders: [Int32: String] = [:]
    /// Why a folder is not watched: the `errno` of the last call that failed.
    private(set) var failure: Int32?

    init?(_ roots: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.roots = roots
        watchAll()
    }

    /// An editor writes a file in several steps: what follows within so many milliseconds is one change.
    private static let quiet: Int32 = 12
    /// How often the roots are looked at, in milliseconds: inotify follows a folder that is moved and says nothing of another one in its place.
    private static let beat: Int32 = 500

    /// Waits until something changed and was quiet for a moment; `false` where `stop` may be read.
    ///
    /// - Parameter idle: called at every beat in which nothing changes.
    mutating func wait(orUntil stop: Int32, meanwhile idle: () -> Void) -> Bool {
        var isPending = false
        var hasNewFolders = false
        while true {
            var waiting = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0)]
            let ready = poll(&waiting, 2, isPending ? Self.quiet : Self.beat)
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
                if tellsOfFolders(buffer[..<count]) { hasNewFolders = true }
            }
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    /// Whether folders, or links that may lead to one, came or went, or more happened than the kernel told.
    private func tellsOfFolders(_ events: ArraySlice<UInt8>) -> Bool {
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
        for root in roots { watch(root, depth: 0) }
        for watch in former.keys where folders[watch] == nil { inotify_rm_watch(descriptor, watch) }
    }

    private mutating func watch(_ folder: String, depth: Int) {
        guard depth < 20, Files.status(folder)?.kind == .folder else { return }
        // Before its names are read: what comes between is told. Watching twice is watching once.
        let watch = inotify_add_watch(
            descriptor, folder, UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_CREATE) | UInt32(IN_MODIFY))
        if watch >= 0 { folders[watch] = folder } else { failure = errno }
        for name in (try? Files.names(in: folder)) ?? [] where !name.hasPrefix(".") { self.watch(folder + "/" + name, depth: depth + 1) }
    }

    private static func identities(of roots: [String]) -> [String] { roots.map { Files.status($0)?.identity ?? "" } }
}
