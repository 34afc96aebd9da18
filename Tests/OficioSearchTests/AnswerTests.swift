import OficioBasics
import OficioSearch
import Testing

/// The answer besides the order of its results: filters, excerpts, places, limits.
@Suite struct AnswerTests: SearchSuite {
    @Test func `filters drop results, and facets count those that each filter would leave`() throws {
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
        // A missing table that a word does not need leaves the word findable.
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
        // Twelve words of equal frequency, each in other documents: the number of results shows which words were left
        // aside.
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

    @Test func `a result has the characters that were written`() throws {
        let answer = try ask(engine([document("g", "Guía 😀 de sala", "Cuerpo con 📌 marca y palabra única.")]), "unica")
        #expect(answer.json["results"]?.items.first?["title"]?.text == "Guía 😀 de sala")
    }

    @Test func `a document that the query names shows its purpose`() throws {
        let named = document("a", "Unidad de Calidad", "Dar respuesta a los reclamos.") {
            $0.sections.insert(.init(heading: "", pieces: [.init(text: "Unidad: Unidad de Calidad")]), at: 0)
        }
        let answer = try ask(engine([named]), "unidad de calidad")
        #expect(answer.first("heading") == "Pasos")
        #expect(
            answer.json["results"]?.items.first?["excerpt"]?.items.first?.items.first?.text?.hasPrefix("Dar") == true)
    }

    @Test(arguments: [
        ("cuánto tarda la pensión", "Plazo de respuesta", "45 días hábiles."),
        ("qué necesito para la pensión", "Requisitos", "La cédula."),
        ("cuánto cuesta la pensión", "Costo", "Gratuito."), ("quién paga la pensión", "Pasos", "Pagar la pensión."),
    ])
    func `a question for a fact shows the section that states it`(
        _ query: String, _ heading: String, _ text: String
    ) throws {
        let all = [
            document("term", "Pensión", "Pensión es lo que se paga.") { $0.sections[0].heading = "" },
            document("p", "Solicitud de pensión", "Pagar la pensión.") {
                $0.sections += [
                    .init(heading: "Plazo de respuesta", answer: .time, pieces: [.init(text: "45 días hábiles.")]),
                    .init(heading: "Requisitos", answer: .requirement, pieces: [.init(text: "La cédula.")]),
                    .init(heading: "Costo", answer: .cost, pieces: [.init(text: "Gratuito.")]),
                ]
            },
            document("hard", "Espera", "A quien esperar le cuesta más, le tarda, y necesita."),
        ]
        let answer = try ask(engine(all), query, [("open", .bool(false))])
        let result = try #require(answer.json["results"]?.items.first { $0["id"]?.text == "protocol/p" })
        #expect(answer.ids.first == "protocol/p" || heading == "Pasos")
        #expect(result["heading"]?.text == heading)
        #expect(result["excerpt"]?.items.compactMap { $0.items.first?.text }.joined() == text)
    }

    @Test func `a result shows a sentence rather than a bare name`() throws {
        let listing = document("a", "Uno", "Agente de Ventanilla") {
            $0.sections[0].heading = "Dirigido a"
            $0.sections.append(
                .init(
                    heading: "Pasos",
                    pieces: [.init(text: "El agente recibe los papeles en la ventanilla, los sella y los archiva.")]))
        }
        #expect(try ask(engine([listing]), "agente de ventanilla").first("heading") == "Pasos")
    }
}
