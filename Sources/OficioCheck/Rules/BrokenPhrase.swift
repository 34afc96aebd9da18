import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a phrase that is certainly ungrammatical.
    package static let brokenPhrase = Rule(
        "frase-mal-formada", .language, .note,
        what: Localized(
            es: "Una frase tiene una palabra doble, un plural que no concuerda o una coma que la corta.",
            en: "A phrase has a doubled word, a plural that does not agree or a comma that cuts it."),
        why: Localized(
            es: "Casi siempre quedó así al corregir: sobra o falta una palabra, y quien lee duda de cuál.",
            en: "Mostly it was left so after an edit: a word too many or too few, and the reader wonders which."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender a las persona que vienen a a pagar, así como, entregar el recibo.
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Atender a las personas que vienen a pagar, así como, en su caso, a quienes las acompañan.
            ---
            """)
}

/// Finds word patterns that occur in no correct phrase.
enum BrokenPhrase {
    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        guard corpus.type(of: index).key != .term else { return [] }
        let isSpanish = corpus.schema.language == .spanish
        var suspects: [Text] = []
        texts.forEach(having: isSpanish ? [.doubledWord, .brokenPhrase] : .doubledWord) { suspects.append($0) }
        var found: [(phrase: String, span: Span, message: Localized)] = []
        var doubled = 0
        for text in suspects {
            let hasBracket = isSpanish && text.source.contains(byte: UInt8(ascii: "("))
            for (article, right) in joinedArticles where hasBracket && text.source.contains(article) {
                found.append(
                    (
                        article, text.span,
                        Localized(
                            es: "«\(article)» no da ninguna palabra: «\(right)»",
                            en: "“\(article)” makes no word: “\(right)”")
                    ))
            }
            for (words, place) in doubtful(text.plain, isSpanish) {
                guard let (phrase, message, isDoubled) = fault(words, place, isSpanish) else { continue }
                if isDoubled { doubled += 1 }
                // Words that are doubled many times belong to a list or a sample, not to prose.
                if doubled > most { return [] }
                found.append((phrase, text.span, message))
            }
        }
        let name = corpus.name(ofRecord: index)
        return found.map {
            Diagnostic(.brokenPhrase, at: context.locate($0.phrase, in: $0.span), $0.message, record: name)
        }
    }

    /// Returns the words that `fault` has to examine, each as an index into the words around it.
    private static func doubtful(_ text: String, _ isSpanish: Bool) -> [(words: [Word], place: Int)] {
        let (pieces, places) = text.withBytes { bytes -> (pieces: [Range<Int>], places: [Int]) in
            var pieces: [Range<Int>] = []
            pieces.reserveCapacity(bytes.count / 5)
            var start = 0
            for place in 0...bytes.count where place == bytes.count || bytes[place] == 0x20 {
                if start < place { pieces.append(start..<place) }
                start = place + 1
            }
            return (pieces, pieces.indices.dropLast().filter { mayFail(bytes, pieces, $0, isSpanish) })
        }
        return places.map { place in
            let first = max(0, place - 1)
            return (pieces[first..<min(place + 3, pieces.count)].map { Word(text, $0) }, place - first)
        }
    }

    private static func mayFail(
        _ bytes: UnsafeBufferPointer<UInt8>, _ pieces: [Range<Int>], _ place: Int, _ isSpanish: Bool
    ) -> Bool {
        let (piece, next) = (pieces[place], pieces[place + 1])
        if piece.count <= longestDoubling, repeats(bytes, piece, next) { return true }
        guard isSpanish else { return false }
        return mayBeBroken(bytes, place > 0 ? pieces[place - 1] : 0..<0, piece, next)
    }

    /// Whether a word repeats the word before it: apart from opening signs, it begins with all letters of the earlier
    /// word, and no letter follows them.
    static func repeats(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, _ next: Range<Int>) -> Bool {
        var start = next.lowerBound
        while start < next.upperBound, isOpening(bytes[start]) { start += 1 }
        let end = start + word.count
        guard end <= next.upperBound, bytes[word.lowerBound] | 0x20 == bytes[start] | 0x20,
            bytes[word].allSatisfy(isLetter),
            (0..<word.count).allSatisfy({ bytes[word.lowerBound + $0] | 0x20 == bytes[start + $0] | 0x20 })
        else { return false }
        return end == next.upperBound || !isLetter(bytes[end]) && bytes[end] < 0x80
    }

    /// Whether two words may be broken Spanish: *dar conocer*, *así como,*, or *los* or *las* after a preposition and
    /// before a word that is not a plural.
    ///
    /// The two words are `word` and `next`; `before` is the preceding word, empty for none.
    static func mayBeBroken(
        _ bytes: UnsafeBufferPointer<UInt8>, _ before: Range<Int>, _ word: Range<Int>, _ next: Range<Int>
    ) -> Bool {
        // *Del(os)*: a word that begins with *del* or *al* and contains a bracket.
        if next.count > 5, bytes[next.upperBound - 1] == UInt8(ascii: ")"),
            let open = bytes[next].firstIndex(of: UInt8(ascii: "(")),
            open - next.lowerBound < 4, open > next.lowerBound, bytes[open - 1] | 0x20 == UInt8(ascii: "l")
        {
            return true
        }
        if word.count == 3 {
            let start = word.lowerBound
            let (a, b, c) = (bytes[start] | 0x20, bytes[start + 1] | 0x20, bytes[start + 2] | 0x20)
            if a == 0x64, b == 0x61, c == 0x72 { return bytes[next.lowerBound] | 0x20 == 0x63 }
            if a == 0x6C, b == 0x6F || b == 0x61, c == 0x73 {
                return !before.isEmpty && mayBePreposition(bytes, before) && mayBeSingular(bytes, next)
            }
            return false
        }
        // *Así como,*: the third letter of *así* begins with C3.
        guard next.count > 4, word.count > 3, bytes[word.upperBound - 2] == 0xC3, bytes[next.lowerBound] | 0x20 == 0x63,
            !isLetter(bytes[next.upperBound - 1])
        else { return false }
        var start = word.lowerBound
        while start < word.upperBound, isOpening(bytes[start]) { start += 1 }
        return start + 4 == word.upperBound && bytes[start] | 0x20 == 0x61 && bytes[start + 1] | 0x20 == 0x73
    }

    /// Whether a byte is part of a sign that may precede a word: `(`, `"`, `«`, `“`, or markup.
    private static func isOpening(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x22, 0xC2, 0xAB, 0xE2, 0x80, 0x9C, 0x2A, 0x5F, 0x5B: true
        default: false
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x2E || byte == 0x3B || byte == 0x3A }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    /// Whether a word may be a singular; true if its bytes do not decide.
    private static func mayBeSingular(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        var end = word.upperBound
        while end > word.lowerBound, isSign(bytes[end - 1]) { end -= 1 }
        if !bytes[word.lowerBound..<end].allSatisfy(isLetter) { return true }
        return end - word.lowerBound >= 5 && bytes[end - 1] | 0x20 != 0x73
    }

    /// Whether a word may be a preposition; true if its bytes do not decide.
    private static func mayBePreposition(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
        if !bytes[word].allSatisfy(isLetter) { return true }
        var key: UInt64 = 0
        for place in word { key = key << 8 | UInt64(bytes[place] | 0x20) }
        return word.count <= 8 && prepositionKeys.contains(key)
    }

    /// The bytes of each preposition in ASCII letters as one integer. None has more than eight bytes.
    private static let prepositionKeys: [UInt64] = prepositions.filter { $0.utf8.allSatisfy(isLetter) }.map { word in
        word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A word, and whether punctuation touches it.
    private struct Word {
        let written: Substring
        let small: String
        let hasSign: Bool

        init(_ text: String, _ place: Range<Int>) {
            let piece = text.slice(place)
            if piece.utf8.allSatisfy(BrokenPhrase.isLetter) {
                (written, small, hasSign) = (piece, piece.lowercased(), false)
                return
            }
            let bare = piece.drop { "(«“\"".contains($0) }
            written = bare.prefix { $0.isLetter }
            small = written.lowercased()
            hasSign = written.endIndex != bare.endIndex || bare.startIndex != piece.startIndex
        }
    }

    private static func fault(_ words: [Word], _ place: Int, _ isSpanish: Bool) -> (
        phrase: String, message: Localized, isDoubled: Bool
    )? {
        let (word, next) = (words[place], words[place + 1])
        if word.written.isEmpty || next.written.isEmpty { return nil }
        var pair: String { "\(word.written) \(next.written)" }
        if word.small == next.small, !word.hasSign, doubling.contains(word.small) {
            return (
                pair,
                Localized(
                    es: "«\(word.written)» está dos veces seguidas", en: "“\(word.written)” stands twice in a row"),
                true
            )
        }
        guard isSpanish else { return nil }
        if word.small == "así", next.small == "como", place + 2 < words.count, words[place + 1].hasSign,
            let third = words[(place + 2)...].first, continuesEnumeration(third.small)
        {
            return (
                pair,
                Localized(es: "sobra la coma detrás de «así como»", en: "the comma after “así como” is one too many"),
                false
            )
        }
        if word.small == "dar", !word.hasSign, next.small == "conocer" {
            return (pair, Localized(es: "falta «a»: «dar a conocer»", en: "“a” is missing: “dar a conocer”"), false)
        }
        // After a preposition, *los* and *las* are articles, never pronouns.
        if place > 0, prepositions.contains(words[place - 1].small), !words[place - 1].hasSign,
            word.small == "los" || word.small == "las", !word.hasSign,
            isSingular(next.small)
        {
            return (
                pair,
                Localized(
                    es: "«\(next.written)» no concuerda con «\(word.written)»",
                    en: "“\(next.written)” does not agree with “\(word.written)”"), false
            )
        }
        return nil
    }

    /// Contractions with the ending of an article in brackets, each with the correct words.
    private static let joinedArticles = [
        ("del(os)", "de los"), ("del(as)", "de las"), ("del(los)", "de los"), ("al(os)", "a los"),
        ("DEL(OS)", "DE LOS"), ("AL(OS)", "A LOS"),
    ]

    /// The number of doubled words above which a document repeats words on purpose.
    private static let most = 3

    /// Words that nobody writes twice in a row on purpose.
    private static let doubling: Set<String> = [
        "de", "del", "la", "las", "los", "el", "en", "con", "por", "para", "y", "a", "al", "un", "una", "su", "sus",
        "que", "se", "the", "of", "to", "and", "in", "for",
        "with", "is", "by",
    ]
    /// The length in bytes of the longest word in `doubling`.
    static let longestDoubling = doubling.map(\.utf8.count).max() ?? 0
    private static let prepositions: Set<String> = [
        "a", "de", "en", "con", "por", "para", "entre", "sobre", "hacia", "desde", "ante", "según", "compete",
        "competan",
    ]

    /// Whether the word after *así como,* continues the enumeration: an infinitive or an article. *Así como, en su
    /// caso, …* is correct.
    private static func continuesEnumeration(_ word: String) -> Bool {
        ["el", "la", "los", "las", "un", "una", "sus", "su"].contains(word)
            || word.utf8.count > 3 && ["ar", "er", "ir"].contains { word.hasSuffix($0) }
    }

    /// Whether a word is a singular whose plural is a word as well; false for numerals and invariable words.
    private static func isSingular(_ word: String) -> Bool {
        guard word.utf8.count >= 5, word.utf8.last != UInt8(ascii: "s"), !invariable.contains(word) else {
            return false
        }
        let key = word.folded
        let plural = key.utf8.last.map { [0x61, 0x65, 0x6F].contains($0) } == true ? key + "s" : key + "es"
        return SpanishWords.short.contains(key) && SpanishWords.short.contains(plural)
    }

    private static let invariable: Set<String> = [
        "cuatro", "cinco", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince", "veinte",
        "treinta", "cuarenta", "cincuenta", "sesenta",
        "setenta", "ochenta", "noventa", "cien",
        "ciento", "mil", "cual", "mismo", "misma", "micro", "macro", "mini", "super", "hasta", "sobre", "entre",
        "desde", "donde", "cuando", "durante",
    ]
}
