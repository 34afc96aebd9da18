import Foundation
@testable import OficioImport
import Testing

@Suite struct HTMLTests {
    private func read(_ html: String) throws -> LocatedDocument {
        try DocumentReader.read(Array(html.utf8), fileName: "a.html")
    }

    @Test(arguments: Samples.names("html")) func `counts are those of a perfect importer`(_ name: String) throws {
        let document = try Samples.read(name)
        let expected = try #require(try Samples.expected(name)["counts"] as? [String: Int])
        let found = Samples.counts(document)
        for (what, count) in expected { #expect(try #require(found[what]) == count, "\(what)") }
        let word = try Samples.read(name.replacing(".html", with: ".docx"))
        func words(_ document: LocatedDocument) -> [String] {
            document.words.filter { $0.id.part == .body }.map(\.text)
        }
        #expect(words(document) == words(word))
        func labels(_ document: LocatedDocument) -> [String] {
            document.paragraphs.compactMap { $0.list.map { $0.isBullet ? "•" : $0.label } }
        }
        #expect(labels(document) == labels(word))
        #expect(document.pictures.map(\.type) == ["png"])
    }

    @Test func `rows and columns of merged cells are kept apart`() throws {
        let table = try read(
            """
            <table><caption>Funciones</caption><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<tr>\
            <td rowspan=0>e</table>
            """
        ).blocks.tables[0]
        #expect(table.cell(row: 0, column: 0)?.text == "Funciones")
        #expect(table.cell(row: 2, column: 0)?.text == "a")
        #expect(table.cell(row: 1, column: 2)?.text == "b")
        #expect(table.cell(row: 2, column: 2)?.text == "d")
        #expect(table.cell(row: 3, column: 0)?.rowSpan == 1)
    }

    @Test func `a list of Word's HTML has its label once`() throws {
        let document = try read(
            """
            <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>\
            <span style='mso-list:Ignore'>2.1.<span>&nbsp; </span></span><![endif]>Atender</p>
            """
        )
        #expect(document.paragraphs[0].text == "Atender")
        #expect(document.paragraphs[0].list?.label == "2.1.")
        #expect(document.paragraphs[0].list?.level == 1)
    }

    @Test func `ordered lists count as they say`() throws {
        let document = try read(
            "<ol type=I start=3><li>a<ol type=a><li>b</ol><li value=9>c</ol><ul><li><p>d</p><p>e</p></ul>")
        #expect(document.paragraphs.map { $0.list?.label ?? "" } == ["III.", "a.", "IX.", "•", ""])
    }

    @Test func `notes, tick boxes, form fields and hidden text`() throws {
        let document = try read(
            """
            <p>Uno<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> dos <span \
            style="display:none">oculto</span></p>
            <input type=checkbox checked> Sí <input value="Ana"> <select><option>x<option selected>Jefe</select>
            <div id="sdfootnote1"><p><a class="sdfootnotesym" href="#sdfootnote1anc">1</a> Nota</p></div>
            """)
        #expect(document.words.filter { $0.id.part == .body }.map(\.text) == ["Uno", "dos", "Sí", "Ana", "Jefe"])
        #expect(document.words.filter { $0.id.part == .note }.map(\.text) == ["Nota"])
        #expect(document.words.filter { $0.id.part == .hidden }.map(\.text) == ["oculto"])
        #expect(document.paragraphs.flatMap(\.tickBoxes).map(\.isTicked) == [true])
        #expect(document.notes[0].reference == document.paragraphs[0].address)
    }

    @Test func `the text of a web page is separated from navigation and footers, and nothing is opened`() throws {
        let document = try read(
            """
            <html><head><title>T</title><script>x()</script></head><body><nav>Inicio</nav><main><h1>Puesto</h1>\
            <img src='file:///etc/passwd'><iframe src='http://x.test'></iframe></main><footer>Pie</footer></body>\
            </html>
            """
        )
        #expect(document.words.filter { $0.id.part == .body }.map(\.text) == ["Puesto"])
        #expect(document.margins.map { $0.blocks.text } == ["Inicio", "Pie"])
        #expect(document.paragraphs[0].heading.level == 1)
        #expect(document.remarks.map(\.kind) == [.leftOut, .external, .external])
        #expect(document.pictures[0].bytes.isEmpty)
    }

    @Test func `landmarks tell the document from the page around it`() throws {
        let document = try read(
            """
            <body><a href='#m'>Saltar</a><div role='banner'>Sitio <form role='search'><input value='q'></form></div>\
            <div id='app'><nav>Inicio</nav><main><header><p>Protocolo</p><h1>Visitas</h1><p>Versión 03</p></header>\
            <nav>En esta página</nav><p>Se <b>recibe</b> <span aria-hidden=true>→</span> a todos. \
            <button>Copiar</button></p>\
            <section><header>Parte primera</header><p>Uno.</p></section><aside>Véase</aside>\
            <blockquote><p>Cita</p><footer>Autor</footer></blockquote><p hidden>Oculto</p><footer>Pie</footer></main>\
            <aside>Lateral</aside></div><footer>Dirección</footer></body>
            """)
        func words(_ part: LocatedDocument.WordPart) -> [String] {
            document.words.filter { $0.id.part == part }.map(\.text)
        }
        #expect(words(.body) == ["Visitas", "Se", "recibe", "a", "todos", "Parte", "primera", "Uno", "Cita", "Autor"])
        #expect(words(.margin) == ["Protocolo", "Versión", "03", "Pie"])
        #expect(
            Set(words(.around)) == [
                "Saltar", "Sitio", "q", "Inicio", "En", "esta", "página", "Véase", "Lateral", "Dirección",
            ])
        #expect(words(.hidden) == ["Copiar", "Oculto"])
    }

    @Test func `the only article of a page is the document, a list of articles is not`() throws {
        let one = try read(
            """
            <main><h1>Visitas</h1><article><p>Se recibe a todos los que vienen.</p></article>\
            <section>Compartir</section></main>
            """)
        #expect(one.words.filter { $0.id.part == .body }.map(\.text).prefix(3) == ["Visitas", "Se", "recibe"])
        #expect(one.words.filter { $0.id.part == .around }.map(\.text) == ["Compartir"])
        let list = try read("<main><article><p>Uno dos</p></article><article><p>Tres cuatro</p></article></main>")
        #expect(list.words.filter { $0.id.part == .body }.count == 4)
    }

    @Test func `elements that are check boxes by their role are tick boxes`() throws {
        let document = try read(
            "<ul><li>Central <span role=checkbox aria-checked=true>X</span>"
                + "<li>Local <b role=checkbox aria-checked=false></b></ul>"
        )
        #expect(document.paragraphs.flatMap(\.tickBoxes).map(\.isTicked) == [true, false])
    }

    @Test func `rules for classes give the look, those for print do not hide`() throws {
        let document = try read(
            """
            <style><!-- /* x */ .c1,.c2{font-weight:700} p.hid{display:none} @media print { .c1 { display:none } \
            } --></style><p><span class='c0 c1'>MISIÓN</span></p><p class=hid>no</p>
            """)
        #expect(document.paragraphs[0].heading.isBold)
        #expect(document.words.map(\.id.part) == [.body, .hidden])
    }

    @Test func `tracked changes and old encodings`() throws {
        let document = try read(
            """
            <p>a <ins cite='mailto:Ana' datetime='2024-01-01T00:00'>b</ins> <del cite='mailto:Ana' \
            datetime='x'>c</del></p>
            """
        )
        #expect(document.paragraphs[0].text == "a b ")
        #expect(document.changes.map(\.kind) == [.insertion, .deletion])
        #expect(document.changes.map(\.text) == ["b", "c"])
        let latin = Array("<html><meta charset=iso-8859-1><p>a".utf8) + [0xF1] + Array("o</p>".utf8)
        #expect(try DocumentReader.read(latin, fileName: "a.htm").paragraphs[0].text == "año")
    }
}
