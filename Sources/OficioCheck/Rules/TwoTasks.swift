import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two functions that run together in one.
    package static let twoTasks = Rule(
        "dos-funciones-en-una", .functions, .warning,
        what: Localized(es: "Dos funciones quedaron pegadas en una.", en: "Two functions run together in one."),
        why: Localized(
            es: "Falta un punto y aparte: la segunda no tiene frecuencia ni clase propias, y nadie la encuentra.",
            en: "A break is missing: the second has no frequency or kind of its own, and nobody finds it."),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Aplicar la encuesta.Trabajar con el equipo.
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            ---

            ## Funciones

            - Aplicar la encuesta.
            - Trabajar con el equipo según la norma ISO.9001.
            """)
}

enum TwoTasks {
    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let language = context.corpus.schema.language
        return context.functions[index].compactMap { deed in
            guard mayHoldTwo(deed.words), let next = second(deed.words, language) else { return nil }
            return Diagnostic(
                .twoTasks, at: context.locate(next, in: deed.span),
                Localized(es: "aquí empieza otra función: «\(next)…»", en: "another function begins here: “\(next)…”"),
                record: context.corpus.name(ofRecord: index))
        }
    }

    /// Whether a text may hold a second task: a full stop, a semicolon or a slash stands inside it.
    /// Rules most functions out.
    private static func mayHoldTwo(_ words: String) -> Bool {
        words.hasAdjacentBytes { sign, next in
            (sign == UInt8(ascii: ".") || sign == UInt8(ascii: ";")) && (next == 0x20 || next == 0x2D || next >= 0x80 || next >= 0x41 && next <= 0x5A)
                || sign == UInt8(ascii: "/") && next == 0x20
        }
    }

    /// Returns the first words of a second task in a text that begins with a verb, or `nil` if there
    /// is none. A second task follows a sign that ends a sentence, begins with a verb, and has at
    /// least three words, or two if no space follows the sign.
    private static func second(_ words: String, _ language: Language) -> String? {
        guard TaskVerbs.begins(words.folded, language) else { return nil }
        let characters = Array(words)
        let isShouted = !characters.contains(where: \.isLowercase)
        for place in characters.indices.dropFirst(8).dropLast(8) where ".;/".contains(characters[place]) {
            let before = characters[..<place].reversed().prefix { $0.isLetter }
            // *Art.*, *núm.*, *etc.*, initials.
            if characters[place] == "." && (before.count < 3 || abbreviations.contains(String(before.reversed()).folded)) { continue }
            if characters[place] == "/" && characters[place - 1] != " " { continue }
            var start = place + 1
            while start < characters.count, characters[start] == " " || characters[start] == "-" { start += 1 }
            let isJoined = start == place + 1
            let rest = String(characters[start...])
            let parts = rest.parts(between: " ").map(String.init)
            guard let first = parts.first, first.first?.isUppercase == true, parts.count > (isJoined ? 1 : 2), first.utf8.count > 3 else { continue }
            // In a text in capitals, a semicolon also separates the members of one task.
            if isShouted && characters[place] == ";" && parts.count < 5 { continue }
            guard first.allSatisfy(\.isLetter), TaskVerbs.begins(first.folded, language) else { continue }
            return parts.prefix(2).joined(separator: " ")
        }
        return nil
    }

    private static let abbreviations: Set<String> = [
        "art", "arts", "num", "nro", "etc", "lic", "ing", "arq", "dra", "sra", "cap", "inc", "pag", "tel", "ext", "max", "min", "dept", "depto", "dpto", "aprox",
    ]
}
