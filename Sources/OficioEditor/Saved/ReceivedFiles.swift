import OficioBasics
import OficioFiles
import OficioSource

/// The files that a browser has sent and nobody has accepted yet, kept for a day in the user's state folder, so that
/// they can be shown before anything is written into the site.
struct ReceivedFiles: Sendable {
    /// The longest file, in bytes.
    static let fileLimit = 32 << 20
    /// How many bytes all files may have together; older ones go first.
    private static let totalLimit = 256 << 20
    /// How long a file is kept, in nanoseconds.
    private static let lifetime: Int64 = 24 * 3600 * 1_000_000_000
    private let folder: String

    /// The received files below the folder of a site's saved states.
    init(in states: String) { folder = states + "/recibidos" }

    /// Keeps a file and returns its SHA-256 in hexadecimal.
    func keep(_ bytes: [UInt8]) throws(DiskError) -> String {
        try FileSystem.makeFolder(folder, mode: 0o700)
        makeRoom(for: bytes.count)
        let hash = SHA256.hex(bytes)
        try AtomicFile.replace(folder + "/" + hash, with: bytes, mode: 0o600)
        return hash
    }

    /// The bytes with a hash, `nil` if they are gone.
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
