import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Functions of one job that differ by one word: added, left out, or put in the place of one that says the same.
enum NearlyRepeated {
    /// With fewer words, one of them says too much.
    private static let leastWords = 6

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let deeds = context.functions[index]
        guard deeds.count > 1 else { return [] }
        // Two texts that differ in one place begin or end with the same three words.
        var met: [Substring: [Int]] = [:]
        var found: [Diagnostic] = []
        for (place, deed) in deeds.enumerated() {
            guard let (head, tail) = ends(of: deed.folded) else { continue }
            let others = Set((met[head] ?? []) + (met[tail] ?? []))
            if let former = others.sorted().map({ deeds[$0] }).first(where: { $0.field == deed.field && $0.folded != deed.folded && isSame($0.folded, deed.folded) }) {
                found.append(
                    Diagnostic(
                        .nearlyRepeated, at: deed.span, Localized(es: "casi la misma función ya está en el puesto", en: "nearly the same function stands in the job already"),
                        notes: [.init(Localized(es: "aquí", en: "here"), at: former.span)], record: context.corpus.name(ofRecord: index)))
            }
            met[head, default: []].append(place)
            met[tail, default: []].append(place)
        }
        return found
    }

    /// The first three words and the last three, `nil` where there are fewer than six.
    private static func ends(of text: String) -> (Substring, Substring)? {
        let spaces = text.utf8.indices.filter { text.utf8[$0] == 0x20 }
        guard spaces.count >= leastWords - 1 else { return nil }
        return (text[..<spaces[2]], text[spaces[spaces.count - 3]...])
    }

    /// Whether two folded texts differ by one word that changes nothing.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        let (x, y) = (a.parts(between: " "), b.parts(between: " "))
        guard abs(x.count - y.count) <= 1 else { return false }
        var head = 0
        while head < x.count, head < y.count, x[head] == y[head] { head += 1 }
        var tail = 0
        while tail < x.count - head, tail < y.count - head, x[x.count - 1 - tail] == y[y.count - 1 - tail] { tail += 1 }
        let (gone, come) = (x[head..<(x.count - tail)].map(String.init), y[head..<(y.count - tail)].map(String.init))
        guard gone.count <= 1, come.count <= 1 else { return false }
        switch (gone.first, come.first) {
        case (let old?, let new?): return particles.contains(old) && particles.contains(new) || isKin(old, new) || head == 0 && isSynonym(old, new)
        case (let word?, nil), (nil, let word?): return word.hasSuffix("mente") || particles.contains(word) || idle.contains(word)
        case (nil, nil): return false
        }
    }

    /// Forms of one word: *oportuna*, *oportunamente*; *líder*, *liderar*.
    private static func isKin(_ a: String, _ b: String) -> Bool {
        let least = min(a.utf8.count, b.utf8.count)
        let shared = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
        return least >= 5 && shared >= max(4, least - 2) && !a.utf8.contains { $0 < 0x61 } && !b.utf8.contains { $0 < 0x61 }
    }

    private static func isSynonym(_ a: String, _ b: String) -> Bool { verbs.contains { $0.contains(a) && $0.contains(b) } }

    private static let particles: Set<String> = [
        "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "en", "con", "por", "para", "su", "sus", "y", "o", "e",
    ]

    private static let idle: Set<String> = ["siempre", "adecuado", "adecuada", "oportuno", "oportuna", "correcto", "correcta", "debido", "debida", "mismo", "misma", "etc", "todos", "todas"]

    private static let verbs: [Set<String>] = [
        ["elaborar", "preparar", "redactar", "confeccionar", "formular"], ["realizar", "efectuar", "ejecutar", "hacer", "desarrollar"],
        ["verificar", "revisar", "comprobar", "constatar"], ["apoyar", "colaborar", "ayudar", "asistir"], ["remitir", "enviar"], ["vigilar", "supervisar"],
        ["notificar", "informar", "comunicar"], ["cumplir", "acatar"], ["atender", "recibir"],
    ]
}
