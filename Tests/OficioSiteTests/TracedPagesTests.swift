import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource
import OficioTheme
import TestSupport
import Testing

@testable import OficioSite

/// A file that the next build would not make again comes out the same; a page that reads past the engine is found.
@Suite struct TracedPagesTests {
    /// A planned site.
    private struct Planned {
        let site: SiteContext
        let stamps: SiteStamps
        var files: [PlannedFile]
    }

    /// A file, or a chunk of one, that was made.
    private struct Made {
        let path: String
        let key: UInt64
        let bytes: [UInt8]
        let trace: Trace?
    }

    /// Plans the demonstration with other contents for some sources.
    private static func plan(
        _ replaced: [String: [UInt8]] = [:], removing removed: Set<String> = [], days: Int = 0, isPublic: Bool = false
    ) -> Planned {
        let loaded = SiteLoader.load(Folders.package, replacing: replaced, removing: removed)
        var options = Edition.Options()
        options.isPublic = isPublic
        options.showsDrafts = !isPublic
        let edition = Edition(
            of: loaded.corpus, history: History(of: loaded), today: CalendarDate.testDay.adding(days: days),
            options: options)
        let site = SiteContext(edition: edition, theme: Theme(loaded.corpus.schema.settings, root: Folders.package))
        return Planned(
            site: site, stamps: SiteStamps(site, baseStamp: 0), files: SitePlan(site).files.filter(\.tracksDependencies)
        )
    }

    /// The chunks of a file with their keys; a file without chunks is a single one.
    private static func chunks(_ file: PlannedFile) -> [(key: UInt64, make: @Sendable () -> [UInt8])] {
        guard let pieces = file.chunks else { return [(0, file.render)] }
        return pieces.keys.indices.map { place in (pieces.keys[place], { pieces.chunk(place) }) }
    }

    private static func make(_ planned: Planned) -> [Made] {
        planned.files.concurrentMap { file in
            chunks(file).map { chunk in
                let (bytes, trace) = planned.stamps.tracing(known: file.known, chunk.make)
                return Made(path: file.path, key: chunk.key, bytes: bytes, trace: trace)
            }
        }.flatMap(\.self)
    }

    /// The paths of files that the present site would leave as they are, although they come out otherwise.
    private static func stale(_ made: [Made], in present: Planned) -> [String] {
        let files = Dictionary(uniqueKeysWithValues: present.files.map { ($0.path, $0) })
        let found = made.concurrentMap { made -> String? in
            guard let file = files[made.path], let trace = made.trace,
                let chunk = chunks(file).first(where: { $0.key == made.key }),
                present.stamps.holds(trace, known: file.known), chunk.make() != made.bytes
            else { return nil }
            return made.path
        }
        return Set(found.compactMap(\.self)).sorted()
    }

    private static func source(_ path: String) throws -> String {
        String(decoding: try Files.read(Folders.package + "/" + path), as: UTF8.self)
    }

    @Test(arguments: [false, true]) func `a file whose trace holds comes out the same`(isPublic: Bool) throws {
        var random = TestSeed.generator(3)
        let before = Self.plan(isPublic: isPublic)
        let made = Self.make(before)
        #expect(made.filter { $0.trace == nil }.map(\.path) == [])
        let documents = SiteLoader.load(Folders.package).folder.sources.map(\.path).filter {
            Schema.role(of: $0) == .document && $0.hasSuffix(".md")
        }
        for change in ["words", "title", "title", "away", "day", "months"] {
            let path = try #require(documents.randomElement(using: &random))
            let text = try Self.source(path)
            let title = try #require(text.split(separator: "\n").first { $0.hasPrefix("título: ") })
            let present =
                switch change {
                case "words": Self.plan([path: Array((text + "\n\nPalabras añadidas.\n").utf8)], isPublic: isPublic)
                case "title":
                    Self.plan([path: Array(text.replacing(title, with: "título: Otro").utf8)], isPublic: isPublic)
                case "away": Self.plan(removing: [path], isPublic: isPublic)
                default: Self.plan(days: change == "day" ? 1 : 400, isPublic: isPublic)
                }
            #expect(Self.stale(made, in: present) == [], "\(change) \(path)")
        }
    }

    @Test func `a page that reads past the engine is found`() throws {
        let path = "content/puestos/\(try #require(try Files.names(in: Folders.package + "/content/puestos").first))"
        let text = try Self.source(path)
        @Sendable func title(_ site: SiteContext) -> [UInt8] {
            let record = site.corpus.records.first { site.corpus.path(of: $0.file) == path }
            return Array((record?.title ?? "").utf8)
        }
        let ways: [(name: String, page: (SiteContext) -> PlannedFile)] = [
            (
                "before it is rendered",
                { site in
                    let known = title(site)
                    return PlannedFile(path: "trampa", tracksDependencies: true) { known }
                }
            ),
            (
                "without recording it",
                { site in
                    PlannedFile(path: "trampa", tracksDependencies: true) { DependencyRecorder.pausing { title(site) } }
                }
            ),
            (
                "the day",
                { site in PlannedFile(path: "trampa", tracksDependencies: true) { Array(site.edition.today.iso.utf8) } }
            ),
        ]
        for way in ways {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("título: ") })
            let other = Array(text.replacing(line, with: "título: Otro").utf8)
            var (before, after) = (Self.plan(), Self.plan([path: other], days: 1))
            before.files = [way.page(before.site)]
            after.files = [way.page(after.site)]
            #expect(Self.stale(Self.make(before), in: after) == ["trampa"], "\(way.name)")
        }
    }

    @Test func `a page that reads a file is never reused`() {
        let stamps = Self.plan().stamps
        let root = Folders.package
        for read: () -> Void in [
            { _ = try? Files.read(root + "/README.md") }, { _ = try? Files.names(in: root) },
            { _ = Files.status(root) }, { _ = Files.beginning(of: root + "/README.md", count: 4) },
            { _ = Array(repeating: root, count: 40).concurrentMap { Files.status($0) == nil } },
        ] {
            #expect(stamps.tracing(known: 0, read).1 == nil)
        }
        #expect(stamps.tracing(known: 0) {}.1 != nil)
    }
}
