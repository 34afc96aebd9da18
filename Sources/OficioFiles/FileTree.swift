internal import Glibc

/// A folder whose files are read and changed without following symbolic links inside the folder. `content/` of a site
/// is such a folder.
///
/// Paths are relative to the site and begin with the folder's name. The folder itself may be a link. A moved or
/// removed file has changed on the disk when the call returns. A written file has its bytes on the disk then, but its
/// name only after `sync` or a move.
package final class FileTree {
    private let root: String
    private let top: String
    private let descriptor: Int32

    /// Opens the folder `root/top`, and makes it if it does not exist.
    package init(_ root: String, _ top: String) throws(DiskError) {
        self.root = root
        self.top = top
        let path = root + "/" + top
        try FileSystem.makeFolder(path)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { throw DiskError(path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private func error(_ path: String) -> DiskError { DiskError(root + "/" + path) }

    /// Returns the names of a path below a folder `top`, or `nil` for a path that leaves it.
    package static func parts(_ path: String, below top: String) -> [String]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, parts[0] == top,
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) })
        else { return nil }
        return Array(parts.dropFirst())
    }

    /// Opens the folder of a path and calls `body` with its descriptor and the last name of the path. If a folder is
    /// missing, creates it if `makes`, else returns `nil`.
    private func inFolder<Result>(
        of path: String, makes: Bool = false, _ body: (Int32, String) throws(DiskError) -> Result
    ) throws(DiskError) -> Result? {
        guard var parts = Self.parts(path, below: top), let name = parts.popLast() else {
            throw DiskError(path: root + "/" + path, number: EINVAL)
        }
        var folder = dup(descriptor)
        guard folder >= 0 else { throw error(path) }
        defer { close(folder) }
        for part in parts {
            if makes, mkdirat(folder, part, 0o755) != 0, errno != EEXIST { throw error(path) }
            let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            if next < 0 {
                if errno == ENOENT { return nil }
                // On Linux, opening a link with `O_DIRECTORY` fails with `ENOTDIR`.
                throw kind(part, in: folder) == S_IFLNK
                    ? DiskError(path: root + "/" + path, number: ELOOP) : error(path)
            }
            close(folder)
            folder = next
        }
        return try body(folder, name)
    }

    private func kind(_ name: String, in folder: Int32) -> mode_t? {
        let number = errno
        defer { errno = number }
        var info = stat()
        return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 ? info.st_mode & S_IFMT : nil
    }

    // MARK: Reading

    /// Returns the bytes of a file, or `nil` if there is none. Throws an error with `isLink` for a link, and one with
    /// `isNotFile` for anything else that is not a file.
    package func read(_ path: String) throws(DiskError) -> [UInt8]? {
        let bytes = try inFolder(of: path) { (folder, name) throws(DiskError) -> [UInt8]? in
            let file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            if file < 0, errno == ENOENT { return nil }
            guard file >= 0 else { throw self.error(path) }
            defer { close(file) }
            var info = stat()
            guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
                throw DiskError(path: self.root + "/" + path, number: EINVAL)
            }
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 65_536)
            while true {
                let got = Glibc.read(file, &chunk, chunk.count)
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw self.error(path) }
                if got == 0 { return bytes }
                bytes += chunk[0..<got]
            }
        }
        return bytes ?? nil
    }

    /// Whether a path goes through no symbolic link and leads to a regular file or to nothing yet.
    package func isReachedWithoutLinks(_ path: String) -> Bool {
        do throws(DiskError) {
            // A path through a missing folder leads to nothing yet.
            return try inFolder(of: path) { (folder, name) throws(DiskError) -> Bool in
                var info = stat()
                if fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 { return errno == ENOENT }
                return info.st_mode & S_IFMT == S_IFREG
            } ?? true
        } catch {
            return false
        }
    }

    // MARK: Changing

    /// Writes a file with its folders, and replaces any file at the path. The new file has the permissions of the
    /// file at `model`, if there is one.
    package func write(_ bytes: [UInt8], to path: String, like model: String? = nil) throws(DiskError) {
        var mode: UInt32?
        if let model { mode = try self.mode(of: model) }
        _ = try inFolder(of: path, makes: true) { (folder, name) throws(DiskError) in
            unlinkat(folder, name, 0)
            let file = try WritableFile(
                creating: name, in: folder, mode: mode ?? 0o644, path: self.root + "/" + path)
            do throws(DiskError) {
                try file.write(bytes)
                if let mode { try file.setMode(mode) }
                try file.sync()
                try file.close()
            } catch {
                unlinkat(folder, name, 0)
                throw error
            }
        }
    }

    private func mode(of path: String) throws(DiskError) -> UInt32? {
        try inFolder(of: path) { (folder, name) throws(DiskError) -> UInt32? in
            var info = stat()
            return fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && info.st_mode & S_IFMT == S_IFREG
                ? info.st_mode & 0o777 : nil
        } ?? nil
    }

    /// Moves a file to another path, and replaces any file at that path. Does nothing if the folder of the file is
    /// missing.
    package func move(_ path: String, to target: String) throws(DiskError) {
        _ = try inFolder(of: path) { (from, name) throws(DiskError) in
            _ = try self.inFolder(of: target, makes: true) { (to, newName) throws(DiskError) in
                if renameat(from, name, to, newName) != 0 {
                    // The target may be on another disk: copy the file beside the target, and rename the copy.
                    guard errno == EXDEV, let bytes = try self.read(path) else { throw self.error(target) }
                    let beside = target + AtomicFile.temporaryEnding
                    try self.write(bytes, to: beside, like: path)
                    guard renameat(to, newName + AtomicFile.temporaryEnding, to, newName) == 0 else {
                        throw self.error(target)
                    }
                    try FileSystem.sync(to, self.root + "/" + target)
                    unlinkat(from, name, 0)
                    return
                }
                try FileSystem.sync(to, self.root + "/" + target)
            }
        }
    }

    /// Moves a file to a free path; throws an error with `alreadyExists` if the path is taken. Does nothing if the
    /// folder of the file is missing.
    package func moveToNew(_ path: String, to target: String) throws(DiskError) {
        _ = try inFolder(of: path) { (from, name) throws(DiskError) in
            _ = try self.inFolder(of: target, makes: true) { (to, newName) throws(DiskError) in
                // A hard link fails if a file has appeared at the target meanwhile; a rename would replace that file.
                if linkat(from, name, to, newName, 0) == 0 {
                    unlinkat(from, name, 0)
                } else if errno == EPERM || errno == ENOTSUP || errno == ENOSYS {
                    // The file system has no hard links.
                    if self.kind(newName, in: to) != nil {
                        throw DiskError(path: self.root + "/" + target, number: EEXIST)
                    }
                    if renameat(from, name, to, newName) != 0 { throw self.error(target) }
                } else {
                    throw self.error(target)
                }
                try FileSystem.sync(to, self.root + "/" + target)
            }
        }
    }

    /// Removes a file if it exists.
    package func remove(_ path: String) throws(DiskError) {
        _ = try inFolder(of: path) { (folder, name) throws(DiskError) in
            if unlinkat(folder, name, 0) != 0 {
                if errno == ENOENT { return }
                throw self.error(path)
            }
            try FileSystem.sync(folder, self.root + "/" + path)
        }
    }

    /// Makes a folder with all folders above it.
    package func makeFolder(_ path: String) throws(DiskError) {
        _ = try inFolder(of: path + "/x", makes: true) { (_, _) throws(DiskError) in }
    }

    /// Removes a folder if nothing is in it.
    package func removeEmptyFolder(_ path: String) {
        _ = try? inFolder(of: path) { (folder, name) throws(DiskError) in _ = unlinkat(folder, name, AT_REMOVEDIR) }
    }

    /// Waits until the names in a folder are on the disk.
    package func sync(_ folder: String) throws(DiskError) {
        _ = try inFolder(of: folder + "/x") { (open, _) throws(DiskError) in
            try FileSystem.sync(open, self.root + "/" + folder)
        }
    }
}
