import OficioBasics
import OficioFiles
import OficioHistory
import OficioSource

/// What the next build into one output folder need not do again: kept in the cache of the person who builds, for it holds the paths of sources,
/// the words of the checker and everything that is internal. Any of it may be lost at any time.
package struct OutputState: Sendable {
    private let folder: String
    /// Names the site and the output folder.
    private let name: String

    /// - Parameters:
    ///   - folder: where the commands of a person keep their files.
    ///   - output: the output folder of the site, whether it is there or not.
    package init(in folder: String, site: String, output: String) {
        self.folder = folder
        name = String(SHA256.hex(Array("output\n\(site)\n\(Self.resolved(output))".utf8)).prefix(24))
    }

    /// Without links and the like: one folder has one state.
    private static func resolved(_ output: String) -> String {
        let path = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
        if let found = Files.resolved(path) { return found }
        guard let slash = path.lastIndex(of: "/"), let parent = Files.resolved(String(path[..<slash])) else {
            return path
        }
        return parent + path[slash...]
    }

    private var stem: String { folder + "/" + name }

    /// What the last build read, wrote and said (`RunState`).
    var run: String { stem + ".estado" }
    /// How files lay when they were made (`Manifest`).
    var files: String { stem + ".archivos" }
    /// What files in pieces were made of (`PieceNotes`).
    var pieces: String { stem + ".piezas" }
    /// A folder for whoever prints.
    var scratch: String { stem + ".imprenta" }

    /// Every file of the state that may be there.
    package var all: [String] { [run, files, pieces] + partNames.map { folder + "/" + $0 } }

    func bytes(of path: String) -> [UInt8] { (try? Files.read(path)) ?? [] }

    /// Keeps a file of the state; where that fails, none.
    func keep(_ bytes: [UInt8], at path: String) {
        if (try? AtomicFile.replace(path, with: bytes, mode: 0o600)) == nil { FileSystem.remove(path) }
    }

    // MARK: Parts of the index

    private static let partEnding = ".palabras"

    private var partNames: [String] {
        ((try? Files.names(in: folder)) ?? []).filter { $0.hasPrefix(name + ".") && $0.hasSuffix(Self.partEnding) }
    }

    private func partPath(_ part: String) -> String { "\(stem).\(part)\(Self.partEnding)" }

    /// A part of the index as the last build that made it has kept it.
    func part(_ part: String) -> [UInt8]? { try? Files.read(partPath(part)) }

    /// Keeps parts of the index, and removes those that were neither made nor taken over: they tell of another site. One that is missing is made again.
    func keep(_ parts: [(name: String, bytes: [UInt8])], besides taken: Set<String>) {
        let kept = Set(taken.union(parts.map(\.name)).map { "\(name).\($0)\(Self.partEnding)" })
        for name in partNames where !kept.contains(name) { FileSystem.remove(folder + "/" + name) }
        for (name, bytes) in parts { keep(bytes, at: partPath(name)) }
    }
}
