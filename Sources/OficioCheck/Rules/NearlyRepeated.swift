import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// Functions of one job that differ by one word: added, left out, or put in the place of one that says the same.
enum NearlyRepeated {
    /// With fewer words, one of them says too much.
    private static let leastWords = 6

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        var lists: [String: [InfinitiveStart.Task]] = [:]
        for deed in context.functions[index] { lists[deed.field, default: []].append(.init(deed.words, deed.folded, deed.span)) }
        let steps = InfinitiveStart.steps(context, index)
        if !steps.isEmpty { lists["steps"] = steps }
        return lists.sorted { $0.key < $1.key }.flatMap { $0.value.count > 1 ? check($0.value, context.corpus.name(ofRecord: index)) : [] }
    }

    private static func check(_ tasks: [InfinitiveStart.Task], _ name: String) -> [Diagnostic] {
        // Two texts that differ in one place begin or end with the same three words that say something.
        var met: [String: [Int]] = [:]
        let bare = tasks.map { Self.bare($0.folded) }
        var found: [Diagnostic] = []
        for (place, task) in tasks.enumerated() {
            guard task.folded.utf8.count(where: { $0 == 0x20 }) >= leastWords - 1, bare[place].count >= 4 else { continue }
            let keys = [bare[place].prefix(3).joined(separator: " "), "… " + bare[place].suffix(3).joined(separator: " "), bare[place][0] + " " + bare[place].dropFirst().sorted().prefix(3).joined(separator: " "), bare[place].prefix(2).joined(separator: " ")]
            let others = Set(keys.flatMap { met[$0] ?? [] }).sorted()
            if let former = others.first(where: { tasks[$0].folded != task.folded && isSame(bare[$0], bare[place]) }) {
                found.append(
                    Diagnostic(
                        .nearlyRepeated, at: task.span, Localized(es: "casi la misma función ya está en el documento", en: "nearly the same task stands in the document already"),
                        notes: [.init(Localized(es: "aquí", en: "here"), at: tasks[former].span)], record: name))
            }
            for key in keys { met[key, default: []].append(place) }
        }
        return found
    }

    /// The words that say something: no articles, prepositions, adverbs of manner and words that add nothing.
    private static func bare(_ folded: String) -> [String] {
        folded.parts(between: " ").map(String.init).filter { !particles.contains($0) && !idle.contains($0) && !($0.hasSuffix("mente") && $0.utf8.count > 8) }
    }

    /// Whether two texts of such words say the same: all words alike, but for one that is a form of another or a first verb that says the same; or in another order.
    private static func isSame(_ x: [String], _ y: [String]) -> Bool {
        if x == y || isRetold(x, y) { return true }
        guard abs(x.count - y.count) <= 1 else { return false }
        if x.count >= 5, x.first == y.first, x.sorted() == y.sorted() { return !swapsPlaces(x, y) }
        var head = 0
        while head < x.count, head < y.count, x[head] == y[head] { head += 1 }
        var tail = 0
        while tail < x.count - head, tail < y.count - head, x[x.count - 1 - tail] == y[y.count - 1 - tail] { tail += 1 }
        let (gone, come) = (x[head..<(x.count - tail)], y[head..<(y.count - tail)])
        guard gone.count <= 1, come.count <= 1, let old = gone.first, let new = come.first else { return false }
        return isKin(old, new) || head == 0 && isSynonym(old, new)
    }

    /// Whether the shorter of two texts with the same first two words says hardly anything that the longer one does not, in other forms and another order.
    private static func isRetold(_ x: [String], _ y: [String]) -> Bool {
        guard min(x.count, y.count) >= 7, max(x.count, y.count) * 2 <= min(x.count, y.count) * 3, x[0] == y[0], x[1] == y[1] else { return false }
        let (a, b) = (Set(x.map(root)), Set(y.map(root)))
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return short.subtracting(long).count <= 1
    }

    /// The beginning that the forms of a word share: *verificar*, *verificación*.
    private static func root(_ word: String) -> String { word.utf8.count > 6 ? String(word.prefix(6)) : NameForms.stem(word) }

    /// *De la caja al banco*, *del banco a la caja*: two ways, two tasks.
    private static func swapsPlaces(_ x: [String], _ y: [String]) -> Bool { x.count < 6 || zip(x, y).count { $0 != $1 } == 2 && x.contains("entre") }

    /// Forms of one word: *oportuna*, *oportunamente*; *líder*, *liderar*.
    private static func isKin(_ a: String, _ b: String) -> Bool {
        let least = min(a.utf8.count, b.utf8.count)
        let shared = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
        return least >= 5 && shared >= max(4, least - 2) && !a.utf8.contains { $0 < 0x61 } && !b.utf8.contains { $0 < 0x61 }
    }

    private static func isSynonym(_ a: String, _ b: String) -> Bool { verbs.contains { $0.contains(a) && $0.contains(b) } }

    private static let particles: Set<String> = [
        "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "en", "con", "por", "para", "su", "sus", "y", "o", "e", "the", "an", "of", "and", "to",
    ]

    private static let idle: Set<String> = ["siempre", "adecuado", "adecuada", "oportuno", "oportuna", "correcto", "correcta", "debido", "debida", "mismo", "misma", "etc", "todos", "todas", "also", "always", "timely", "properly", "correctly"]

    private static let verbs: [Set<String>] = [
        ["elaborar", "preparar", "redactar", "confeccionar", "formular"], ["realizar", "efectuar", "ejecutar", "hacer", "desarrollar"],
        ["verificar", "revisar", "comprobar", "constatar"], ["apoyar", "colaborar", "ayudar", "asistir"], ["remitir", "enviar"], ["vigilar", "supervisar"],
        ["notificar", "informar", "comunicar"], ["cumplir", "acatar"], ["atender", "recibir"],
    ]
}
