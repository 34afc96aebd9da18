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

    /// Whether a line of a text that is all in capitals is a heading: the name of a field, words with a number, or
    /// words over a list or between blank lines and a text.
    func isShoutedTitle(_ title: PastedTitle, _ place: Int) -> Bool {
        if title.hasNumber { return true }
        if isQuality(place), (isGathering ? section.part : section.field).map(isOfProfile) == true { return false }
        if title.known != nil, type.understands(title.words) { return title.isShort }
        return leads(place) || isBreak(place - 1) && text(place + 1) != nil && title.isShort
    }

    /// Whether words are the heading of the box of facts in a type without a field for it, over the first of them:
    /// *DATOS DEL PROCEDIMIENTO* over *Código: AR-01*.
    func standsOverFacts(_ words: String, _ place: Int) -> Bool {
        guard type.field(.identification) == nil, BoxHeading.isCover(words),
            let next = lines.indices.dropFirst(place + 1).first(where: { !isBreak($0) })
        else { return false }
        switch lines[next] {
        case .text(let words): return PastedPair(words).map { isNamed($0) && !$0.value.isEmpty } ?? false
        case .form, .facts: return true
        default: return false
        }
    }

    /// Whether some line of the text is a name of a field.
    func isNamedInText(_ field: Int) -> Bool {
        lines.contains { line in
            switch line {
            case .text(let words), .item(_, let words, _):
                type.fields(named: PastedPair(words)?.label ?? words) == field
                    && type.understands(
                        PastedPair(words)?.label ?? words.withoutColon)
            case .verbatim(let words):
                words.hasPrefix("#") && type.fields(named: String(words.drop { $0 == "#" }).trimmedASCII) == field
            default: false
            }
        }
    }

    /// Opens the section of the field that holds steps or functions, if the text names it nowhere.
    mutating func openRows(_ key: FieldKey) {
        guard let field = type.field(key), section.field != field, !isNamedInText(field),
            !headings.contains(where: { type.fields(named: $0) == field })
        else { return }
        let name = type.fields[field].label[language].capitalizedFirst
        body.added += name
        open((name, 2))
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

    /// Returns the lines that are names of fields in lower-case letters over their values, if there are several:
    /// below a blank line, in lines that begin with a field's name, or consecutive, as *Salario* over *Q 8,500.00*
    /// and *Horario* over *8:00 a 16:00*.
    func findNamesOverValues() -> Set<Int> {
        let names = Set(
            lines.indices.filter { place in
                guard isLoneName(place), let words = text(place), words.first?.isUppercase == true else { return false }
                return (evidence.isShouted || !PastedName.isInCapitals(words)) && !PastedName.isNumbered(words)
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
        let areSeveral = Set(found.map { text($0).flatMap { type.fields(named: $0) } }).count > 1
        let all = (areSeveral ? found : found.filter { isBreak($0 - 1) && standsOverProse($0) })
            .union(namesInStretches(names))
        var above: Int?
        return Set(
            all.sorted().filter { place in
                // A quality among others is an entry: *Responsabilidad* between *Liderazgo* and *Iniciativa*.
                if isQuality(place), above.map(isOfProfile) == true { return false }
                above = text(place).flatMap { type.fields(named: $0) }
                return true
            })
    }

    /// Whether the line below is a sentence.
    private func standsOverProse(_ place: Int) -> Bool {
        guard let below = text(place + 1), below.hasSuffix("."), PastedPair(below) == nil else { return false }
        return below.split(separator: " ").count > 3
    }

    /// Returns the lines that name fields, and the titles among them, in runs of lines without blank ones that name
    /// at least three fields: *Unidad* over *Tesorería*, *Objetivo del cargo* over its text. The line below a name of
    /// one fact is its value, whatever it says.
    private func namesInStretches(_ names: Set<Int>) -> Set<Int> {
        var found: Set<Int> = []
        var start = 0
        while start < lines.count {
            var end = start
            while !isBreak(end) { end += 1 }
            let named = namesInStretch(start..<end, names)
            if Set(named.compactMap { text($0).flatMap { type.fields(named: $0) } }).count > 2 {
                found.formUnion(named)
                found.formUnion(titles(in: start..<end, among: named))
            }
            start = end + 1
        }
        return found
    }

    private func namesInStretch(_ stretch: Range<Int>, _ names: Set<Int>) -> [Int] {
        var found: [Int] = []
        for place in stretch where names.contains(place) {
            let above = found.last.flatMap { text($0) }.flatMap { type.fields(named: $0) }
            let isBelow = found.last == place - 1
            if let above, isBelow, !type.fields[above].gathers { continue }
            found.append(place)
        }
        return found
    }

    /// Returns the lines of titles that name no field among lines that name fields: short words below the end of a
    /// sentence or a table, over another sentence, a list or a table.
    private func titles(in stretch: Range<Int>, among named: [Int]) -> [Int] {
        guard let first = named.first, let last = named.last else { return [] }
        return stretch.filter { place in
            guard place > first, place <= last + 8, !named.contains(place), !named.contains(place - 1),
                let words = text(place),
                isTitle(words), !PastedName.isInCapitals(words), words.split(separator: " ").count < 6,
                type.fields(named: words).map({ PastedPeople.fields.contains(type.fields[$0].key) }) != true
            else { return false }
            if isTable(place - 1), text(place + 1) != nil { return true }
            guard text(place - 1)?.hasSuffix(".") ?? !isBreak(place - 1) else { return false }
            return leads(place) || text(place + 1).map { $0.hasSuffix(".") || PastedPair($0) != nil } ?? false
        }
    }

    /// Whether a line is the name of a field of rows right above a table.
    func isOverTable(_ place: Int, of field: Int) -> Bool {
        guard leads(place), isNameAlone(place), case .rows = type.fields[field].kind else { return false }
        if case .item = lines[place + 1] { return false }
        return true
    }

    private func isTable(_ place: Int) -> Bool {
        guard lines.indices.contains(place), case .table = lines[place] else { return false }
        return true
    }

    /// Whether a line names a quality of people that is also the name of a field, below a line without a full stop,
    /// such as another entry of a list.
    private func isQuality(_ place: Int) -> Bool {
        guard let words = text(place)?.folded, Self.qualities.contains(words) else { return false }
        return text(place - 1)?.hasSuffix(".") == false
    }

    private static let qualities: Set<String> = [
        "responsabilidad", "responsabilidades", "comunicacion", "comunicaciones", "autoridad", "supervision",
        "toma de decisiones", "decisiones", "iniciativa", "autonomia", "criterio", "resultados", "valores", "etica",
        "objetividad", "relaciones interpersonales",
        "relaciones humanas", "relaciones publicas", "liderazgo", "trabajo en equipo", "planificacion", "organizacion",
        "responsibility", "communication", "authority", "decision making", "leadership", "teamwork",
    ]

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

    /// Whether words look like a title: they begin with a capital letter, name neither an action nor a post, and have
    /// no digits and commas.
    private func isTitle(_ words: String) -> Bool {
        guard let last = words.last, !".,;:".contains(last), words.first?.isUppercase == true,
            words.split(separator: " ").count < 9, PastedPair(words) == nil, !PastedName.isInfinitive(words)
        else { return false }
        return !words.contains { $0.isNumber || $0 == "," } && !PastedPeople.isPost(words)
    }

    /// Whether a name stands over its short value: *Jefe inmediato*, and *Coordinadora* in the line below.
    func standsOver(_ place: Int) -> Bool {
        guard let words = text(place), let index = type.fields(named: words), let value = text(place + 1),
            !PastedPeople.fields.contains(type.fields[index].key),
            namesStandAlone && isBreak(place + 2)
                || namesOverValues.contains(place) && (isBreak(place + 2) || namesOverValues.contains(place + 2))
        else { return false }
        switch type.fields[index].kind {
        case .markdown, .rows, .group, .list, .codeList: return false
        // A sentence is not a value: *El protocolo entra en vigencia el 1 de enero de 2024.*
        default: return value.count <= 100 && !PastedPeople.isSentence(value)
        }
    }
}
