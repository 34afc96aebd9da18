import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports functions of several jobs that are nearly the same but worded differently.
    package static let divergentFunction = Rule(
        "funcion-comun-divergente", .functions, .warning,
        what: Localized(
            es: "La misma función está escrita de modo distinto en varios puestos.",
            en: "The same function is worded differently in several jobs."),
        why: Localized(
            es: """
                Las copias se separan con cada edición hasta que dicen cosas distintas; una cláusula compartida las \
                mantiene iguales.
                """,
            en: """
                Copies drift apart with every edit until they say different things; a shared clause keeps them alike.
                """),
        options: [
            .init(
                Localized(es: "parecido", en: "likeness"), defaultValue: 78,
                what: Localized(
                    es: "parecido mínimo de dos funciones, en porcentaje",
                    en: "how alike two functions are at least, in percent"))
        ],
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cumplir las normas de seguridad y salud del trabajo en su área.

            === content/puestos/guardia.md
            ---
            título: Guardia
            ---

            ## Funciones

            - Cumplir las normas de seguridad y salud del trabajo de su área.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cumplir las normas de seguridad y salud del trabajo en su área.

            === content/puestos/guardia.md
            ---
            título: Guardia
            ---

            ## Funciones

            - Vigilar la entrada de las personas al edificio.
            """)

    /// Reports a function that several jobs repeat word for word.
    package static let copiedFunction = Rule(
        "funcion-copiada", .functions, .note,
        what: Localized(
            es: "La misma función está copiada en varios puestos.", en: "The same function is copied in several jobs."),
        why: Localized(
            es: """
                Mientras sean iguales no hay daño; una cláusula compartida («funciones comunes») evita que se separen.
                """,
            en: """
                While they are alike there is no harm; a shared clause (“common functions”) keeps them from drifting \
                apart.
                """
        ),
        options: [
            .init(
                Localized(es: "puestos", en: "jobs"), defaultValue: 2,
                what: Localized(
                    es: "puestos en que está la misma función", en: "jobs in which the same function stands"))
        ],
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cuidar el equipo que recibe.

            === content/puestos/guardia.md
            ---
            título: Guardia
            ---

            ## Funciones

            - Cuidar el equipo que recibe.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cuidar el equipo que recibe.
            """)
}

/// Finds functions that several jobs share, word for word or nearly so.
package enum SharedFunctions {
    /// The minimum number of words in functions that are compared.
    private static let leastWords = 6

    /// The properties of a function that findings depend on.
    struct FunctionFact: ExtractedFact {
        let record: Int
        let folded: String
        let span: Span
        /// The index of the function among the functions of its job.
        let place: Int
        /// The hash of the function's words as written, which a finding quotes.
        let words: UInt64

        init(_ function: JobFunction, place: Int) {
            words = function.words.withBytes { Fingerprint.wordwise(UnsafeRawBufferPointer($0)) }
            record = function.record
            folded = function.folded
            span = function.span
            self.place = place
        }

        /// Adds the words to a fingerprint, but not the index: a function that only moved gives the same findings.
        func add(to stamp: inout Stamp) {
            stamp.add(folded)
            stamp.add(words)
        }

        func write(to out: inout BinaryWriter) {
            out.text(folded)
            out.span(span)
            out.count(place)
            out.word(words)
        }

        init(from reader: inout BinaryReader, of record: Int) {
            self.record = record
            folded = reader.text()
            span = reader.span()
            place = reader.count()
            words = reader.word()
        }
    }

    /// A finding about functions that stores their indices instead of spans, so that it stays valid when text moves.
    private struct Finding: BinaryCodable {
        /// A function, given by its job and its index in the job.
        struct Place {
            let record: Int
            let place: Int

            init(_ fact: FunctionFact) { (record, place) = (fact.record, fact.place) }

            init(from reader: inout BinaryReader) { (record, place) = (reader.count(), reader.count()) }

            func write(to out: inout BinaryWriter) { for number in [record, place] { out.count(number) } }
        }

        let isCopy: Bool
        let place: Place
        let message: Localized
        let notes: [(message: Localized, place: Place)]
        /// The key that the findings about one function share.
        let group: String

        init(
            isCopy: Bool, at fact: FunctionFact, _ message: Localized, notes: [(message: Localized, place: Place)] = [],
            group: String
        ) {
            self.group = group
            self.isCopy = isCopy
            place = Place(fact)
            self.message = message
            self.notes = notes
        }

        func write(to out: inout BinaryWriter) {
            out.flag(isCopy)
            place.write(to: &out)
            out.words(message)
            out.list(notes) { out, note in
                out.words(note.message)
                note.place.write(to: &out)
            }
            out.text(group)
        }

        init(from reader: inout BinaryReader) {
            isCopy = reader.flag()
            place = Place(from: &reader)
            message = reader.words()
            notes = reader.list { reader in (reader.words(), Place(from: &reader)) }
            group = reader.text()
        }
    }

    static let rule = AggregatingRule(extract: extract, aggregate: findings) { context, facts, findings in
        func span(_ place: Finding.Place) -> Span { facts(place.record)[place.place].span }
        return findings.map { finding in
            Diagnostic(
                finding.isCopy ? .copiedFunction : .divergentFunction, at: span(finding.place), finding.message,
                notes: finding.notes.map { Diagnostic.Note($0.message, at: span($0.place)) },
                record: context.corpus.name(ofRecord: finding.place.record),
                group: finding.group)
        }
    }

    private static func extract(_ context: CheckContext, _ job: Int) -> [FunctionFact] {
        let corpus = context.corpus
        guard corpus.type(of: job).key == .job, !corpus.isExternal(corpus.records[job]) else { return [] }
        return context.functions[job].enumerated().map { FunctionFact($1, place: $0) }
    }

    /// Returns the distinct folded texts of functions in order of first occurrence, each with its functions.
    private static func texts(_ facts: [[FunctionFact]]) -> [(words: String, functions: [FunctionFact])] {
        var places: [UInt64: Int] = [:]
        var texts: [(words: String, functions: [FunctionFact])] = []
        for facts in facts {
            for function in facts {
                let hash = function.folded.withBytes { Fingerprint.wordwise(UnsafeRawBufferPointer($0)) }
                // If the hashes of two texts collide, the second text starts an entry of its own.
                if let place = places[hash], texts[place].words == function.folded {
                    texts[place].functions.append(function)
                } else {
                    places[hash] = texts.count
                    texts.append((function.folded, [function]))
                }
            }
        }
        return texts
    }

    private static func count(of text: String) -> Int { text.isEmpty ? 0 : 1 + text.utf8.count { $0 == 0x20 } }

    /// Returns groups of functions of several jobs that are the same or nearly the same. Leaves out functions with
    /// another verb, because they are another part of the same work.
    package static func families(_ context: CheckContext) -> [[JobFunction]] {
        families(context, texts(context.corpus.records.indices.map { extract(context, $0) })).map {
            $0.map { context.functions[$0.record][$0.place] }
        }
        // A clause replaces rows of fields only.
        .map { $0.filter { $0.looseTable == nil } }.filter { Set($0.map(\.record)).count > 1 }
    }

    private static func families(_ context: CheckContext, _ texts: [(words: String, functions: [FunctionFact])])
        -> [[FunctionFact]]
    {
        let texts = texts.filter { count(of: $0.words) >= leastWords }
        var found: [[FunctionFact]] = []
        func add(_ functions: [FunctionFact]) {
            let functions = functions.sorted { ($0.record, $0.place) < ($1.record, $1.place) }
            let verb = functions.first?.folded.parts(between: " ").first
            let same = functions.filter { $0.folded.parts(between: " ").first == verb }
            if Set(same.map(\.record)).count > 1 { found.append(same) }
        }
        let families = TextFamilies(texts.map(\.words), likeness: context.option(.divergentFunction)).groups
        for family in families { add(family.flatMap { texts[$0].functions }) }
        let grouped = Set(families.joined())
        for (place, text) in texts.enumerated() where text.functions.count > 1 && !grouped.contains(place) {
            add(text.functions)
        }
        return found.sorted { ($0[0].record, $0[0].place) < ($1[0].record, $1[0].place) }
    }

    private static func findings(_ context: CheckContext, _ facts: [[FunctionFact]]) -> [Finding] {
        let corpus = context.corpus
        let texts = texts(facts)
        let least = context.option(.copiedFunction)
        var found: [Finding] = []
        for (text, functions) in texts where functions.count >= least {
            guard count(of: text) >= 4, let first = functions.first else { continue }
            let jobs = Set(functions.map(\.record)).count
            guard jobs >= least else { continue }
            let isExact = functions.allSatisfy { $0.words == first.words }
            let message = Localized(
                es: """
                    la misma función está en \(jobs) \
                    \(jobs == 1 ? "puesto" : "puestos")\(isExact ? "" : ", con otros signos o mayúsculas")
                    """,
                en: """
                    the same function stands in \(jobs) \
                    \(jobs == 1 ? "job" : "jobs")\(isExact ? "" : ", with other signs or capitals")
                    """
            )
            for function in functions { found.append(Finding(isCopy: true, at: function, message, group: text)) }
        }
        for family in families(context, texts) {
            let model = family[0]
            let notes = family.dropFirst().filter { $0.folded != model.folded }.prefix(8).map {
                function -> (message: Localized, place: Finding.Place) in
                let (old, new) = differingWords(words(of: model, context), words(of: function, context))
                let title = corpus.records[function.record].title
                let es =
                    old.isEmpty
                    ? "agrega «\(new)»" : new.isEmpty ? "omite «\(old)»" : "dice «\(new)» en vez de «\(old)»"
                let en =
                    old.isEmpty
                    ? "adds “\(new)”" : new.isEmpty ? "leaves out “\(old)”" : "says “\(new)” instead of “\(old)”"
                return (Localized(es: "\(title): \(es)", en: "\(title): \(en)"), Finding.Place(function))
            }
            if notes.isEmpty { continue }
            let jobs = Set(family.map(\.record)).count
            let message = Localized(
                es: "la misma función está escrita de varios modos en \(jobs) \(jobs == 1 ? "puesto" : "puestos")",
                en: "the same function is worded in several ways in \(jobs) \(jobs == 1 ? "job" : "jobs")")
            found.append(Finding(isCopy: false, at: model, message, notes: Array(notes), group: model.folded))
            for function in family.dropFirst() {
                found.append(Finding(isCopy: false, at: function, message, group: model.folded))
            }
        }
        return found
    }

    private static func words(of fact: FunctionFact, _ context: CheckContext) -> String {
        context.functions[fact.record][fact.place].words
    }

    /// Returns the words in which two texts differ, without their common beginning and end.
    private static func differingWords(_ a: String, _ b: String) -> (old: String, new: String) {
        let (x, y) = (a.parts(between: " "), b.parts(between: " "))
        var head = 0
        while head < x.count, head < y.count, x[head] == y[head] { head += 1 }
        var tail = 0
        while tail < x.count - head, tail < y.count - head, x[x.count - 1 - tail] == y[y.count - 1 - tail] { tail += 1 }
        return (x[head..<(x.count - tail)].joined(separator: " "), y[head..<(y.count - tail)].joined(separator: " "))
    }
}
