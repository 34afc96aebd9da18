import Diagnostics
import OficioModel
import OficioSource
import TestSupport
import Testing

/// What a computation reads of a corpus is recorded, and its fingerprint changes only with the answer.
@Suite struct ReadStampsTests {
    private static let site = [
        ("content/unidades/caja.md", "---\ntítulo: Caja\n---\n"),
        (
            "content/puestos/cajero.md",
            "---\ntítulo: Cajero\ncódigo: P-1\nunidad: caja\nnombres anteriores: [Pagador]\n---\n\n"
                + "## Misión\n\nCobrar.\n"
        ),
        (
            "content/paginas/inicio.md",
            "---\ntítulo: Inicio\n---\n\nVéase [[cajero]] y [esto](../recursos/plano.txt).\n"
        ),
        ("content/recursos/plano.txt", "uno"),
    ]

    /// Every way to read something of a corpus, by a name.
    private static let ways: [(name: String, read: @Sendable (Corpus) -> Void)] = [
        ("title of the job", { _ = $0.records[job($0)].title }), ("id of the job", { _ = $0.records[job($0)].id }),
        ("type of the job", { _ = $0.records[job($0)].type }), ("form of the job", { _ = $0.records[job($0)].form }),
        ("head of the job", { _ = $0.value($0.records[job($0)], "unit") }),
        ("whole of the job", { _ = $0.records[job($0)].fields }),
        ("all records", { corpus in for _ in corpus.records {} }), ("count", { _ = $0.records.count }),
        ("indices", { _ = $0.records.indices }), ("jobs", { _ = $0.records(ofType: $0.schema.index(of: .job) ?? 0) }),
        ("name by id", { _ = $0.resolve("cajero", from: file($0)) }),
        ("name by code", { _ = $0.resolve("P-1", from: file($0)) }),
        ("name by title", { _ = $0.resolve("CAJERO", from: file($0)) }),
        ("former name", { _ = $0.resolve("pagador", from: file($0)) }),
        ("no such name", { _ = $0.index(of: RecordID(.job, "auxiliar")) }),
        ("path", { _ = $0.resolve("../puestos/cajero.md", from: file($0), isPath: true) }),
        ("attachment", { _ = $0.hasAttachment("content/recursos/plano.txt") }), ("paths", { _ = $0.paths }),
        ("attachments", { _ = $0.attachments }), ("bosses", { _ = $0.bosses }),
        ("shared titles", { _ = $0.sharingTitle }),
        ("mentions of the page", { _ = $0.mentions[page($0)] }),
        ("functions of the job", { _ = $0.functions[job($0)] }),
    ]

    private static func place(_ id: String, _ corpus: Corpus) -> Int {
        DependencyRecorder.pausing { corpus.records.firstIndex { $0.id == id } ?? 0 }
    }
    private static func job(_ corpus: Corpus) -> Int { place("cajero", corpus) }
    private static func page(_ corpus: Corpus) -> Int { place("inicio", corpus) }
    private static func file(_ corpus: Corpus) -> FileID {
        DependencyRecorder.pausing { corpus.records[page(corpus)].file }
    }

    private static func load(_ files: [(String, String)]) throws -> Corpus {
        let folder = try TemporaryFolder()
        try folder.write(files.map { (path: $0.0, text: $0.1) })
        return SiteLoader.load(folder.path).corpus
    }

    /// The names of the ways whose answers another site gives otherwise.
    private func changed(_ path: String, _ text: String?) throws -> Set<String> {
        let before = try Self.load(Self.site)
        let files = Self.site.filter { $0.0 != path } + (text.map { [(path, $0)] } ?? [])
        let after = try Self.load(files.sorted { $0.0 < $1.0 })
        let (old, new) = (before.readStamps(), after.readStamps())
        var found: Set<String> = []
        for way in Self.ways {
            let (_, reads) = DependencyRecorder.recording { way.read(before) }
            let keys = try #require(old.keys(of: reads), "\(way.name) cannot be reused")
            #expect(!keys.isEmpty, "\(way.name) is not recorded")
            if old.fingerprint(of: keys, baseStamp: 0) != new.fingerprint(of: keys, baseStamp: 0) {
                found.insert(way.name)
            }
        }
        return found
    }

    @Test func `a document that comes first changes only lists and the name that it takes`() throws {
        let found = try changed("content/puestos/auxiliar.md", "---\ntítulo: Auxiliar\n---\n\n## Misión\n\nAyudar.\n")
        #expect(
            found == [
                "all records", "count", "indices", "jobs", "no such name", "paths", "shared titles",
            ])
    }

    @Test func `a removed document changes the results that listed it`() throws {
        let found = try changed("content/puestos/cajero.md", nil)
        let whole: Set = ["title", "id", "type", "form", "head", "whole", "functions"]
        #expect(found.isSuperset(of: whole.map { "\($0) of the job" }))
        #expect(found.isSuperset(of: ["name by id", "name by code", "name by title", "former name", "path"]))
        #expect(found.contains("mentions of the page"))
        #expect(found.isDisjoint(with: ["no such name", "attachment", "bosses"]))
    }

    @Test func `a title changes the name of its document and no list of records`() throws {
        let text = try #require(Self.site.first { $0.0 == "content/puestos/cajero.md" }).1
        let found = try changed("content/puestos/cajero.md", text.replacing("Cajero", with: "Recaudador"))
        #expect(found.isSuperset(of: ["title of the job", "name by title", "shared titles"]))
        #expect(
            found.isDisjoint(with: [
                "name by id", "all records", "count", "indices", "jobs", "no such name", "path", "attachment",
            ]))
    }

    @Test func `words change the whole document and nothing that found it`() throws {
        let text = try #require(Self.site.first { $0.0 == "content/puestos/cajero.md" }).1
        let found = try changed("content/puestos/cajero.md", text.replacing("Cobrar", with: "Pagar"))
        #expect(found == ["whole of the job", "functions of the job"])
    }

    @Test func `an answer of another corpus is never reused`() throws {
        let (one, other) = (try Self.load(Self.site), try Self.load(Self.site))
        let (_, reads) = DependencyRecorder.recording { _ = other.index(of: RecordID(.job, "cajero")) }
        #expect(one.readStamps().keys(of: reads) == nil)
        #expect(other.readStamps().keys(of: reads) != nil)
    }
}
