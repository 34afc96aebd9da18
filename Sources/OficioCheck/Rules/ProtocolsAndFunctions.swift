import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a protocol that no function leads to.
    package static let protocolWithoutFunction = Rule(
        "protocolo-sin-funcion", .procedures, .note,
        what: Localized(
            es: "Ninguna función de un puesto lleva a este protocolo.",
            en: "No function of any job leads to this protocol."),
        why: Localized(
            es: "Quien lee su puesto no se entera de que ese procedimiento le toca.",
            en: "Whoever reads their job does not learn that the procedure is theirs."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            dirigido a: cajero
            ---

            ## Pasos

            1. Cobrar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los servicios.
            """,
        passes: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            dirigido a: cajero
            ---

            ## Pasos

            1. Cobrar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los servicios según [[cobro]].
            """)

    /// Reports a function that names a procedure missing from the site.
    package static let promisedProcedure = Rule(
        "procedimiento-sin-escribir", .procedures, .note,
        what: Localized(
            es: "Una función remite a un procedimiento, protocolo o instructivo que el sitio no tiene.",
            en: "A function refers to a procedure, protocol or instruction that the site does not have."),
        why: Localized(
            es: "Quien deba cumplirla no hallará cómo hacerlo.",
            en: "Whoever has to carry it out will not find how."),
        fires: """
            === content/protocolos/cobro.md
            ---
            título: Cobro
            ---

            ## Pasos

            1. Cobrar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cuadrar la caja conforme al protocolo de arqueo diario.
            """,
        passes: """
            === content/protocolos/arqueo.md
            ---
            título: Arqueo diario
            ---

            ## Pasos

            1. Contar.
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cuadrar la caja conforme al protocolo de arqueo diario.
            """)
}

enum ProtocolWithoutFunction {
    static func check(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.records.indices.contains(where: { !context.functions[$0].isEmpty }) else { return [] }
        let links = corpus.links
        var led: Set<Int> = []
        for (source, links) in links.enumerated() where [TypeKey.job, .clause].contains(corpus.type(of: source).key) {
            led.formUnion(links.links.map(\.target))
        }
        return corpus.records.indices.compactMap { index in
            guard corpus.type(of: index).key == .protocol, !led.contains(index),
                !corpus.isExternal(corpus.records[index])
            else { return nil }
            // Another rule reports a protocol that names nobody it concerns.
            let binds = links[index].links.contains { link in
                link.field.map { [FieldKey.audience, .steps].contains(corpus.type(of: index).fields[$0].key) } == true
                    && corpus.type(of: link.target).key == .job && !corpus.isExternal(corpus.records[link.target])
            }
            guard binds else { return nil }
            return Diagnostic(
                .protocolWithoutFunction, at: corpus.records[index].span,
                Localized(
                    es: "ninguna función de un puesto lleva a «\(corpus.records[index].title)»",
                    en: "no function of any job leads to “\(corpus.records[index].title)”"),
                record: corpus.name(ofRecord: index))
        }
    }
}

enum PromisedProcedure {
    private static let kinds = ["procedimiento", "protocolo", "instructivo"]
    private static let ends: Set<Substring> = [
        "y", "o", "e", "u", "que", "para", "por", "en", "con", "a", "al", "segun", "conforme", "vigente", "aprobado",
        "establecido", "correspondiente", "respectivo",
        "institucional", "interno", "aplicable",
    ]

    static func check(_ context: CheckContext, _ namedProcedures: [[NamedProcedure]]) -> [Diagnostic] {
        let corpus = context.corpus
        // On a site without protocols, a text that names a protocol refers to nothing, so it is not reported.
        guard corpus.records.contains(where: { corpus.schema.types[$0.type].key == .protocol }) else { return [] }
        var titles = Titles(corpus)
        return namedProcedures.joined().compactMap { titles.contain($0.content) ? nil : $0.finding }
    }

    /// A procedure that a function names, with the finding to report if the site does not have it.
    struct NamedProcedure: ExtractedFact {
        let content: [String]
        let finding: Diagnostic

        init(content: [String], finding: Diagnostic) {
            self.content = content
            self.finding = finding
        }

        func write(to out: inout BinaryWriter) {
            out.list(content) { $0.text($1) }
            out.diagnostic(finding)
        }

        func add(to stamp: inout Stamp) {
            stamp.add(content + [finding.message.spanish, finding.message.english])
            for place in [finding.span.start, finding.span.end] { stamp.add(Int(place)) }
        }

        init(from reader: inout BinaryReader, of record: Int) {
            content = reader.list { $0.text() }
            finding = reader.diagnostic()
        }
    }

    static func namedProcedures(_ context: CheckContext, _ index: Int) -> [NamedProcedure] {
        let corpus = context.corpus
        // A quick filter: few functions contain a word for a procedure.
        guard context.functions[index].contains(where: { function in kinds.contains { function.folded.contains($0) } })
        else { return [] }
        let linked = Set(context.mentions[index].filter { $0.resolution.record != nil }.map(\.span))
        return context.functions[index].compactMap { function -> NamedProcedure? in
            let words = function.folded.parts(between: " ")
            // A function that links to a document names an existing document.
            guard
                !linked.contains(where: {
                    $0.file == function.span.file && $0.start >= function.span.start && $0.end <= function.span.end
                }),
                let place = words.firstIndex(where: { word in kinds.contains { $0 == word } }), place + 2 < words.count,
                words[place + 1] == "de" || words[place + 1] == "para"
            else { return nil }
            var name: [Substring] = []
            for word in words[(place + 2)...] {
                if Self.ends.contains(word) { break }
                name.append(word)
                if name.count == 5 { break }
            }
            let content = name.filter { $0.utf8.count > 3 }
            guard !content.isEmpty, content.count > 1 || content[0].utf8.count > 5 else { return nil }
            return NamedProcedure(
                content: content.map(String.init),
                finding: Diagnostic(
                    .promisedProcedure, at: function.span,
                    Localized(
                        es: "remite al \(words[place]) de «\(name.joined(separator: " "))», que el sitio no tiene",
                        en: """
                            it refers to the \(words[place]) of “\(name.joined(separator: " "))”, which the site \
                            does not have
                            """
                    ), record: corpus.name(ofRecord: index)))
        }
    }

    /// An index of the words in the titles of all documents that may be a procedure. It is smaller than the list of
    /// titles.
    private struct Titles {
        private var byWord: [String: Set<Int>] = [:]
        private var byPart: [String: Set<Int>] = [:]

        init(_ corpus: Corpus) {
            for (index, record) in corpus.records.enumerated()
            where [TypeKey.protocol, .standard, .externalDocument, .page].contains(corpus.schema.types[record.type].key)
            {
                for word in record.title.folded.parts(between: " ") { byWord[String(word), default: []].insert(index) }
            }
        }

        /// Whether one title contains all of some words, as words or as parts of words.
        mutating func contain(_ words: [String]) -> Bool {
            var common: Set<Int>?
            for word in words {
                let found = titles(with: word)
                common = common.map { $0.intersection(found) } ?? found
                if common?.isEmpty == true { return false }
            }
            return common != nil
        }

        private mutating func titles(with part: String) -> Set<Int> {
            if let known = byPart[part] { return known }
            var found: Set<Int> = []
            for (word, titles) in byWord where word.contains(part) { found.formUnion(titles) }
            byPart[part] = found
            return found
        }
    }
}
