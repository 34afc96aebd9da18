import Diagnostics
import OficioBasics
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

    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        guard corpus.schema.language == .spanish else { return [] }
        let title = corpus.records[index].title
        var found: [Diagnostic] = []
        texts.forEach(having: .bareCapital) { text in
            var told: Set<String> = []
            for (word, before, after) in words(text.plain) where !told.contains(word) {
                guard let (right, isCertain) = accented(word, after: before, before: after) else { continue }
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

    /// Signs around words; digits, hyphens and slashes make codes of them.
    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2A, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5B, 0x5D: true
        default: false
        }
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    static func isVowel(_ byte: UInt8) -> Bool { byte == 0x41 || byte == 0x45 || byte == 0x49 || byte == 0x4F || byte == 0x55 }

    /// The word with its accent, and whether its letters have no other reading; `nil` where nothing is missing.
    private static func accented(_ word: String, after before: String, before after: String) -> (word: String, isCertain: Bool)? {
        let isShouted = !word.utf8.contains { $0 >= 0x61 && $0 <= 0x7A }
        let small = word.lowercased()
        let right: String
        let isCertain: Bool
        if foreign.contains(small) { return nil }
        if let only = SpanishWords.accented[small] {
            (right, isCertain) = (only, true)
        } else if isShouted, beforeNouns.contains(before) || after == "de" || after == "del", let noun = SpanishWords.accentedNouns[small] {
            (right, isCertain) = (noun, false)
        } else if isShouted, let formed = formed(small) {
            (right, isCertain) = (formed, false)
        } else {
            return nil
        }
        if isShouted { return (right.uppercased(), isCertain) }
        // Of a word in small letters only the capital is looked at.
        guard right.utf8.first.map({ $0 >= 0x80 }) == true else { return nil }
        return (right.capitalizedFirst, isCertain)
    }

    /// Words of the list whose letters are better known as a prefix or as a name or word of another language.
    private static let foreign: Set<String> = [
        "super", "inter", "paul", "carter", "vater", "maxime", "darian", "rail", "arcade", "estator", "estatores",
        "martin", "simon", "benjamin", "german", "adrian", "fabian", "julian", "sebastian", "damian", "ivan", "oscar", "victor", "hector", "ruben", "dragon", "angeles",
    ]

    /// Endings that always bear the accent, in words that no list has: *cartografia*, *cofinanciacion*.
    private static let endings = [
        ("grafia", "grafía"), ("grafias", "grafías"), ("logia", "logía"), ("logias", "logías"), ("metria", "metría"), ("nomia", "nomía"), ("cion", "ción"),
        ("sion", "sión"), ("xion", "xión"),
        ("logico", "lógico"), ("logica", "lógica"), ("logicos", "lógicos"), ("logicas", "lógicas"), ("grafico", "gráfico"), ("grafica", "gráfica"),
        ("graficos", "gráficos"), ("graficas", "gráficas"),
        ("istico", "ístico"), ("istica", "ística"), ("isticos", "ísticos"), ("isticas", "ísticas"), ("nomico", "nómico"), ("nomica", "nómica"), ("nomicos", "nómicos"),
        ("nomicas", "nómicas"),
    ]

    /// The word with the accent that its ending bears, `nil` for other words.
    private static func formed(_ small: String) -> String? {
        guard small.utf8.count >= 8, !small.hasSuffix("ssion") else { return nil }
        return endings.first { small.hasSuffix($0.0) }.map { small.dropLast($0.0.utf8.count) + $0.1 }
    }

    /// Words of four letters and more without accent, all in capitals or begun by a vowel in capitals, each with the words around it, folded; no parts
    /// of codes, addresses or pairs (`Y/O`).
    private static func words(_ text: String) -> [(word: String, before: String, after: String)] {
        var found: [(word: String, before: String, after: String)] = []
        let pieces = text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A })
        for (place, piece) in pieces.enumerated() {
            var word = piece
            while let byte = word.first, isPunctuation(byte) { word = word.dropFirst() }
            while let byte = word.last, isPunctuation(byte) { word = word.dropLast() }
            guard let first = word.first, isCapital(first), word.count >= 4 else { continue }
            let small = word.count { $0 >= 0x61 && $0 <= 0x7A }
            // In small letters but for the first, or all in capitals; of letters beyond ASCII only `Ñ` and `Ü`, which begin with C3.
            let others = word.count { !isCapital($0) && !($0 >= 0x61 && $0 <= 0x7A) }
            guard others == 0 || small == 0 && holdsOnlyTilde(word), small == 0 || small == word.count - 1 && isVowel(first) else { continue }
            func neighbour(_ place: Int) -> String { small == 0 && pieces.indices.contains(place) ? String(Substring(pieces[place])).folded : "" }
            // A sign between two words parts them.
            found.append((String(Substring(word)), neighbour(place - 1), word.endIndex == piece.endIndex ? neighbour(place + 1) : ""))
        }
        return found
    }

    /// Whether all that a word in capitals holds besides ASCII letters is `Ñ` (C3 91) or `Ü` (C3 9C).
    private static func holdsOnlyTilde(_ word: Substring.UTF8View) -> Bool {
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
