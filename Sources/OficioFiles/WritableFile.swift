internal import Glibc

/// A file that is open for writing.
package final class WritableFile {
    /// The purposes of opening a file, which decide what happens to a file that exists already.
    package enum Purpose: Sendable {
        /// Opening fails if the file exists.
        case create
        /// The bytes of the file stay until `truncate` or `write` changes them.
        case keep
        /// Writes go to the end of the file. Opening fails if there is no file.
        case append
    }

    private let path: String
    private var descriptor: Int32

    /// Opens a file; throws if the last name of the path is a link. A new file has the permissions `mode`, reduced by
    /// the umask of the process.
    package init(_ path: String, _ purpose: Purpose, mode: UInt32 = 0o644) throws(DiskError) {
        self.path = path
        let flags =
            switch purpose {
            case .create: O_CREAT | O_EXCL
            case .keep: O_CREAT
            case .append: O_APPEND
            }
        descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, mode)
        if descriptor < 0 { throw DiskError(path) }
    }

    /// Creates a file in an open folder; throws if the name is taken. Errors show `path`.
    init(creating name: String, in folder: Int32, mode: UInt32, path: String) throws(DiskError) {
        self.path = path
        descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        if descriptor < 0 { throw DiskError(path) }
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// Writes all bytes; throws if a part of them cannot be written.
    package func write(_ bytes: [UInt8]) throws(DiskError) {
        if let number = Self.write(bytes, to: descriptor) { throw DiskError(path: path, number: number) }
    }

    /// Writes all bytes to an open descriptor. Returns the error number of the call that failed, or `nil`.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var offset = 0
        while offset < bytes.count {
            let put = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
            }
            if put < 0, errno == EINTR { continue }
            if put < 0 { return errno }
            // A device that accepts no bytes would keep this loop running.
            if put == 0 { return EIO }
            offset += put
        }
        return nil
    }

    /// Cuts the file to a length, or extends it with zeros; the next write goes to its end.
    package func truncate(to length: Int) throws(DiskError) {
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) == off_t(length)
        else { throw DiskError(path) }
    }

    func setMode(_ mode: UInt32) throws(DiskError) { if fchmod(descriptor, mode) != 0 { throw DiskError(path) } }

    /// Waits until the bytes are on the disk.
    package func sync() throws(DiskError) { if fsync(descriptor) != 0 { throw DiskError(path) } }

    /// Locks the file until it is closed; returns false if another process has locked it.
    package func tryLock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Closes the file; throws if the system reports only now that a write failed.
    package func close() throws(DiskError) {
        let open = descriptor
        descriptor = -1
        if Glibc.close(open) != 0 { throw DiskError(path) }
    }
}
