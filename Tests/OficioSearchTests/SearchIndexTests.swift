import OficioBasics
import OficioSearch
import OficioSource
import TestSupport
import Testing

/// The files of the index. The same documents give the same files, and an edit changes few of them.
@Suite struct SearchIndexTests: SearchSuite {
    @Test func `the same documents make the same files, in any order`() {
        let a = SearchIndex(documents, concepts: [], language: .spanish)
        let b = SearchIndex(documents.reversed(), concepts: [], language: .spanish)
        #expect(a.all.map(\.name) == b.all.map(\.name))
        #expect(a.all.map(\.bytes) == b.all.map(\.bytes))
    }

    @Test func `reused posting lists equal new ones`() throws {
        let concepts = [SearchConcept(names: ["reclamo", "inconformidad presentada"])]
        var texts =
            documents
            + (0..<300).map {
                document(
                    "n\($0)", "Nota \($0)",
                    "Palabra\($0 % 90)ina y otra\($0)ez de inconformidad presentada por escrito.")
            }
        func index(_ former: IndexLists?) -> SearchIndex {
            let now = texts
            return SearchIndex(
                keys: now.map(\.key), concepts: concepts, language: .spanish, document: { now[$0] }, former: former)
        }
        let whole = index(nil).lists
        var kept = whole
        for (place, words) in [
            (20, "Palabra7ina y nada más."), (250, "Un reclamo presentado por inconformidad."),
            (20, "Palabra7ina y otra20ez de inconformidad presentada por escrito."),
        ] {
            texts[place] = document(String(texts[place].key.dropFirst("protocol/".count)), texts[place].title, words)
            let made = index(kept), anew = index(nil)
            #expect(made.all.map(\.name) == anew.all.map(\.name))
            #expect(made.all.map(\.bytes) == anew.all.map(\.bytes))
            #expect(made.lists.encoded() == anew.lists.encoded())
            // Few lists differ, and those with the rest make up all lists.
            let changes = anew.lists.changes(since: whole)
            #expect(changes.count > 0 && changes.count * 4 < whole.count)
            let read = try #require(IndexLists(stored: changes.encoded()[...]))
            kept = whole.merging(read)
            #expect(anew.lists.changes(since: kept).count == 0)
        }
        for place in stride(from: 0, to: whole.encoded().count, by: 97) {
            var bytes = whole.encoded()
            bytes[place] ^= 1
            #expect(IndexLists(stored: bytes[...]) == nil)
        }
    }

    @Test func `a cached part equals a new one`() throws {
        let texts = documents, keys = texts.map(\.key)
        let kept = Locked<[Int: [UInt8]]>([:])
        let made = SearchIndex(keys: keys, concepts: [], language: .spanish, document: { texts[$0] }) {
            number, make in
            let part = make()
            kept.withLock { $0[number] = part.encoded() }
            return part
        }
        let stored = kept.withLock { $0 }
        let again = SearchIndex(keys: keys, concepts: [], language: .spanish, document: { texts[$0] }) {
            number, make in
            SearchPart(stored: (stored[number] ?? [])[...]) ?? make()
        }
        #expect(stored.values.allSatisfy { SearchPart(stored: $0[...]) != nil })
        #expect(again.all.map(\.name) == made.all.map(\.name))
        #expect(again.all.map(\.bytes) == made.all.map(\.bytes))
        for bytes in stored.values {
            for place in bytes.indices {
                var spoilt = bytes
                spoilt[place] ^= 0x41
                #expect(SearchPart(stored: spoilt[...]) == nil)
                #expect(SearchPart(stored: bytes[..<place]) == nil)
            }
        }
    }

    @Test func `one edited sentence changes few files`() {
        var random = TestSeed.generator(3)
        let many = (0..<2_000).map { number -> SearchDocument in
            let job = JobText(&random)
            return document(
                "d\(number)", job.title,
                (job.functions.flatMap(\.tasks) + job.goods).joined(separator: " ") + " palabra\(number % 700)")
        }
        var edited = many
        edited[777] = document(
            "d777", many[777].title, many[777].sections[0].pieces[0].text + " Atender el expediente del comité.")
        func files(_ documents: [SearchDocument]) -> [String: [UInt8]] {
            Dictionary(uniqueKeysWithValues: SearchIndex(documents, concepts: [], language: .spanish).all)
        }
        let (before, after) = (files(many), files(edited))
        let changed = after.filter { before[$0.key] != $0.value }
        #expect(changed.count <= 25, "\(changed.keys.sorted())")
        // An added document keeps the numbers of the others.
        let grown = files(many + [document("nuevo", "Nuevo", "Atender el expediente.")])
        #expect(grown.filter { before[$0.key] != $0.value }.count <= 25)
    }
}
