import Diagnostics
import OficioSource
internal import Glibc

/// The folder `content/` of a site, open for writing: every step goes from folder to folder without
/// following a link.
final class ContentFolder {
    private let root: String
    /// Of `content/`; closed with the object, which ends the lock, too.
    private let descriptor: Int32

    /// Opens `content/`, which is made where it does not exist.
    init(_ root: String) throws(WriteError) {
        self.root = root
        let path = root + "/content"
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw Self.failure(path) }
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(path) }
    }

    deinit { close(descriptor) }

    /// Locks the site's content against other transactions; throws `busy` while one runs.
    func lock() throws(WriteError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .busy("content") }
    }

    // MARK: Paths

    /// The parts of a path below `content/`; `nil` for a path that leaves it, or leads to the
    /// history.
    static func parts(_ path: String) -> [String]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, parts[0] == "content", parts[1] != "historial",
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) })
        else { return nil }
        return Array(parts.dropFirst())
    }

    /// Calls `body` with the open folder of a file and the file's name there; folders that do not
    /// exist are made where asked for.
    ///
    /// - Returns: `nil` where a folder does not exist.
    private func inFolder<Result>(
        of path: String, makes: Bool = false, _ body: (Int32, String) throws(WriteError) -> Result
    ) throws(WriteError) -> Result? {
        guard var parts = Self.parts(path), let name = parts.popLast() else {
            throw .refused(path: path, Localized(es: "no está en «content/»", en: "it is not in “content/”"))
        }
        var folder = dup(descriptor)
        guard folder >= 0 else { throw Self.failure(path) }
        defer { close(folder) }
        for part in parts {
            if makes, mkdirat(folder, part, 0o755) != 0, errno != EEXIST { throw Self.failure(path) }
            let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            if next < 0, errno == ENOENT { return nil }
            // Linux says of a link that it is no folder.
            if next < 0, errno == ELOOP || errno == ENOTDIR { throw Self.link(path) }
            guard next >= 0 else { throw Self.failure(path) }
            close(folder)
            folder = next
        }
        return try body(folder, name)
    }

    private static let temporaryEnding = ".oficio-nuevo"

    private static func temporary(_ name: String) -> String { "." + name + temporaryEnding }

    /// Removes hidden texts that an interrupted transaction has left in the folders of some files.
    func sweep(_ paths: [String]) throws(WriteError) {
        var seen: Set<Substring> = []
        for path in paths where seen.insert(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]).inserted {
            let folder = root + "/" + path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
            for name in (try? Files.names(in: folder)) ?? []
            where name.hasPrefix(".") && name.hasSuffix(Self.temporaryEnding) {
                _ = try inFolder(of: path) { (folder, _) throws(WriteError) in _ = unlinkat(folder, name, 0) }
            }
        }
    }

    // MARK: Files

    /// The bytes of a file, `nil` where there is none. A link is an error.
    func read(_ path: String) throws(WriteError) -> [UInt8]? {
        try inFolder(of: path) { (folder, name) throws(WriteError) -> [UInt8]? in try Self.read(name, in: folder, path)
        } ?? nil
    }

    private static func read(_ name: String, in folder: Int32, _ path: String) throws(WriteError) -> [UInt8]? {
        let file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        if file < 0, errno == ELOOP { throw link(path) }
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var info = stat()
        guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            throw .refused(path: path, Localized(es: "no es un archivo", en: "it is not a file"))
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = Glibc.read(file, &chunk, chunk.count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure(path) }
            if got == 0 { return bytes }
            bytes += chunk[0..<got]
        }
    }

    /// Writes the text that a file is to have under a hidden name beside it, synced, with the
    /// rights of the file that it replaces.
    func stage(_ bytes: [UInt8], for move: SourceMove) throws(WriteError) {
        _ = try inFolder(of: move.path, makes: true) { (folder, name) throws(WriteError) in
            var info = stat()
            let mode = fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 ? info.st_mode & 0o777 : 0o644
            try Self.write(bytes, to: Self.temporary(name), in: folder, mode: mode, move.path)
            // A journal may only name texts that outlive a loss of power.
            try Self.sync(folder, move.path)
        }
    }

    /// Renames a staged text into place, or removes a file, and syncs the folder.
    func put(_ move: SourceMove) throws(WriteError) {
        _ = try inFolder(of: move.path) { (folder, name) throws(WriteError) in
            if move.after.isEmpty {
                guard unlinkat(folder, name, 0) == 0 || errno == ENOENT else { throw Self.failure(move.path) }
            } else if move.before.isEmpty {
                // A link to the new text fails where a file has come into being meanwhile; a rename would replace it.
                if linkat(folder, Self.temporary(name), folder, name, 0) != 0 {
                    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else {
                        throw errno == EEXIST ? .outOfDate(move.path) : Self.failure(move.path)
                    }
                    guard renameat(folder, Self.temporary(name), folder, name) == 0 else {
                        throw Self.failure(move.path)
                    }
                } else {
                    unlinkat(folder, Self.temporary(name), 0)
                }
            } else {
                guard renameat(folder, Self.temporary(name), folder, name) == 0 else { throw Self.failure(move.path) }
            }
            try Self.sync(folder, move.path)
        }
    }

    /// Removes the hidden text of a move that is not made, or has been made.
    func discard(_ move: SourceMove) throws(WriteError) {
        _ = try inFolder(of: move.path) { (folder, name) throws(WriteError) in
            _ = unlinkat(folder, Self.temporary(name), 0)
        }
    }

    /// Renames a staged text to a visible name beside its file, because somebody changed the file.
    func keepBeside(_ move: SourceMove) throws(WriteError) {
        _ = try inFolder(of: move.path) { (folder, name) throws(WriteError) in
            guard renameat(folder, Self.temporary(name), folder, name + ".oficio-pendiente") == 0 || errno == ENOENT
            else { throw Self.failure(move.path) }
        }
    }

    /// Writes a file of `content/` itself by a rename.
    func write(_ bytes: [UInt8], journal name: String, beforeRename: () -> Void) throws(WriteError) {
        try Self.write(bytes, to: Self.temporary(name), in: descriptor, mode: 0o644, name)
        beforeRename()
        guard renameat(descriptor, Self.temporary(name), descriptor, name) == 0 else { throw Self.failure(name) }
        try Self.sync(descriptor, name)
    }

    /// Removes a file of `content/` itself.
    func remove(_ name: String) throws(WriteError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw Self.failure(name) }
        try Self.sync(descriptor, name)
    }

    // MARK: Disk

    private static func write(_ bytes: [UInt8], to name: String, in folder: Int32, mode: mode_t, _ path: String)
        throws(WriteError)
    {
        unlinkat(folder, name, 0)
        let file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard file >= 0 else { throw failure(path) }
        var problem: WriteError?
        var offset = 0
        while offset < bytes.count, problem == nil {
            let put = bytes[offset...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if put < 0, errno == EINTR { continue }
            if put <= 0 { problem = failure(path) } else { offset += put }
        }
        // The rights of a new file are cut by the mask of the process; those of a replaced one stay as they were.
        if problem == nil, fchmod(file, mode) != 0 || fsync(file) != 0 { problem = failure(path) }
        if close(file) != 0, problem == nil { problem = failure(path) }
        if let problem {
            unlinkat(folder, name, 0)
            throw problem
        }
    }

    private static func sync(_ folder: Int32, _ path: String) throws(WriteError) {
        // Some network shares cannot sync a folder; the rename itself is still atomic there.
        if fsync(folder) != 0, errno != EINVAL, errno != ENOTSUP { throw failure(path) }
    }

    private static func link(_ path: String) -> WriteError {
        .refused(
            path: path,
            Localized(
                es: "el archivo o su carpeta es un enlace; cámbielo donde está",
                en: "the file or its folder is a link; change it where it lies"))
    }

    private static func failure(_ path: String) -> WriteError {
        .failed(path: path, reason: String(cString: strerror(errno)))
    }
}
