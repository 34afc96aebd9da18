internal import Glibc

/// A lock on a folder (`flock`). The lock ends when `release` is called, when the object is released, or when the
/// process ends.
package final class FolderLock: Sendable {
    /// The kinds of locks.
    package enum Kind: Sendable {
        /// A lock that excludes every other lock on the folder.
        case exclusive
        /// A lock that admits other shared locks on the folder.
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

    /// Locks the folder. If another process holds a lock that excludes this one, the call waits until that lock is
    /// released; without `waits`, it throws an error with `isBusy` instead.
    package func acquire(_ kind: Kind, waits: Bool) throws(DiskError) {
        let operation = (kind == .exclusive ? LOCK_EX : LOCK_SH) | (waits ? 0 : LOCK_NB)
        while flock(descriptor, operation) != 0 { if errno != EINTR { throw DiskError(path) } }
    }

    /// Unlocks the folder.
    package func release() { flock(descriptor, LOCK_UN) }
}
