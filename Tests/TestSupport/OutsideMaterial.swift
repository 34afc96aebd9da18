import Foundation

/// Material that tests read and the repository does not hold: real documents, published test suites.
public enum OutsideMaterial {
    /// The absolute path of the folder: `OFICIO_MATERIAL`, or `../shared` beside the package.
    public static let root: String =
        ProcessInfo.processInfo.environment["OFICIO_MATERIAL"]
        ?? URL(fileURLWithPath: Folders.package + "/../shared").standardized.path

    /// The path of a folder of the material. If it is absent, prints that and returns `nil`; with `CI` set, that is a
    /// failure.
    public static func folder(_ name: String) -> String? {
        let path = root + "/" + name
        if FileManager.default.fileExists(atPath: path) { return path }
        if ProcessInfo.processInfo.environment["CI"] != nil {
            // No issue can be recorded while the arguments of a test are computed, so end the process.
            FileHandle.standardError.write(
                Data("\(path) is absent, and CI is set: the tests that need it cannot be left out\n".utf8))
            exit(1)
        }
        print("LEFT OUT: tests that need \(path), which is absent")
        return nil
    }

    /// The path of the five real documents as a site; `nil` if they are absent.
    public static let seedsSite: String? = folder("seeds-site")
}

/// The seed of tests with random input: `OFICIO_SEED`, or a fixed number. It is printed once per process.
public enum TestSeed {
    public static let value: UInt64 = {
        let seed = ProcessInfo.processInfo.environment["OFICIO_SEED"].flatMap { UInt64($0) } ?? 20_261_129
        print("OFICIO_SEED=\(seed)")
        return seed
    }()

    /// A generator seeded with the seed and with `salt`, which differs between the tests of a suite.
    public static func generator(_ salt: UInt64) -> SeededRandom {
        SeededRandom(value &+ salt &* 0x9E37_79B9_7F4A_7C15)
    }
}
