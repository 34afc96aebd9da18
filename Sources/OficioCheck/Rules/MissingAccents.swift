import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A word in capitals lacks its accent.
    package static let missingAccents = Rule(
        "mayuscula-sin-tilde", .language, .note,
        what: Localized(es: "A una palabra en mayúsculas le falta la tilde.", en: "A word in capitals lacks its accent."),
        why: Localized(
            es: "En mayúsculas también se acentúa (RAE, Ortografía de la lengua española, 2010): sin tilde el buscador y el lector dudan.",
            en: "Spanish capitals are accented too (RAE, Ortografía, 2010): without the accent readers and searches are in doubt."),
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

/// Only words whose letters say one thing, and nouns after a word that no verb follows.
enum MissingAccents {
    /// Words after which comes a noun, never a verb.
    private static let beforeNouns: Set<String> = ["el", "al", "del", "de", "un", "una", "su", "sus", "en", "con", "por", "para", "cada", "este", "dicho"]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        guard corpus.schema.language == .spanish else { return [] }
        let title = corpus.records[index].title
        var found: [Diagnostic] = []
        corpus.forEachText(of: index) { text in
            guard mayLack(text.source) else { return }
            var told: Set<String> = []
            for (word, before) in words(text.plain) where !told.contains(word) {
                guard let (right, isCertain) = accented(word, after: before) else { continue }
                told.insert(word)
                let places = context.occurrences(of: word, in: text.span)
                for place in places.isEmpty ? [text.span] : places {
                    // The words of a title are what references go by.
                    let fix = Diagnostic.Fix(
                        Localized(es: "cambiar por «\(right)»", en: "change to “\(right)”"), safe: isCertain && text.source != title,
                        [.init(place, right)])
                    found.append(
                        Diagnostic(
                            .missingAccents, at: place,
                            Localized(es: "«\(word)» lleva tilde: «\(right)»", en: "“\(word)” has an accent: “\(right)”"),
                            fixes: places.isEmpty || context.isReferenceTarget(place) ? [] : [fix], record: corpus.name(ofRecord: index)))
                }
            }
        }
        return found
    }

    /// Whether some word of four letters is all in capitals, or begins with a capital vowel and may be one of the few that have their accent there: most
    /// texts hold neither.
    private static func mayLack(_ text: String) -> Bool {
        text.withBytes { bytes in
            var place = 0
            while place < bytes.count {
                let first = bytes[place]
                if first < 0x41 || first > 0x5A {
                    place += 1
                    continue
                }
                var end = place + 1
                while end < bytes.count, bytes[end] >= 0x41, bytes[end] <= 0x5A { end += 1 }
                if end - place >= 4 { return true }
                if end - place == 1, isVowel(first), end + 1 < bytes.count, begins(first, bytes[end], bytes[end + 1]) { return true }
                place = end
            }
            return false
        }
    }

    /// Whether a word with its accent on its first letter begins so.
    private static func begins(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        SpanishWords.accentedBeginnings[SpanishWords.beginning(of: first, second, third)]
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    private static func isVowel(_ byte: UInt8) -> Bool { byte == 0x41 || byte == 0x45 || byte == 0x49 || byte == 0x4F || byte == 0x55 }

    /// The word with its accent, and whether its letters have no other reading; `nil` where nothing is missing.
    private static func accented(_ word: String, after before: String) -> (word: String, isCertain: Bool)? {
        let isShouted = !word.utf8.contains { $0 >= 0x61 && $0 <= 0x7A }
        let small = word.lowercased()
        let right: String
        let isCertain: Bool
        if let only = SpanishWords.accented[small] {
            (right, isCertain) = (only, true)
        } else if isShouted, beforeNouns.contains(before), let noun = SpanishWords.accentedNouns[small] {
            (right, isCertain) = (noun, false)
        } else {
            return nil
        }
        if isShouted { return (right.uppercased(), isCertain) }
        // Of a word in small letters only the capital is looked at.
        guard right.utf8.first.map({ $0 >= 0x80 }) == true else { return nil }
        return (right.capitalizedFirst, isCertain)
    }

    /// Words of four letters and more without accent, all in capitals or begun by a vowel in capitals, each with the word before it, folded; no parts
    /// of codes.
    private static func words(_ text: String) -> [(word: String, before: String)] {
        var found: [(word: String, before: String)] = []
        var before = ""
        for piece in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "(" || $0 == "," || $0 == ";" || $0 == ":" }) {
            // A part of a code, an address or a pair (`Y/O`) is no word to be sure of.
            let word = piece.drop { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed().map(String.init).joined()
            defer { before = word.folded }
            guard word.utf8.count >= 4, word.utf8.first.map({ isCapital($0) }) == true else { continue }
            guard word.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic || $0 == "Ñ" || $0 == "ñ" || $0 == "Ü" }) else { continue }
            let rest = word.utf8.dropFirst()
            let small = rest.count { $0 >= 0x61 && $0 <= 0x7A }
            guard small == 0 || small >= rest.count - 1 && word.utf8.first.map(isVowel) == true else { continue }
            found.append((word, before))
        }
        return found
    }
}
