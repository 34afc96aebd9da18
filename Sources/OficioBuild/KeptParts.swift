import OficioSource
internal import Glibc

extension OutputFolder {
    /// A part of the index as the last build that made it has kept it.
    func part(_ name: String) -> [UInt8]? { try? Files.read(partPath(name)) }

    /// Keeps parts of the index, and removes those that were neither made nor taken over: they tell of another site. One that is missing is made again.
    func keep(_ parts: [(name: String, bytes: [UInt8])], besides taken: Set<String>) {
        let kept = Set(taken.union(parts.map(\.name)).map { Self.partPrefix + $0 })
        for name in (try? Files.names(in: path + "/.oficio")) ?? [] where name.hasPrefix(Self.partPrefix) && !kept.contains(name) { unlink("\(path)/.oficio/\(name)") }
        for (name, bytes) in parts {
            let path = partPath(name)
            if (try? NewFile.replace(path, with: bytes)) == nil { unlink(path + ".oficio-nuevo") }
        }
    }

    private static let partPrefix = "palabras-"

    private func partPath(_ name: String) -> String { "\(path)/.oficio/\(Self.partPrefix)\(name)" }
}
