import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// The same knowledge is essential and desirable.
    package static let knowledgeTwice = Rule(
        "conocimiento-doble", .competencies, .warning,
        what: Localized(es: "El mismo conocimiento es indispensable y deseable.", en: "The same knowledge is both essential and desirable."),
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
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let record = corpus.records[index]
        let type = corpus.type(of: index)
        func entries(_ field: String) -> [(words: String, span: Span)] {
            guard let place = type.field(id: field), case .rows(let rows)? = record.value(place) else { return [] }
            let main = type.fields[place].kind.rowType.main
            return rows.rows.compactMap { row in row[main].flatMap { value in value.textSpan.map { (key(value.plain), $0) } } }
        }
        let essential = Dictionary(entries("required-knowledge").map { ($0.words, $0.span) }) { a, _ in a }
        return entries("desirable-knowledge").compactMap { entry in
            guard !entry.words.isEmpty, let other = essential[entry.words] else { return nil }
            return Diagnostic(
                .knowledgeTwice, at: entry.span, Localized(es: "ya es indispensable", en: "it is essential already"),
                notes: [Diagnostic.Note(Localized(es: "aquí", en: "here"), at: other)], record: corpus.name(ofRecord: index))
        }
    }

    /// What the knowledge is of: without *conocimiento de*, *manejo de* and the like, and without what stands between parentheses.
    private static func key(_ words: String) -> String {
        var depth = 0
        let outside = words.filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
        var parts = (outside.folded.isEmpty ? words : String(outside)).folded.parts(between: " ").map(String.init)[...]
        if let first = parts.first, parts.count > 2, forms.contains(first) {
            parts = parts.dropFirst()
            while let next = parts.first, parts.count > 1, particles.contains(next) { parts = parts.dropFirst() }
        }
        return parts.filter { !particles.contains($0) }.joined(separator: " ")
    }

    private static let forms: Set<String> = ["conocimiento", "conocimientos", "manejo", "dominio", "nociones", "uso", "knowledge"]
    private static let particles: Set<String> = [
        "de", "del", "en", "la", "el", "las", "los", "sobre", "basico", "basica", "basicos", "of", "the", "solido", "solidos", "amplio", "amplios", "avanzado",
    ]
}
