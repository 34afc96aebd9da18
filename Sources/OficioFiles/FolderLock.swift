internal import Glibc

/// A lock on a folder (`flock`). It ends with `release`, with the object, and with the process.
package final class FolderLock: Sendable {
    /// The kinds of locks.
    package enum Kind: Sendable {
        /// Nobody else may hold a lock.
        case exclusive
        /// Others may hold shared locks.
        case shared
    }

    private let descriptor: Int32
    private let path: String

    /// Opens a folder without locking it.
    package init(_ path: String) throws(DiskError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw DiskError(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Locks the folder. If another process holds a lock that excludes this one, the call waits until it is released,
    /// or without `waits` throws an error with `isBusy`.
    package func acquire(_ kind: Kind, waits: Bool) throws(DiskError) {
        let operation = (kind == .exclusive ? LOCK_EX : LOCK_SH) | (waits ? 0 : LOCK_NB)
        while flock(descriptor, operation) != 0 { if errno != EINTR { throw DiskError(path) } }
    }

    /// Unlocks the folder.
    package func release() { flock(descriptor, LOCK_UN) }
}
