import OficioBasics
import OficioFiles
import OficioOffice
internal import Glibc

/// Writes a backup under a temporary name.
final class BackupWriter {
    /// The number of bytes that are gathered before they are compressed.
    private static let chunk = 1 << 16

    private let path: String
    private let file: WritableFile
    private let gzip: GzipWriter
    private var pending: [UInt8] = []
    private var isDone = false

    /// The temporary name of an archive.
    static func temporary(_ path: String) -> String { path + AtomicFile.temporaryEnding }

    /// Creates the temporary file of the archive at `path`, which only its owner reads, and writes the manifest.
    /// Replaces a temporary file that an interrupted command left.
    init(_ path: String, _ manifest: BackupManifest) throws(DiskError) {
        self.path = path
        guard let gzip = GzipWriter() else { throw DiskError(path: path, number: ENOMEM) }
        self.gzip = gzip
        FileSystem.remove(Self.temporary(path))
        file = try WritableFile(Self.temporary(path), .create, mode: 0o600)
        let bytes = manifest.bytes
        let header = TarHeader(path: BackupManifest.path, size: bytes.count, modified: 0, mode: 0o600)
        try append(header.bytes + TarHeader.padded(bytes))
    }

    /// Removes the temporary file unless the archive has its name.
    deinit { if !isDone { FileSystem.remove(Self.temporary(path)) } }

    /// Adds the next file of the manifest.
    func add(_ entry: BackupManifest.File, _ bytes: [UInt8]) throws(DiskError) {
        let header = TarHeader(path: entry.path, size: entry.size, modified: entry.modified, mode: entry.mode)
        try append(header.bytes)
        try append(bytes)
        try append([UInt8](repeating: 0, count: TarHeader.padding(entry.size)))
    }

    /// Ends the archive, and waits until it is on the disk under its temporary name.
    func finish() throws(DiskError) {
        pending += TarHeader.end
        let last = pending
        pending = []
        try compress(last, isLast: true)
        try file.sync()
        try file.close()
    }

    /// Gives the archive its name.
    func place() throws(DiskError) {
        try FileSystem.rename(Self.temporary(path), to: path)
        isDone = true
        try FileSystem.sync(FileSystem.folder(of: path))
    }

    private func append(_ bytes: [UInt8]) throws(DiskError) {
        pending += bytes
        if pending.count < Self.chunk { return }
        let ready = pending
        pending = []
        try compress(ready, isLast: false)
    }

    private func compress(_ bytes: [UInt8], isLast: Bool) throws(DiskError) {
        let file = file
        try gzip.add(bytes, isLast: isLast) { (out: [UInt8]) throws(DiskError) in try file.write(out) }
    }
}
