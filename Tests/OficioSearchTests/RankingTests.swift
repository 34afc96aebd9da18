import OficioSearch
import Testing

/// The order of results.
@Suite struct RankingTests: SearchSuite {
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

    @Test func `a document whose whole title is asked for comes before those that mention it`() throws {
        let telling = document(
            "telling", "Otro asunto",
            "Técnico de archivo, técnico de archivo. A uno, a dos, a tres, a cuatro, a cinco, a seis, a siete, a ocho, "
                + "a nueve, a diez, requisitos, requisitos."
        )
        let job = document("job", "Técnico de archivo", "Guarda documentos.")
        let answer = try ask(engine(documents + [telling, job]), "requisitos del técnico de archivo")
        #expect(answer.ids.first == "protocol/job", "\(answer.json.compact)")
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

    @Test(arguments: [
        ("murió mi señora el domingo", "protocol/death"), ("atienden el domingo de muerte", "office/seat"),
    ])
    func `a day asks for an office only beside a verb that does`(_ query: String, _ first: String) throws {
        var office = SearchDocument(key: "office/seat", url: "sedes.html", title: "Sede", type: "Sede")
        office.sections = [.init(heading: "Servicios", pieces: [.init(text: "El domingo: muerte de la señora.")])]
        let death = document("death", "Duelo", "Si la señora murió el domingo, pedir la pensión.")
        #expect(try ask(engine([office, death]), query, [("open", .bool(false))]).ids.first == first)
    }

    @Test func `a section that tells needs comes before another that has the same words`() throws {
        func answering(_ id: String, _ answer: SearchDocument.Section.Answer) -> SearchDocument {
            document(id, "Nota", "Me cortaron la pensión este año.") { $0.sections[0].answer = answer }
        }
        for order in [["a", "b"], ["b", "a"]] {
            let all = order.map { answering($0, $0 == "b" ? .need : .none) }
            #expect(
                try ask(engine(all), "cortaron pensión año", [("open", .bool(false))]).ids
                    == ["protocol/b", "protocol/a"])
        }
    }

    @Test func `a short query that a text has word for word comes first`() throws {
        let apart = document("apart", "Uno", "Espera. Lista de espera, en la sala de listas de esperas.")
        let near = document("near", "Dos", "Anotar en el sobre cerrado que va aparte, sin abrir, hasta el final.")
        let other = document("other", "Tres", "¿Me van a cerrar? Cerrado. Cerrar.")
        #expect(
            try ask(engine([apart, other, near]), "sobre cerrado", [("open", .bool(false))]).ids.first
                == "protocol/near")
    }

    @Test func `a procedure comes before the term that refers to it`() throws {
        var term = SearchDocument(key: "term/vejez", url: "glosario.html", title: "pensión de vejez", type: "Término")
        term.sections = [
            .init(heading: "", pieces: [.init(text: "Pago a quien cumplió la edad. Véase Retiro del trabajador.")])
        ]
        let procedure = document(
            "retiro", "Retiro del trabajador", "Contar los años del trabajador, revisar los papeles y la edad.")
        let answer = try ask(engine([term, procedure]), "cumplió la edad y pide su pensión", [("open", .bool(false))])
        #expect(answer.ids.first == "protocol/retiro")
    }

    @Test(arguments: [("no tengo quien lleve los papeles", false), ("quien lleva los papeles", true)])
    func `only a question asks who does something`(_ query: String, _ isAsked: Bool) throws {
        let need = document("need", "Nota", "No tengo quien lleve los papeles.") { $0.sections[0].answer = .need }
        let deed = document("deed", "Nota", "No tengo quien lleve los papeles.")
        let answer = try ask(engine([deed, need]), query, [("open", .bool(false))])
        #expect(answer.ids.first == (isAsked ? "protocol/deed" : "protocol/need"))
    }
}
