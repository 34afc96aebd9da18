import OficioSchema
import OficioSource

// Recognises names of fields that stand alone on their lines in pasted text.
extension PastedText {
    /// Whether a line consists of the name of a field, above a text.
    func isLoneName(_ place: Int) -> Bool { !isBreak(place + 1) && isNameAlone(place) }

    /// Whether a line consists of the name of a field.
    func isNameAlone(_ place: Int) -> Bool {
        guard let words = text(place), words.split(separator: " ").count <= 6,
            words.last.map({ !".,;:".contains($0) }) ?? false, !Self.isQuantity(words)
        else { return false }
        return HeadingNumber.candidates(words).contains {
            type.field(understood: $0) != nil || !type.fields(understood: $0).isEmpty
        }
    }

    /// Whether words begin with a number and so are a value: *Un año de experiencia*.
    private static func isQuantity(_ words: String) -> Bool {
        let first = words.prefix { $0 != " " }
        return first.allSatisfy(\.isNumber) || quantities.contains(String(first).folded)
    }

    private static let quantities: Set<String> = [
        "un", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "doce", "one", "two",
        "three", "four", "five", "six", "eight", "ten",
    ]

    /// Finds the names of fields in small letters over their values, if there are several: below a blank line, in
    /// lines that begin with one, or consecutive, as *Salario* over *Q 8,500.00* and *Horario* over *8:00 a 16:00*.
    func findNamesOverValues() -> Set<Int> {
        let names = Set(
            lines.indices.filter { place in
                guard isLoneName(place), let words = text(place), words.first?.isUppercase == true else { return false }
                return !PastedName.isInCapitals(words) && !PastedName.isNumbered(words)
            })
        func gathers(_ place: Int) -> Bool {
            text(place).flatMap { type.fields(named: $0) }.map { type.fields[$0].gathers } ?? false
        }
        let found = names.filter { place in
            guard text(place + 1) != nil, !names.contains(place + 1) || gathers(place) else { return false }
            var first = place
            while text(first - 1) != nil { first -= 1 }
            return names.contains(first) || names.contains(place - 2) || names.contains(place + 2)
        }
        return Set(found.map { text($0).flatMap { type.fields(named: $0) } }).count > 1 ? found : []
    }

    /// Whether a line looks like the name of a field alone over its text: one short title, and not a person over a
    /// post.
    func isLoneTitle(_ words: String, _ place: Int) -> Bool {
        let parts = words.split(separator: " ")
        guard section.isOpen, parts.count < 6, words.first?.isUppercase == true, let below = text(place + 1),
            PastedPair(words) == nil, !words.contains(where: { $0.isNumber || $0 == "," }),
            !PastedName.isInfinitive(words)
        else { return false }
        let isPerson = parts.count > 1 && parts.allSatisfy { $0.first?.isUppercase == true }
        return !isPerson && !PastedPeople.isPost(below) && !PastedPeople.isPost(words)
    }

    /// Whether a line is a title over titles: *Recomendaciones según la discapacidad* over *Discapacidad visual*, with
    /// blank lines around it where names of fields stand alone.
    func isOverTitles(_ words: String, _ place: Int) -> Bool {
        guard namesStandAlone, section.isOpen, isBreak(place - 1), isBreak(place + 1), isTitle(words),
            let next = lines.indices[(place + 1)...].first(where: { !isBreak($0) }), let below = text(next)
        else { return false }
        return isTitle(below) && leads(next) && type.fields(named: below) == nil
    }

    /// Whether words look like a title: they begin with a capital letter, and name neither an action nor a person nor
    /// a post.
    private func isTitle(_ words: String) -> Bool {
        guard let last = words.last, !".,;:".contains(last), words.first?.isUppercase == true,
            words.split(separator: " ").count < 9, PastedPair(words) == nil, !PastedName.isInfinitive(words)
        else { return false }
        return !words.contains { $0.isNumber || $0 == "," } && !PastedPeople.isPost(words)
    }

    /// Whether a name stands over its short value: *Jefe inmediato*, and *Coordinadora* in the line below.
    func standsOver(_ place: Int) -> Bool {
        guard namesStandAlone, let words = text(place), let index = type.fields(named: words), isBreak(place + 2),
            let value = text(place + 1)
        else { return false }
        switch type.fields[index].kind {
        case .markdown, .rows, .group, .list, .codeList: return false
        // A sentence is not a value: *El protocolo entra en vigencia el 1 de enero de 2024.*
        default: return value.count <= 100 && !PastedPeople.isSentence(value)
        }
    }
}
