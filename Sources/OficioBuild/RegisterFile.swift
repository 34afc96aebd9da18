import OficioFiles

/// The register of receipts and its seal as files that only their owner may read: lines are added
/// whole, one command at a time.
package enum RegisterFile {
    private static let mode: UInt32 = 0o600

    /// Locks the register for a command that adds to it, after waiting for others; makes its folder.
    package static func lock(_ path: String) throws(DiskError) -> FolderLock {
        let folder = FileSystem.folder(of: path)
        try FileSystem.makeFolder(folder, mode: 0o700, withParents: false)
        let lock = try FolderLock(folder)
        try lock.acquire(.exclusive, waits: true)
        return lock
    }

    /// Waits for a command that adds to the register, so that register and seal are read in one
    /// state; makes nothing.
    ///
    /// - Returns: `nil` where there is no such folder, or where its file system knows no locks.
    package static func readLock(_ path: String) -> FolderLock? {
        guard let lock = try? FolderLock(FileSystem.folder(of: path)), (try? lock.acquire(.shared, waits: true)) != nil
        else { return nil }
        return lock
    }

    /// Adds lines behind the first `length` bytes (`AtomicFile.append`).
    package static func append(_ bytes: [UInt8], to path: String, after length: Int) throws(DiskError) {
        try AtomicFile.append(bytes, to: path, after: length, mode: mode)
    }

    /// Puts a file in the place of another, or of none, on the disk.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(DiskError) {
        try AtomicFile.replace(path, with: bytes, mode: mode, isDurable: true)
    }
}
