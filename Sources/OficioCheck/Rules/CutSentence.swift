import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a sentence that ends in a word that needs another word after it.
    package static let cutSentence = Rule(
        "frase-cortada", .language, .warning,
        what: Localized(
            es: "Una frase termina en una palabra que pide otra detrás.",
            en: "A sentence ends in a word that asks for another."),
        why: Localized(
            es: "Al copiar se perdió el final: nadie puede cumplir media función.",
            en: "Its end was lost in copying: nobody can do half a task."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Entregar el comprobante de pago al cliente y archivar la copia en el.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Entregar el comprobante de pago al cliente y archivar la copia de tipo A.
            - Presentar el resumen del día a la jefatura;
            """)
}

enum CutSentence {
    /// Words that no sentence ends with, mostly articles, prepositions and conjunctions. `opening` and `closing`
    /// restrict some of them.
    private static let openEnds: Set<String> = [
        "el", "la", "los", "las", "un", "una", "del", "al", "de", "en", "con", "por", "para", "y", "que", "a", "o", "e",
        "según", "desde", "mediante", "sus", "su",
        "cuyo", "cuya",
        "entre", "sobre", "hasta", "sin", "contra", "hacia", "como", "cuando", "donde", "y/o", "sino", "aunque",
        "porque", "tras", "ante", "cumplimiento", "logro",
        "consecución", "se", "le", "les", "cada", "cuyos", "cuyas", "debiendo", "pudiendo", "incluyendo",
        "the", "of", "to", "with", "and", "or", "and/or", "between", "from", "than", "into", "a", "an", "as", "via",
        "our", "their", "for", "because", "whether",
        "during", "until", "within",
    ]
    /// Words that leave a sentence open only if one of the listed words precedes them.
    private static let opening: [String: Set<String>] = [
        "como": ["así", "tal", "tales"], "as": ["such", "well"], "cumplimiento": ["el"], "logro": ["el"],
        "consecución": ["la"],
    ]
    /// Nouns that end a sentence with a full stop, in a text that has said before of what: *Vigila el cumplimiento.*
    private static let stopped: Set<String> = ["cumplimiento", "logro", "consecución"]
    /// Words that do not leave a sentence open if one of the listed words precedes them: *quien entre*, *el sobre*.
    private static let closing: [String: Set<String>] = [
        "entre": ["que", "quien", "cuando", "alguien"], "sobre": ["el", "un", "cada", "su", "otro", "del", "al", "de"],
        "within": ["from"],
        "for": ["what", "is", "are", "it"], "to": ["what", "who"],
        "with": ["who", "what"], "from": ["where", "who"], "donde": ["en", "de"], "cuando": ["de", "en"], "al": ["et"],
    ]

    static func check(_ context: CheckContext, _ own: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = own.record
        // A definition may quote the beginning of a sentence.
        if corpus.type(of: index).key == .term { return [] }
        // Most documents have no such text at all, and need not be visited.
        var isSuspect = false
        own.forEach(having: .openEnd) { if !isSuspect, openEnd(of: $0.plain) != nil { isSuspect = true } }
        if !isSuspect { return [] }
        var found: [(end: String, span: Span)] = []
        var texts = 0
        func examine(_ text: Text) {
            texts += 1
            guard text.source.withBytes(endsOpen), case let words = text.plain, let end = openEnd(of: words) else {
                return
            }
            found.append((end, text.span))
        }
        func examine(_ blocks: [Block]) {
            // The list or table after a paragraph continues it.
            for (place, block) in blocks.enumerated() {
                switch block {
                case .paragraph(let text):
                    switch place + 1 < blocks.count ? blocks[place + 1] : nil {
                    case nil, .paragraph, .heading: examine(text)
                    default: continue
                    }
                case .list(let list): for item in list.items { examine(item.blocks) }
                default: continue
                }
            }
        }
        func visit(_ value: Value) {
            switch value {
            case .text(let text): examine(text)
            case .blocks(let blocks): examine(blocks)
            case .list(let items): for item in items { examine(item.blocks) }
            case .rows(let rows):
                for row in rows.rows {
                    for cell in row.cells where !row.continued.contains(cell.field) { visit(cell.value) }
                }
            case .group(let members): for member in members { visit(member.value) }
            case .notApplicable, .references, .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        let type = corpus.type(of: index)
        for value in corpus.records[index].fields
        where ![FieldKey.formerNames, .formerIDs, .log, .title].contains(type.fields[value.field].key) {
            visit(value.value)
        }
        for section in corpus.records[index].extra { examine(section.blocks) }
        // If many texts seem cut, they are blanks of a form or no sentences at all.
        if found.count > 3 && found.count * 8 > texts { return [] }
        return found.map { end, span in
            Diagnostic(
                .cutSentence, at: span,
                Localized(es: "la frase termina en «\(end)»", en: "the sentence ends in “\(end)”"),
                record: corpus.name(ofRecord: index))
        }
    }

    /// Tells quickly whether the source of a text, without markup and punctuation at the end, ends with a word in
    /// `openEnds`.
    static func endsOpen(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var end = bytes.count
        while end > 0, isEnd(bytes[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start < 16, bytes[start - 1] != 0x20 { start -= 1 }
        guard start > 0, end > start, bytes[start - 1] == 0x20,
            lengths[Int(bytes[start] | 0x20)] >> UInt32(end - start) & 1 == 1, mayBeOpen(bytes[start..<end])
        else { return false }
        return openEnds.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
    }

    /// Tells quickly whether a word may be in `openEnds`, by the hash of its lower-case letters; true if the word is
    /// not ASCII.
    private static func mayBeOpen(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var hash = WordHash.empty
        for byte in word {
            if byte >= 0x80 { return true }
            hash = WordHash.adding(byte | 0x20, to: hash)
        }
        return marks[mark(of: hash)]
    }

    private static func mark(of hash: UInt64) -> Int { Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 52) }

    /// For each value of `mark(of:)`, whether a word in `openEnds` has it.
    private static let marks: [Bool] = openEnds.reduce(into: Array(repeating: false, count: 1 << 12)) { marks, word in
        marks[mark(of: word.utf8.reduce(WordHash.empty) { WordHash.adding($1 | 0x20, to: $0) })] = true
    }

    /// For each first byte, a bit mask of the lengths in bytes of the words in `openEnds`.
    private static let lengths: [UInt32] = openEnds.reduce(into: Array(repeating: 0, count: 256)) { lengths, word in
        if let first = word.utf8.first { lengths[Int(first)] |= 1 << UInt32(word.utf8.count) }
    }

    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == 0x2E || byte == 0x20 || byte == 0x0A || byte == 0x2C || byte == 0x3B
    }

    private static let conjunctions: Set<String> = ["y", "e", "o", "u", "and", "or"]

    /// Words that take the preposition *a*, so that a capital *A* after them is a preposition.
    private static let wordsBeforeA: Set<String> = [
        "conforme", "acorde", "relativo", "relativa", "relativos", "relativas", "referente", "referentes", "respecto",
        "debido", "frente", "junto",
    ]

    /// Returns the last word of a text, and the word before it in lower case; `nil` if the text has fewer than four
    /// words or than 13 bytes, or ends with a colon or an ellipsis.
    private static func lastWords(of text: String) -> (end: String, before: String)? {
        text.withBytes { bytes in
            var stop = bytes.count
            while stop > 0, case let byte = bytes[stop - 1], isEnd(byte) || byte == 0x3A || byte >= 0x09 && byte <= 0x0D
            {
                stop -= 1
            }
            // A colon announces text elsewhere, and an ellipsis is a deliberate end. A word that ends with `…` is in
            // no list.
            guard stop > 12, bytes[bytes.count - 1] != 0x3A, !bytes[(bytes.count - 3)...].allSatisfy({ $0 == 0x2E })
            else { return nil }
            var words: [Range<Int>] = []
            while words.count < 4, stop > 0 {
                var start = stop
                while start > 0, bytes[start - 1] != 0x20 { start -= 1 }
                words.append(start..<stop)
                stop = start
                while stop > 0, bytes[stop - 1] == 0x20 { stop -= 1 }
            }
            guard words.count == 4 else { return nil }
            func word(_ place: Int) -> String { String(decoding: bytes[words[place]], as: UTF8.self) }
            return (word(0), word(1).lowercased())
        }
    }

    /// Whether a single capital letter, in a text in capitals, is a preposition or conjunction: *Y* always, *A* and *O*
    /// after certain words.
    private static func isConjunction(_ letter: String, after before: String) -> Bool {
        switch letter {
        case "Y": true
        case "A": wordsBeforeA.contains(before)
        case "O": before.utf8.count > 2 && !labelled.contains(before)
        default: false
        }
    }

    /// Words that a letter may follow as a name: *grupo O*.
    private static let labelled: Set<String> = [
        "grupo", "tipo", "clase", "letra", "categoría", "categoria", "nivel", "serie", "zona", "sector", "sección",
        "seccion", "turno", "bloque", "anexo", "grado",
    ]

    /// Returns the last word of a text if it leaves the sentence open, otherwise `nil`.
    private static func openEnd(of text: String) -> String? {
        guard let (end, before) = lastWords(of: text), case let small = end.lowercased(), openEnds.contains(small),
            end.allSatisfy({ $0.isLetter || $0 == "/" })
        else { return nil }
        if stopped.contains(small), text.hasSuffix(".") { return nil }
        if opening[small]?.contains(before) == false || closing[small]?.contains(before) == true { return nil }
        // *…; y* introduces the last entry of a list.
        if conjunctions.contains(small), before.hasSuffix(";") || before.hasSuffix(",") { return nil }
        // *Por cada una*, *las de una y otra*: *una* is a pronoun.
        if small.hasPrefix("un"),
            ["cada", "la", "una", "alguna", "ni", "de", "a", "en", "con", "por", "solo", "sólo"].contains(before)
        {
            return nil
        }
        // `grado A`, `tipo E`: a single capital letter is a name; in a text in capitals, `isConjunction` decides.
        if end.count == 1, end.first?.isUppercase == true,
            text.contains(where: \.isLowercase) || !isConjunction(end, after: before)
        {
            return nil
        }
        // `categoría DE`: a capitalized word in a text with lower-case letters is a name.
        if end.first?.isUppercase == true, text.contains(where: \.isLowercase) { return nil }
        return end
    }
}
