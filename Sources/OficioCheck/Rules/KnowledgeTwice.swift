import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports knowledge that is both essential and desirable.
    package static let knowledgeTwice = Rule(
        "conocimiento-doble", .competencies, .warning,
        what: Localized(
            es: "El mismo conocimiento es indispensable y deseable.",
            en: "The same knowledge is both essential and desirable."),
        why: Localized(
            es: "En un concurso decide quién queda fuera: tiene que ser una cosa o la otra.",
            en: "In a selection it decides who is left out: it has to be one or the other."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables: [Contabilidad básica]
            conocimientos deseables: [Contabilidad básica]
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            conocimientos indispensables: [Contabilidad básica]
            conocimientos deseables: [Archivo]
            ---
            """)
}

enum KnowledgeTwice {
    private struct Entry {
        let words: String
        let standards: [String]
        let span: Span
        /// Whether a heading above the entry marks it as not essential.
        let isDesirable: Bool
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        // Most jobs have no desirable knowledge.
        guard mayHaveDesirable(corpus, index) else { return [] }
        let all = entries(.requiredKnowledge, corpus, index)
        let required = all.filter { !$0.isDesirable }
        if required.isEmpty { return [] }
        let desirable = all.filter(\.isDesirable) + entries(.desirableKnowledge, corpus, index)
        if desirable.isEmpty { return [] }
        let essential = Dictionary(required.map { ($0.words, $0.span) }) { a, _ in a }
        var standards: [String: Span] = [:]
        for entry in required {
            for name in entry.standards where standards[name] == nil { standards[name] = entry.span }
        }
        func match(_ entry: Entry) -> Span? {
            if let same = essential[entry.words] { return same }
            if let inside = required.first(where: {
                addsOnlyKindOrLevel($0.words, entry.words) || addsOnlyKindOrLevel(entry.words, $0.words)
            }
            ) {
                return inside.span
            }
            return entry.standards.lazy.compactMap { standards[$0] }.first
        }
        return desirable.compactMap { entry in
            guard !entry.words.isEmpty, let other = match(entry) else { return nil }
            return Diagnostic(
                .knowledgeTwice, at: entry.span, Localized(es: "ya es indispensable", en: "it is essential already"),
                notes: [Diagnostic.Note(Localized(es: "aquí", en: "here"), at: other)],
                record: corpus.name(ofRecord: index))
        }
    }

    /// Whether a record has rows of desirable knowledge, or essential knowledge in groups, which may be desirable.
    private static func mayHaveDesirable(_ corpus: Corpus, _ index: Int) -> Bool {
        let type = corpus.type(of: index)
        if let place = type.field(.desirableKnowledge), case .rows(let rows)? = corpus.records[index].value(place),
            !rows.rows.isEmpty
        {
            return true
        }
        guard let place = type.field(.requiredKnowledge), case .rows(let rows)? = corpus.records[index].value(place)
        else { return false }
        return !rows.groups.isEmpty
    }

    private static func entries(_ field: FieldKey, _ corpus: Corpus, _ index: Int) -> [Entry] {
        let type = corpus.type(of: index)
        guard let place = type.field(field), case .rows(let rows)? = corpus.records[index].value(place) else {
            return []
        }
        let main = type.fields[place].kind.rowType.main
        return rows.rows.compactMap { row in
            guard let value = row[main], let span = value.textSpan, case let words = value.plain else { return nil }
            return Entry(
                words: key(words), standards: standards(words), span: span,
                isDesirable: row.group.map { isDesirable(rows.groups[$0].heading.plain.folded) } ?? false)
        }
    }

    /// Whether the folded heading of a group marks its knowledge as not essential.
    private static func isDesirable(_ heading: String) -> Bool {
        ["desea", "opcional", "no exclu", "prefer", "adicional", "desirable", "optional"].contains {
            heading.contains($0)
        }
    }

    /// Returns the subject of an item of knowledge: leaves out beginnings such as *conocimiento de*, *diplomado en* and
    /// *buen nivel de*, endings such as *de preferencia*, and text in parentheses.
    static func key(_ words: String) -> String {
        let outside = withoutParentheses(words).folded
        var parts = (outside.isEmpty ? words.folded : outside).parts(between: " ")[...]
        while parts.count > 2, let first = parts.first, isForm(first) {
            let rest = parts.dropFirst().drop { particles.contains($0) }
            if rest.isEmpty { break }
            parts = rest
        }
        while parts.count > 2, let last = parts.last, preferences.contains(last) { parts = parts.dropLast() }
        return parts.filter { !particles.contains($0) }.joined(separator: " ")
    }

    /// Whether a word describes the form of knowledge (*uso*, *nivel*) instead of its subject.
    private static func isForm(_ word: Substring) -> Bool {
        forms.contains(word) || kinds.contains { word.hasPrefix($0) }
    }

    /// Returns the words outside parentheses.
    private static func withoutParentheses(_ words: String) -> String {
        guard words.contains(byte: UInt8(ascii: "(")) else { return words }
        var depth = 0
        return words.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
    }

    /// Whether `other` is `words` with a kind of training before it or a level after it: *formación en archivo*,
    /// *archivo nivel medio*.
    private static func addsOnlyKindOrLevel(_ words: String, _ other: String) -> Bool {
        guard words.utf8.count > 6, other.utf8.count > words.utf8.count else { return false }
        if other.hasSuffix(" " + words), case let head = other.dropLast(words.utf8.count + 1), !head.contains(" ") {
            return kinds.contains { head.hasPrefix($0) }
        }
        guard other.hasPrefix(words + " ") else { return false }
        return other.dropFirst(words.utf8.count + 1).split(separator: " ").allSatisfy { levels.contains($0) }
    }

    /// Returns the standards that a text names, with their numbers: `iso 9001`.
    private static func standards(_ words: String) -> [String] {
        // A standard has a number.
        guard words.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return [] }
        let parts = words.folded.parts(between: " ")
        return zip(parts, parts.dropFirst()).compactMap { name, number in
            number.utf8.count >= 3 && number.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && bodies.contains(name)
                ? "\(name) \(number)" : nil
        }
    }

    private static let bodies: Set<Substring> = [
        "iso", "iec", "ohsas", "une", "ntc", "nmx", "ley", "decreto", "norma", "act",
    ]
    private static let kinds = [
        "formac", "experienc", "capacit", "actualiz", "estudio", "curso", "habilidad", "destreza", "dominio", "nocion",
        "diplom", "especializac", "taller", "seminario",
        "certificac", "nocim", "conocim", "manejo", "training",
        "experience", "command", "skill",
    ]
    private static let levels: Set<Substring> = [
        "nivel", "usuario", "basico", "basica", "medio", "media", "intermedio", "intermedia", "avanzado", "avanzada",
        "alto", "a", "level", "basic", "advanced",
    ]

    private static let forms: Set<Substring> = ["uso", "buen", "buenos", "nivel", "grado", "knowledge", "good"]
    /// Words that mark knowledge as only desirable.
    private static let preferences: Set<Substring> = [
        "preferencia", "preferible", "preferiblemente", "preferentemente", "deseable", "opcional", "preferred",
        "desirable",
    ]
    private static let particles: Set<Substring> = [
        "de", "del", "en", "la", "el", "las", "los", "sobre", "basico", "basica", "basicos", "of", "the", "solido",
        "solidos", "amplio", "amplios", "avanzado",
    ]
}
