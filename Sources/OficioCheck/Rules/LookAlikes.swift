import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a word that mixes Latin letters with Cyrillic or Greek letters that look the same.
    package static let mixedLetters = Rule(
        "letras-mezcladas", .identity, .warning,
        what: Localized(
            es: "Una palabra mezcla letras latinas con letras cirílicas o griegas que se ven iguales.",
            en: "A word mixes Latin letters with Cyrillic or Greek ones that look the same."),
        why: Localized(
            es: "Se lee bien y no es la misma palabra: ni el buscador ni una referencia la encuentran.",
            en: "It reads well and is not the same word: neither search nor a reference finds it."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cаjero principal
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero principal
            ---

            ## Objetivo

            Medir el ángulo α y el cambio Δt; la sede de Москва queda aparte.
            """)

    /// Reports two ids that differ but look the same.
    package static let lookAlikeIDs = Rule(
        "ids-parecidos", .identity, .error,
        what: Localized(
            es: "Dos documentos de un tipo tienen ids que se ven iguales y no lo son.",
            en: "Two documents of one type have ids that look the same and are not."),
        why: Localized(
            es: "Quien escribe una referencia, o lee una dirección, no puede saber a cuál de los dos lleva.",
            en: "Whoever writes a reference, or reads an address, cannot know which of the two it leads to."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero de ventanilla
            ---
            === content/puestos/otro.md
            ---
            id: саjero
            título: Cajero de bóveda
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero de ventanilla
            ---
            === content/puestos/cajero-boveda.md
            ---
            título: Cajero de bóveda
            ---
            """)
}

enum LookAlikes {
    /// Returns one finding for all words of a record with letters of two scripts, including its id, its title and its
    /// former names, and for words of its code and addresses with a letter that looks like a Latin one; it stands at
    /// the first of them.
    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        let record = corpus.records[index]
        var found: [(word: String, span: Span)] = []
        func examine(_ words: String, _ span: Span) {
            guard Confusables.mayHold(words) else { return }
            for word in Confusables.mixedWords(words) where !found.contains(where: { $0.word == word }) {
                found.append((word, context.locate(word, in: span)))
            }
        }
        texts.forEach(having: .foreignLetter) { examine($0.source, $0.span) }
        examine(record.id, record.span)
        if texts.traits.contains(.foreignLetter) {
            let type = corpus.schema.types[record.type]
            for value in record.fields {
                switch (type.fields[value.field].key, type.fields[value.field].kind, value.value) {
                case (.formerNames, _, .list(let names)), (.formerIDs, _, .list(let names)):
                    for name in names { examine(name.blocks.plain, name.span) }
                // A code and an address are compared letter by letter: one such letter is enough.
                case (.code, _, .text(let text)), (_, .email, .text(let text)):
                    for word in Confusables.disguisedWords(text.source)
                    where !found.contains(where: { $0.word == word }) {
                        found.append((word, context.locate(word, in: text.span)))
                    }
                default: break
                }
            }
        }
        guard let first = found.first else { return [] }
        let foreign = first.word.unicodeScalars.first { Confusables.latin(of: $0) != nil }
        let others = found.dropFirst().map(\.word).joined(separator: ", ")
        return [
            Diagnostic(
                .mixedLetters, at: first.span,
                Localized(
                    es: """
                        «\(first.word)» lleva \(foreign?.codePoint ?? ""), que se ve como \
                        «\(foreign.flatMap { Confusables.latin(of: $0) } ?? "")» y no lo es
                        """,
                    en: """
                        “\(first.word)” holds \(foreign?.codePoint ?? ""), which looks like \
                        “\(foreign.flatMap { Confusables.latin(of: $0) } ?? "")” and is not
                        """
                ),
                notes: others.isEmpty ? [] : [.init(Localized(es: "también: \(others)", en: "also: \(others)"))],
                fixes: [
                    .init(
                        Localized(es: "escribirla con letras latinas", en: "write it with Latin letters"), safe: false,
                        [.init(first.span, Confusables.skeleton(first.word))])
                ],
                record: corpus.name(ofRecord: index))
        ]
    }

    static func lookAlikeIDFindings(_ context: CheckContext) -> [Diagnostic] {
        let corpus = context.corpus
        // Most sites have only ids of ASCII letters, which cannot look alike.
        let odd = corpus.records.indices.filter { Confusables.mayLookAlike(corpus.records[$0].id) }
        if odd.isEmpty { return [] }
        var alike: [String: [Int]] = [:]
        for index in odd {
            alike["\(corpus.records[index].type) \(Confusables.skeleton(ofID: corpus.records[index].id))"] = []
        }
        for index in corpus.records.indices {
            let record = corpus.records[index]
            alike["\(record.type) \(Confusables.skeleton(ofID: record.id))"]?.append(index)
        }
        return alike.values.flatMap { group -> [Diagnostic] in
            guard let first = group.first(where: { !Confusables.mayLookAlike(corpus.records[$0].id) }) ?? group.first
            else {
                return []
            }
            return group.filter { corpus.records[$0].id != corpus.records[first].id }.map { index in
                Diagnostic(
                    .lookAlikeIDs, at: corpus.records[index].span,
                    Localized(
                        es: "el id «\(corpus.records[index].id)» se ve igual que otro y lleva otras letras",
                        en: "the id “\(corpus.records[index].id)” looks the same as another and has other letters"),
                    notes: [
                        .init(Localized(es: "el otro, aquí", en: "the other, here"), at: corpus.records[first].span)
                    ], record: corpus.name(ofRecord: index))
            }
        }
    }
}
