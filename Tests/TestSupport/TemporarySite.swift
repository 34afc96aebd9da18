import Foundation

/// A temporary folder that is removed with the last reference to it.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("oficio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes files by their paths below the folder.
    public func write(_ files: [(path: String, text: String)]) throws {
        for (path, text) in files { try write(path, Data(text.utf8)) }
    }

    public func write(_ path: String, _ data: Data) throws {
        let file = URL(fileURLWithPath: self.path + "/" + path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    public func text(_ path: String) throws -> String {
        try String(contentsOfFile: self.path + "/" + path, encoding: .utf8)
    }

    public func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: self.path + "/" + path) }

    /// Every file below the folder, bytes keyed by path.
    public func files(except hidden: String = ".oficio") throws -> [String: Data] {
        var found: [String: Data] = [:]
        let enumerator = FileManager.default.enumerator(atPath: path)
        while let name = enumerator?.nextObject() as? String {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if !isFolder.boolValue, !name.hasPrefix(hidden) {
                found[name] = FileManager.default.contents(atPath: path + "/" + name)
            }
        }
        return found
    }
}

/// Folders that tests read.
public enum Folders {
    /// The folder of the package, which is also the demonstration site.
    public static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The folder of the programs of this build, in any configuration.
    public static let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
}
