import OficioFiles
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A file made of parts is written only if it differs from the one on disk.
@Suite struct RewrittenFileTests {
    private static let old = Array("cabeza|uno|dos|tres|pie".utf8)

    private func put(_ parts: [RewrittenFile.Part], over old: [UInt8]? = old) throws -> (isWritten: Bool, text: String)
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/x"
        if let old { try AtomicFile.create(path, with: old) }
        let file = RewrittenFile(path)
        for part in parts { try file.put(part) }
        let isWritten = try file.finish()
        #expect(try folder.files().count == 1)
        return (isWritten, try folder.text("x"))
    }

    private func new(_ text: String) -> RewrittenFile.Part { .new(Array(text.utf8)) }

    @Test func `the same bytes are not written again`() throws {
        let result = try put([new("cabeza|"), .existing(7..<11), new("dos|tres|pie")])
        #expect(!result.isWritten && result.text == "cabeza|uno|dos|tres|pie")
    }

    @Test func `a part that differs is written between those that stay`() throws {
        let result = try put([new("cabeza|"), .existing(7..<11), new("DOS|"), .existing(15..<23)])
        #expect(result.isWritten && result.text == "cabeza|uno|DOS|tres|pie")
        let moved = try put([.existing(15..<20), .existing(7..<11), new("")])
        #expect(moved.isWritten && moved.text == "tres|uno|")
    }

    @Test func `a shorter, a longer and a new file are written`() throws {
        #expect(try put([new("cabeza|")]) == (true, "cabeza|"))
        #expect(try put([.existing(0..<23), new("+")]) == (true, "cabeza|uno|dos|tres|pie+"))
        #expect(try put([new("nuevo")], over: nil) == (true, "nuevo"))
        #expect(try put([], over: nil) == (true, ""))
    }

    /// Compares the result with the parts joined in memory.
    @Test func `any parts come out as joined`() throws {
        var random = SeededRandom(20_261_129)
        let old = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        for _ in 0..<60 {
            let folder = try TemporaryFolder()
            let path = folder.path + "/x"
            try AtomicFile.create(path, with: old)
            let file = RewrittenFile(path)
            var expected: [UInt8] = []
            while expected.count < 60_000 {
                let start = Int.random(in: 0..<old.count, using: &random)
                let range = start..<min(old.count, start + Int.random(in: 0..<30_000, using: &random))
                let isSame = Bool.random(using: &random)
                let bytes = isSame ? Array(old[range]) : Array(old[range].reversed())
                expected += bytes
                try file.put(isSame && Bool.random(using: &random) ? .existing(range) : .new(bytes))
            }
            #expect(try file.finish() == (expected != old))
            #expect(OpenedFile(path).map { $0.bytes(at: 0, count: $0.size) } == expected)
        }
    }

    @Test func `an unfinished rewrite leaves the file unchanged`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.create(folder.path + "/x", with: Self.old)
        do {
            let file = RewrittenFile(folder.path + "/x")
            try file.put(new("otro"))
        }
        #expect(try folder.text("x") == "cabeza|uno|dos|tres|pie" && folder.files().count == 1)
    }
}
