internal import Glibc

/// Files that an author asked for: made once, never overwritten.
package enum NewFile {
    /// Puts a file in the place of another, or of none: to a temporary name beside it, then renamed.
    ///
    /// - Parameter isSecret: whether only its owner may read it.
    package static func replace(_ path: String, isSecret: Bool = false, with bytes: [UInt8]) throws(WriteError) {
        let temporary = path + ".oficio-nuevo"
        unlink(temporary)
        try write(bytes, to: temporary, isSecret: isSecret)
        guard rename(temporary, path) == 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
    }

    /// Writes a file that does not exist yet, its folders with it.
    ///
    /// - Parameter isSecret: whether only its owner may read it.
    package static func write(_ bytes: [UInt8], to path: String, isSecret: Bool = false) throws(WriteError) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            if mkdir(folder, 0o755) != 0, errno != EEXIST { throw .failed(path: folder, reason: String(cString: strerror(errno))) }
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isSecret ? 0o600 : 0o644)
        guard descriptor >= 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let put = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + offset, $0.count - offset) }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
            offset += put
        }
    }
}
