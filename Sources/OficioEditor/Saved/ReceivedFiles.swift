import OficioBasics
import OficioFiles
import OficioSource

/// Stores files that a browser has sent but that are not in the site yet. They stay in the user's state folder, so
/// that an action can show its proposal before it writes. Storing a file removes the files that are older than a day,
/// and the oldest files if their total size is over the limit.
struct ReceivedFiles: Sendable {
    /// The maximum size of one received file, in bytes.
    static let fileLimit = 32 << 20
    /// The maximum size of all files together, in bytes. Older files are removed first.
    private static let totalLimit = 256 << 20
    /// The age at which the next stored file removes a file, in nanoseconds.
    private static let lifetime: Int64 = 24 * 3600 * 1_000_000_000
    private let folder: String

    /// Opens the received files below the folder of a site's saved states.
    init(in states: String) { folder = states + "/recibidos" }

    /// Stores a file and returns its SHA-256 in hexadecimal.
    func store(_ bytes: [UInt8]) throws(DiskError) -> String {
        try FileSystem.makeFolder(folder, mode: 0o700)
        makeRoom(for: bytes.count)
        let hash = SHA256.hex(bytes)
        try AtomicFile.replace(folder + "/" + hash, with: bytes, mode: 0o600)
        return hash
    }

    /// Returns the bytes of the stored file with a hash; `nil` if there is no such file.
    func bytes(_ hash: String) -> [UInt8]? {
        guard hash.utf8.count == 64, [UInt8](hexadecimal: hash) != nil,
            let bytes = try? Files.read(folder + "/" + hash), SHA256.hex(bytes) == hash
        else { return nil }
        return bytes
    }

    private func makeRoom(for size: Int) {
        let now = Int64(SavedStates.now) * 1_000_000
        let files = ((try? Files.names(in: folder)) ?? []).compactMap { name -> (path: String, status: FileStatus)? in
            let path = folder + "/" + name
            return Files.status(path).map { (path, $0) }
        }.sorted { $0.status.modified < $1.status.modified }
        var total = files.reduce(size) { $0 + $1.status.size }
        for file in files where total > Self.totalLimit || now - file.status.modified > Self.lifetime {
            FileSystem.remove(file.path)
            total -= file.status.size
        }
    }
}
