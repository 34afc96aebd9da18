import OficioFiles

/// Writes the register of receipts and its seal. Only their owner may read the files, and only one command at a time
/// adds lines.
package enum RegisterFile {
    private static let mode: UInt32 = 0o600

    /// Locks the register for a command that adds lines, after waiting for other commands, and returns the lock.
    /// Creates the register's folder.
    package static func lock(_ path: String) throws(DiskError) -> FolderLock {
        let folder = FileSystem.folder(of: path)
        try FileSystem.makeFolder(folder, mode: 0o700, withParents: false)
        let lock = try FolderLock(folder)
        try lock.acquire(.exclusive, waits: true)
        return lock
    }

    /// Locks the register for reading, so that no command changes it or its seal meanwhile, and returns the lock;
    /// `nil` if the folder does not exist or its file system has no locks.
    package static func lockForReading(_ path: String) -> FolderLock? {
        guard let lock = try? FolderLock(FileSystem.folder(of: path)), (try? lock.acquire(.shared, waits: true)) != nil
        else { return nil }
        return lock
    }

    /// Appends lines after the first `length` bytes (see `AtomicFile.append`).
    package static func append(_ bytes: [UInt8], to path: String, after length: Int) throws(DiskError) {
        try AtomicFile.append(bytes, to: path, after: length, mode: mode)
    }

    /// Replaces or creates a file, and waits until it is on disk.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(DiskError) {
        try AtomicFile.replace(path, with: bytes, mode: mode, isDurable: true)
    }
}
