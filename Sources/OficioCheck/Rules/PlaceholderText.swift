import OficioBasics
import OficioSource

/// Recognises placeholders: texts in place of words that the author has not written yet.
enum PlaceholderText {
    /// Whether a text is or contains a placeholder.
    static func isPlaceholder(_ source: String) -> Bool {
        // A bracket in code is not a placeholder.
        let text = source.contains(byte: UInt8(ascii: "`")) ? source.withoutCode : source
        if isTodo(text) || text.utf8.count < 56 && isPromise(text) { return true }
        let signs = signs(in: text)
        return signs.hasRun && holdsRun(text) || signs.hasBracket && isInstruction(text)
            || signs.hasDate && holdsDate(text)
            || isLoremIpsum(text)
    }

    /// Whether a short text begins with `TODO`. *TODO EL PERSONAL* in a text in capitals is a word.
    private static func isTodo(_ text: String) -> Bool {
        guard text.utf8.count < 40, text.hasPrefix("TODO") else { return false }
        let rest = text.utf8.dropFirst(4)
        guard let sign = rest.first else { return true }
        if sign != 0x20 { return sign == UInt8(ascii: ":") || sign == UInt8(ascii: ".") && rest.count == 1 }
        return rest.contains { $0 >= 0x61 && $0 <= 0x7A }
    }

    // MARK: - Placeholders for a missing text

    private static let whole: Set<String> = [
        "tbd", "tba", "tbc", "xxx", "xx", "pendiente", "pendientes", "pending", "falta", "rellenar", "completar",
        "llenar", "si aplican", "si aplica", "texto aqui",
        "insertar texto", "s d", "n d", "s i", "etc", "etcetera",
    ]
    /// Stems of verbs that announce a missing text: *por definir*, *por confirmar*.
    private static let doing = [
        "defin", "precis", "confirm", "complet", "determin", "asign", "llen", "rellen", "especific", "redact",
        "establec", "aprob", "revis", "actualiz", "inform",
        "design", "detall", "indic", "elabor",
        "verific", "validar", "consult", "acord", "respuest", "negoci", "conveni",
    ]
    private static let missing: Set<String> = [
        "informacion", "dato", "datos", "definir", "asignar", "llenar", "especificar", "determinar", "precisar",
        "completar", "contenido", "descripcion", "information",
        "data",
    ]
    /// First words of a promise, which lead to a verb in `doing`: *por definir*, *en proceso de elaboración*.
    private static let leading: Set<String> = ["por", "a", "pendiente", "pendientes", "en", "falta", "faltan", "se"]
    private static let between: Set<String> = [
        "de", "por", "su", "la", "el", "los", "las", "proceso", "tramite", "fase", "etapa", "se", "be",
    ]

    /// Whether a short text only promises a text: *por definir*, *pendiente de aprobación*, *a completar por recursos
    /// humanos*, *to be confirmed*.
    private static func isPromise(_ text: String) -> Bool {
        guard text.utf8.count < 64, text.withBytes(mayLead) else { return false }
        let words = text.folded.parts(between: " ").map(String.init)
        guard words.count < 10, let lead = words.first else { return false }
        if whole.contains(words.joined(separator: " ")) { return true }
        switch lead {
        case "sin": return words.count == 2 && missing.contains(words[1])
        case "no": return words.count == 2 && ["information", "data"].contains(words[1])
        case "texto" where words.contains("pendiente"): return true
        case "aqui":
            return words.count > 1
                && ["va", "van", "iria", "escriba", "escribir", "describa", "describir", "poner", "ponga"].contains(
                    words[1])
        case "texto", "text", "sample":
            return words.count < 4
                && words.contains { ["ejemplo", "muestra", "prueba", "aqui", "sample", "here", "text"].contains($0) }
        case "to":
            return words.count < 6 && words.count > 2 && words[1] == "be"
                && (words[2].hasSuffix("ed") || words[2] == "written")
        case "escriba", "escribir", "insert", "inserte":
            return words.count < 4 && words.contains { ["aqui", "here", "texto", "text"].contains($0) }
        case let word where leading.contains(word):
            var rest = words.dropFirst()
            while let next = rest.first, between.contains(next) { rest = rest.dropFirst() }
            guard let verb = rest.first, doing.contains(where: { verb.hasPrefix($0) }) else { return false }
            // *Por definir* and *pendiente de definición* are promises; *en revisión* alone may be a real state.
            if lead == "en" {
                return words.contains("proceso") || words.contains("tramite") || words.contains("fase")
                    || words.contains("etapa")
            }
            if lead == "por" || lead == "a" || lead == "se" {
                return InfinitiveStart.isInfinitive(verb)
                    && (rest.count == 1 || rest.dropFirst().first == "por" || rest.dropFirst().first == "con")
            }
            return true
        default: return false
        }
    }

    /// Tells quickly whether a text begins like a promise, in any case; false for most texts.
    private static func mayLead(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count, bytes[place] < 0x41 { place += 1 }
        guard place < bytes.count else { return false }
        func follows(_ word: StaticString) -> Bool {
            guard place + word.utf8CodeUnitCount <= bytes.count else { return false }
            for offset in 0..<word.utf8CodeUnitCount where bytes[place + offset] | 0x20 != word.utf8Start[offset] {
                return false
            }
            return true
        }
        switch bytes[place] | 0x20 {
        case 0x61: return follows("a ") || follows("aqu")
        case 0x63: return follows("completar")
        case 0x65: return follows("en ") || follows("escrib") || bytes.count < 12 && follows("etc")
        case 0x66: return follows("falta")
        case 0x69: return follows("insert")
        case 0x6C: return follows("llenar")
        case 0x6E: return follows("no ") || follows("n/d") || follows("n.d")
        case 0x70: return follows("pend") || follows("por ")
        case 0x72: return follows("rellenar")
        case 0x73:
            return follows("sin ") || follows("se ") || follows("si ") || follows("s/d") || follows("s/i")
                || place + 1 < bytes.count && bytes[place + 1] == 0xC3
                || follows("sample")
        case 0x74: return follows("tb") || follows("texto") || follows("text ") || follows("to ")
        case 0x78: return follows("xx")
        default: return false
        }
    }

    // MARK: Quick filters

    /// Tells quickly whether a whole text may be a placeholder or begin like one, such as a promise, a lone sign, a
    /// null value or *lorem ipsum*. It is never false for a text that a rule reports, except for signs inside it,
    /// which `mayBegin(_:at:)` tests.
    static func mayStandAlone(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        if bytes.count < 64, mayLead(bytes), isPromise(String(decoding: bytes, as: UTF8.self)) { return true }
        if first == UInt8(ascii: "T"), bytes.starts(with: "TODO".utf8) { return true }
        if bytes.count < 5, first | 0x20 == 0x6E || first == 0x7E || first == 0x23 { return true }
        // *Lorem*, with or without an accent.
        if first | 0x20 == 0x6C, bytes.count >= 11, bytes[1] >= 0x80 || bytes[1] | 0x20 == 0x6F,
            bytes[2] >= 0x80 || bytes[2] | 0x20 == 0x72
        {
            return true
        }
        return bytes.allSatisfy { isLoneSign($0) || $0 == 0x30 || $0 == 0x20 }
    }

    /// Whether a sign inside a text may begin or end a placeholder.
    static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        switch bytes[place] {
        // `…` is E2 80 A6.
        case 0xA6: true
        case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "{"): true
        // An instruction in round brackets is the whole text, except for at most two bytes before it.
        case UInt8(ascii: "("): place < 3 || mayPromise(bytes, behind: place)
        case UInt8(ascii: "/"): mayBeDate(bytes, slash: place)
        case UInt8(ascii: "T"):
            place + 2 < bytes.count && bytes[place + 1] == UInt8(ascii: "B") && bytes[place + 2] == UInt8(ascii: "D")
        // `xx` before a unit: *xx %*, *xx días*.
        case UInt8(ascii: "x"):
            place > 0 && bytes[place - 1] == UInt8(ascii: "x")
                && (place > 1 && bytes[place - 2] == UInt8(ascii: "x")
                    || place + 1 < bytes.count && (bytes[place + 1] == 0x20 || bytes[place + 1] == UInt8(ascii: "%")))
        default: place > 1 && bytes[place - 1] == bytes[place] && bytes[place - 2] == bytes[place]
        }
    }

    /// Whether only spaces, full stops, underscores and markup follow a colon on its line, so that it may end a label
    /// without a value.
    static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, behind colon: Int) -> Bool {
        var place = colon + 1
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "\\"), UInt8(ascii: "*"):
                place += 1
            case let byte: return byte == 0x0A
            }
        }
        return true
    }

    /// Whether a text begins with the printers' dummy text *lorem ipsum*.
    private static func isLoremIpsum(_ text: String) -> Bool {
        guard text.utf8.count >= 11, let first = text.utf8.first, first | 0x20 == 0x6C else { return false }
        guard let second = text.utf8.dropFirst().first, second >= 0x80 || second | 0x20 == 0x6F else { return false }
        return String(text.prefix(20)).folded.hasPrefix("lorem ipsum")
    }

    // MARK: - Signs

    /// Returns whether a text may contain a run of three identical signs, a bracket, or a date pattern with slashes.
    /// Most texts contain none of them.
    private static func signs(in text: String) -> (hasRun: Bool, hasBracket: Bool, hasDate: Bool) {
        text.withBytes { bytes in
            var (hasRun, hasBracket, hasDate) = (false, false, false)
            for place in bytes.indices where isSign[Int(bytes[place])] && mayBegin(bytes, at: place) {
                switch bytes[place] {
                case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "("): hasBracket = true
                case UInt8(ascii: "/"): hasDate = true
                default: hasRun = true
                }
            }
            return (hasRun, hasBracket, hasDate)
        }
    }

    /// Tells quickly whether the text after a round bracket begins like a promise: `(pend`, `(por d`, `(falta`.
    private static func mayPromise(_ bytes: UnsafeBufferPointer<UInt8>, behind place: Int) -> Bool {
        guard place + 4 < bytes.count else { return false }
        switch (bytes[place + 1] | 0x20, bytes[place + 2] | 0x20) {
        case (0x70, 0x65), (0x70, 0x6F), (0x66, 0x61), (0x61, 0x20), (0x74, 0x6F): return true
        // *(completar)*, *(rellenar)*, *(llenar)*, *(xxx)*, *(tbd)*.
        case (0x63, 0x6F), (0x72, 0x65), (0x6C, 0x6C), (0x78, 0x78), (0x74, 0x62): return place + 11 > bytes.count - 4
        default: return false
        }
    }

    /// For each byte, whether it may be part of a placeholder, by itself or three times in a row.
    static let isSign: [Bool] = (0...0xFF).map { $0 == 0xA6 || "TXx_.?[<{(/".utf8.contains($0) }

    /// Tells quickly whether the word around a slash may be a date: it begins like one, and the slash is the first of
    /// several.
    private static func mayBeDate(_ bytes: UnsafeBufferPointer<UInt8>, slash place: Int) -> Bool {
        func ends(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x20, 0x0A, 0x2C, 0x3B, 0x3A, 0x28, 0x29: true
            default: false
            }
        }
        var start = place
        while start > 0, !ends(bytes[start - 1]) {
            if bytes[start - 1] == UInt8(ascii: "/") { return false }
            start -= 1
        }
        while start < place, bytes[start] == UInt8(ascii: ".") { start += 1 }
        switch bytes[start] | 0x20 {
        case UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "x"), UInt8(ascii: "0"), UInt8(ascii: "_") | 0x20: break
        default: return false
        }
        var end = place + 1
        while end < bytes.count, !ends(bytes[end]) {
            if bytes[end] == UInt8(ascii: "/") { return true }
            end += 1
        }
        return false
    }

    /// Whether a text contains `TBD` or a run of `X`, `_`, `.`, `…` or `?` in place of a word.
    private static func holdsRun(_ text: String) -> Bool {
        let words = text.split(whereSeparator: { " \n,;:()/".contains($0) })
        // A figure is missing before its unit: *xx %*, *Esperar ... minutos*.
        for (word, unit) in zip(words, words.dropFirst()) where missingFigures.contains(word) {
            if unit == "%" || units.contains(String(unit).folded) { return true }
        }
        return words.contains { word in
            if word == "TBD" || word == "TBD." { return true }
            var bare = word[...]
            while let last = bare.last, last == ".", bare.contains(where: { $0 != "." }) { bare = bare.dropLast() }
            guard let sign = bare.first, bare.allSatisfy({ $0 == sign }) else {
                return ["____", "XXXX", "xxxx"].contains { bare.contains($0) }
            }
            // `XXX` may be a numeral and `…` a pause; longer runs are neither.
            switch sign {
            case "X", "x": return bare.count >= 4 || bare.count == 3 && (sign == "x" || !isNumbered(text, bare))
            case "_": return bare.count >= 3
            case ".": return bare.count >= 5
            case "…": return bare.count >= 2
            case "?": return bare.count >= 3
            default: return false
            }
        }
    }

    private static let missingFigures: Set<Substring> = ["xx", "...", "…"]
    /// Units of figures, folded.
    private static let units: Set<String> = [
        "minutos", "minuto", "horas", "hora", "dias", "dia", "semanas", "meses", "mes", "anos", "ano", "dolares",
        "colones", "pesos", "lempiras", "quetzales", "metros", "litros", "copias", "veces", "days", "hours", "minutes",
        "weeks", "months", "years",
    ]

    /// Whether `XXX` is a Roman numeral, because a numbered noun precedes or follows it: *capítulo XXX*, *XXX
    /// aniversario*.
    private static func isNumbered(_ text: String, _ number: Substring) -> Bool {
        let words = text.folded.parts(between: " ")
        return zip(words, words.dropFirst()).contains { a, b in
            a == "xxx" && numbered.contains(b)
                || b == "xxx" && (numbered.contains(a) || numbered.contains(a.dropLast()))
        }
    }

    private static let numbered: Set<Substring> = [
        "siglo", "capitulo", "titulo", "articulo", "art", "tomo", "libro", "anexo", "aniversario", "congreso",
        "edicion", "fraccion", "seccion", "numeral", "inciso",
        "parte", "region",
        "distrito", "grupo", "nivel", "clase", "categoria", "tipo", "lote", "zona", "asamblea", "jornada", "jornadas",
        "juegos", "legislatura", "chapter", "century",
        "annex", "part",
    ]

    /// Whether a text contains a date that is a pattern (`dd/mm/aaaa`) or consists of zeros or underscores
    /// (`00/00/0000`, `__/__/____`).
    private static func holdsDate(_ text: String) -> Bool {
        text.split(whereSeparator: { " \n,;:()".contains($0) }).contains { word in
            let parts = word.split(separator: "/", omittingEmptySubsequences: false).map { $0.drop { $0 == "." } }
            guard parts.count == 3 else { return false }
            func isPattern(_ part: Substring, _ letters: String) -> Bool {
                let part = part.hasSuffix(".") ? part.dropLast() : part
                guard part.count >= 2, let first = part.first?.lowercased() else { return false }
                return part.lowercased().allSatisfy { String($0) == first } && (letters + "0_x").contains(first)
            }
            return isPattern(parts[0], "dm") && isPattern(parts[1], "dm") && isPattern(parts[2], "ay")
        }
    }

    // MARK: - Brackets

    /// Folded beginnings of instructions in a template: `[DESCRIBIR …]`, `<<nombre>>`.
    private static let orders = [
        "describ", "indi", "especifi", "inserta", "inserte", "complet", "escrib", "nombre d", "nombre y", "detall",
        "anot", "coloc", "ingres", "agreg", "defin", "insert",
        "describe", "specify", "name of", "enter ", "fill ",
    ]

    /// Whether a text contains a bracket with a placeholder.
    private static func isInstruction(_ text: String) -> Bool {
        for (open, close) in [("[", "]"), ("<", ">"), ("{", "}"), ("(", ")")]
        where text.contains(open) && !text.contains("[[") && !text.contains("](") {
            for piece in text.split(separator: Character(open)).dropFirst(text.hasPrefix(open) ? 0 : 1) {
                guard let end = piece.firstIndex(of: Character(close)) else { continue }
                let inside = String(piece[..<end])
                let folded = inside.folded
                // Round brackets are a placeholder only if they hold an instruction that is the whole text, or a
                // promise.
                if open == "(" {
                    let isAlone = inside.utf8.count + 4 >= text.utf8.count
                    if isAlone && (blanks.contains(folded) || orders.contains(where: { folded.hasPrefix($0) }))
                        || isPromise(inside) && (isAlone || folded.contains(" ") || fillings.contains(folded))
                    {
                        return true
                    }
                    continue
                }
                // A whole text in angle brackets, unless it is a tag or an address.
                if open == "<", text.hasPrefix("<"), text.hasSuffix(">"), folded.contains(" "),
                    !inside.contains(where: { "<>=/@:\"".contains($0) })
                {
                    return true
                }
                // `> [!CAUTION]` begins a callout.
                guard inside.utf8.count < 80, !inside.hasPrefix("!") else { continue }
                if orders.contains(where: { folded.hasPrefix($0) }) || isPromise(inside) { return true }
                // Any other words in square brackets or braces are a placeholder, unless they are a note in a
                // quotation, the number of a note, or an attribute.
                if open == "[" || open == "{", inside.contains(where: \.isLetter), !kept.contains(folded),
                    !inside.contains("="), !inside.hasPrefix("^"), inside.count > 2
                {
                    return true
                }
            }
        }
        return false
    }

    private static let kept: Set<String> = ["sic", "cita", "nota", "note"]
    /// Single words in round brackets that only mean that something is missing: *(COMPLETAR)*.
    private static let fillings: Set<String> = ["completar", "rellenar", "llenar", "xxx", "tbd"]

    /// Names of facts that are a placeholder if they are a whole text in round brackets: *(fecha)*.
    private static let blanks: Set<String> = [
        "fecha", "nombre", "firma", "cargo", "lugar", "monto", "numero", "cantidad", "codigo", "telefono", "correo",
        "date", "name", "signature", "place", "amount", "number", "phone",
    ]

    /// Whether a text contains a condition that a template leaves to its reader: `(Si aplican)`.
    static func hasOpenCondition(_ text: String) -> Bool {
        guard text.contains(byte: UInt8(ascii: "(")), text.contains("(s") || text.contains("(S") else { return false }
        let folded = text.lowercased().replacing("í", with: "i")
        return ["(si aplican)", "(si aplica)", "(si corresponde)"].contains { folded.contains($0) }
    }

    // MARK: - Lone signs

    /// Whether a text is a zero, or consists of hyphens, underscores and other ASCII signs. En and em dashes are
    /// excluded, because people often use them for *not applicable*.
    static func isLone(_ text: String) -> Bool {
        if text == "0" { return true }
        return !text.isEmpty && text.utf8.allSatisfy(isLoneSign)
    }

    private static func isLoneSign(_ byte: UInt8) -> Bool {
        byte == 0x2D || byte == 0x2E || byte == 0x2A || byte == 0x3F || byte == 0x5F || byte == 0x2F || byte == 0x23
    }

    static func isZero(_ text: String) -> Bool {
        text.contains("0") && text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2D || $0 == 0x20 }
    }

    /// Whether a text is a missing value as printed by databases and spreadsheets.
    static func isNull(_ text: String) -> Bool {
        text.utf8.count < 5 && ["~", "null", "NULL", "Null", "#N/A", "NaN"].contains(text)
    }
}
