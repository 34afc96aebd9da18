import OficioBasics
import OficioSearch
import Testing

/// A suite that searches a few documents made for it, with the engine that `oficio search` runs.
protocol SearchSuite {}

extension SearchSuite {
    /// A protocol with one section; `change` sets the rest.
    func document(
        _ id: String, _ title: String, _ text: String, _ change: (inout SearchDocument) -> Void = { _ in }
    ) -> SearchDocument {
        var document = SearchDocument(
            key: "protocol/\(id)", url: "protocolos/\(id).html", title: title, type: "Protocolo")
        document.sections = [.init(heading: "Pasos", answer: .who, pieces: [.init(anchor: "paso-1", text: text)])]
        change(&document)
        return document
    }

    /// Five documents that most tests search.
    var documents: [SearchDocument] {
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

    /// Returns the engine over the index of `documents`, without the files of the tables in `missing` (first letters).
    func engine(
        _ documents: [SearchDocument], concepts: [SearchConcept] = [], without missing: Set<Character> = []
    ) throws -> SearchEngine {
        let index = SearchIndex(documents, concepts: concepts, language: .spanish)
        let files = Dictionary(uniqueKeysWithValues: index.all)
        return try SearchEngine { name in missing.contains(name.first ?? " ") && name != "m.js" ? nil : files[name] }
    }

    /// Asks as `oficio search` does; fails where the answer is not JSON.
    func ask(_ engine: SearchEngine, _ query: String, _ options: [(String, JSONText)] = []) throws -> SearchAnswer {
        SearchAnswer(json: try #require(JSONText(Array(try engine.search(query, options: .object(options)).utf8))))
    }
}

/// An answer of the engine, as JSON.
struct SearchAnswer {
    let json: JSONText
    var ids: [String] { (json["results"]?.items ?? []).compactMap { $0["id"]?.text } }
    func first(_ name: String) -> String? { json["results"]?.items.first?[name]?.text }
}
