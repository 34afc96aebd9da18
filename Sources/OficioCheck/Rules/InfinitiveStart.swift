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
            - Responsable del fondo fijo.
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
        let functions = context.functions[index].filter { $0.field != "key-functions" }
        let odd = functions.filter { !isInfinitive($0.folded) }
        // A job that writes its functions in another way throughout has a style of its own.
        guard !odd.isEmpty, odd.count * 4 <= functions.count else { return [] }
        return odd.map {
            let word = $0.words.parts(between: " ").first.map(String.init) ?? ""
            return Diagnostic(
                .infinitiveStart, at: $0.span, Localized(es: "empieza por «\(word)», que no es un infinitivo", en: "it begins with “\(word)”, which is no infinitive"),
                record: context.corpus.name(ofRecord: index))
        }
    }

    /// *Cobrar*, *atenderlos*, *encargarse*; *no cobrar*; *dar*, *ir*.
    private static func isInfinitive(_ folded: String) -> Bool {
        var rest = folded[...]
        var word = ""
        repeat {
            guard !rest.utf8.isEmpty else { return true }
            let end = rest.utf8.firstIndex(of: 0x20) ?? rest.endIndex
            word = String(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
        } while ["no", "y", "a", "al"].contains(word) || word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
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
