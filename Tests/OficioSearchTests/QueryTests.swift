import OficioBasics
import OficioSearch
import OficioSource
import Testing

/// Queries as people type them: inflections, slips, codes, numbers, initialisms.
@Suite struct QueryTests: SearchSuite {
    @Test(arguments: [
        ("reclamo", "reclamo"), ("RECLAMO", "reclamo"), ("pension vejez", "pension"), ("pensión de vejez", "pension"),
        // Inflections that no document has, typing errors, misspellings, truncated words.
        ("solicitaríamos citas", "cita"), ("reclmao", "reclamo"), ("reclamoo ventanila", "reclamo"),
        ("bejez", "pension"), ("sita prebia", "cita"), ("pensi", "pension"),
        // Codes whole, without separators and in parts; numbers.
        ("PR-ATC-09", "reclamo"), ("pratc09", "reclamo"), ("atc 09", "reclamo"), ("art. 45", "pension"),
        ("artículo 45", "pension"),
        // Punctuation and quotes.
        ("¿Cómo formalizo un reclamo?", "reclamo"), ("\"copia sellada\"", "reclamo"), ("cierre del ano", "ano"),
    ])
    func `is found`(_ query: String, _ id: String) throws {
        let answer = try ask(engine(documents), query)
        #expect(answer.ids.first == "protocol/\(id)", "\(query): \(answer.ids)")
    }

    @Test(arguments: [
        ("Pedir la hoja.", "quién pide"), ("Pedir la hoja.", "me pidieron"), ("Se pide la hoja.", "pedir"),
        ("Cerrar la sala.", "cierran"), ("La orden se niega.", "negaron"), ("Quebrar una rama.", "quiebra"),
    ])
    func `an irregular verb is found in every form`(_ text: String, _ query: String) throws {
        let all = [document("x", "Uno", text), document("y", "Otro", "Pidal, nieve, cierto y quieto.")]
        let answer = try ask(engine(all), query, [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/x")
        #expect(answer.json["corrections"]?.items.isEmpty == true && answer.json["missing"]?.items.isEmpty == true)
    }

    @Test(arguments: [("plazo", "plazos"), ("plaza", "plazas"), ("puerto", "puertos"), ("casa", "casas")])
    func `nouns that differ by gender alone are other words`(_ word: String, _ query: String) throws {
        let all = ["plazo", "plaza", "puerto", "puerta", "caso", "casa"].map { document($0, "Nota", "Aquí: \($0).") }
        #expect(try ask(engine(all), query, [("open", .bool(false))]).ids == ["protocol/\(word)"])
    }

    @Test func `no misspelling is corrected to a stop word`() throws {
        let answer = try ask(
            engine(documents + [document("cada", "Cada día", "Cada cada cada cada.")]), "cama ",
            [("open", .bool(false))])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test func `a correction is reported`() throws {
        let answer = try ask(engine(documents), "bejez ", [("open", .bool(false))])
        #expect(answer.json["corrections"]?.items.first?["to"]?.text == "vejez")
        #expect(try ask(engine(documents), "xyzzyq").json["missing"]?.items.first?.text == "xyzzyq")
        #expect(try ask(engine(documents), "xyzzyq").ids.isEmpty)
    }

    @Test func `words are cut alike in the index and in the engine`() throws {
        // A word that index and engine split differently would not be found.
        for word in [
            "F-GC-012", "Ñandú", "ÁÉÍÓÚÜ", "3.2.1", "año", "e\u{301}xito", "niño/a", "S/M", "10%", "cláusula",
            "pingüino", "2026-11-21", "Œuvre", "O’Higgins", "atc09", "a00", "2200 0100", "503 2200\u{A0}0100", "12,5",
            "1.040", "D.N.I.", "RR. HH.", "C.V-2", "001-234567-89", "45 2024-11", "😀 PR-07",
        ] {
            let answer = try ask(
                engine([
                    document("x", "Otro", "Aquí dice \(word) y nada más."),
                    document("y", "Nada", "Otra cosa distinta."),
                ]), word, [("open", .bool(false))])
            #expect(answer.ids == ["protocol/x"], "\(word): \(answer.json["missing"]?.items ?? [])")
        }
    }

    @Test(arguments: [
        // The code as the document has it, and as people type it.
        ("PR-ATC-09", "pr-atc-9"), ("PR-ATC-09", "pratc9"), ("PR-ATC-09", "atc 9"), ("PR-ATC-09", "ATC09"),
        ("PR-ATC-09", "PR09"), ("PR-ATC-09", "pr atc 009"), ("PR-ATC-09", "PR/ATC/09"), ("PR-ATC-09", "protocolo pr 9"),
        ("DEC-31-2015", "31/2015"), ("DEC-31-2015", "decreto 31-2015"),
    ])
    func `a code is found in any spelling, before its siblings`(_ code: String, _ query: String) throws {
        var all = (1..<12).map { document("d\($0)", "Trámite \($0)", "Esperar 9 días. Decreto 31 de 2014.") }
        for index in all.indices { all[index].code = "PR-ATC-\(index + 20)" }
        var right = document("right", "Otro trámite", "Recibir.")
        right.code = code
        let answer = try ask(engine(all + [right]), query, [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/right")
    }

    @Test(arguments: [
        ("D.N.I.", "DNI"), ("DNI", "D.N.I."), ("R.U.C.", "ruc"), ("AA.PP.", "AAPP"), ("RR. HH.", "RR.HH."),
        ("2200 0100", "22000100"), ("2200 0100", "2200-0100"), ("22000100", "2200 0100"), ("1.040", "1040"),
        ("12,5", "12.5"), ("9,600", "9600"), ("001-234567-89", "00123456789"), ("Form. 1583-B", "1583B"),
        ("ISO 45001:2018", "iso45001"), ("ISO 45001:2018", "ISO45001:2018"), ("Ley 214", "ley214"),
    ])
    func `a number or an initialism is found in any spelling`(_ written: String, _ query: String) throws {
        let all = [document("a", "Uno", "Aquí dice \(written) del caso."), document("b", "Dos", "Otra cosa, 12 días.")]
        let answer = try ask(engine(all), query, [("open", .bool(false))])
        #expect(answer.ids == ["protocol/a"])
        #expect(answer.json["missing"]?.items.isEmpty == true)
    }

    @Test(arguments: [("baño", "bajo"), ("cayo", "caso"), ("vieja", "viaja"), ("falsa", "falta")])
    func `a word that the language has is no slip of another`(_ query: String, _ neighbour: String) throws {
        let all = [document("a", "Uno", "El \(neighbour) de siempre.")]
        func engine(_ known: String) throws -> SearchEngine {
            let index = SearchIndex(all, concepts: [], language: .spanish, known: Array(known.utf8))
            let files = Dictionary(uniqueKeysWithValues: index.all)
            return try SearchEngine { files[$0] }
        }
        // Without a word list the query counts as a misspelling; with one it is missing.
        #expect(try ask(engine(""), query, [("open", .bool(false))]).ids == ["protocol/a"])
        let answer = try ask(engine("baño\ncayo\nvieja\nfalsa\n"), query, [("open", .bool(false))])
        #expect(answer.ids.isEmpty)
        #expect(answer.json["missing"]?.items.map(\.text) == [query])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test(arguments: ["papelito", "papelitos"])
    func `a diminutive finds the word that it is made of`(_ word: String) throws {
        let answer = try ask(engine([document("x", "Notas", "Firmar el papel.")]), word, [("open", .bool(false))])
        #expect(answer.ids == ["protocol/x"])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test(arguments: ["archivero", "archivista"])
    func `a word with a suffix of its own is no misspelling`(_ word: String) throws {
        let answer = try ask(
            engine([document("x", "Notas", "Guardar en el archivo.")]), word, [("open", .bool(false))])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test func `an everyday word that the site lacks is not reported`() throws {
        let index = SearchIndex(
            documents, concepts: [], language: .spanish, known: Array("cuestan\nbarco\n".utf8))
        let files = Dictionary(uniqueKeysWithValues: index.all)
        let answer = try ask(SearchEngine { files[$0] }, "cuestan barco", [("open", .bool(false))])
        #expect(answer.json["missing"]?.items.map(\.text) == ["barco"])
    }
}
