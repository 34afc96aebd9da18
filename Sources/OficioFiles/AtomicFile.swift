internal import Glibc

/// Writes single files: whoever reads a path finds the old bytes or the new ones, never a part.
package enum AtomicFile {
    /// The ending of a file that is not whole yet.
    package static let temporaryEnding = ".oficio-nuevo"

    /// Puts a file in the place of another, or of none. Where that fails, nothing has changed.
    ///
    /// - Parameters:
    ///   - mode: the rights of the file, cut by the mask of the process.
    ///   - isDurable: whether file and name are on the disk when the call returns.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o644, isDurable: Bool = false
    ) throws(DiskError) {
        let temporary = path + temporaryEnding
        unlink(temporary)
        do throws(DiskError) {
            try create(temporary, with: bytes, mode: mode, isDurable: isDurable)
            if rename(temporary, path) != 0 { throw DiskError(path) }
        } catch {
            // A file that another process has just made under that name is its own.
            if !error.isTaken { unlink(temporary) }
            throw error
        }
        if isDurable { try FileSystem.sync(FileSystem.folder(of: path)) }
    }

    /// Writes a file that does not exist yet, with its folders; throws `isTaken` where one does. A
    /// file that could not be written whole is removed.
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

    /// Tries again with the folders of a path where they are missing.
    private static func withFolders<Result>(of path: String, _ body: () throws(DiskError) -> Result) throws(DiskError)
        -> Result
    {
        do throws(DiskError) { return try body() } catch {
            guard error.isMissing else { throw error }
            try FileSystem.makeFolder(FileSystem.folder(of: path))
            return try body()
        }
    }

    /// Adds bytes behind the first `length` bytes of a file, which is made where there is none. When
    /// the call returns they are on the disk; where it throws, the file is `length` bytes long.
    ///
    /// What stands after `length` goes: an interrupted call has left it.
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
