import Diagnostics
internal import Glibc

/// The failure of a file system call.
package struct FileError: Error, Sendable {
    /// The path passed to the failed call.
    package let path: String
    /// The `errno` of the failing call.
    package let number: Int32

    /// The system's message for the failure (`strerror`).
    package var reason: String { String(cString: strerror(number)) }

    /// The reason in both languages of the program, with advice if there is any.
    package var words: Localized { SystemMessages.message(number) }
}

/// The metadata of a file system entry, with symbolic links followed.
package struct FileStatus: Sendable {
    /// The kind of an entry; `other` includes devices, pipes and sockets.
    package enum Kind: Sendable { case file, folder, other }

    /// The kind of the entry.
    package let kind: Kind
    /// The size of the entry in bytes.
    package let size: Int
    /// The time of the last change of the content, in nanoseconds since 1970 (UTC).
    package let modified: Int64
    /// The time of the last change of content or metadata, in nanoseconds since 1970 (UTC).
    package let changed: Int64
    /// The permissions of the entry: the last nine bits of its mode.
    package let permissions: UInt32
    /// Whether the entry is a Unix socket.
    package let isSocket: Bool
    let device: UInt64
    /// The inode number of the entry on its device.
    let number: UInt64

    /// An identifier (device and inode) that is unique on this machine as long as the entry exists.
    package var identity: String { "\(device) \(number)" }

    fileprivate init(_ info: stat) {
        switch info.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(info.st_size)
        isSocket = info.st_mode & S_IFMT == S_IFSOCK
        permissions = UInt32(info.st_mode) & 0o777
        modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
        changed = Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec)
        device = UInt64(info.st_dev)
        number = UInt64(info.st_ino)
    }
}

/// Reads from the file system. All sources, themes and earlier output are read through it, so that `ReadJournal` and
/// `DependencyRecorder` see every access.
package enum Files {
    /// Returns the bytes of a regular file. Throws `EINVAL` for any other kind of entry.
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
        DependencyRecorder.record(file: path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let number = errno
            ReadJournal.note(path, status(path), content: "")
            throw FileError(path: path, number: number)
        }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw FileError(path: path, number: errno) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, number: EINVAL) }
        var failure: Int32 = 0
        // One byte more than the size: reading to the end of an unchanged file then needs no second buffer.
        var bytes = [UInt8](unsafeUninitializedCapacity: Int(info.st_size) + 1) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            while count < buffer.count {
                let got = Glibc.read(descriptor, base + count, buffer.count - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                count += got
            }
        }
        guard failure == 0 else { throw FileError(path: path, number: failure) }
        // The file grew while it was read.
        if bytes.count > Int(info.st_size) { bytes += try rest(of: descriptor, path) }
        ReadJournal.note(path, FileStatus(info), content: ReadJournal.hash(bytes))
        return bytes
    }

    /// Returns the first `count` bytes of a file, or fewer if it is shorter; nil if it cannot be read or is not a
    /// regular file.
    package static func beginning(of path: String, count: Int) -> [UInt8]? {
        DependencyRecorder.record(file: path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        let status = FileStatus(info)
        // With a racy timestamp the whole content must go into the journal.
        if ReadJournal.isRacy(status) { return (try? read(path)).map { Array($0.prefix(count)) } }
        ReadJournal.note(path, status, content: "")
        var bytes = [UInt8](repeating: 0, count: count)
        let got = pread(descriptor, &bytes, count, 0)
        return got < 0 ? nil : Array(bytes.prefix(got))
    }

    private static func rest(of descriptor: Int32, _ path: String) throws(FileError) -> [UInt8] {
        var out: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while out.count <= Limits.fileBytes {
            let got = Glibc.read(descriptor, &chunk, chunk.count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { throw FileError(path: path, number: errno) }
            if got == 0 { break }
            out += chunk[0..<got]
        }
        return out
    }

    /// Returns the last byte of a file; nil if it is empty or cannot be read. Does not note the file as read.
    package static func lastByte(of path: String) -> UInt8? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        var byte: UInt8 = 0
        guard fstat(descriptor, &info) == 0, info.st_size > 0, pread(descriptor, &byte, 1, info.st_size - 1) == 1
        else { return nil }
        return byte
    }

    /// Returns the metadata of an entry; nil if it does not exist or cannot be reached.
    package static func status(_ path: String) -> FileStatus? {
        DependencyRecorder.record(file: path)
        var info = stat()
        let found = stat(path, &info) == 0 ? FileStatus(info) : nil
        // Do not record a file here: it is recorded when it is read.
        if found?.kind != .file { ReadJournal.note(path, found, content: "") }
        return found
    }

    /// Whether an entry is a symbolic link, including a broken one.
    package static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// An entry of a folder listing.
    package struct Entry {
        /// The name of the entry.
        package let name: String
        /// The metadata with links followed; nil for a broken link, and for a name that is not UTF-8.
        package let status: FileStatus?
        /// Whether the entry is a symbolic link.
        package let isLink: Bool
    }

    /// Returns a fingerprint of the metadata of a file, for callers that know its content without reading it; nil for
    /// anything but a file, and for a racy timestamp.
    ///
    /// The journal records the file as read, because the caller depends on its content.
    package static func stableStamp(of path: String) -> String? {
        guard let status = status(path), status.kind == .file, !ReadJournal.isRacy(status) else { return nil }
        ReadJournal.note(path, status, content: "")
        return ReadJournal.stamp(status)
    }

    /// Returns the entries of a folder without `.` and `..`, sorted by the bytes of their names.
    package static func entries(in folder: String) throws(FileError) -> [Entry] { try list(folder, withStatus: true) }

    /// Returns the names in a folder without `.` and `..`, sorted by their bytes.
    package static func names(in folder: String) throws(FileError) -> [String] {
        try list(folder, withStatus: false).map(\.name)
    }

    private static func list(_ folder: String, withStatus: Bool) throws(FileError) -> [Entry] {
        DependencyRecorder.record(file: folder)
        var info = stat()
        guard let stream = opendir(folder), fstat(dirfd(stream), &info) == 0 else {
            let number = errno
            ReadJournal.note(folder, status(folder), content: "")
            throw FileError(path: folder, number: number)
        }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let entry = readdir(stream) {
            withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
                    // A name that is not UTF-8 appears with replacement characters and without metadata, since no path
                    // can contain it.
                    let text = String(validatingCString: bytes), name = text ?? String(cString: bytes)
                    if name == "." || name == ".." { return }
                    let (status, isLink) =
                        withStatus && text != nil ? status(bytes, in: dirfd(stream), folder + "/" + name) : (nil, false)
                    entries.append(Entry(name: name, status: status, isLink: isLink))
                }
            }
        }
        entries.sort { $0.name.isBefore($1.name) }
        ReadJournal.note(folder, FileStatus(info), content: ReadJournal.hash(names: entries.map(\.name)))
        return entries
    }

    /// Returns the metadata of an entry of an open folder, relative to its descriptor: resolving the whole path for
    /// each entry would cost more. `path` is evaluated only for links and for entries that are not files.
    private static func status(_ name: UnsafePointer<CChar>, in folder: Int32, _ path: @autoclosure () -> String) -> (
        FileStatus?, isLink: Bool
    ) {
        var info = stat()
        guard fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0, info.st_mode & S_IFMT != S_IFLNK else {
            return (status(path()), true)
        }
        let found = FileStatus(info)
        if found.kind != .file { ReadJournal.note(path(), found, content: "") }
        return (found, false)
    }

    /// Returns the path without symbolic links and dots; nil if it does not exist.
    package static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether two entries are the same file or folder.
    static func isSame(_ a: FileStatus, _ b: FileStatus) -> Bool { (a.device, a.number) == (b.device, b.number) }
}

extension FileError {
    /// Whether the file does not exist.
    package var isMissing: Bool { number == ENOENT }
}
