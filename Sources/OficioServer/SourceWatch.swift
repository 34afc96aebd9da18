internal import Glibc
import OficioSource

/// Tells when something below some folders changes (inotify).
struct SourceWatch {
    private let descriptor: Int32
    private let roots: [String]
    private var folders: Set<String> = []

    init?(_ roots: [String]) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.roots = roots
        watchAll()
    }

    /// Waits until something changed and was quiet for a moment; `false` where `stop` may be read.
    mutating func wait(orUntil stop: Int32) -> Bool {
        var isPending = false
        var hasNewFolders = false
        while true {
            var waiting = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: stop, events: Int16(POLLIN), revents: 0)]
            // An editor writes a file in several steps: they are one change.
            let ready = poll(&waiting, 2, isPending ? 12 : -1)
            if ready < 0, errno == EINTR { continue }
            if waiting[1].revents != 0 { return false }
            if ready == 0, isPending {
                if hasNewFolders || roots.contains(where: { !folders.contains($0) && Files.status($0) != nil }) { watchAll() }
                return true
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { break }
                isPending = true
                if Self.tellsOfFolders(buffer[..<count]) { hasNewFolders = true }
            }
        }
    }

    /// Whether folders came, went or were renamed, or more happened than the kernel told: looking at every file again takes longer than making a page.
    private static func tellsOfFolders(_ events: ArraySlice<UInt8>) -> Bool {
        events.withUnsafeBytes { bytes in
            var at = 0
            while at + MemoryLayout<inotify_event>.size <= bytes.count {
                let event = bytes.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
                if event.mask & (UInt32(IN_ISDIR) | UInt32(IN_Q_OVERFLOW) | UInt32(IN_IGNORED)) != 0 { return true }
                at += MemoryLayout<inotify_event>.size + Int(event.len)
            }
            return false
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    private mutating func watchAll() {
        var found: Set<String> = []
        for root in roots { collect(root, &found, depth: 0) }
        // Also those known by name: a folder that was removed and made again is another one. Watching twice is watching once.
        for folder in found {
            inotify_add_watch(
                descriptor, folder,
                UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_DELETE) | UInt32(IN_CREATE) | UInt32(IN_MODIFY))
        }
        folders = found
    }

    private func collect(_ folder: String, _ found: inout Set<String>, depth: Int) {
        guard depth < 20, Files.status(folder)?.kind == .folder else { return }
        found.insert(folder)
        for name in (try? Files.names(in: folder)) ?? [] where !name.hasPrefix(".") { collect(folder + "/" + name, &found, depth: depth + 1) }
    }
}
