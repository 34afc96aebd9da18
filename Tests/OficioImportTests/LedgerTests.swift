import Diagnostics
import OficioImport
import OficioModel
import OficioSchema
import OficioSource
import Testing

/// The word ledger notices every word that is lost, doubled or put elsewhere.
@Suite struct LedgerTests {
    private static let form = """
        tipo: formato
        para: puesto
        título: Ficha
        secciones:
          - vista: ficha
            campos:
              - [título: "Puesto:", clase: "Clase:"]
          - {título: Misión, vista: texto, campo: misión}
          - {título: Funciones, vista: lista, campo: funciones}
        """

    private let site = OfficeSite(form: form)

    private func file() -> ImportedFile {
        site.imported([
            .text("Puesto: Cajero"), .text("Clase: 03"), .bold("Misión"), .text("Cobrar los aranceles."),
            .bold("Funciones"),
            .text("Abrir la caja."), .text("Cerrar la caja."),
        ])
    }

    private func ledger(_ file: ImportedFile, _ match: Match, source: String? = nil) throws -> WordLedger {
        let draft = try #require(file.drafts[0])
        let text = source ?? draft.text
        let document = SourceDocument(Array(text.utf8), file: FileID(0), path: draft.path)
        let decoded = DocumentDecoder(schema: site.schema).decode(document).records
        return WordLedger(match, drafts: file.drafts, records: [0: decoded[0]]) { _, _ in nil }
    }

    @Test func `agrees with what was written`() throws {
        let file = file()
        #expect(file.ledger?.isExact == true, "\(file.ledger?.problems.map(\.english) ?? [])")
        #expect(file.ledger?.total == 15)
        #expect(file.sources.count == 1)
    }

    @Test(arguments: ["aranceles", "Abrir", "Cajero", "03"]) func `notices a word that the source lacks`(_ word: String)
        throws
    {
        let file = file()
        let match = try #require(file.match)
        let source = try #require(file.drafts[0]).text
        #expect(try ledger(file, match, source: source).isExact)
        #expect(try !ledger(file, match, source: source.replacing(word, with: "otra")).isExact)
    }

    @Test func `notices a word that the source says twice`() throws {
        let file = file()
        let match = try #require(file.match)
        let source = try #require(file.drafts[0]).text.replacing(
            "- Abrir la caja.", with: "- Abrir la caja.\n- Abrir la caja.")
        #expect(try !ledger(file, match, source: source).isExact)
    }

    @Test func `notices a text that stands under another heading`() throws {
        let file = file()
        let match = try #require(file.match)
        let source = try #require(file.drafts[0]).text.replacing("## Misión", with: "## Bienes")
        #expect(try !ledger(file, match, source: source).isExact)
    }

    @Test func `notices a word whose fate is another one`() throws {
        let file = file()
        var match = try #require(file.match)
        for (index, fate) in match.fates.all.enumerated() {
            guard case .field(_, "objective") = fate else { continue }
            match.fates.reassign([index], .furniture(.margin))
            break
        }
        #expect(try !ledger(file, match).isExact)
    }

    @Test func `a file whose words do not agree writes nothing`() throws {
        var file = file()
        var match = try #require(file.match)
        match.fates.reassign([0], .unplaced(record: 0))
        file.ledger = try ledger(file, match)
        #expect(file.ledger?.isExact == false)
        #expect(file.sources.isEmpty)
    }
}
