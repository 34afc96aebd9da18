import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a function that does not begin with an infinitive although most other functions of its job do.
    package static let infinitiveStart = Rule(
        "funcion-sin-infinitivo", .functions, .note,
        what: Localized(
            es: "Una función no empieza por un infinitivo, y las demás del puesto sí.",
            en: "A function does not begin with an infinitive while the others of its job do."),
        why: Localized(
            es: "Lo que no empieza por un verbo suele ser un tema y no una tarea: nadie sabe qué debe hacer con él.",
            en: "What does not begin with a verb is often a topic and no task: nobody knows what to do about it."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los servicios.
            - Cuadrar la caja.
            - Entregar el comprobante.
            - Líder del turno de la tarde.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Cobrar los servicios.
            - Cuadrar la caja.
            - Entregar el comprobante.
            - Responder por el fondo fijo.
            """)
}

enum InfinitiveStart {
    /// The words of a function, a step or a list item, with their span.
    struct Task {
        let words: String
        let span: Span
        private let known: String?

        /// Creates a task from words, without a task box before them; `folded` is their folded text if it is computed
        /// already.
        init(_ words: String, folded: String? = nil, _ span: Span) {
            let isBoxed =
                words.utf8.first == UInt8(ascii: "[") && ["[ ] ", "[x] ", "[X] "].contains { words.hasPrefix($0) }
            self.words = isBoxed ? String(words.dropFirst(4)) : words
            known = isBoxed ? nil : folded
            self.span = span
        }

        init(_ item: ListItem) { self.init(item.blocks.plain, item.span) }

        /// The folded words of the task.
        var folded: String { known ?? words.folded }
    }

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let language = context.corpus.schema.language
        func odd(_ tasks: [Task], mostly share: Int) -> [Task] {
            // A quick filter: most tasks begin with a word that can only be an infinitive.
            let others = tasks.filter { language != .spanish || !isUsual($0) }
            let doubtful = others.filter { !isExempt($0.folded) && !PlaceholderText.isPlaceholder($0.words) }
            let odd = doubtful.filter { isOdd($0.folded, language) }
            // If many tasks are worded in another way, the document has a style of its own.
            return odd.count * share <= tasks.count - others.count + doubtful.count ? odd : []
        }
        let functions = context.functions[index].filter { $0.field != .keyFunctions }.map {
            Task($0.words, folded: $0.folded, $0.span)
        }
        var found = odd(functions, mostly: 3) + odd(stepTasks(context, index), mostly: 3) + groupLabels(context, index)
        for own in listTasks(context, index) { found += odd(own, mostly: 4) }
        // Purposes often come in pairs, so an odd one is reported even if it is half of them.
        for own in purposeTasks(context, index) { found += odd(own, mostly: 2) }
        return found.map { task in
            let word = task.words.parts(between: " ").first.map(String.init) ?? ""
            return Diagnostic(
                .infinitiveStart, at: task.span,
                Localized(
                    es: "empieza por «\(word)», que no es un infinitivo",
                    en: "it begins with “\(word)”, which is not a verb like those that begin the others"),
                record: context.corpus.name(ofRecord: index))
        }
    }

    private static func isOdd(_ folded: String, _ language: Language) -> Bool {
        language == .spanish
            ? !isInfinitive(folded) : !TaskVerbs.begins(folded, language) && TaskVerbs.beginsOtherwise(folded)
    }

    /// Returns the labels of groups that are not tasks (*Generales*), if most labels of the job are tasks.
    private static func groupLabels(_ context: CheckContext, _ index: Int) -> [Task] {
        var seen: Set<String> = []
        let heads = context.functions[index].filter { !$0.group.isEmpty && seen.insert($0.group.folded).inserted }
        let odd = heads.filter { isOdd($0.group.folded, context.corpus.schema.language) }
        guard !odd.isEmpty, odd.count * 2 < heads.count else { return [] }
        return odd.map { Task($0.group, $0.span) }
    }

    /// Returns the actions in the steps of a protocol, or the activities of a checklist, as tasks.
    static func stepTasks(_ context: CheckContext, _ index: Int) -> [Task] {
        let type = context.corpus.type(of: index)
        guard let key = type.key == .protocol ? FieldKey.steps : type.key == .checklist ? .items : nil,
            let place = type.field(key),
            case .rows(let rows)? = context.corpus.records[index].value(place)
        else { return [] }
        let main = type.fields[place].kind.rowType.main
        return rows.rows.compactMap { row in
            guard let action = row[main], let span = action.textSpan, case let words = action.plain, !words.isEmpty
            else { return nil }
            return Task(words, span)
        }
    }

    /// Returns the decisions and responsibilities of a job as tasks, one list for each field.
    private static func listTasks(_ context: CheckContext, _ index: Int) -> [[Task]] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .job else { return [] }
        var items: [[Task]] = []
        for value in corpus.records[index].fields {
            switch value.value {
            case .list(let own) where type.fields[value.field].key == .responsibilities:
                items.append(own.map(Task.init))
            case .group(let members) where type.fields[value.field].key == .decisions:
                items.append(
                    members.flatMap { member -> [Task] in
                        if case .list(let own) = member.value { own.map(Task.init) } else { [] }
                    })
            default: break
            }
        }
        return items
    }

    /// Returns the purposes of a job's working relations as tasks, one list for each group.
    private static func purposeTasks(_ context: CheckContext, _ index: Int) -> [[Task]] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .job, let place = type.field(.relations),
            case .group(let members)? = corpus.records[index].value(place),
            case .group(let fields) = type.fields[place].kind
        else { return [] }
        return members.compactMap { member in
            guard fields[member.field].key == .purposeFrequency, case .list(let own) = member.value else { return nil }
            return own.map(Task.init)
        }
    }

    /// Whether a task begins with words that may precede its verb (when, where, with whom), or is an *other tasks*
    /// entry (*las demás que…*).
    private static func isExempt(_ folded: String) -> Bool {
        // *Que se cumplan los plazos* names a result, which is not exempt; *qué productos se ofrecen* is a decision.
        if folded.hasPrefix("que se ") || folded.hasPrefix("que sean ") { return false }
        let first = String(Substring(folded.utf8.prefix { $0 != 0x20 }))
        return first.hasSuffix("mente") || first.hasSuffix("ly") || openings.contains(first)
            || ["las demas ", "los demas ", "y demas ", "y las demas ", "y otras "].contains { folded.hasPrefix($0) }
    }

    private static let openings: Set<String> = [
        "if", "when", "where", "with", "for", "by", "on", "at", "after", "before", "once", "other", "any", "every",
        "as", "within", "without", "through",
        "en", "con", "de", "por", "para", "segun", "cuando", "si", "previo", "previa", "mediante", "durante", "tras",
        "sin", "desde", "hasta", "ante", "como",
        "otras", "otros", "demas", "cualquier", "asi", "ademas", "tambien", "cada", "que", "quien", "cual", "cuanto",
        "donde", "dentro", "conforme", "junto", "al",
        "quienes", "solo", "luego", "despues", "antes", "nunca", "siempre", "a",
    ]

    /// Tells quickly whether a task has at least two words and begins with a word that can only be an infinitive. The
    /// result may be false for a task that does, but is never true for one that does not.
    private static func isUsual(_ task: Task) -> Bool {
        // A text that begins with ASCII letters, a space and another letter need not be folded.
        guard let word = task.words.withBytes(firstWord) else { return isUsual(task.folded) }
        return isUsual(word + " ")
    }

    /// Returns the first word in lower case, nil if there is only one word, or folding may give another first word.
    private static func firstWord(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        guard let end = bytes.firstIndex(where: { !isLetter($0) }), end > 0, end + 1 < bytes.count, bytes[end] == 0x20,
            isLetter(bytes[end + 1])
        else { return nil }
        return String(unsafeUninitializedCapacity: end) { out in
            for place in 0..<end { out[place] = bytes[place] | 0x20 }
            return end
        }
    }

    private static func isUsual(_ folded: String) -> Bool {
        folded.withBytes { bytes in
            guard let end = bytes.firstIndex(of: 0x20), end > 3, bytes[end - 1] == UInt8(ascii: "r") else {
                return false
            }
            switch bytes[end - 2] {
            case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"): return !otherMarks[mark(of: bytes[..<end])]
            default: return false
            }
        }
    }

    /// For each value of `mark(of:)`, whether a word that only ends like an infinitive has it.
    private static let otherMarks: [Bool] = SpanishWords.likeInfinitives.union(["titular", "auxiliar"]).reduce(
        into: Array(repeating: false, count: 1 << 14)
    ) {
        marks, word in
        word.withBytes { marks[mark(of: $0[...])] = true }
    }

    private static func mark(of word: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var hash: UInt32 = 2_166_136_261
        for byte in word { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int(hash >> 18)
    }

    /// Whether a folded text begins with an infinitive: *cobrar*, *atenderlos*, *encargarse*, *dar*, *ir*, *no
    /// cobrar*; true for an empty text.
    static func isInfinitive(_ folded: String) -> Bool {
        var rest = folded[...]
        var word = ""
        repeat {
            guard !rest.utf8.isEmpty else { return true }
            let end = rest.utf8.firstIndex(of: 0x20) ?? rest.endIndex
            word = String(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
        } while ["no", "y", "a", "al"].contains(word) || word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        if SpanishWords.likeInfinitives.contains(word)
            || ["titular", "auxiliar"].contains(word) && rest.hasPrefix("de")
        {
            return false
        }
        // Most infinitives end in *-ar*, *-er* or *-ir*.
        if word.utf8.last == UInt8(ascii: "r"), let vowel = word.utf8.dropLast().last,
            [0x61, 0x65, 0x69].contains(vowel)
        {
            return true
        }
        for ending in ["selas", "selos", "sela", "selo", "les", "los", "las", "nos", "se", "le", "lo", "la"]
        where word.hasSuffix(ending) && word.utf8.count > ending.utf8.count + 2 {
            let stem = String(word.dropLast(ending.count))
            if ["ar", "er", "ir"].contains(where: stem.hasSuffix) {
                word = stem
                break
            }
        }
        return ["ar", "er", "ir"].contains { word.hasSuffix($0) }
    }
}
