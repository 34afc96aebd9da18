import Foundation
import OficioHistory
import OficioModel
import OficioSchema
import TestSupport
import Testing

/// A site released under the first snapshot format. Its files are never changed, and must stay readable for ever.
@Suite struct FrozenFormatTests {
    private static let root = Folders.package + "/Tests/OficioHistoryTests/Frozen"

    @Test func `the history holds`() {
        let history = History(Self.root)
        #expect(history.verify().isEmpty, "\(history.verify().map(\.message.spanish))")
        #expect(history.digest == "a3574bac2f8d9f57daeb9987e8e9c0818218abe46787adf98ebeb4404724e795")
        let ledger = history.ledgers[0]
        #expect(ledger.entries.map(\.version) == ["01", "02"])
        #expect(ledger.entries.map(\.shortCode) == ["92DA-48AF", "A39D-D173"])
        #expect(ledger.entries[0].authorized == ["Director"])
        #expect(ledger.entries[1].attachment?.file.hasSuffix(".pdf") == true)
    }

    @Test func `every version reads back as it was released`() throws {
        let history = History(Self.root)
        let corpus = SiteLoader.load(Self.root).corpus
        for entry in history.ledgers[0].entries {
            let snapshot = try #require(history.ledgers[0].snapshot(of: entry, root: Self.root))
            #expect(snapshot.contentHash == entry.contentHash)
            let version = VersionContent(snapshot, corpus.schema)
            #expect(version.records.map(\.title) == ["Manual de Caja", "Cajero"])
            #expect(version.competencies.map(\.title) == ["Trato amable"])
            let passages = PassageWriter(corpus.schema, names: version.names).passages(of: version.records[1]).map(
                \.text)
            let hour = entry.version == "01" ? "7:00" : "6:30"
            for text in [
                "Cajero", "03", "Jefe de Caja", "Cumplir el reglamento.", "Trato amable · Nivel: 2",
                "Cobrar y pagar sin demora; véase quien manda.",
                "Abrir la caja a las \(hour).", "Contar el efectivo — año a año.", "N/A", "Ventanilla «pública»",
            ] {
                #expect(passages.contains { $0.contains(text) }, "\(text) of \(entry.version) in \(passages)")
            }
            #expect(!passages.contains { $0.contains("Cuidar los") }, "an excepted row")
        }
    }

    @Test func `the sources are still what was released last`() throws {
        let corpus = SiteLoader.load(Self.root).corpus
        let manual = try #require(corpus.records.firstIndex { $0.id == "m" })
        // A hash that changes here would report every released document of every site as changed.
        #expect(DocumentContent(of: manual, in: corpus).hash == History(Self.root).ledgers[0].latest?.contentHash)
    }
}
