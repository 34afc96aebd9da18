internal import Glibc

/// Makes, removes, renames and syncs files and folders.
package enum FileSystem {
    /// Makes a folder, and the folders above it if `withParents`. Does nothing if the folder exists; throws `ENOTDIR`
    /// if something else is in its place. New folders have the permissions `mode`, reduced by the umask of the
    /// process.
    package static func makeFolder(
        _ path: String, mode: UInt32 = 0o755, withParents: Bool = true
    ) throws(DiskError) {
        if path.isEmpty || mkdir(path, mode) == 0 { return }
        let number = errno
        if number == EEXIST {
            var info = stat()
            if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR { return }
            throw DiskError(path: path, number: ENOTDIR)
        }
        let outer = folder(of: path)
        guard withParents, number == ENOENT || number == ENOTDIR, outer != path, outer != "." else {
            throw DiskError(path: path, number: number)
        }
        try makeFolder(outer, mode: mode)
        // Another process may have made the folder meanwhile.
        if mkdir(path, mode) != 0, errno != EEXIST { throw DiskError(path) }
    }

    /// Removes a file; returns false if there is none or if it cannot be removed.
    @discardableResult package static func remove(_ path: String) -> Bool { unlink(path) == 0 }

    /// Removes a folder if nothing is in it.
    package static func removeEmptyFolder(_ path: String) { rmdir(path) }

    /// Removes a file, or a folder with everything in it, as far as the permissions allow. Does not follow links.
    package static func removeAll(_ path: String) {
        var info = stat()
        guard lstat(path, &info) == 0 else { return }
        guard info.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for name in names(in: path) { removeAll(path + "/" + name) }
        rmdir(path)
    }

    /// Renames a file, and replaces any file that has the new name.
    package static func rename(_ path: String, to target: String) throws(DiskError) {
        if Glibc.rename(path, target) != 0 { throw DiskError(target) }
    }

    /// Sets the access and modification times of a file to the current time.
    package static func markUsed(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }

    /// Sets the time of the last change of a file, in nanoseconds since 1970.
    package static func setModified(_ path: String, _ time: Int64) {
        let time = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        withUnsafePointer(to: (time, time)) { times in
            _ = times.withMemoryRebound(to: timespec.self, capacity: 2) { utimensat(AT_FDCWD, path, $0, 0) }
        }
    }

    /// Sets the permissions of a file or a folder.
    package static func setMode(_ path: String, _ mode: UInt32) throws(DiskError) {
        if chmod(path, mode) != 0 { throw DiskError(path) }
    }

    /// Returns the space of the disk that holds a path: the bytes that are free for this user, and all bytes. Returns
    /// `nil` if the system does not say.
    package static func space(at path: String) -> (free: Int, all: Int)? {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return nil }
        let unit = Int(info.f_frsize)
        return (Int(info.f_bavail) * unit, Int(info.f_blocks) * unit)
    }

    /// Whether this user may write in a folder of a disk that is not read-only.
    package static func isWritable(_ folder: String) -> Bool { access(folder, W_OK) == 0 }

    /// Waits until the names in a folder are on the disk.
    package static func sync(_ folder: String) throws(DiskError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskError(folder) }
        defer { close(descriptor) }
        try sync(descriptor, folder)
    }

    static func sync(_ descriptor: Int32, _ path: String) throws(DiskError) {
        // Some network shares cannot sync a folder; a rename is still atomic there.
        if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw DiskError(path) }
    }

    /// Returns the folder that holds a path: `.` for a bare name, `/` for a name in the root.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let folder = String(path[..<slash])
        return folder.isEmpty ? "/" : folder
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// A new temporary folder. It is removed with its contents when the object is released.
package final class ScratchFolder {
    /// The path of the folder.
    package let path: String

    /// Creates a temporary folder in `TMPDIR`, or in `/tmp` if that is not set; returns `nil` if that fails.
    package init?() {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/oficio-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { FileSystem.removeAll(path) }
}
