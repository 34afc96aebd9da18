internal import Glibc

/// The register of receipts and its seal as files: lines are added whole, one command at a time.
package enum RegisterFile {
    /// Held while a command adds to the register or reads it.
    package struct Lock: ~Copyable {
        fileprivate let descriptor: Int32

        package func release() { close(descriptor) }
    }

    /// Waits for other commands that use the same register; makes its folder, readable by its owner
    /// only.
    package static func lock(_ path: String) throws(WriteError) -> Lock {
        let folder = folder(of: path)
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw failure(folder) }
        return try lock(folder: folder, LOCK_EX)
    }

    /// Waits for a command that adds to the register, so that register and seal are read in one
    /// state; makes nothing.
    ///
    /// - Returns: `nil` where there is no such folder, or where its file system knows no locks.
    package static func readLock(_ path: String) -> Lock? {
        try? lock(folder: folder(of: path), LOCK_SH)
    }

    private static func lock(folder: String, _ operation: Int32) throws(WriteError) -> Lock {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        while flock(descriptor, operation) != 0 {
            if errno == EINTR { continue }
            let failure = failure(folder)
            close(descriptor)
            throw failure
        }
        return Lock(descriptor: descriptor)
    }

    /// Adds lines behind the first `length` bytes: all of them are on the disk, or the file is
    /// `length` bytes long.
    ///
    /// What stands after `length` is a line that an interrupted command did not finish; it goes.
    package static func append(_ bytes: [UInt8], to path: String, after length: Int) throws(WriteError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) == off_t(length)
        else { throw failure(path) }
        do throws(WriteError) {
            try write(bytes, to: descriptor, path)
        } catch {
            ftruncate(descriptor, off_t(length))
            throw error
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
        try syncFolder(of: path)
    }

    /// Puts a file in the place of another, or of none: it is on the disk whole before it bears the
    /// name.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(WriteError) {
        let temporary = path + ".oficio-nuevo"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(temporary) }
        do throws(WriteError) {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, temporary)
            guard fsync(descriptor) == 0 else { throw failure(temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let failure = failure(path)
            unlink(temporary)
            throw failure
        }
        try syncFolder(of: path)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(WriteError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let put = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw failure(path) }
            rest = rest.dropFirst(put)
        }
    }

    private static func syncFolder(of path: String) throws(WriteError) {
        let folder = folder(of: path)
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    /// The system's words for the call that failed last.
    private static func failure(_ path: String) -> WriteError {
        .failed(path: path, reason: String(cString: strerror(errno)))
    }
}
