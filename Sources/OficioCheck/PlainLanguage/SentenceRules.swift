import Diagnostics
import OficioSource

extension Rule {
    /// Reports a sentence of too many words.
    package static let longSentence = Rule(
        "frase-larga", .plainLanguage, .note,
        what: Localized(es: "Una frase tiene demasiadas palabras.", en: "A sentence has too many words."),
        why: Localized(
            es: """
                Quien la lee en el mostrador pierde el hilo. Las guías de lenguaje claro (ISO 24495-1:2023; «Cómo \
                escribir con claridad», Comisión Europea) aconsejan unas veinte palabras y no pasar de treinta: una \
                idea, una frase.
                """,
            en: """
                Whoever reads it at the counter loses the thread. Guides of plain language (ISO 24495-1:2023; “How \
                to write clearly”, European Commission) advise some twenty words: one idea, one sentence.
                """),
        options: [
            .init(
                Localized(es: "palabras", en: "words"), defaultValue: 40,
                what: Localized(
                    es: "palabras a partir de las que se avisa", en: "number of words from which it is reported")
            )
        ],
        fires: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Recibir los pagos de las personas que vienen a la oficina y anotar cada uno en el libro que la \
            jefatura revisa al final del día con la caja delante, contar los billetes y las monedas y llevar lo que \
            sobra al banco antes de las cuatro.
            ---
            """,
        passes: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Recibir los pagos y anotar cada uno en el libro. La jefatura lo revisa al final del día con la \
            caja delante.
            ---
            """)

    /// Reports a sentence that is hard to read because of its length and its long words.
    package static let hardSentence = Rule(
        "frase-dificil", .plainLanguage, .note,
        what: Localized(es: "Una frase es difícil de leer.", en: "A sentence is hard to read."),
        why: Localized(
            es: """
                Mide la frase el índice de perspicuidad de Szigriszt-Pazos (1993), 206,835 − 62,3 sílabas por \
                palabra − palabras por frase, que ajusta el de Fernández Huerta (1959); por debajo de 40 es «muy \
                difícil» (escala INFLESZ, Barrio-Cantalejo y otros, 2008). Se señala la frase y sus palabras más \
                largas, que es lo que se puede cambiar; el número solo sirve para encontrarla.
                """,
            en: """
                English sentences are measured by Flesch's reading ease (1948), 206.835 − 1.015 words per sentence − \
                84.6 syllables per word; Spanish ones by Szigriszt-Pazos (1993). The finding names the sentence and \
                its longest words, which is what can be changed; the number only serves to find it.
                """
        ),
        options: [
            .init(
                Localized(es: "índice", en: "index"), defaultValue: 15,
                what: Localized(
                    es: "índice de lectura por debajo del cual se señala",
                    en: "reading ease below which it is reported"))
        ],
        fires: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Garantizar la implementación institucional de procedimientos administrativos \
            interdepartamentales mediante mecanismos sistematizados de retroalimentación organizacional.
            ---
            """,
        passes: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: Cuidar de que cada oficina siga los mismos pasos y nos diga qué falla.
            ---
            """)

    /// Reports a sentence with two or more passives.
    package static let passiveChain = Rule(
        "pasivas-encadenadas", .plainLanguage, .note,
        what: Localized(
            es: "Una frase encadena pasivas y no dice quién hace las cosas.",
            en: "A sentence strings passives together and does not say who does things."),
        why: Localized(
            es: "«Será revisado y deberá ser aprobado» deja sin dueño dos tareas: diga quién revisa y quién aprueba.",
            en: """
                “It will be reviewed and must be approved” leaves two tasks without an owner: say who reviews and \
                who approves.
                """
        ),
        fires: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: El recibo será sellado en el acto y la copia deberá ser archivada.
            ---
            """,
        passes: """
            === content/site.yaml
            lengua: es
            lenguaje claro: sí
            === content/puestos/cajero.md
            ---
            título: Cajero
            objetivo: El cajero sella el recibo en el acto y archiva la copia.
            ---
            """)
}

enum LongSentence {
    static func check(_ sentence: Sentence, _ language: Language, _ option: (Rule) -> Int) -> (
        rule: Rule, message: Localized, words: String
    )? {
        let count = sentence.words.count
        guard count >= option(.longSentence) else { return nil }
        // Suggest a cut at the conjunction nearest to the middle.
        let middle = sentence.words.enumerated().filter { place, word in
            place > count / 4 && place < count * 3 / 4 && joints.contains(word.lowercased())
        }
        .min { abs($0.offset - count / 2) < abs($1.offset - count / 2) }
        let place = middle.map { sentence.words[max(0, $0.offset - 2)...].prefix(5).joined(separator: " ") }
        return (
            .longSentence,
            Localized(
                es: "la frase tiene \(count) palabras"
                    + (place.map { ": puede cortarse en «…\($0)…»" } ?? "; conviene hacer dos o tres"),
                en: "the sentence has \(count) words"
                    + (place.map { ": it can be cut at “…\($0)…”" } ?? "; better make two or three")),
            sentence.beginning
        )
    }

    private static let joints: Set<String> = [
        "y", "así", "además", "mediante", "para", "con", "que", "donde", "and", "which", "so", "but", "through",
        "while",
    ]
}

enum HardSentence {
    /// The minimum number of words in a sentence that is rated. For shorter sentences the readability index depends
    /// mostly on single names.
    private static let leastWords = 8

    /// Returns the words that a reader pronounces, without signs at their ends. Addresses, names of files and targets
    /// of links, such as `archivista#funciones`, are no words; `y/o` is two.
    private static func spoken(_ words: [Substring]) -> [Substring] {
        words.filter { word in !word.contains { "#@_\\".contains($0) } && !word.contains("://") }
            .flatMap { $0.split(separator: "/") }
            .compactMap { word in
                guard let first = word.firstIndex(where: \.isLetter), let last = word.lastIndex(where: \.isLetter),
                    !word[first...last].contains(".")
                else { return nil }
                return word[first...last]
            }
    }

    static func check(_ sentence: Sentence, _ language: Language, _ option: (Rule) -> Int) -> (
        rule: Rule, message: Localized, words: String
    )? {
        let words = spoken(sentence.words)
        guard words.count >= leastWords, words.count < option(.longSentence) else { return nil }
        let counts = words.map { language == .spanish ? Syllables.countSpanish($0) : Syllables.countEnglish($0) }
        let perWord = Double(counts.reduce(0, +)) / Double(words.count)
        let index =
            language == .spanish
            ? 206.835 - 62.3 * perWord - Double(words.count) : 206.835 - 1.015 * Double(words.count) - 84.6 * perWord
        guard index < Double(option(.hardSentence)) else { return nil }
        var seen: Set<String> = []
        let longest = zip(words, counts).filter { $1 >= 4 }.sorted { $0.1 > $1.1 }.map {
            $0.0.lowercased()
        }.filter { seen.insert($0).inserted }
            .prefix(3)
        let names = longest.map { "«\($0)»" }.joined(separator: ", "),
            quoted = longest.map { "“\($0)”" }.joined(separator: ", ")
        return (
            .hardSentence,
            Localized(
                es: """
                    la frase es difícil de leer: pruebe palabras más cortas que \(names), o un verbo en vez de un nombre
                    """,
                en: "the sentence is hard to read: try shorter words than \(quoted), or a verb for a noun"
            ), sentence.beginning
        )
    }
}

enum PassiveChain {
    static func check(_ sentence: Sentence, _ language: Language, _ option: (Rule) -> Int) -> (
        rule: Rule, message: Localized, words: String
    )? {
        let words = sentence.words.map { String($0.filter(\.isLetter)).lowercased() }
        var found: [String] = []
        for (place, word) in words.enumerated().dropLast()
        where (language == .spanish ? spanish : english).contains(word) {
            var end = place + 1
            if words[end].hasSuffix("mente") || words[end].hasSuffix("ly"), end + 1 < words.count { end += 1 }
            let next = words[end]
            guard language == .spanish ? isParticiple(next) : isPast(next), !namesAgent(words[(end + 1)...])
            else { continue }
            found.append("\(word) \(next)")
        }
        guard found.count > 1 else { return nil }
        let names = found.map { "«\($0)»" }.joined(separator: ", "),
            quoted = found.map { "“\($0)”" }.joined(separator: ", ")
        return (
            .passiveChain, Localized(es: "\(names): diga quién lo hace", en: "\(quoted): say who does it"),
            sentence.beginning
        )
    }

    /// Whether the words behind a passive say who does it: *por la jefatura*, but not *por escrito*.
    private static func namesAgent(_ words: ArraySlice<String>) -> Bool {
        guard let first = words.first, first == "por" || first == "by", let next = words.dropFirst().first else {
            return false
        }
        return !means.contains(next)
    }

    /// Words that make *por* or *by* a means, a time or a reason.
    private static let means: Set<String> = [
        "escrito", "correo", "teléfono", "fax", "duplicado", "triplicado", "separado", "completo", "medio", "vía",
        "lo", "motivos", "razones", "causa", "duplicidad", "unanimidad", "mayoría", "email", "mail", "phone", "post",
        "hand", "means", "law", "noon", "then",
    ]

    private static let spanish: Set<String> = [
        "ser", "sea", "sean", "es", "son", "será", "serán", "fue", "fueron", "siendo", "sido",
    ]
    private static let english: Set<String> = ["is", "are", "be", "been", "was", "were", "being"]

    private static func isParticiple(_ word: String) -> Bool {
        ["ado", "ados", "ada", "adas", "ido", "idos", "ida", "idas"].contains { word.hasSuffix($0) }
            && word.utf8.count > 5
    }

    private static func isPast(_ word: String) -> Bool {
        word.hasSuffix("ed") && word.utf8.count > 4
            || ["made", "done", "given", "taken", "kept", "sent", "held", "written", "known"].contains(word)
    }
}
