import OficioModel
import TestSupport
import Testing

/// Files with the names and encodings of Windows and office programs.
@Suite struct WindowsFilesTests {
    @Test func `files of Windows are read or left alone, a note of the folder is no page`() throws {
        let folder = try TemporaryFolder()
        try folder.write([
            ("content/paginas/HORARIO.MD", "# Horario\n\nDe 8 a 12.\n"),
            ("content/UNIDADES.YML", "elementos:\n  - {id: caja, título: Caja}\n"),
            ("content/paginas/Thumbs.db", "x"), ("content/desktop.ini", "x"), ("content/paginas/~$horario.docx", "x"),
            ("content/paginas/~WRL0001.tmp", "x"),
            ("content/paginas/README.md", "# Nota\n\nPara quien mantiene.\n"),
            ("content/paginas/leeme.md", "---\ntítulo: Léame\n---\n\nSe publica.\n"),
        ])
        let site = SiteLoader.load(folder.path)
        #expect(site.diagnostics.isEmpty, "\(site.diagnostics.map(\.code))")
        #expect(site.corpus.records.map(\.id).sorted() == ["caja", "horario", "leeme"])
    }
}
