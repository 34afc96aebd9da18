import Diagnostics
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

@testable import OficioCheck

/// Results of rules are reused while nothing that the rules read has changed; a rule that reads past the engine is
/// found.
@Suite struct TracedRulesTests {
    private struct Answer: BinaryCodable, Equatable {
        let text: String

        init(_ text: String) { self.text = text }
        init(from reader: inout BinaryReader) { text = reader.text() }
        func write(to out: inout BinaryWriter) { out.text(text) }
    }

    /// A site of two pages, whose files exist as long as the value.
    private struct Site {
        let folder: TemporaryFolder
        let context: CheckContext
    }

    private static func site(title: String, days: Int = 0) throws -> Site {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/site.yaml", "institución: Prueba\n"),
            ("content/paginas/a.md", "---\ntítulo: Uno\n---\n\nVéase.\n"),
            ("content/paginas/b.md", "---\ntítulo: \(title)\n---\n\nOtra página.\n"),
        ])
        let day = CalendarDate.testDay.adding(days: days)
        return Site(folder: folder, context: CheckContext(SiteLoader.load(folder.path), today: day))
    }

    /// Whether a rule, asked of the first page after the second got another title and a day has passed, answers from
    /// the cache although its answer has changed.
    private static func isStale(_ rule: @Sendable (CheckContext) -> String) throws -> Bool {
        let sites = (before: try site(title: "Dos"), after: try site(title: "Tres", days: 1))
        let (before, after) = (sites.before.context, sites.after.context)
        var cache = ResultCache([])
        _ = cache.evaluate(before.corpus, before.readStamps, baseStamp: 0) { Answer($0 == 0 ? rule(before) : "") }
        let kept = cache.evaluate(after.corpus, after.readStamps, baseStamp: 0) { Answer($0 == 0 ? rule(after) : "") }
        return withExtendedLifetime(sites) { kept[0] != Answer(rule(after)) }
    }

    @Test func `a rule that reads past the engine is found`() throws {
        #expect(try Self.isStale { context in DependencyRecorder.pausing { context.corpus.records[1].title } })
        #expect(try Self.isStale { context in DependencyRecorder.pausing { "\(context.isPast(.testDay))" } })
        #expect(
            try Self.isStale { context in
                DependencyRecorder.pausing { "\(context.bytes(of: context.corpus.records[1].file))" }
            })
    }

    @Test func `what a rule reads through the engine is recorded`() throws {
        for rule: @Sendable (CheckContext) -> String in [
            { $0.corpus.records[1].title }, { "\($0.isPast(.testDay))" }, { "\($0.bytes(of: FileID(1)))" },
            { "\($0.corpus.resolve("tres", from: FileID(0)))" }, { $0.corpus.records.map(\.title).joined() },
        ] {
            #expect(try !Self.isStale(rule))
        }
    }

    @Test func `a new day asks only the rules whose answer it changes`() throws {
        let sites = (before: try Self.site(title: "Dos"), after: try Self.site(title: "Dos", days: 1))
        var cache = ResultCache([])
        for (context, computed) in [(sites.before.context, 2), (sites.after.context, 1)] {
            // The day of the first page passes; that of the second has passed long ago.
            _ = cache.evaluate(context.corpus, context.readStamps, baseStamp: 0) { index in
                Answer("\(context.isPast(CalendarDate.testDay.adding(days: index * -100)))")
            }
            #expect(cache.computedCount == computed)
        }
        withExtendedLifetime(sites) {}
    }

    @Test func `no aggregate depends on the day`() {
        let site = SiteLoader.load(Folders.package)
        let context = CheckContext(site, today: .testDay)
        let texts = site.corpus.records.indices.map { RecordTexts(of: $0, in: site.corpus) }
        for rule in Checker.rules {
            guard case .aggregating(let own) = rule.check else { continue }
            let extracted = texts.map { own.extract(context, $0) }
            let (_, reads) = DependencyRecorder.recording { _ = own.aggregate(context, extracted) }
            #expect(reads.days.isEmpty, "\(rule.codes.map(\.code))")
        }
    }

    @Test func `a rule that reads a file is asked every time`() throws {
        let context = try Self.site(title: "Dos").context
        var cache = ResultCache([])
        for _ in 0..<2 {
            _ = cache.evaluate(context.corpus, context.readStamps, baseStamp: 0) { index in
                Answer(index == 0 ? "\(Files.status("/") == nil)" : context.corpus.records[index].title)
            }
        }
        #expect(cache.computedCount == 1)
    }

    @Test func `no rule reads a file`() {
        let site = SiteLoader.load(Folders.package)
        let context = CheckContext(site, today: .testDay)
        for index in site.corpus.records.indices {
            let texts = RecordTexts(of: index, in: site.corpus)
            for rule in Checker.rules {
                let (_, reads) = DependencyRecorder.recording {
                    switch rule.check {
                    case .record(_, let ask): _ = ask(context, index)
                    case .words(let ask): _ = ask(context, texts)
                    case .aggregating(let rule): _ = rule.extract(context, texts)
                    case .site, .checkedElsewhere: break
                    }
                }
                #expect(reads.isReusable, "\(rule.codes.map(\.code)) \(reads.files)")
            }
        }
    }
}
