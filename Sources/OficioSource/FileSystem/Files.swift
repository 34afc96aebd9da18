import Diagnostics
internal import Glibc

/// Why a file could not be read.
package struct FileError: Error, Sendable {
    package let path: String
    /// `errno` of the failing call.
    package let number: Int32

    /// The system's words for the failure.
    package var reason: String { String(cString: strerror(number)) }

    /// The same for its reader, and what to do.
    package var words: Localized { SystemWords.of(number) }
}

/// What the file system says of one entry, links followed.
package struct FileStatus: Sendable {
    package enum Kind: Sendable { case file, folder, other }

    package let kind: Kind
    /// Bytes.
    package let size: Int
    /// Nanoseconds since 1970, UTC.
    package let modified: Int64
    /// When anything about it was changed last: nanoseconds since 1970, UTC.
    package let changed: Int64
    let device: UInt64
    /// On the device.
    let number: UInt64

    /// Tells the entry from any other on this machine, for as long as it is there.
    package var identity: String { "\(device) \(number)" }

    fileprivate init(_ info: stat) {
        switch info.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(info.st_size)
        modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
        changed = Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec)
        device = UInt64(info.st_dev)
        number = UInt64(info.st_ino)
    }
}

/// Reading from disk: the only door for sources, themes and former output.
package enum Files {
    /// The bytes of a file.
    package static func read(_ path: String) throws(FileError) -> [UInt8] {
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
        // One byte more than the size, so that the end of a file of unchanged size shows without another call for space.
        var bytes = [UInt8](unsafeUninitializedCapacity: Int(info.st_size) + 1) { buffer, count in
            while count < buffer.count {
                let got = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                count += got
            }
        }
        guard failure == 0 else { throw FileError(path: path, number: failure) }
        // A file that grew while it was read is read to its new end.
        if bytes.count > Int(info.st_size) { bytes += try rest(of: descriptor, path) }
        ReadJournal.note(path, FileStatus(info), content: ReadJournal.hash(bytes))
        return bytes
    }

    /// The first bytes of a file, `nil` where it cannot be read.
    package static func beginning(of path: String, count: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        let status = FileStatus(info)
        // Its time does not tell it from what it may be next: all of it counts.
        if ReadJournal.isYoung(status) { return (try? read(path)).map { Array($0.prefix(count)) } }
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

    /// The status of an entry, `nil` where there is none or it cannot be reached.
    package static func status(_ path: String) -> FileStatus? {
        var info = stat()
        let found = stat(path, &info) == 0 ? FileStatus(info) : nil
        // What a file holds is noted when it is read.
        if found?.kind != .file { ReadJournal.note(path, found, content: "") }
        return found
    }

    /// Whether an entry is a symbolic link, wherever it leads.
    package static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// An entry of a folder.
    struct Entry {
        let name: String
        /// Links followed; `nil` where it leads nowhere.
        let status: FileStatus?
        let isLink: Bool
    }

    /// What the file system says of a file in one word, for whoever knows what it holds without reading it; `nil` for anything but a
    /// file, and where a later change could bear the same time.
    ///
    /// The file counts as read: whoever asks for what a command depends on is told of it.
    package static func stableStamp(of path: String) -> String? {
        guard let status = status(path), status.kind == .file, !ReadJournal.isYoung(status) else { return nil }
        ReadJournal.note(path, status, content: "")
        return ReadJournal.stamp(status)
    }

    /// The entries of a folder, by the bytes of their names; without `.` and `..`.
    static func entries(in folder: String) throws(FileError) -> [Entry] { try list(folder, withStatus: true) }

    /// The names in a folder, by their bytes; without `.` and `..`.
    package static func names(in folder: String) throws(FileError) -> [String] { try list(folder, withStatus: false).map(\.name) }

    private static func list(_ folder: String, withStatus: Bool) throws(FileError) -> [Entry] {
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
                    // A name that is no text is told as well as can be, and leads nowhere: nothing could be read by it.
                    let text = String(validatingCString: bytes), name = text ?? String(cString: bytes)
                    if name == "." || name == ".." { return }
                    let (status, isLink) = withStatus && text != nil ? status(bytes, in: dirfd(stream), folder + "/" + name) : (nil, false)
                    entries.append(Entry(name: name, status: status, isLink: isLink))
                }
            }
        }
        entries.sort { $0.name.isBefore($1.name) }
        ReadJournal.note(folder, FileStatus(info), content: ReadJournal.hash(names: entries.map(\.name)))
        return entries
    }

    /// - Parameter folder: open, so that its path is not walked once an entry.
    private static func status(_ name: UnsafePointer<CChar>, in folder: Int32, _ path: @autoclosure () -> String) -> (FileStatus?, isLink: Bool) {
        var info = stat()
        guard fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0, info.st_mode & S_IFMT != S_IFLNK else { return (status(path()), true) }
        let found = FileStatus(info)
        if found.kind != .file { ReadJournal.note(path(), found, content: "") }
        return (found, false)
    }

    /// The path without links and dots, `nil` where it leads nowhere.
    package static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether two paths lead to one file or folder.
    static func isSame(_ a: FileStatus, _ b: FileStatus) -> Bool { (a.device, a.number) == (b.device, b.number) }
}

extension FileError {
    /// Whether there is no such file.
    package var isMissing: Bool { number == ENOENT }
}
