import OficioSource
internal import Glibc

/// Writes that have reached the disk when they return.
struct DurableFiles {
    let root: String

    /// Writes a file under a name that nothing bears yet, or in the place of one that bears it.
    ///
    /// - Parameter path: relative to the root.
    func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
        let descriptor = open(absolute(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        var offset = 0
        while offset < bytes.count {
            let put = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            if put <= 0 {
                let error = failure(path)
                close(descriptor)
                throw error
            }
            offset += put
        }
        guard fsync(descriptor) == 0 else {
            let error = failure(path)
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw failure(path) }
    }

    /// Moves a file to another place, in the stead of what is there.
    func move(_ from: String, to target: String) throws(WriteError) {
        if rename(absolute(from), absolute(target)) == 0 { return try syncFolder(of: target) }
        // The history may lie on another disk than the sources: then the last step is a rename beside the target.
        guard errno == EXDEV, let bytes = try? Files.read(absolute(from)) else { throw failure(target) }
        let beside = target + ".oficio-nuevo"
        try write(bytes, to: beside)
        guard rename(absolute(beside), absolute(target)) == 0 else { throw failure(target) }
        try syncFolder(of: target)
        unlink(absolute(from))
    }

    func remove(_ path: String) throws(WriteError) {
        guard unlink(absolute(path)) == 0 || errno == ENOENT else { throw failure(path) }
        try syncFolder(of: path)
    }

    func makeFolder(_ path: String) throws(WriteError) {
        var part = ""
        for name in path.split(separator: "/") {
            part += part.isEmpty ? String(name) : "/" + name
            if mkdir(absolute(part), 0o755) != 0, errno != EEXIST { throw failure(part) }
        }
    }

    /// Removes a folder if nothing is in it.
    func removeEmptyFolder(_ path: String) { rmdir(absolute(path)) }

    func syncFolder(of path: String) throws(WriteError) {
        try sync(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "")
    }

    func sync(_ folder: String) throws(WriteError) {
        let descriptor = open(absolute(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        // Some network shares cannot sync a folder; the rename itself is still atomic there.
        if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw failure(folder) }
    }

    /// Whether a path leads to a file, or to nothing yet, without any link below the root's `content`.
    func isReachedWithoutLinks(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        var part = parts.first ?? ""
        for (place, name) in parts.enumerated().dropFirst() {
            part += "/" + name
            var info = stat()
            if lstat(absolute(part), &info) != 0 { return errno == ENOENT }
            let kind = info.st_mode & S_IFMT
            if place == parts.count - 1 { return kind == S_IFREG }
            if kind != S_IFDIR { return false }
        }
        return false
    }

    private func absolute(_ path: String) -> String { path.isEmpty ? root : root + "/" + path }

    private func failure(_ path: String) -> WriteError {
        .failed(path: absolute(path), reason: String(cString: strerror(errno)))
    }
}
