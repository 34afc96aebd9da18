import Diagnostics
import OficioCheck
import OficioModel
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Findings from the cache equal those of a check from nothing, whatever was edited in between.
@Suite struct CheckCacheTests {
    private static let today = CalendarDate.testDay
    private static let sites = [Folders.package] + [OutsideMaterial.seedsSite].compactMap(\.self)

    /// Checks a site. Returns the findings, one per line, and the number of records that the rules examined.
    private static func check(_ site: LoadedSite, _ stored: inout [UInt8]) -> (said: [String], asked: Int) {
        var known: CheckCache? = CheckCache(stored, baseStamp: site.configurationStamp)
        let found = Checker.check(site, today: today, knowing: &known)
        let earlier = stored
        stored = known?.bytes ?? []
        #expect(known?.isNew == (stored != earlier))
        return (found.map { "\($0)" }, known?.computedCount ?? 0)
    }

    private static func anew(_ site: LoadedSite) -> [String] { Checker.check(site, today: today).map { "\($0)" } }

    @Test(arguments: sites) func `no record is examined twice`(_ root: String) {
        let site = SiteLoader.load(root)
        var stored: [UInt8] = []
        let first = Self.check(site, &stored)
        #expect(first.said == Self.anew(site))
        #expect(first.asked == site.corpus.records.count)
        let second = Self.check(site, &stored)
        #expect(second.said == first.said)
        // A rule that compares two files examines both again.
        #expect(second.asked < site.corpus.records.count / 5)
    }

    @Test(arguments: sites, [UInt64(5), 6]) func `an edited record and its dependents are examined again`(
        _ root: String, seed: UInt64
    )
        throws
    {
        var random = TestSeed.generator(seed)
        var stored: [UInt8] = []
        var edited: [String: [UInt8]] = [:]
        var spared = 0
        var first = SiteLoader.load(root)
        _ = Self.check(first, &stored)
        let documents = first.folder.sources.map(\.path).filter { Schema.role(of: $0) == .document }
        for _ in 0..<12 {
            let path = try #require(documents.randomElement(using: &random))
            let text = String(decoding: try edited[path] ?? Files.read(root + "/" + path), as: UTF8.self)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let place = Int.random(in: 0..<lines.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: lines.remove(at: place)
            case 1: lines.insert(lines[place], at: place)
            case 2: lines[place] += " pendiente"
            default: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &random))
            }
            edited[path] = Array(lines.joined(separator: "\n").utf8)
            first = SiteLoader.load(root, replacing: edited)
            let answer = Self.check(first, &stored)
            #expect(answer.said == Self.anew(first))
            if answer.asked < first.corpus.records.count / 2 { spared += 1 }
        }
        #expect(spared > 3)
    }

    @Test func `damaged results are computed again and replaced`() {
        var whole: [UInt8] = []
        let said = Self.check(SiteLoader.load(Folders.package), &whole).said
        var random = TestSeed.generator(9)
        for _ in 0..<12 {
            var spoilt = whole
            let place = Int.random(in: 0..<whole.count, using: &random)
            if Bool.random(using: &random) {
                spoilt[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            } else {
                spoilt.removeSubrange(place...)
            }
            #expect(Self.check(SiteLoader.load(Folders.package), &spoilt).said == said)
            // Compare to a flag: a failed comparison of the texts would print them whole.
            let isMended = spoilt == whole
            #expect(isMended)
        }
    }
}
