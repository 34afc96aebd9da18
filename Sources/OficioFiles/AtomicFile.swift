internal import Glibc

/// Writes single files. At every instant a file that is being replaced has either its old bytes or its new bytes.
package enum AtomicFile {
    /// The suffix of the temporary file that holds the new bytes until it is renamed.
    package static let temporaryEnding = ".oficio-nuevo"

    /// Replaces a file, or creates it with its folders. A new file has the permissions `mode`, reduced by the umask
    /// of the process. If `isDurable`, the file and its name are on the disk when the call returns. If the call
    /// throws, the path still leads to the old file, or else to the new file, whose name is not on the disk yet.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, isDurable: Bool = false
    ) throws(DiskError) {
        let temporary = path + temporaryEnding
        unlink(temporary)
        do throws(DiskError) {
            try create(temporary, with: bytes, mode: mode, isDurable: isDurable)
            if rename(temporary, path) != 0 { throw DiskError(path) }
        } catch {
            // `alreadyExists` means that another process has just created the temporary file; removing it would destroy
            // that process's work.
            if !error.alreadyExists { unlink(temporary) }
            throw error
        }
        if isDurable { try FileSystem.sync(FileSystem.folder(of: path)) }
    }

    /// Creates a file with its folders; throws an error with `alreadyExists` if the file exists. Removes a file that
    /// could not be written whole. If `isDurable`, the bytes are on the disk when the call returns.
    package static func create(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, isDurable: Bool = false
    ) throws(DiskError) {
        let file = try withFolders(of: path) { () throws(DiskError) in
            try WritableFile(path, .create, mode: mode)
        }
        do throws(DiskError) {
            try file.write(bytes)
            if isDurable { try file.sync() }
            try file.close()
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Calls `body`; if a folder of the path is missing, makes it and calls `body` again.
    private static func withFolders<Result>(of path: String, _ body: () throws(DiskError) -> Result) throws(DiskError)
        -> Result
    {
        do throws(DiskError) { return try body() } catch {
            guard error.isMissing else { throw error }
            try FileSystem.makeFolder(FileSystem.folder(of: path))
            return try body()
        }
    }

    /// Writes bytes after the first `length` bytes of a file, and creates the file if there is none. When the call
    /// returns, the bytes are on the disk. If it throws, it cuts the file to `length` bytes.
    ///
    /// Any bytes after `length` are removed first: an interrupted call has left them.
    package static func append(
        _ bytes: [UInt8], to path: String, after length: Int, mode: UInt32 = 0o644
    ) throws(DiskError) {
        let file = try WritableFile(path, .keep, mode: mode)
        try file.truncate(to: length)
        do throws(DiskError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            try? file.truncate(to: length)
            throw error
        }
        try file.close()
        try FileSystem.sync(FileSystem.folder(of: path))
    }
}
