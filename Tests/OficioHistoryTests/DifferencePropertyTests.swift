import OficioHistory
import OficioModel
import OficioSchema
import TestSupport
import Testing

/// Properties of the difference between any two records.
@Suite struct DifferencePropertyTests {
    /// Pairs of jobs: some are random edits of each other, some unrelated.
    private static let pairs: Result<(corpus: Corpus, pairs: [(Int, Int)], folder: TemporaryFolder), any Error> = Result
    {
        var random = TestSeed.generator(1)
        let folder = try TemporaryFolder()
        for number in 0..<120 {
            let job = JobText(&random)
            try folder.write([
                ("content/puestos/p\(number)-a.md", job.markdown),
                ("content/puestos/p\(number)-b.md", job.edited(&random).markdown),
            ])
        }
        let corpus = SiteLoader.load(folder.path).corpus
        func place(_ id: String) throws -> Int {
            let place = corpus.records.firstIndex { $0.id == id }
            return try #require(place)
        }
        var pairs = try (0..<120).map { (try place("p\($0)-a"), try place("p\($0)-b")) }
        pairs += try (0..<60).map { (try place("p\($0)-a"), try place("p\($0 + 60)-b")) }
        return (corpus, pairs, folder)
    }

    @Test func `the difference applied to the old record gives the new one`() throws {
        let (corpus, pairs, _) = try Self.pairs.get()
        let encoder = RecordEncoder(corpus)
        for (old, new) in pairs {
            let (a, b) = (corpus.records[old], corpus.records[new])
            let difference = RecordDifference(from: a, to: b, corpus.schema)
            #expect(encoder.record(difference.applied(to: a)).compact == encoder.record(b).compact, "\(a.id) → \(b.id)")
            let back = RecordDifference(from: b, to: a, corpus.schema)
            #expect(encoder.record(back.applied(to: b)).compact == encoder.record(a).compact, "\(b.id) → \(a.id)")
        }
    }

    @Test func `a record does not differ from itself`() throws {
        let (corpus, pairs, _) = try Self.pairs.get()
        for (old, _) in pairs {
            let record = corpus.records[old]
            #expect(RecordDifference(from: record, to: record, corpus.schema).isEmpty)
            let content = VersionContent(working: old, in: corpus)
            #expect(DocumentDifference(from: content, to: content, corpus.schema).changes.isEmpty)
        }
    }

    @Test func `there are changes exactly where records differ`() throws {
        let (corpus, pairs, _) = try Self.pairs.get()
        for (old, new) in pairs {
            let difference = DocumentDifference(
                from: VersionContent(working: old, in: corpus), to: VersionContent(working: new, in: corpus),
                corpus.schema)
            #expect(!difference.changes.isEmpty)
            let texts = difference.changes.map(\.text.spanish)
            #expect(Set(texts).count == texts.count, "told twice: \(texts)")
        }
    }

    @Test func `a record written as a snapshot reads back the same`() throws {
        let (corpus, pairs, _) = try Self.pairs.get()
        let encoder = RecordEncoder(corpus)
        for (old, new) in pairs {
            for index in [old, new] {
                let record = corpus.records[index]
                let json = encoder.record(record)
                var reader = RecordReader(corpus.schema)
                let answer = reader.record(json, form: record.form)
                let read = try #require(answer)
                #expect(encoder.record(read).compact == json.compact)
            }
        }
    }

    @Test func `no word is lost in the marks`() {
        var random = TestSeed.generator(2)
        let alphabet = ["a", "ña", " ", " ", "x", "é", ".", "“", "10", "%", "\n", "e\u{301}", "👩‍⚖️", "-"]
        for _ in 0..<2_000 {
            func text() -> String {
                (0..<Int.random(in: 0...24, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
                    .joined()
            }
            let (old, new) = (text(), text())
            let marks = WordComparison.runs(old, new)
            #expect(marks.filter { $0.kind != .inserted }.map(\.text).joined() == old)
            #expect(marks.filter { $0.kind != .deleted }.map(\.text).joined() == new)
            #expect(WordComparison.runs(old, old).allSatisfy { $0.kind == .same })
        }
    }
}
