import OficioBasics
import OficioFiles
import OficioHistory
import OficioSource

/// The cache of an output folder, in the cache folder of the user who builds. It contains paths of sources, the
/// output of the last build and internal text, so it is never published. It may be deleted at any time.
package struct OutputCache: Sendable {
    private let folder: String
    /// The name of the cache, which identifies the pair of site and output folder.
    private let name: String

    /// Creates the paths of a cache. `folder` is the user's cache folder; `output` need not exist.
    package init(in folder: String, site: String, output: String) {
        self.folder = folder
        name = String(SHA256.hex(Array("output\n\(site)\n\(Self.resolved(output))".utf8)).prefix(24))
    }

    /// Returns the path of the output folder without symbolic links, so that all paths of a folder share one cache;
    /// the path as given if neither the folder nor its parent exists.
    private static func resolved(_ output: String) -> String {
        let path = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
        if let found = Files.resolved(path) { return found }
        guard let slash = path.lastIndex(of: "/"), let parent = Files.resolved(String(path[..<slash])) else {
            return path
        }
        return parent + path[slash...]
    }

    private var stem: String { folder + "/" + name }

    /// The path of the state of the last build (`RunState`).
    var run: String { stem + ".estado" }
    /// The path of the manifest with the states of all written files (`Manifest`).
    var files: String { stem + ".archivos" }
    /// The path of the dependencies of files and the chunks of large files (`FileNotes`).
    var notes: String { stem + ".piezas" }
    /// The path of the fingerprints of everything that files could depend on (`EarlierStamps`).
    var stamps: String { stem + ".lecturas" }
    /// The path of a temporary folder for printing.
    var scratch: String { stem + ".imprenta" }

    /// The paths of all files that the cache may contain.
    package var all: [String] { [run, files, notes, stamps] + partNames.map { folder + "/" + $0 } }

    func bytes(of path: String) -> [UInt8] { (try? Files.read(path)) ?? [] }

    /// Writes a file of the cache. If writing fails, removes the file.
    func store(_ bytes: [UInt8], at path: String) {
        if (try? AtomicFile.replace(path, with: bytes, mode: 0o600)) == nil { FileSystem.remove(path) }
    }

    // MARK: Parts of the index

    private static let partEnding = ".palabras"

    private var partNames: [String] {
        ((try? Files.names(in: folder)) ?? []).filter { $0.hasPrefix(name + ".") && $0.hasSuffix(Self.partEnding) }
    }

    private func shardPath(_ part: String) -> String { "\(stem).\(part)\(Self.partEnding)" }

    /// Returns a shard of the search index that an earlier build cached; `nil` if the shard is not in the cache.
    func shard(_ part: String) -> [UInt8]? { try? Files.read(shardPath(part)) }

    /// Caches shards of the search index, and removes the cached shards that are neither in `parts` nor in `taken`. The
    /// next build recomputes the shards that are missing.
    func storeShards(_ parts: [(name: String, bytes: [UInt8])], besides taken: Set<String>) {
        let kept = Set(taken.union(parts.map(\.name)).map { "\(name).\($0)\(Self.partEnding)" })
        for name in partNames where !kept.contains(name) { FileSystem.remove(folder + "/" + name) }
        for (name, bytes) in parts { store(bytes, at: shardPath(name)) }
    }
}
