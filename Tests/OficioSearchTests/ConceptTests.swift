import OficioBasics
import OficioSearch
import OficioSource
import Testing

/// Synonyms: the documents that other names of a thing find, and what the answer says about them.
@Suite struct ConceptTests: SearchSuite {
    @Test func `another name finds the thing, and the answer reports it`() throws {
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
        // Words so similar that the query could be a misspelling of them.
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

    @Test func `a name that no section holds whole is not reported`() throws {
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
        // So many words that the two names are in different shards.
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

    @Test func `an answer does not depend on earlier queries`() throws {
        // Only one document holds the other name, whose posting list lies beside the word's; and the word does not
        // begin with its stem.
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

    @Test(arguments: [
        ("devolución", "cobré de más", "cobré la cuota", false),
        ("devolución", "cobré de más", "yo cobré de más", true),
        ("incapacidad", "no puedo trabajar", "quiero trabajar", false),
        ("incapacidad", "no puedo trabajar", "ya no puedo trabajar hoy", true),
        ("devolución", "no me depositaron", "aún no han depositado", true),
        // Another word of the same stem.
        ("devolución", "pensionarme", "pensión", false), ("devolución", "pensionarme", "quiero pensionarme", true),
        ("devolución", "trabajador", "trabajé ayer", false), ("devolución", "trabajador", "trabajadores", true),
        ("devolución", "mudo", "me mudé", false), ("devolución", "mudarse", "me mudé", true),
        ("devolución", "mudarse", "persona muda", false), ("devolución", "furioso", "está furiosa", true),
    ])
    func `a name of one word that means something is found as it is written`(
        _ target: String, _ name: String, _ query: String, _ isFound: Bool
    ) throws {
        let all = [document("target", "Uno", "Pedir la \(target)."), document("other", "Dos", "Otro asunto.")]
        let concepts = [SearchConcept(names: [target, name], isOneWay: true)]
        let answer = try ask(engine(all, concepts: concepts), query, [("open", .bool(false))])
        #expect(answer.ids.contains("protocol/target") == isFound, "\(answer.json.compact)")
    }

    @Test func `words of a name are not found by another word that begins like them`() throws {
        let concepts = [SearchConcept(names: ["centro de contacto", "call center"])]
        let all = [
            document("street", "Sede", "Calle del Muelle 7."), document("centre", "Centro de contacto", "Llamar."),
        ]
        #expect(
            try ask(engine(all, concepts: concepts), "call center", [("open", .bool(false))]).ids == ["protocol/centre"]
        )
    }

    @Test func `a phrase tells a need more surely than a word`() throws {
        let concepts = [
            SearchConcept(names: ["reclamo", "nadie me responde"], isOneWay: true),
            SearchConcept(names: ["cita", "papel"], isOneWay: true),
        ]
        let all = [document("a", "Uno", "Presentar el reclamo."), document("b", "Dos", "Dar la cita.")]
        for order in [all, all.reversed()] {
            let answer = try ask(
                engine(order, concepts: concepts), "nadie me responde el papel", [("open", .bool(false))])
            #expect(answer.ids.first == "protocol/a")
        }
    }

    @Test(arguments: [("me nombraron", 1), ("mi nombre", 0)])
    func `a noun after its article is no form of a verb`(_ query: String, _ count: Int) throws {
        let concepts = [SearchConcept(names: ["jefatura", "me nombraron"], isOneWay: true)]
        let answer = try ask(
            engine([document("x", "Nota", "Asumir la jefatura.")], concepts: concepts), query, [("open", .bool(false))])
        #expect(answer.ids.count == count)
    }
}
