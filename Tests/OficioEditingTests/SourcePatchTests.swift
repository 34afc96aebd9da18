import OficioEditing
import TestSupport
import Testing

@Suite struct SourcePatchTests {
    private typealias Replacement = SourcePatch.Replacement

    @Test func `replacements apply at once, whatever their order`() throws {
        let patch = try #require(
            SourcePatch([Replacement(4..<4, "X"), Replacement(0..<2, ""), Replacement(2..<3, "cc")]))
        #expect(patch.applied(to: Array("abcdef".utf8)) == Array("ccdXef".utf8))
    }

    @Test func `replacements of the same bytes give no patch`() {
        #expect(SourcePatch([Replacement(0..<3, "x"), Replacement(2..<4, "y")]) == nil)
        #expect(SourcePatch([Replacement(1..<1, "x"), Replacement(1..<1, "y")]) == nil)
        #expect(SourcePatch([Replacement(0..<2, "x"), Replacement(2..<2, "y")]) != nil)
    }

    @Test func `a range outside of the bytes is no result`() throws {
        #expect(try #require(SourcePatch([Replacement(2..<9, "x")])).applied(to: Array("abc".utf8)) == nil)
    }

    /// On random bytes and patches: the inverse restores the bytes, and two patches compose to one.
    @Test func `patches are undone and composed`() throws {
        var random = Trial.generator(7)
        func patch(_ count: Int) -> SourcePatch {
            var replacements: [Replacement] = []
            var place = 0
            while place < count {
                let start = place + Int.random(in: 0...4, using: &random)
                let end = start + Int.random(in: 0...3, using: &random)
                if end > count { break }
                replacements.append(
                    Replacement(
                        start..<end,
                        (0..<Int.random(in: 0...3, using: &random)).map { _ in
                            UInt8.random(in: 97...122, using: &random)
                        }))
                place = end + 1
            }
            return SourcePatch(replacements) ?? .none
        }
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                UInt8.random(in: 65...90, using: &random)
            }
            let first = patch(bytes.count)
            let middle = try #require(first.applied(to: bytes))
            #expect(first.inverse(of: bytes)?.applied(to: middle) == bytes)
            let second = patch(middle.count)
            let end = try #require(second.applied(to: middle))
            #expect(first.followed(by: second, of: bytes.count).applied(to: bytes) == end)
        }
    }
}
