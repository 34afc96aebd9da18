import Diagnostics
import OficioBasics
import OficioBuild
import OficioSchema
import OficioSearch
import OficioSource

extension Option {
    static let limit = Option(
        name: "limit", value: "N",
        help: Localized(es: "cuántos resultados (10)", en: "how many results (10)"))
    static let type = Option(
        name: "type", value: Localized(es: "TIPO", en: "TYPE"),
        help: Localized(
            es: "solo ese tipo de documento; puede repetirse", en: "only that type of document; may be repeated"))
    static let unit = Option(
        name: "unit", value: Localized(es: "UNIDAD", en: "UNIT"),
        help: Localized(es: "solo esa unidad; puede repetirse", en: "only that unit; may be repeated"))
    static let queries = Option(
        name: "queries", value: Localized(es: "ARCHIVO", en: "FILE"),
        help: Localized(
            es: "una consulta por línea, texto o JSON con «query»; responde una línea JSON por cada una",
            en: "one query a line, text or JSON with “query”; answers a JSON line for each"))
    static let searchFormat = Option(
        name: "format", value: "text|json", help: Localized(es: "forma de la respuesta", en: "form of the answer"))
}

extension Command {
    static let search = Command(
        name: "search", words: Localized(es: "CONSULTA…", en: "QUERY…"),
        summary: Localized(
            es: "busca en el sitio como lo hace su página de búsqueda",
            en: "searches the site as its search page does"),
        options: [.searchFormat, .limit, .type, .unit, .queries]
    ) { call in
        try call.requireSite()
        let arguments = call.arguments
        let format = arguments.values["format"] ?? "text"
        guard ["text", "json"].contains(format) else {
            throw UsageError(message: Localized(es: "«--format» es text o json", en: "“--format” is text or json"))
        }
        guard let limit = Int(arguments.values["limit"] ?? "10"), (1...1_000).contains(limit) else {
            throw UsageError(
                message: Localized(es: "«--limit» es un número de 1 a 1000", en: "“--limit” is a number from 1 to 1000")
            )
        }
        let words = arguments.words.joined(separator: " ")
        guard !words.isEmpty || arguments.values["queries"] != nil else {
            throw UsageError(
                message: Localized(
                    es: "¿qué se busca? oficio search CONSULTA", en: "search for what? oficio search QUERY"))
        }
        var options: [(String, JSONText)] = [("limit", .integer(limit))]
        let search = try SiteSearch(call.site, today: try call.today())
        for (option, find) in [("type", search.type), ("unit", search.unit)] {
            guard let words = arguments.lists[option] else { continue }
            let names = try words.map { word -> JSONText in
                guard let name = find(word) else {
                    throw UsageError(
                        message: Localized(
                            es: "«--\(option)»: no hay ninguno de nombre «\(word)»",
                            en: "“--\(option)”: there is none called “\(word)”"))
                }
                return .string(name)
            }
            options.append((option, .array(names)))
        }
        let engine = search.engine
        if let path = arguments.values["queries"] {
            let text = String(decoding: try Files.read(call.absolute(path)), as: UTF8.self)
            for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
                let asked = QueryLine(String(line))
                var answer = try engine.search(asked.query, options: .object(options))
                if let slice = asked.slice {
                    answer = "{\"slice\":\(JSONText.string(slice).compact)," + answer.dropFirst()
                }
                call.console.out(answer + "\n")
            }
            return .done
        }
        let answer = try engine.search(words, options: .object(options))
        call.console.out(format == "json" ? answer + "\n" : SearchReport.text(answer, call.language))
        return .done
    }
}

/// A line of a file that contains search queries.
private struct QueryLine {
    let query: String
    let slice: String?

    init(_ line: String) {
        if line.hasPrefix("{"), let json = JSONText(Array(line.utf8)), let query = json["query"]?.text {
            self.query = query
            slice = json["slice"]?.text
        } else {
            query = line
            slice = nil
        }
    }
}

/// Formats search results as text.
private enum SearchReport {
    static func text(_ answer: String, _ language: Language) -> String {
        guard let json = JSONText(Array(answer.utf8)) else { return "" }
        var lines: [String] = []
        for correction in json["corrections"]?.items ?? [] {
            guard let from = correction["from"]?.text, let to = correction["to"]?.text else { continue }
            lines.append(
                Localized(
                    es: "resultados para «\(to)» en vez de «\(from)»", en: "results for “\(to)” instead of “\(from)”")[
                        language])
        }
        if case .bool(true)? = json["shortened"] {
            lines.append(
                Localized(
                    es: "la consulta es muy larga: solo se buscaron sus primeras palabras",
                    en: "the query is very long: only its first words were searched for")[
                        language])
        }
        let missing = (json["missing"]?.items ?? []).compactMap(\.text)
        if !missing.isEmpty {
            lines.append(
                Localized(
                    es: "sin «\(missing.joined(separator: "», «"))»",
                    en: "without “\(missing.joined(separator: "”, “"))”")[language])
        }
        let results = json["results"]?.items ?? []
        if results.isEmpty { lines.append(Localized(es: "sin resultados", en: "no results")[language]) }
        for (number, result) in results.enumerated() {
            func word(_ name: String) -> String { result[name]?.text ?? "" }
            let facts = [
                word("type"), word("code"), word("version").isEmpty ? "" : "v. \(word("version"))", word("unit"),
                word("state"),
            ].filter { !$0.isEmpty }
            lines.append("\(number + 1). \(word("title"))\(word("heading").isEmpty ? "" : " › \(word("heading"))")")
            lines.append("   \(facts.joined(separator: " · "))")
            lines.append("   \(word("url"))\(word("anchor").isEmpty ? "" : "#\(word("anchor"))")")
            let excerpt = (result["excerpt"]?.items ?? []).compactMap { $0.items.first?.text }.joined()
            if !excerpt.isEmpty { lines.append("   \(excerpt)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
