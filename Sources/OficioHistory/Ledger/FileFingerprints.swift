import OficioBasics
import OficioSource

/// A cache of SHA-256 hashes of files, so that unchanged files are not read again.
///
/// A file is treated as unchanged if its size, times (of content and metadata), device and inode number are the same.
/// A file with a racy timestamp is read every time.
package final class FileFingerprints: Sendable {
    private struct CachedHash {
        let stamp: String
        let sha256: String
    }

    private static let head = "oficio-huellas-1"
    private let known: Locked<[String: CachedHash]>
    private let used = Locked<[String: CachedHash]>([:])
    private let former: Int

    /// Opens the cache from the bytes that `bytes` returned in an earlier run; other bytes give an empty cache.
    package init(_ bytes: [UInt8] = []) {
        var known: [String: CachedHash] = [:]
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.first.map(String.init) == Self.head {
            for line in lines.dropFirst() {
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                if parts.count == 3, parts[1].utf8.count == 64 {
                    known[parts[2]] = CachedHash(stamp: parts[0], sha256: parts[1])
                }
            }
        }
        former = known.count
        self.known = Locked(known)
    }

    /// Returns the SHA-256 of a file. Reads the file unless the cache has its metadata.
    ///
    /// - Parameters:
    ///   - path: the path relative to `root`.
    ///   - root: the folder of the site.
    ///   - holds: checks the bytes of a file that was read.
    /// - Returns: the hash; empty if `holds` returns false, in which case nothing is cached.
    /// - Throws: `FileError` if the file cannot be read.
    func sha256(of path: String, below root: String, holds: ([UInt8]) -> Bool) throws(FileError) -> String {
        let whole = root + "/" + path
        let stamp = Files.stableStamp(of: whole)
        if let stamp, let found = known.withLock({ $0[path] }), found.stamp == stamp {
            used.withLock { $0[path] = found }
            return found.sha256
        }
        let bytes = try Files.read(whole)
        guard holds(bytes) else { return "" }
        let hash = SHA256.hex(bytes)
        if let stamp, Files.stableStamp(of: whole) == stamp {
            used.withLock { $0[path] = CachedHash(stamp: stamp, sha256: hash) }
        }
        return hash
    }

    /// The bytes of the cache for the next run, `nil` if the cache is unchanged.
    package var bytes: [UInt8]? {
        let all = used.withLock { $0 }
        let isSame =
            all.count == former && known.withLock { known in all.allSatisfy { known[$0.key]?.stamp == $0.value.stamp } }
        if isSame { return nil }
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.value.stamp) \($0.value.sha256) \($0.key)" }
        return Array(([Self.head] + lines).joined(separator: "\n").utf8)
    }
}
