import Diagnostics
import Foundation
import OficioModel
import OficioSource
import TestSupport
import Testing

/// Records read back from the store equal the records that were written, in every member.
@Suite struct StoredRecordTests {
    /// A description of a value with all its members, by reflection, so that it covers members added later. Sets are
    /// sorted. Of a record it leaves out where its fields are stored.
    private func description(_ value: Any) -> String {
        if let record = value as? Record {
            let parts = Mirror(reflecting: record).children.filter {
                !["ownFields", "ownExtra", "stored"].contains($0.label)
            }.map {
                "\($0.label ?? "")=\(description($0.value))"
            }
            return parts.joined(separator: ",") + description(record.fields) + description(record.extra)
        }
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return "\(type(of: value)):\(value)" }
        let parts = mirror.children.map { "\($0.label ?? "")=\(description($0.value))" }
        let isUnordered = mirror.displayStyle == .set || mirror.displayStyle == .dictionary
        return "\(type(of: value))(\((isUnordered ? parts.sorted() : parts).joined(separator: ",")))"
    }

    private func put(_ storing: LoadedSite.Storing, at path: String) throws {
        let lacking = storing.isOpen ? storing.lacking : storing.all
        let bytes = storing.isOpen ? try Files.read(path) : storing.head
        try Data(bytes + StorableDocument.encodedBatch(lacking)).write(to: URL(fileURLWithPath: path))
    }

    private static let sites = [Folders.package] + [OutsideMaterial.seedsSite].compactMap(\.self)

    @Test(arguments: sites) func `stored records equal decoded ones`(_ root: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/registros"
        let read = SiteLoader.load(root)
        let first = try #require(SiteLoader.load(root, store: path).storing)
        #expect(!first.isOpen && first.lacking.count == first.all.count && !first.all.isEmpty)
        try put(first, at: path)
        let again = SiteLoader.load(root, store: path)
        #expect(again.storing?.lacking.isEmpty == true)
        #expect(again.storing?.isOpen == true)
        #expect(again.corpus.records.count == read.corpus.records.count)
        for (stored, record) in zip(again.corpus.records, read.corpus.records) {
            #expect(description(stored) == description(record))
        }
        #expect(again.diagnostics.count == read.diagnostics.count)
    }

    @Test func `every kind of text comes back`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            (
                "content/paginas/todo.md",
                """
                ---
                título: "Ñandú — todo"
                ---

                # Uno

                *a* **b** ~~c~~ `d` [e](https://example.org "f") ![g](h.png "i") [[todo]] [[todo|j]]\\
                k
                l

                > - m
                >   1. n

                | o | p |
                |---|---|
                | q | *r* |

                ```sh
                s
                ```

                ---

                7. t
                """
            ),
        ])
        let path = folder.path + "/registros"
        let read = SiteLoader.load(folder.path, store: path)
        try put(try #require(read.storing), at: path)
        let again = SiteLoader.load(folder.path, store: path)
        #expect(again.storing?.lacking.isEmpty == true)
        #expect(again.corpus.records.map { description($0) } == read.corpus.records.map { description($0) })
    }

    @Test func `a body that is damaged before its first use is decoded from its source`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/registros"
        let read = SiteLoader.load(Folders.package)
        try put(try #require(SiteLoader.load(Folders.package, store: path).storing), at: path)
        let stored = SiteLoader.load(Folders.package, store: path)
        let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try writer.write(contentsOf: Data(repeating: 0x55, count: try Files.read(path).count))
        try writer.close()
        // The front matter is in memory; the bodies are read now.
        for (record, other) in zip(stored.corpus.records, read.corpus.records) {
            #expect(description(record) == description(other))
        }
    }

    @Test func `a spoilt body without a source ends in words`() async throws {
        let result = await #expect(processExitsWith: .exitCode(74), observing: [\.standardErrorContent]) {
            let folder = try TemporaryFolder()
            try folder.write([
                ("content/site.yaml", "institución: Prueba\n"),
                ("content/paginas/una.md", "---\ntítulo: Una\n---\n\nTexto.\n"),
            ])
            let path = folder.path + "/registros"
            let storing = try #require(SiteLoader.load(folder.path, store: path).storing)
            try Data(storing.head + StorableDocument.encodedBatch(storing.all)).write(to: URL(fileURLWithPath: path))
            let record = try #require(SiteLoader.load(folder.path, store: path).corpus.records.first)
            let writer = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try writer.write(contentsOf: Data(repeating: 0x55, count: try Files.read(path).count))
            try FileManager.default.removeItem(atPath: folder.path + "/content/paginas/una.md")
            _ = record.fields
        }
        let said = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
        #expect(said.contains("repita la orden"))
    }

    @Test func `damaged, truncated or outdated records are decoded again`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/registros"
        let read = SiteLoader.load(Folders.package)
        try put(try #require(SiteLoader.load(Folders.package, store: path).storing), at: path)
        let whole = try Files.read(path)
        var random = TestSeed.generator(5)
        for round in 0..<40 {
            var bytes = whole
            if round == 1 {
                // Give the first batch of front matter the greatest length that the format can hold.
                let start = bytes.firstIndex(of: 0x0A)! + 1
                for place in (start + 8)..<(start + 16) { bytes[place] = 0xFF }
            } else if round % 4 == 0 {
                bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
            } else {
                for _ in 0..<Int.random(in: 1...40, using: &random) {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let again = SiteLoader.load(Folders.package, store: path)
            #expect(again.corpus.records.map(\.title) == read.corpus.records.map(\.title))
            #expect(again.corpus.records.map(\.fields.count) == read.corpus.records.map(\.fields.count))
        }
    }
}
