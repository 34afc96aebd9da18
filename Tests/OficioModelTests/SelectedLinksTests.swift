import OficioModel
import OficioSource
import TestSupport
import Testing

/// The links of a selection of records equal the links of a corpus of its own.
@Suite struct SelectedLinksTests {
    private static let files = [
        ("content/unidades/caja.md", "---\ntítulo: Caja\n---\n"),
        ("content/puestos/cajero.md", "---\ntítulo: Cajero\nunidad: caja\nnombres anteriores: [Pagador]\n---\n"),
        ("content/puestos/jefe.md", "---\ntítulo: Pagador\nunidad: Caja\nsupervisa: [cajero]\n---\n"),
        (
            "content/paginas/guia.md",
            "---\ntítulo: Guía\n---\n\nVéase [[guia-2]] y [el plano](../recursos/plano.txt).\n"
        ),
        ("content/paginas/guia-2.md", "---\ntítulo: Guía\n---\n\nVéase [la otra](guia.md).\n"),
        ("content/paginas/inicio.md", "---\ntítulo: Inicio\n---\n\n[[Guía]], [[pagador]], [[Caja]], [[nadie]].\n"),
        ("content/recursos/plano.txt", "uno"),
    ]

    private static func words(_ links: [RecordLinks]) -> [String] {
        links.map { record in
            let targets = record.links.map {
                "\($0.target) \($0.place) \($0.field ?? -1) \($0.column ?? -1) \($0.isInline) \($0.stamp)"
            }
            return "\(record.stamp) \(record.attachments) \(targets)"
        }
    }

    @Test func `without some records, and with others under a new name`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.files.map { (path: $0.0, text: $0.1) })
        let corpus = SiteLoader.load(folder.path).corpus
        let records = Array(corpus.records)
        #expect(records.count == 6)
        for choice in 0..<(1 << records.count) {
            let kept = records.indices.filter { choice >> $0 & 1 == 1 }.map { records[$0] }
            for renamed in [nil, kept.indices.first] {
                var kept = kept
                if let renamed { kept[renamed] = kept[renamed].withID(id: "guia") }
                let anew = corpus.withRecords(kept, corpus.schema), selected = corpus.selecting(kept, corpus.schema)
                #expect(Self.words(selected.links) == Self.words(anew.links), "choice \(choice)")
            }
        }
    }
}
