import OficioFiles
import OficioHistory

/// Allows one release of a site at a time. A command acquires the lock before it reads the sources, and holds the
/// lock until the release is on disk.
///
/// The system releases the lock when the process ends, even if it is killed.
package final class ReleaseLock: Sendable {
    let root: String
    private let lock: FolderLock

    /// Locks the history of a site. Throws `WriteError.busy` if another command holds the lock.
    package init(_ root: String) throws(WriteError) {
        self.root = root
        lock = try WriteError.wrapping(below: root) { () throws(DiskError) in
            try FileTree(root, "content").makeFolder(Ledger.folder)
            let lock = try FolderLock(root + "/" + Ledger.folder)
            try lock.acquire(.exclusive, waits: false)
            return lock
        }
    }

    deinit {
        lock.release()
        // Remove the folder if it contains no releases.
        FileSystem.removeEmptyFolder(root + "/" + Ledger.folder)
    }
}
