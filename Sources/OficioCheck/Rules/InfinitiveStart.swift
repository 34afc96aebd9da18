import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// A function that does not begin with an infinitive among others that do.
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
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        guard context.corpus.schema.language == .spanish else { return [] }
        let functions = context.functions[index].filter { $0.field != "key-functions" && !isExempt($0.folded) }
        let odd = functions.filter { !isInfinitive($0.folded) }
        var found: [Diagnostic] = []
        // A job that writes its functions in another way throughout has a style of its own.
        if !odd.isEmpty, odd.count * 3 <= functions.count {
            found = odd.map { finding($0.words, at: $0.span, context, index) }
        }
        return found + groups(context, index) + lists(context, index)
    }

    private static func finding(_ words: String, at span: Span, _ context: CheckContext, _ index: Int) -> Diagnostic {
        let word = words.parts(between: " ").first.map(String.init) ?? ""
        return Diagnostic(
            .infinitiveStart, at: span, Localized(es: "empieza por «\(word)», que no es un infinitivo", en: "it begins with “\(word)”, which is no infinitive"),
            record: context.corpus.name(ofRecord: index))
    }

    /// Labels (*Generales*) among functions that have tasks, where most of them are functions.
    private static func groups(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        var seen: Set<String> = []
        let heads = context.functions[index].filter { !$0.group.isEmpty && seen.insert($0.group.folded).inserted }
        let odd = heads.filter { !isInfinitive($0.group.folded) }
        guard !odd.isEmpty, odd.count * 2 < heads.count else { return [] }
        return odd.map { finding($0.group, at: $0.span, context, index) }
    }

    /// What a person decides or answers for, where the rest of the list says it with infinitives.
    private static func lists(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.id == "job" else { return [] }
        var items: [[ListItem]] = []
        for value in corpus.records[index].fields {
            switch value.value {
            case .list(let own) where type.fields[value.field].id == "responsibilities": items.append(own)
            case .group(let members) where type.fields[value.field].id == "decisions":
                items.append(members.flatMap { member -> [ListItem] in if case .list(let own) = member.value { own } else { [] } })
            default: break
            }
        }
        return items.flatMap { own in
            let odd = own.filter { !isInfinitive($0.blocks.plain.folded) && !isExempt($0.blocks.plain.folded) }
            return odd.count * 4 <= own.count ? odd.map { finding($0.blocks.plain, at: $0.span, context, index) } : []
        }
    }

    /// What begins with when, where or with whom before its verb; what is left over (*las demás que…*); a sentence of its own.
    private static func isExempt(_ folded: String) -> Bool {
        let first = folded.parts(between: " ").first.map(String.init) ?? ""
        return first.hasSuffix("mente") || openings.contains(first) || folded.hasPrefix("las demas ") || folded.hasPrefix("los demas ")
    }

    private static let openings: Set<String> = [
        "en", "con", "de", "por", "para", "segun", "cuando", "si", "previo", "previa", "mediante", "durante", "tras", "sin", "desde", "hasta", "ante", "como",
        "otras", "otros", "demas", "cualquier", "asi", "ademas", "tambien", "cada", "que", "quien", "cual", "cuanto", "donde", "dentro", "conforme", "junto", "al",
    ]

    /// *Cobrar*, *atenderlos*, *encargarse*; *no cobrar*; *dar*, *ir*.
    static func isInfinitive(_ folded: String) -> Bool {
        var rest = folded[...]
        var word = ""
        repeat {
            guard !rest.utf8.isEmpty else { return true }
            let end = rest.utf8.firstIndex(of: 0x20) ?? rest.endIndex
            word = String(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
        } while ["no", "y", "a", "al"].contains(word) || word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        if SpanishWords.likeInfinitives.contains(word) || ["titular", "auxiliar"].contains(word) && rest.hasPrefix("de") { return false }
        // As most do.
        if word.utf8.last == UInt8(ascii: "r"), let vowel = word.utf8.dropLast().last, [0x61, 0x65, 0x69].contains(vowel) { return true }
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
