internal import Glibc

/// The register of receipts as a file: lines are added whole, one command at a time.
package enum RegisterFile {
    /// Held while a command adds to the register.
    package struct Lock: ~Copyable {
        fileprivate let descriptor: Int32

        package func release() { close(descriptor) }
    }

    /// Waits for another command that adds to the same register; makes its folder, readable by its owner only.
    package static func lock(_ path: String) throws(WriteError) -> Lock {
        let folder = path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw .failed(path: folder, reason: String(cString: strerror(errno))) }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failed(path: folder, reason: String(cString: strerror(errno))) }
        while flock(descriptor, LOCK_EX) != 0 {
            if errno == EINTR { continue }
            close(descriptor)
            throw .failed(path: folder, reason: String(cString: strerror(errno)))
        }
        return Lock(descriptor: descriptor)
    }

    /// Adds lines at the end: all of them are on the disk, or the file is as long as before.
    package static func append(_ bytes: [UInt8], to path: String) throws(WriteError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        let length = lseek(descriptor, 0, SEEK_END)
        var offset = 0
        while offset < bytes.count {
            let put = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else {
                let reason = String(cString: strerror(errno))
                ftruncate(descriptor, length)
                throw .failed(path: path, reason: reason)
            }
            offset += put
        }
        guard fsync(descriptor) == 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
    }
}
