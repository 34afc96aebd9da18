import OficioFiles
import OficioHistory

/// One release of a site at a time: held from before the sources are read until the release is on disk.
///
/// The system lets go of it when the process ends, however it ends.
package final class ReleaseLock: Sendable {
    let root: String
    private let lock: FolderLock

    /// - Throws: `WriteError.busy` where another command holds it.
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
        // A history in which nothing was released leaves no folder.
        FileSystem.removeEmptyFolder(root + "/" + Ledger.folder)
    }
}
