import Diagnostics
import OficioBasics
import OficioSource
import Testing

@testable import OficioSearch

/// Each step of the engine alone: input and output.
@Suite struct EngineStepTests {
    /// Evaluates a JavaScript expression that may use all steps of the engine and the table `ranking`.
    private func value(_ expression: String) throws -> String {
        let interpreter = try Interpreter()
        try interpreter.run(EngineScript.steps)
        try interpreter.run(Array("var ranking = \(RankingConstants.current.json.compact);".utf8))
        return try interpreter.run(Array("String(\(expression))".utf8))
    }

    private func quoted(_ text: String) -> String { JSONText.string(text).compact }

    @Test(arguments: [
        ("¿Cómo Está?", "como esta"), ("Pingüino", "pinguino"), ("e\u{301}xito", "exito"), ("niño/a", "nino a"),
        ("10 %", "10"),
        ("Œuvre, O’Higgins", "œuvre o higgins"), ("", ""), ("¿?", ""),
        // A code with a digit also gives its letters and digits as one token, after its parts.
        ("F-GC-012", "f gc 012 fgc12"), ("v. 3.2.1", "v 3 2 1 321"), ("2026-11-21", "2026 11 21 20261121"),
        ("a-b", "a b"), ("atc009", "atc9"), ("a00", "a0"), ("C.V-2", "c v 2 cv2"),
        // Numbers with blanks, commas or points.
        ("2200 0100", "2200 0100 22000100"), ("tel. 503 2200 0100.", "tel 503 2200 0100 50322000100 22000100"),
        ("de 10 20", "de 10 20"), ("art. 45 2024-11", "art 45 2024 11 202411"), ("12,5 %", "12 5 125"),
        ("1,2 o 3", "1 2 12 o 3"), ("2436-2200 2436-2201", "2436 2200 24362200 2436 2201 24362201"),
        // Initialisms.
        ("El D.N.I. vale", "el d n i dni vale"), ("RR. HH. y AA.PP.", "rr hh rrhh y aa pp aapp"),
        ("Fin. A las 9", "fin a las 9"), ("a.m.", "a m am"),
        // A word of the maximum length, and one with a letter more.
        (String(repeating: "a", count: 40), String(repeating: "a", count: 40)), (String(repeating: "a", count: 41), ""),
    ])
    func `text is cut into folded words`(_ text: String, _ words: String) throws {
        #expect(try value("words(\(quoted(text)), ranking.words).map(function (x) { return x.w; }).join(' ')") == words)
    }

    @Test func `the published script has no comments and no needless blanks`() {
        let source = """
            // What it does.
            var a = 'x // y', b = "it's"; // here
            function f(x) { return /['"/ ]\\/ /.test(x) ? x - -1 : (a) / 2 / b; }

            """
        #expect(
            String(decoding: CompactScript.compacted(Array(source.utf8)), as: UTF8.self)
                == #"var a='x // y',b="it's";function f(x){return/['"/ ]\/ /.test(x)?x- -1:(a)/2/b;}"#)
    }

    @Test func `a word says where it stands in the text`() throws {
        let text = quoted("Vea F-01, año")
        #expect(
            try value("words(\(text), ranking.words).map(function (x) { return x.w + ' ' + x.s + '-' + x.e; })")
                == "vea 0-3,f 4-5,01 6-8,f1 4-8,ano 10-13")
    }

    @Test(arguments: [
        "Recibir la solicitud, año 2026", "F-GC-012 «Ñandú»", "atc09", "e\u{301}xito del niño",
        "日本語 y español",
    ])
    func `the fast scan of a text finds its plain words`(_ text: String) throws {
        let scan =
            "(function () { var all = []; eachWord(\(quoted(text)), ranking.words, "
            + "function (w) { all.push(folded(w)); }); return all; }())"
        #expect(try value(scan) == value("plainWords(\(quoted(text)), ranking.words)"))
    }

    @Test(arguments: [
        ("vejez", "vejez", 0), ("casa", "cosa", 10), ("casa", "casas", 10), ("casas", "casa", 10),
        // Slips that are usual in Spanish cost less: confused letters, a silent h, swapped neighbours.
        ("vejez", "bejez", 4), ("cesión", "sesión", 4), ("ola", "hola", 4), ("hola", "ola", 4),
        ("reclamo", "reclmao", 8), ("queja", "keja", 14),
        // From the limit on, distances are not told apart.
        ("pensión", "pensiones", 21), ("a", "requisitos", 21),
    ])
    func `a slip has its price in tenths of a letter`(_ a: String, _ b: String, _ tenths: Int) throws {
        #expect(try value("distance(\(quoted(a)), \(quoted(b)), 21, ranking.distance)") == "\(tenths)")
    }

    @Test(arguments: [
        ("vejez", "bejes"), ("bejes", "bejes"), ("quiero", "kiero"), ("llave", "yabe"), ("haber", "aber"),
        ("gente", "jente"), ("chico", "chiko"),
        ("expreso", "espreso"), ("carro", "karo"), ("cielo", "sielo"),
    ])
    func `words that sound alike are written alike`(_ word: String, _ sound: String) throws {
        #expect(try value("soundOf(\(quoted(word)))") == sound)
    }

    @Test func `lists are joined with the greater value of each section`() throws {
        #expect(try value("merged([[1, 5, 3, 7], [2, 1, 3, 9]], [same, same])") == "1,5,2,1,3,9")
        #expect(try value("merged([[1, 5, 3, 7]], [function (v) { return v * 2; }])") == "1,10,3,14")
    }

    @Test func `a document adds up its sections, and the best one of each token`() throws {
        // The first token is in sections 0 and 2 of document 1, the second in section 2 and in document 4.
        let docs = "counted(counted([], [1024, 10, 1026, 30]), [1026, 5, 4096, 8])"
        #expect(
            try value(
                "JSON.stringify(\(docs).map(function (d) { return [d.n, d.places, d.scores, d.sum, d.covered]; }))")
                == "[[1,[0,2],[10,35],35,2],[4,[0],[8],8,1]]")
    }

    @Test func `the best documents come in order, of equals the lower number`() throws {
        let docs = "[{ n: 1, score: 5 }, { n: 2, score: 9 }, { n: 3, score: 5 }, { n: 4, score: 9 }]"
        #expect(try value("firstOf(\(docs), 3).map(function (d) { return d.n; })") == "2,4,1")
    }

    @Test func `a varint, bytes and text are read in order`() throws {
        #expect(
            try value(
                "(function () { var r = new Reader('\\xac\\x02A\\xc3\\xb1'); return [r.number(), r.byte(), r.text(2)]; "
                    + "}())"
            ) == "300,65,ñ")
        #expect(
            try value("lastUpTo(['b', 'd'], 'a') + ' ' + lastUpTo(['b', 'd'], 'b') + ' ' + lastUpTo(['b', 'd'], 'z')")
                == "-1 0 1")
        #expect(
            try value("block('\(([0, 2, 0x61, 0x62, 1, 7, 1, 1, 0x63, 0] as [UInt8]).base64text)').keys") == "ab,ac")
    }

    @Test func `engine and index have the same format`() throws {
        #expect(try value("Engine.format") == "\(SearchIndex.format)")
    }

    /// Each number is in the table once, and the engine reads all of them except those that only the index uses.
    @Test func `the engine reads its constants from the manifest`() throws {
        let interpreter = try Interpreter()
        try interpreter.run(EngineScript.steps)
        try interpreter.run(Array("var data = {}; function oficioDato(name, value) { data[name] = value; }".utf8))
        var documents = (0..<30).map { number -> SearchDocument in
            var document = SearchDocument(
                key: number == 4 ? "office/4" : "protocol/\(number)", url: "\(number).html", title: "Trámite general",
                type: "Protocolo")
            let text = String(
                repeating:
                    "Recibir la solicitud de pensión, sacar y contar las semanas cotizadas "
                    + "y resolverla en la ventanilla. ",
                count: 5)
            document.sections = [
                .init(heading: "Pasos", answer: .who, pieces: [.init(anchor: "p", text: text)]),
                .init(
                    heading: "Otros", pieces: [.init(text: "Solicitud, carta, cara, beso, sabia, sabía, casa, cosa")]),
            ]
            return document
        }
        documents[3].code = "PR-ATC-09"
        documents[5].sections = [
            .init(heading: "", pieces: [.init(text: "Beca: cortaron")]),
            .init(heading: "Preguntas", answer: .need, pieces: [.init(text: "Me cortaron la beca este año.")]),
        ]
        let index = SearchIndex(
            documents, concepts: [SearchConcept(names: ["solicitud", "petición", "semanas cotizadas"])],
            language: .spanish, known: Array("baño\n".utf8))
        for file in index.all { try interpreter.run(file.bytes) }
        // A proxy around each table records which members are read, and throws for members that do not exist.
        try interpreter.run(
            Array(
                """
                var seen = {}, answer;
                Object.keys(oficioIndice.ranking).forEach(function (group) {
                  oficioIndice.ranking[group] = new Proxy(oficioIndice.ranking[group], { get: function (table, name) {
                    if (!(name in table)) { throw new Error('no constant ' + group + '.' + String(name)); }
                    seen[group + '.' + name] = true;
                    return table[name];
                  } });
                });
                var engine = new Engine(oficioIndice, function (name, done) { done(name in data ? data[name] : null); \
                });
                function ask(text, options) { engine.search(text, options, function (a) { answer = a; }); return \
                String(answer.total); }
                """.utf8))
        for (text, options) in [
            ("quién recibe la solicitud de pensión", "{ facets: true }"),
            ("\"semanas cotizadas\" pr-atc-09 D.N.I. 2200 0100", "{}"),
            ("solisitud resolver", "{}"), ("venta", "{}"),
            ("resolveríamos ventanila semansa", "{ open: false }"), ("trámite general", "{}"), ("solicitud", "{}"),
            // These queries reach all steps: accents, several corrections, a prefix that may be a slip, more words than
            // are counted.
            ("a qué hora es la solicitud", "{}"), ("sacar solicitud", "{}"),
            ("sabia", "{}"), ("caba ", "{}"), ("reso", "{}"),
            ("recibir la solicitud de pensión", "{}"), ("me cortaron la beca este año", "{}"),
            ("solicitud pensión semanas cotizadas ventanilla carta cara beso casa cosa trámite", "{}"),
        ] {
            #expect(try interpreter.run(Array("ask(\(quoted(text)), \(options))".utf8)) != "0", "\(text)")
        }
        let read = Set(
            try interpreter.run(Array("Object.keys(seen).join(' ')".utf8)).split(separator: " ").map(String.init))
        var all: Set<String> = []
        if case .object(let groups) = RankingConstants.current.json {
            for (group, table) in groups {
                if case .object(let members) = table { all.formUnion(members.map { "\(group).\($0.0)" }) }
            }
        }
        #expect(all.sorted() == read.sorted())
    }
}

extension [UInt8] {
    fileprivate var base64text: String { String(decoding: base64, as: UTF8.self) }
}
