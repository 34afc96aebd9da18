import OficioHistory
internal import Glibc

/// One release of a site at a time: held from before the sources are read until the release is on disk.
///
/// The system lets go of it when the process ends, however it ends.
package final class ReleaseLock: Sendable {
    let root: String
    private let descriptor: Int32

    /// - Throws: `WriteError.busy` where another command holds it.
    package init(_ root: String) throws(WriteError) {
        try DurableFiles(root: root).makeFolder(Ledger.folder)
        let path = root + "/" + Ledger.folder
        let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let number = errno
            close(opened)
            throw number == EWOULDBLOCK
                ? .busy(Ledger.folder) : .failed(path: path, reason: String(cString: strerror(number)))
        }
        // Set last: an initializer that throws after that would run `deinit`, which closes what may be another's by then.
        self.root = root
        descriptor = opened
    }

    deinit {
        close(descriptor)
        // A history in which nothing was released leaves no folder.
        rmdir(root + "/" + Ledger.folder)
    }
}
