import Diagnostics
import Foundation
import OficioBasics
import OficioSearch
import OficioSource
import TestSupport
import Testing

/// The index and the engine of the page, run as `oficio search` runs it.
@Suite struct SearchTests {
    private func document(
        _ id: String, _ title: String, _ text: String, _ change: (inout SearchDocument) -> Void = { _ in }
    ) -> SearchDocument {
        var document = SearchDocument(
            key: "protocol/\(id)", url: "protocolos/\(id).html", title: title, type: "Protocolo")
        document.sections = [.init(heading: "Pasos", answer: .who, pieces: [.init(anchor: "paso-1", text: text)])]
        change(&document)
        return document
    }

    private var documents: [SearchDocument] {
        [
            document(
                "reclamo", "Reclamo o queja",
                "Formalizar el reclamo de quien lo exprese y entregarle una copia sellada en la ventanilla."
            ) {
                $0.code = "PR-ATC-09"
            },
            document(
                "pension", "Solicitud de pensión de vejez",
                "Recibir la solicitud de pensión, contar las semanas cotizadas según el artículo 45 y resolverla."
            ) {
                $0.unit = "Prestaciones"
            },
            document("cita", "Cita previa", "Solicitar una cita por teléfono; quien llega tarde pierde su turno.") {
                $0.keywords = ["turno"]
            },
            document(
                "ano", "Cierre del año",
                "Archivar los expedientes del año; <b>nunca</b> \"quemarlos\" & <script>alert(1)</script>."),
            document("vieja", "Solicitud de pensión antigua", "Recibir la solicitud de pensión como antes.") {
                $0.weight = 30; $0.state = "derogada"
            },
        ]
    }

    private func engine(
        _ documents: [SearchDocument], concepts: [SearchConcept] = [], without missing: Set<Character> = []
    ) throws -> SearchEngine {
        let index = SearchIndex(documents, concepts: concepts, language: .spanish)
        let files = Dictionary(uniqueKeysWithValues: index.all)
        return try SearchEngine { name in missing.contains(name.first ?? " ") && name != "m.js" ? nil : files[name] }
    }

    private struct Answer {
        let json: JSONText
        var ids: [String] { (json["results"]?.items ?? []).compactMap { $0["id"]?.text } }
        func first(_ name: String) -> String? { json["results"]?.items.first?[name]?.text }
    }

    private func ask(_ engine: SearchEngine, _ query: String, _ options: [(String, JSONText)] = []) throws -> Answer {
        Answer(json: try #require(JSONText(Array(try engine.search(query, options: .object(options)).utf8))))
    }

    @Test(arguments: [
        ("reclamo", "reclamo"), ("RECLAMO", "reclamo"), ("pension vejez", "pension"), ("pensión de vejez", "pension"),
        // Inflections that no document has, typing slips, slips of spelling, words cut short.
        ("solicitaríamos citas", "cita"), ("reclmao", "reclamo"), ("reclamoo ventanila", "reclamo"),
        ("bejez", "pension"), ("sita prebia", "cita"), ("pensi", "pension"),
        // Codes whole, in one word and in parts; numbers.
        ("PR-ATC-09", "reclamo"), ("pratc09", "reclamo"), ("atc 09", "reclamo"), ("art. 45", "pension"),
        ("artículo 45", "pension"),
        // Signs and quotes.
        ("¿Cómo formalizo un reclamo?", "reclamo"), ("\"copia sellada\"", "reclamo"), ("cierre del ano", "ano"),
    ])
    func `is found`(_ query: String, _ id: String) throws {
        let answer = try ask(engine(documents), query)
        #expect(answer.ids.first == "protocol/\(id)", "\(query): \(answer.ids)")
    }

    @Test func `what no longer applies comes last`() throws {
        let answer = try ask(engine(documents), "solicitud de pensión")
        #expect(answer.ids.prefix(2) == ["protocol/pension", "protocol/vieja"])
    }

    @Test func `words that stand together say more than words apart`() throws {
        let filler =
            "según lo dispuesto por la gerencia en cada caso, con los formularios del anexo y las firmas que "
            + "correspondan a la unidad,"
        let apart = document("apart", "Uno", "La revisión \(filler) \(filler) del presupuesto \(filler) anual.")
        let near = document("near", "Dos", "La \(filler) \(filler) \(filler) revisión del presupuesto anual.")
        for order in [[apart, near], [near, apart]] {
            #expect(try ask(engine(order), "revisión presupuesto anual").ids == ["protocol/near", "protocol/apart"])
        }
    }

    @Test func `a title asked for whole comes before those that only tell of it`() throws {
        let telling = document(
            "telling", "Otro asunto",
            "Técnico de archivo, técnico de archivo. A uno, a dos, a tres, a cuatro, a cinco, a seis, a siete, a ocho, "
                + "a nueve, a diez, requisitos, requisitos."
        )
        let job = document("job", "Técnico de archivo", "Guarda documentos.")
        let answer = try ask(engine(documents + [telling, job]), "requisitos del técnico de archivo")
        #expect(answer.ids.first == "protocol/job", "\(answer.json.compact)")
    }

    @Test func `no slip is mended into a word that says nothing`() throws {
        let answer = try ask(
            engine(documents + [document("cada", "Cada día", "Cada cada cada cada.")]), "cama ",
            [("open", .bool(false))])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test func `a correction is told`() throws {
        let answer = try ask(engine(documents), "bejez ", [("open", .bool(false))])
        #expect(answer.json["corrections"]?.items.first?["to"]?.text == "vejez")
        #expect(try ask(engine(documents), "xyzzyq").json["missing"]?.items.first?.text == "xyzzyq")
        #expect(try ask(engine(documents), "xyzzyq").ids.isEmpty)
    }

    @Test func `another name of the thing finds it, and is told`() throws {
        let concepts = [SearchConcept(names: ["reclamo", "PQR", "inconformidad del usuario"])]
        var all = documents
        all.append(document("glosario", "Términos", "PQR e inconformidad del usuario son reclamos."))
        let answer = try ask(engine(all, concepts: concepts), "inconformidad de usuarios", [("open", .bool(false))])
        #expect(answer.ids.contains("protocol/reclamo"))
        #expect(answer.json["synonyms"]?.items.contains { $0["to"]?.text == "reclamo" } == true)
    }

    @Test(arguments: ["prueba de vida", "certificado de vidas"])
    func `a name finds the thing under another one where the site never uses its words`(_ query: String) throws {
        let concepts = [SearchConcept(names: ["supervivencia", "prueba de vida", "certificado de vidas"])]
        var all = documents
        all.append(document("anual", "Comprobación anual", "Recibir el formulario de supervivencia en enero."))
        // Neighbours of the words, for which they could be slips.
        all.append(document("viga", "Vigas", "Revisar cada viga y cada prueva."))
        let answer = try ask(engine(all, concepts: concepts), query, [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/anual")
        #expect(answer.json["missing"]?.items.isEmpty == true && answer.json["corrections"]?.items.isEmpty == true)
        #expect(answer.json["synonyms"]?.items.contains { $0["to"]?.text == "supervivencia" } == true)
    }

    @Test func `a name of several words is not found by its loose words`() throws {
        let concepts = [SearchConcept(names: ["afiliar", "dar de alta"])]
        let all = [
            document("loose", "Atención preferente", "Dar el turno y leer los papeles en voz alta."),
            document("phrase", "Ingreso", "El técnico la dio de alta el mismo día; dar de alta es gratuito."),
        ]
        let answer = try ask(engine(all, concepts: concepts), "afiliar", [("open", .bool(false))])
        #expect(answer.ids == ["protocol/phrase"])
    }

    @Test(arguments: ["discapacitados", "discapacitada", "autónomas", "minusválido"])
    func `a name that the site lacks is found in any inflection`(_ query: String) throws {
        let concepts = [
            SearchConcept(names: ["silla de ruedas", "discapacitado", "minusválido"]),
            SearchConcept(names: ["silla de ruedas", "autónomo", "cuentapropista"]),
        ]
        let all = [
            document("wheel", "Acceso", "Prestar la silla de ruedas."), document("other", "Otro", "Leer las ruedas."),
        ]
        let answer = try ask(engine(all, concepts: concepts), query, [("open", .bool(false))])
        #expect(answer.ids == ["protocol/wheel"])
    }

    @Test func `a name that no section holds as a whole is not told`() throws {
        let concepts = [SearchConcept(names: ["constancia", "prueba de vida", "comprobante de existencia"])]
        let all =
            documents + [
                document("anual", "Comprobación anual", "Recibir la constancia en enero."),
                document("larga", "Historia", "Toda una vida de servicio."),
                document("examen", "Examen", "La prueba dura una hora."),
                document("acta", "Acta", "Entregar el comprobante de existencia."),
            ]
        let answer = try ask(engine(all, concepts: concepts), "constancia", [("open", .bool(false))])
        #expect(answer.json["synonyms"]?.items.map { $0["to"]?.text } == ["comprobante de existencia"])
        #expect(
            answer.ids.contains("protocol/acta") && !answer.ids.contains("protocol/larga")
                && !answer.ids.contains("protocol/examen"))
    }

    @Test func `another name costs no further files`() throws {
        let concepts = [SearchConcept(names: ["reclamo", "inconformidad"])]
        // So many words that the two names stand in different blocks.
        let all =
            documents
            + (0..<400).map { document("n\($0)", "Nota \($0)", "Palabra\($0)ina y otra\($0)ez de inconformidad.") }
        let files = Dictionary(uniqueKeysWithValues: SearchIndex(all, concepts: concepts, language: .spanish).all)
        var asked: Set<String> = []
        let engine = try SearchEngine { name in
            asked.insert(name)
            return files[name]
        }
        let answer = try ask(engine, "reclamo", [("open", .bool(false))])
        #expect(
            answer.json["synonyms"]?.items.first?["to"]?.text == "inconformidad"
                && answer.json["total"]?.number ?? 0 > 100)
        #expect(asked.count { $0.hasPrefix("l-") } == 1 && asked.count { $0.hasPrefix("p-") } == 1)
        #expect(files.keys.count { $0.hasPrefix("p-") } > 1)
    }

    @Test func `filters leave out, and count what they would leave`() throws {
        let answer = try ask(
            engine(documents), "solicitud de pensión",
            [("unit", .array([.string("Prestaciones")])), ("facets", .bool(true))])
        #expect(answer.ids == ["protocol/pension"])
        #expect(answer.json["facets"]?["units"]?["Prestaciones"]?.number == 1)
    }

    @Test func `a result opens at its place and marks its words`() throws {
        let answer = try ask(engine(documents), "semanas cotizadas")
        #expect(answer.first("anchor") == "paso-1")
        let marked = (answer.json["results"]?.items.first?["excerpt"]?.items ?? []).filter {
            $0.items.last?.number == 1
        }.compactMap { $0.items.first?.text }
        #expect(marked == ["semanas", "cotizadas"])
    }

    @Test func `markup in sources and queries stays text`() throws {
        let answer = try ask(engine(documents), "nunca <script>quemarlos \"&")
        #expect(answer.ids.first == "protocol/ano")
        let excerpt = (answer.json["results"]?.items.first?["excerpt"]?.items ?? []).compactMap { $0.items.first?.text }
            .joined()
        #expect(excerpt == "Archivar los expedientes del año; <b>nunca</b> \"quemarlos\" & <script>alert(1)</script>.")
    }

    @Test(arguments: ["l", "r", "p", "c", "q", "t", "f"])
    func `a shard that is missing costs its words and nothing else`(_ table: String) throws {
        let answer = try ask(engine(documents, without: Set(table)), "reclamo vejes", [("facets", .bool(true))])
        #expect(answer.json["query"]?.text == "reclamo vejes")
        // What is not needed for a word that is there does not keep it from being found.
        if ["r", "c", "q"].contains(table) { #expect(answer.ids.contains("protocol/reclamo")) }
    }

    @Test(arguments: [
        "", "   ", "¿?", "\"", "\"\"", "__proto__", "constructor", "toString hasOwnProperty", "a", "%", "\u{0301}",
        "日本語", "😀 reclamo",
        String(repeating: "palabra ", count: 400),
    ])
    func `any query has an answer`(_ query: String) throws {
        let answer = try ask(engine(documents), query)
        #expect(answer.json["query"] != nil)
    }

    @Test func `a long question leaves the same words aside each time`() throws {
        // Twelve words equally usual, each in other documents: which of them are left aside shows
        // in how many are found.
        let words = [
            "acta", "bono", "cupo", "dieta", "ficha", "gasto", "hogar", "juicio", "lote", "multa", "nota", "pliego",
        ]
        let documents = (0..<500).map { number in
            document(
                "d\(number)", "Documento",
                words.indices.filter { (30 * $0..<(30 * $0 + 130)).contains(number) }.map { words[$0] }.joined(
                    separator: " ") + ".")
        }
        let engine = try engine(documents)
        let answers = try (0..<12).map { _ in
            try engine.search(words.joined(separator: " "), options: .object([("open", .bool(false))]))
        }
        #expect(Set(answers).count == 1)
        let least = try #require(JSONText(Array(answers[0].utf8))?["total"]?.number)
        #expect(least < 460)
    }

    @Test func `an answer does not hang on what was asked before`() throws {
        // The other name stands in one document alone, whose list comes with the word; and the word
        // does not begin with its stem.
        let concepts = [SearchConcept(names: ["fe de vida", "supervivencia"])]
        var all = documents
        all.append(document("vida", "Comprobación anual", "Recibir el formulario de supervivencia en enero."))
        all.append(document("glosario", "Términos", "La fe de vida se da una vez al año."))
        let asked = try engine(all, concepts: concepts)
        for query in ["fe de vida", "supervivencia", "comprobación de supervivencia", "fe de vida"] {
            let alone = try engine(all, concepts: concepts).search(query, options: .object([]))
            #expect(try asked.search(query, options: .object([])) == alone, "\(query)")
            #expect(try ask(asked, query).ids.contains("protocol/vida"), "\(query)")
        }
    }

    @Test func `the same documents make the same files, in any order`() {
        let a = SearchIndex(documents, concepts: [], language: .spanish)
        let b = SearchIndex(documents.reversed(), concepts: [], language: .spanish)
        #expect(a.all.map(\.name) == b.all.map(\.name))
        #expect(a.all.map(\.bytes) == b.all.map(\.bytes))
    }

    @Test func `lists that are taken over are the lists that would be made`() throws {
        let concepts = [SearchConcept(names: ["reclamo", "inconformidad presentada"])]
        var texts =
            documents
            + (0..<300).map {
                document(
                    "n\($0)", "Nota \($0)",
                    "Palabra\($0 % 90)ina y otra\($0)ez de inconformidad presentada por escrito.")
            }
        func index(_ former: IndexLists?) -> SearchIndex {
            let now = texts
            return SearchIndex(
                keys: now.map(\.key), concepts: concepts, language: .spanish, document: { now[$0] }, former: former)
        }
        let whole = index(nil).lists
        var kept = whole
        for (place, words) in [
            (20, "Palabra7ina y nada más."), (250, "Un reclamo presentado por inconformidad."),
            (20, "Palabra7ina y otra20ez de inconformidad presentada por escrito."),
        ] {
            texts[place] = document(String(texts[place].key.dropFirst("protocol/".count)), texts[place].title, words)
            let made = index(kept), anew = index(nil)
            #expect(made.all.map(\.name) == anew.all.map(\.name))
            #expect(made.all.map(\.bytes) == anew.all.map(\.bytes))
            #expect(made.lists.stored() == anew.lists.stored())
            // Few are others, and these with the rest are all of them.
            let changes = anew.lists.changes(since: whole)
            #expect(changes.count > 0 && changes.count * 4 < whole.count)
            let read = try #require(IndexLists(stored: changes.stored()[...]))
            kept = whole.with(read)
            #expect(anew.lists.changes(since: kept).count == 0)
        }
        for place in stride(from: 0, to: whole.stored().count, by: 97) {
            var bytes = whole.stored()
            bytes[place] ^= 1
            #expect(IndexLists(stored: bytes[...]) == nil)
        }
    }

    @Test func `a part that was kept is the part that was made`() throws {
        let texts = documents, keys = texts.map(\.key)
        let kept = Locked<[Int: [UInt8]]>([:])
        let made = SearchIndex(keys: keys, concepts: [], language: .spanish, document: { texts[$0] }) { number, make in
            let part = make()
            kept.withLock { $0[number] = part.stored() }
            return part
        }
        let stored = kept.withLock { $0 }
        let again = SearchIndex(keys: keys, concepts: [], language: .spanish, document: { texts[$0] }) { number, make in
            SearchPart(stored: (stored[number] ?? [])[...]) ?? make()
        }
        #expect(stored.values.allSatisfy { SearchPart(stored: $0[...]) != nil })
        #expect(again.all.map(\.name) == made.all.map(\.name))
        #expect(again.all.map(\.bytes) == made.all.map(\.bytes))
        for bytes in stored.values {
            for place in bytes.indices {
                var spoilt = bytes
                spoilt[place] ^= 0x41
                #expect(SearchPart(stored: spoilt[...]) == nil)
                #expect(SearchPart(stored: bytes[..<place]) == nil)
            }
        }
    }

    @Test func `one edited sentence changes few files`() {
        var random = TestSeed.generator(3)
        let many = (0..<2_000).map { number -> SearchDocument in
            let job = JobText(&random)
            return document(
                "d\(number)", job.title,
                (job.functions.flatMap(\.tasks) + job.goods).joined(separator: " ") + " palabra\(number % 700)")
        }
        var edited = many
        edited[777] = document(
            "d777", many[777].title, many[777].sections[0].pieces[0].text + " Atender el expediente del comité.")
        func files(_ documents: [SearchDocument]) -> [String: [UInt8]] {
            Dictionary(uniqueKeysWithValues: SearchIndex(documents, concepts: [], language: .spanish).all)
        }
        let (before, after) = (files(many), files(edited))
        let changed = after.filter { before[$0.key] != $0.value }
        #expect(changed.count <= 25, "\(changed.keys.sorted())")
        // A document that comes leaves the numbers of the others as they are.
        let grown = files(many + [document("nuevo", "Nuevo", "Atender el expediente.")])
        #expect(grown.filter { before[$0.key] != $0.value }.count <= 25)
    }

    @Test func `words are cut alike in the index and in the engine`() throws {
        // What the engine would not find as typed, it would not find at all.
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
        // As it is written, and as people write it.
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

    @Test func `a result has the characters that were written`() throws {
        let answer = try ask(engine([document("g", "Guía 😀 de sala", "Cuerpo con 📌 marca y palabra única.")]), "unica")
        #expect(answer.json["results"]?.items.first?["title"]?.text == "Guía 😀 de sala")
    }

    @Test(arguments: [("baño", "bajo"), ("cayo", "caso"), ("vieja", "viaja"), ("falsa", "falta")])
    func `a word that the language has is no slip of another`(_ query: String, _ neighbour: String) throws {
        let all = [document("a", "Uno", "El \(neighbour) de siempre.")]
        func engine(_ known: String) throws -> SearchEngine {
            let index = SearchIndex(all, concepts: [], language: .spanish, known: Array(known.utf8))
            let files = Dictionary(uniqueKeysWithValues: index.all)
            return try SearchEngine { files[$0] }
        }
        // Without a list of words it is taken for a slip; with one it is missing.
        #expect(try ask(engine(""), query, [("open", .bool(false))]).ids == ["protocol/a"])
        let answer = try ask(engine("baño\ncayo\nvieja\nfalsa\n"), query, [("open", .bool(false))])
        #expect(answer.ids.isEmpty)
        #expect(answer.json["missing"]?.items.map(\.text) == [query])
        #expect(answer.json["corrections"]?.items.isEmpty == true)
    }

    @Test func `a former name is found by a part of it, and not by another word of its stem`() throws {
        var all = (0..<8).map { document("t\($0)", "Oficina \($0)", "Llamar por teléfono, teléfonos y telefonía.") }
        all.append(document("job", "Operador", "Contestar.") { $0.keywords = ["Telefonista de Consultas"] })
        let answer = try ask(engine(all), "telefonista", [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/job")
    }

    @Test func `an everyday word counts less than the word that carries the meaning`() throws {
        let all =
            [document("cash", "Pensión", "Mi mamá sacó del cajero el pago."), document("x", "Otra constancia", "Ver.")]
            + (0..<20).map { document("c\($0)", "Nota \($0)", $0 < 3 ? "Firmar la constancia." : "Firmar la nota.") }
        let answer = try ask(engine(all), "como saco mi constancia", [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/x")
    }

    @Test func `a one-way name asks for another, which does not ask for it`() throws {
        let concepts = [SearchConcept(names: ["horario", "abren"], isOneWay: true)]
        let all = [
            document("office", "Sede", "Horario: de 8 a 15."),
            document("door", "Puerta", "Las puertas se abren solas."),
        ]
        let engine = try engine(all, concepts: concepts)
        #expect(try Set(ask(engine, "abren", [("open", .bool(false))]).ids) == ["protocol/office", "protocol/door"])
        #expect(try ask(engine, "horario", [("open", .bool(false))]).ids == ["protocol/office"])
    }

    @Test func `a document that was named shows what it is for`() throws {
        let named = document("a", "Unidad de Calidad", "Dar respuesta a los reclamos.") {
            $0.sections.insert(.init(heading: "", pieces: [.init(text: "Unidad: Unidad de Calidad")]), at: 0)
        }
        let answer = try ask(engine([named]), "unidad de calidad")
        #expect(answer.first("heading") == "Pasos")
        #expect(
            answer.json["results"]?.items.first?["excerpt"]?.items.first?.items.first?.text?.hasPrefix("Dar") == true)
    }
}
