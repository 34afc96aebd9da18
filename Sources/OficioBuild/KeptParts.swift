import OficioSource
internal import Glibc

extension OutputFolder {
    /// A part of the index as the last build that made it has kept it.
    func part(_ number: Int) -> [UInt8]? { try? Files.read(partPath(number)) }

    /// Keeps parts of the index, and removes those that were neither made nor taken over: they tell of another site. One that is missing is made again.
    func keep(_ parts: [(number: Int, bytes: [UInt8])], besides taken: Set<Int>) {
        let kept = taken.union(parts.map(\.number))
        for name in (try? Files.names(in: path + "/.oficio")) ?? [] where name.hasPrefix(Self.partPrefix) {
            if !kept.contains(where: { name == "\(Self.partPrefix)\($0)" }) { unlink("\(path)/.oficio/\(name)") }
        }
        for (number, bytes) in parts {
            let path = partPath(number)
            if (try? NewFile.replace(path, with: bytes)) == nil { unlink(path + ".oficio-nuevo") }
        }
    }

    private static let partPrefix = "palabras-"

    private func partPath(_ number: Int) -> String { "\(path)/.oficio/\(Self.partPrefix)\(number)" }
}
