import OficioBasics
import OficioSource

/// SHA-256 of files by what the file system says of them, so that a file that nobody has touched is not read again.
///
/// A file counts as untouched while size, times (of the content and of the entry), device and number are as they were; one that was
/// changed within the clock's grain before it was read is read every time.
package final class FileFingerprints: Sendable {
    private struct Known {
        let stamp: String
        let sha256: String
    }

    private static let head = "oficio-huellas-1"
    private let known: Locked<[String: Known]>
    private let used = Locked<[String: Known]>([:])
    private let former: Int

    /// - Parameter bytes: what `bytes` gave at an earlier run; anything else counts as nothing.
    package init(_ bytes: [UInt8] = []) {
        var known: [String: Known] = [:]
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.first.map(String.init) == Self.head {
            for line in lines.dropFirst() {
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                if parts.count == 3, parts[1].utf8.count == 64 {
                    known[parts[2]] = Known(stamp: parts[0], sha256: parts[1])
                }
            }
        }
        former = known.count
        self.known = Locked(known)
    }

    /// SHA-256 of a file, read where it is not known by its stamp.
    ///
    /// - Parameters:
    ///   - path: relative to `root`.
    ///   - holds: asked of a file that is read; one that does not hold has no hash and is read again the next time.
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
            used.withLock { $0[path] = Known(stamp: stamp, sha256: hash) }
        }
        return hash
    }

    /// What the next run can take over, `nil` where that is what this one took over.
    package var bytes: [UInt8]? {
        let all = used.withLock { $0 }
        let isSame =
            all.count == former && known.withLock { known in all.allSatisfy { known[$0.key]?.stamp == $0.value.stamp } }
        if isSame { return nil }
        let lines = all.sorted { $0.key < $1.key }.map { "\($0.value.stamp) \($0.value.sha256) \($0.key)" }
        return Array(([Self.head] + lines).joined(separator: "\n").utf8)
    }
}
