import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two functions that run together in one entry.
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
        func find(_ words: String, _ folded: String, _ span: Span, isStep: Bool) -> Diagnostic? {
            guard mayHoldTwo(words), let next = secondTask(words, folded, language, isStep: isStep) else { return nil }
            return Diagnostic(
                .twoTasks, at: context.locate(next, in: span),
                Localized(es: "aquí empieza otra función: «\(next)…»", en: "another function begins here: “\(next)…”"),
                record: context.corpus.name(ofRecord: index))
        }
        return context.functions[index].compactMap { find($0.words, $0.folded, $0.span, isStep: false) }
            + InfinitiveStart.stepTasks(context, index).compactMap { find($0.words, $0.folded, $0.span, isStep: true) }
    }

    /// Tells quickly whether a text contains a sign after which a second task may begin.
    private static func mayHoldTwo(_ words: String) -> Bool {
        words.hasAdjacentBytes { sign, next in
            switch sign {
            case UInt8(ascii: "."), UInt8(ascii: ";"):
                next == 0x20 || next == 0x2D || next >= 0x80 || next >= 0x41 && next <= 0x5A
            case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ")"): next == 0x20
            // A bullet is E2 80 A2 or C2 B7.
            case 0x80: next == 0xA2
            case 0xC2: next == 0xB7
            default: false
            }
        }
    }

    /// Returns the first words of a second task in a function, `nil` if there is none. A second task follows a sign
    /// that ends a sentence or begins an item, and has a verb and at least three words; the function must begin with a
    /// verb as well.
    ///
    /// The parts of a step may follow semicolons.
    private static func secondTask(_ words: String, _ folded: String, _ language: Language, isStep: Bool) -> String? {
        guard TaskVerbs.begins(folded, language) else { return nil }
        let characters = Array(words)
        let isShouted = !characters.contains(where: \.isLowercase)
        for place in characters.indices.dropFirst(8).dropLast(8) where separates(characters, at: place) {
            let sign = characters[place]
            if isStep && sign == ";" { continue }
            var start = place + 1
            while start < characters.count, characters[start] == " " || characters[start] == "-" { start += 1 }
            let isJoined = start == place + 1
            let (rest, isLinked) = withoutLink(String(characters[start...]).parts(between: " ").map(String.init))
            guard let first = rest.first, first.utf8.count > 3, rest.count > (isJoined ? 1 : 2) else { continue }
            // After a semicolon, a task of several words may begin in lower case.
            guard first.first?.isUppercase == true || isLinked || sign == ";" && rest.count > 3 else { continue }
            // In a text in capitals, a semicolon also separates parts of one task.
            if isShouted && sign == ";" && !isLinked && rest.count < 5 { continue }
            guard first.allSatisfy(\.isLetter), TaskVerbs.begins(first.folded, language) else { continue }
            return String(characters[start...]).parts(between: " ").prefix(2).joined(separator: " ")
        }
        return nil
    }

    /// Whether the sign at an index separates tasks. The full stop of an abbreviation (*Art.*, *núm.*, initials) and
    /// a slash or hyphen inside a word separate nothing.
    private static func separates(_ characters: [Character], at place: Int) -> Bool {
        switch characters[place] {
        case ";", "•", "·": return true
        case ".":
            let before = characters[..<place].reversed().prefix { $0.isLetter }
            return before.count >= 3 && !abbreviations.contains(String(before.reversed()).folded)
        case "/": return characters[place + 1] == " "
        case "-", "–": return characters[place - 1] == " " && characters[place + 1] == " "
        // A bracket separates tasks after the number of an item: ` 2) `.
        case ")": return characters[place - 1].isNumber && characters[place - 2] == " " && characters[place + 1] == " "
        default: return false
        }
    }

    /// Returns the words that follow a link between two tasks (*además*, *también debe*), and whether there was such
    /// a link.
    private static func withoutLink(_ words: [String]) -> (rest: [String], isLinked: Bool) {
        var rest = words[...]
        while rest.count > 2, let first = rest.first, links.contains(first.folded) { rest = rest.dropFirst() }
        return (Array(rest), rest.count < words.count)
    }

    private static let links: Set<String> = [
        "ademas", "asimismo", "tambien", "igualmente", "adicionalmente", "posteriormente", "finalmente", "luego",
        "debe", "debera", "also", "moreover", "furthermore",
        "then", "must",
    ]

    private static let abbreviations: Set<String> = [
        "art", "arts", "num", "nro", "etc", "lic", "ing", "arq", "dra", "sra", "cap", "inc", "pag", "tel", "ext", "max",
        "min", "dept", "depto", "dpto", "aprox",
    ]
}
