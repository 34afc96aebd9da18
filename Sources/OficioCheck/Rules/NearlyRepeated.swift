import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

/// Finds functions of one job that are nearly the same: they differ by insignificant words, by one form of a word, by a
/// first verb with the same meaning, or by the order of their words.
enum NearlyRepeated {
    /// The minimum number of words in functions that may differ by a significant word. In shorter functions a single
    /// word matters too much.
    private static let leastWords = 6
    /// The minimum number of words in functions that are compared at all.
    private static let leastWordsOfEqual = 5

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let functions = context.functions[index]
        let steps = InfinitiveStart.stepTasks(context, index)
        if functions.isEmpty && steps.isEmpty { return [] }
        var lists: [FieldKey: [InfinitiveStart.Task]] = [:]
        for function in functions {
            lists[function.field, default: []].append(.init(function.words, folded: function.folded, function.span))
        }
        if !steps.isEmpty { lists[.steps] = steps }
        return lists.sorted { $0.key.text < $1.key.text }.flatMap {
            $0.value.count > 1 ? check($0.value, context.corpus.name(ofRecord: index)) : []
        }
    }

    private static func check(_ tasks: [InfinitiveStart.Task], _ name: String) -> [Diagnostic] {
        let all = tasks.map { Self.keys(of: $0.folded) }
        // Most jobs have no two tasks that share a key.
        guard all.flatMap({ $0 ?? [] }).hasDuplicates else { return [] }
        var tasksByKey: [UInt64: [Int]] = [:]
        var found: [Diagnostic] = []
        // The significant words of a task, computed when it is first compared.
        var known = [[Substring]?](repeating: nil, count: tasks.count)
        func bare(_ place: Int) -> [Substring] {
            if let words = known[place] { return words }
            let words = Self.significantWords(tasks[place].folded)
            known[place] = words
            return words
        }
        for (place, task) in tasks.enumerated() {
            guard let keys = all[place] else { continue }
            let others = Set(keys.flatMap { tasksByKey[$0] ?? [] })
            if !others.isEmpty, case let own = bare(place),
                let former = others.sorted().first(where: {
                    tasks[$0].folded != task.folded
                        && (keys.count == 1 || all[$0]?.count == 1
                            ? bare($0) == own : isSame(bare($0), own, mayHaveSameWords: all[$0]?.last == keys.last))
                })
            {
                found.append(
                    Diagnostic(
                        .nearlyRepeated, at: task.span,
                        Localized(
                            es: "casi la misma función ya está en el documento",
                            en: "nearly the same task stands in the document already"),
                        notes: [.init(Localized(es: "aquí", en: "here"), at: tasks[former].span)], record: name))
            }
            for key in keys { tasksByKey[key, default: []].append(place) }
        }
        return found
    }

    /// Returns four hashes of a text: of all significant words in order, of the first two, of the last three, and of
    /// all in any order. Nearly equal texts share one of the hashes. A short text has only the first hash. The result
    /// is `nil` for a text of too few words.
    private static func keys(of folded: String) -> [UInt64]? {
        folded.withBytes { bytes in
            var (words, kept) = (0, 0)
            var (first, second, sum, inOrder): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
            var last: (UInt64, UInt64, UInt64) = (0, 0, 0)
            var start = 0
            while start < bytes.count {
                var end = start
                var hash = WordHash.empty
                while end < bytes.count, bytes[end] != 0x20 {
                    hash = WordHash.adding(bytes[end], to: hash)
                    end += 1
                }
                words += 1
                let isManner =
                    end - start > 8 && bytes[end - 5] == 0x6D && bytes[end - 4] == 0x65 && bytes[end - 3] == 0x6E
                    && bytes[end - 2] == 0x74 && bytes[end - 1] == 0x65
                if !isManner, !skippedMarks[mark(of: hash)] || !skipped.contains(hash) {
                    kept += 1
                    if kept == 1 { first = hash } else if kept == 2 { second = hash }
                    sum = sum &+ hash
                    inOrder = inOrder &* 31 &+ hash
                    last = (last.1, last.2, hash)
                }
                start = end + 1
            }
            guard words >= leastWordsOfEqual, kept >= 3 else { return nil }
            guard words >= leastWords, kept >= 4 else { return [inOrder &+ 3] }
            return [
                inOrder &+ 3, first &* 31 &+ second, (last.0 &* 31 &+ last.1) &* 31 &+ last.2 &+ 1, sum &+ 2,
            ]
        }
    }

    private static func mark(of hash: UInt64) -> Int { Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 54) }

    /// For each value of `mark(of:)`, whether the hash of a skipped word has it.
    private static let skippedMarks: [Bool] = skipped.reduce(into: Array(repeating: false, count: 1 << 10)) {
        $0[mark(of: $1)] = true
    }

    private static let skipped = Set(particles.union(idle).map { WordHash.hash(String($0)) })

    /// Returns the significant words: leaves out articles, prepositions, adverbs in *-mente* and filler words.
    private static func significantWords(_ folded: String) -> [Substring] {
        folded.parts(between: " ").filter {
            !particles.contains($0) && !idle.contains($0) && !($0.hasSuffix("mente") && $0.utf8.count > 8)
        }
    }

    /// Whether two lists of significant words are equivalent: all words are equal except one, which is another form
    /// of the same word or a first verb with the same meaning; or the words are equal in another order, which the
    /// caller may have ruled out by their hashes.
    private static func isSame(_ x: [Substring], _ y: [Substring], mayHaveSameWords: Bool) -> Bool {
        if x == y || isReworded(x, y) { return true }
        guard abs(x.count - y.count) <= 1 else { return false }
        if mayHaveSameWords, x.count >= 5, x.first == y.first, x.sorted() == y.sorted() { return !swapsPlaces(x, y) }
        var head = 0
        while head < x.count, head < y.count, x[head] == y[head] { head += 1 }
        var tail = 0
        while tail < x.count - head, tail < y.count - head, x[x.count - 1 - tail] == y[y.count - 1 - tail] { tail += 1 }
        let (removed, added) = (x[head..<(x.count - tail)], y[head..<(y.count - tail)])
        guard removed.count <= 1, added.count <= 1, let old = removed.first, let new = added.first else { return false }
        return areFormsOfOneWord(String(old), String(new)) || isSynonym(String(old), String(new))
    }

    /// Whether two texts with the same first two words have the same words in other forms and another order: at most
    /// one stem of the shorter text is missing from the longer one.
    private static func isReworded(_ x: [Substring], _ y: [Substring]) -> Bool {
        guard min(x.count, y.count) >= 7, max(x.count, y.count) * 2 <= min(x.count, y.count) * 3, x[0] == y[0],
            x[1] == y[1]
        else { return false }
        let (a, b) = (Set(x.map(root)), Set(y.map(root)))
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        return short.subtracting(long).count <= 1
    }

    /// Returns the beginning that all forms of a word share: *verificar*, *verificación*.
    private static func root(_ word: Substring) -> String {
        word.utf8.count > 6 ? String(word.prefix(6)) : NameForms.stem(String(word))
    }

    /// Whether two texts with the same words in another order may be different tasks: *de la caja al banco*, *del banco
    /// a la caja*.
    private static func swapsPlaces(_ x: [Substring], _ y: [Substring]) -> Bool {
        x.count < 6 || zip(x, y).count { $0 != $1 } == 2 && x.contains("entre")
    }

    /// Whether two words are forms of one word: *oportuna* and *oportunamente*, *líder* and *liderar*.
    private static func areFormsOfOneWord(_ a: String, _ b: String) -> Bool {
        let least = min(a.utf8.count, b.utf8.count)
        let shared = zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
        return least >= 5 && shared >= max(4, least - 2) && !a.utf8.contains { $0 < 0x61 }
            && !b.utf8.contains { $0 < 0x61 }
    }

    private static func isSynonym(_ a: String, _ b: String) -> Bool {
        synonyms.contains { $0.contains(a) && $0.contains(b) }
    }

    private static let particles: Set<Substring> = [
        "el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al", "a", "en", "con", "por", "para", "su",
        "sus", "y", "o", "e", "the", "an", "of", "and",
        "to",
    ]

    private static let idle: Set<Substring> = [
        "siempre", "adecuado", "adecuada", "oportuno", "oportuna", "correcto", "correcta", "debido", "debida", "mismo",
        "misma", "cada", "etc", "todos", "todas", "also",
        "always", "timely", "properly", "correctly",
    ]

    /// Groups of words with the same meaning.
    private static let synonyms: [Set<String>] = [
        ["elaborar", "preparar", "redactar", "confeccionar", "formular"],
        ["realizar", "efectuar", "ejecutar", "hacer", "desarrollar"],
        ["verificar", "revisar", "comprobar", "constatar"], ["apoyar", "colaborar", "ayudar", "asistir"],
        ["remitir", "enviar"], ["vigilar", "supervisar"],
        ["notificar", "informar", "comunicar"], ["cumplir", "acatar"], ["atender", "recibir"],
        ["senalado", "indicado", "fijado"], ["senalada", "indicada", "fijada"],
        ["senalados", "indicados", "establecidos"], ["senaladas", "indicadas", "establecidas"],
        ["necesario", "preciso", "requerido"], ["necesarios", "precisos", "requeridos"],
        ["dia", "diario", "diaria"], ["mes", "mensual"], ["ano", "anual"], ["mayores", "superiores"],
        ["menores", "inferiores"], ["mayor", "superior"], ["menor", "inferior"],
        ["entregar", "dar"], ["custodiar", "resguardar", "guardar"], ["llevar", "mantener"],
    ]
}
