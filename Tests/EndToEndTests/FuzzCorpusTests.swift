import FuzzTargets
import Foundation
import TestSupport
import Testing

/// Runs every input of `Tests/Fuzz/corpus` again: the seeds of the fuzzer and the inputs that once crashed a reader.
@Suite struct FuzzCorpusTests {
    private static let folder = Folders.package + "/Tests/Fuzz/corpus"

    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: folder).sorted())
    func `nothing that was ever found traps`(target: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(target)")
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(target)/\(name)"))
            #expect(feed(target, Array(bytes)), "\(target)")
        }
    }
}
