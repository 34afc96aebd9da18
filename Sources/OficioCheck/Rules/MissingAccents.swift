import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a word without its accent: a word in capitals, or a capitalized word that begins with an accented vowel.
    package static let missingAccents = Rule(
        "mayuscula-sin-tilde", .language, .note,
        what: Localized(
            es: "A una palabra en mayúsculas le falta la tilde.", en: "A word in capitals lacks its accent."),
        why: Localized(
            es: """
                En mayúsculas también se acentúa (RAE, Ortografía de la lengua española, 2010): sin tilde el \
                buscador y el lector dudan.
                """,
            en: """
                Spanish capitals are accented too (RAE, Ortografía, 2010): without the accent readers and searches \
                are in doubt.
                """
        ),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Objetivo

            ATENDER LA TECNOLOGIA DE COBRO EN LAS OFICINAS.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Objetivo

            ATENDER LA TECNOLOGÍA DE COBRO. QUIEN ESTE DE TURNO LO ENVIO CON LA FICHA TEC-CRM-01.
            """)
}

/// Finds words without their accent. A word whose letters are no other word is always reported. In a text in
/// capitals, nouns after a word that no verb follows and words with an ending that always has an accent are reported
/// too.
enum MissingAccents {
    /// Words that a noun follows, never a verb.
    private static let beforeNouns: Set<String> = [
        "el", "al", "del", "de", "un", "una", "su", "sus", "en", "con", "por", "para", "cada", "este", "dicho",
    ]

    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        guard corpus.schema.language == .spanish else { return [] }
        let title = corpus.records[index].title
        var found: [Diagnostic] = []
        func examine(_ text: Text, isReference: Bool) {
            var reported: Set<String> = []
            for (word, before, after) in words(text.plain) where !reported.contains(word) {
                guard let (right, isCertain) = wordWithAccent(word, after: before, before: after) else { continue }
                reported.insert(word)
                let places = context.occurrences(of: word, in: text.span)
                for place in places.isEmpty ? [text.span] : places {
                    // References resolve by the words of a title, so a fix of a title is not safe.
                    let fix = Diagnostic.Fix(
                        Localized(es: "cambiar por «\(right)»", en: "change to “\(right)”"),
                        safe: isCertain && text.source != title,
                        [.init(place, right)])
                    found.append(
                        Diagnostic(
                            .missingAccents, at: place,
                            Localized(
                                es: "«\(word)» lleva tilde: «\(right)»", en: "“\(word)” has an accent: “\(right)”"),
                            fixes: places.isEmpty || isReference || context.isReferenceTarget(place) ? [] : [fix],
                            record: corpus.name(ofRecord: index)))
                }
            }
        }
        texts.forEach(having: .bareCapital) { examine($0, isReference: false) }
        texts.forEachReference(having: .bareCapital) { examine($0, isReference: true) }
        return found
    }

    /// Whether a byte is punctuation around words. Digits, hyphens and slashes are excluded, because a word with them
    /// is a code.
    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2A, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5B, 0x5D: true
        default: false
        }
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    static func isVowel(_ byte: UInt8) -> Bool {
        byte == 0x41 || byte == 0x45 || byte == 0x49 || byte == 0x4F || byte == 0x55
    }

    /// Returns the word with its accent, and whether no other reading of its letters exists; `nil` if no accent is
    /// missing.
    private static func wordWithAccent(_ word: String, after before: String, before after: String) -> (
        word: String, isCertain: Bool
    )? {
        let isShouted = !word.utf8.contains { $0 >= 0x61 && $0 <= 0x7A }
        let small = word.lowercased()
        let right: String
        let isCertain: Bool
        if foreign.contains(small) || isShared(small) && (isForeign(before) || isForeign(after)) { return nil }
        if let only = SpanishWords.accented[small] {
            (right, isCertain) = (only, true)
        } else if isShouted, beforeNouns.contains(before) || after == "de" || after == "del",
            let noun = SpanishWords.accentedNouns[small] ?? shortNouns[small]
        {
            (right, isCertain) = (noun, false)
        } else if isShouted, let formed = withAccentedEnding(small) {
            (right, isCertain) = (formed, false)
        } else {
            return nil
        }
        if isShouted { return (right.uppercased(), isCertain) }
        // In a lower-case word, only a missing accent on its capital first letter is reported.
        guard right.utf8.first.map({ $0 >= 0x80 }) == true else { return nil }
        return (right.capitalizedFirst, isCertain)
    }

    /// Words in `SpanishWords.accented` whose spelling without accent is also a prefix, a name, or a foreign word.
    private static let foreign: Set<String> = [
        "super", "inter", "paul", "carter", "vater", "maxime", "darian", "rail", "arcade", "estator", "estatores",
        "martin", "simon", "benjamin", "german", "adrian", "fabian", "julian", "sebastian", "damian", "ivan", "oscar",
        "victor", "hector", "ruben", "dragon", "angeles", "cesar",
    ]

    /// Whether a word is spelled like this in English or is a name that other languages write without accent.
    private static func isShared(_ small: String) -> Bool {
        names.contains(small) || ["sion", "gion", "nion", "stion"].contains { small.hasSuffix($0) }
    }

    private static let names: Set<String> = [
        "maria", "jordan", "tamara", "veronica", "sofia", "lucia", "monica", "barbara", "jose", "agricola", "dias",
        "angela", "america", "dean",
    ]

    /// Whether a neighbour, folded, is a word of another language by its letters: *Sky Television Network*, *Maria
    /// Skłodowska*.
    private static func isForeign(_ word: String) -> Bool {
        if english.contains(word) { return true }
        let letters = Array(word.utf8)
        guard letters.count > 2, !letters.contains(where: { $0 <= 0x39 }), !SpanishWords.short.contains(word) else {
            return false
        }
        if letters.contains(UInt8(ascii: "k")) || letters.contains(UInt8(ascii: "w")) { return true }
        if let last = letters.last, letters.count > 5, "bcfghjmpqtv".utf8.contains(last) { return true }
        return zip(letters, letters.dropFirst()).contains { first, second in
            first == second && !"aceilnor".utf8.contains(first)
                || second == UInt8(ascii: "h") && "stp".utf8.contains(first)
        }
    }

    private static let english: Set<String> = [
        "the", "and", "for", "new", "old", "group", "company", "news", "service", "services", "space", "abc", "ave",
    ]

    /// Endings that always have an accent, for words that are in no list: *cartografia*, *cofinanciacion*.
    private static let endings = [
        ("grafia", "grafía"), ("grafias", "grafías"), ("logia", "logía"), ("logias", "logías"), ("metria", "metría"),
        ("nomia", "nomía"), ("cion", "ción"),
        ("sion", "sión"), ("xion", "xión"),
        ("logico", "lógico"), ("logica", "lógica"), ("logicos", "lógicos"), ("logicas", "lógicas"),
        ("grafico", "gráfico"), ("grafica", "gráfica"),
        ("graficos", "gráficos"), ("graficas", "gráficas"),
        ("istico", "ístico"), ("istica", "ística"), ("isticos", "ísticos"), ("isticas", "ísticas"),
        ("nomico", "nómico"), ("nomica", "nómica"), ("nomicos", "nómicos"),
        ("nomicas", "nómicas"),
    ]

    /// Returns the word with the accent of its ending; `nil` if it has none of `endings`, is shorter than eight bytes,
    /// or ends in the English *-ssion*.
    private static func withAccentedEnding(_ small: String) -> String? {
        guard small.utf8.count >= 8, !small.hasSuffix("ssion") else { return nil }
        return endings.first { small.hasSuffix($0.0) }.map { small.dropLast($0.0.utf8.count) + $0.1 }
    }

    /// Returns the unaccented words of at least four letters, and the nouns in `shortNouns`, that are all in
    /// capitals, each with its neighbours, folded; and words that begin with a capital vowel, without neighbours.
    /// Leaves out parts of codes, addresses and pairs (`Y/O`).
    private static func words(_ text: String) -> [(word: String, before: String, after: String)] {
        let pieces = NameForms.pieces(of: text).map(\.range)
        return text.withBytes { bytes in
            var found: [(word: String, before: String, after: String)] = []
            func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
            for (place, piece) in pieces.enumerated() {
                var (start, end) = (piece.lowerBound, piece.upperBound)
                while start < end, isPunctuation(bytes[start]) { start += 1 }
                while start < end, isPunctuation(bytes[end - 1]) { end -= 1 }
                guard end - start >= 4 || end - start == 3 && isShortNoun(bytes[start..<end]), isCapital(bytes[start])
                else { continue }
                let word = bytes[start..<end]
                let small = word.count { $0 >= 0x61 && $0 <= 0x7A }
                // A word is in lower case except for its first letter, or all in capitals. Beyond ASCII it may hold
                // only `Ñ` and `Ü`, which begin with C3.
                let others = word.count { !isCapital($0) && !($0 >= 0x61 && $0 <= 0x7A) }
                guard others == 0 || small == 0 && holdsNoAccent(word),
                    small == 0 || small == word.count - 1 && isVowel(bytes[start])
                else { continue }
                func neighbour(_ place: Int) -> String {
                    small == 0 && pieces.indices.contains(place) ? string(pieces[place]).folded : ""
                }
                // A sign after the word separates it from the next word.
                found.append(
                    (string(start..<end), neighbour(place - 1), end == piece.upperBound ? neighbour(place + 1) : ""))
            }
            return found
        }
    }

    /// Nouns of three letters with an accent.
    private static let shortNouns = ["dia": "día", "via": "vía"]

    private static func isShortNoun(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.elementsEqual("DIA".utf8) || word.elementsEqual("VIA".utf8)
    }

    /// Whether a word in capitals consists of ASCII letters, `Ñ` (C3 91) and `Ü` (C3 9C).
    private static func holdsNoAccent(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var isLead = false
        for byte in word {
            if isLead {
                guard byte == 0x91 || byte == 0x9C else { return false }
                isLead = false
            } else if byte == 0xC3 {
                isLead = true
            } else if !isCapital(byte) {
                return false
            }
        }
        return !isLead
    }
}
