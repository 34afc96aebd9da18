import OficioBasics
import OficioSource

/// Finds requirements about a person's age, sex, looks, family or belief.
///
/// Each sentence is judged separately. The people whom a job serves (*atención a mujeres*) and the length of
/// somebody's work are not traits of its holder.
enum PersonalTraits {
    /// Returns the words of the first personal trait in a text, or `nil` if it names none. A text without a relevant
    /// word costs one pass.
    static func firstTrait(in text: String) -> String? {
        guard text.withFoldedBytes(holdsStem) else { return nil }
        for sentence in text.split(whereSeparator: { $0 == "." || $0 == ";" || $0 == "\n" }) {
            let words = String(sentence).folded.parts(between: " ").map(String.init)
            if let found = ageRequirement(words) ?? sexRequirement(words) ?? looksRequirement(words)
                ?? familyRequirement(words) ?? beliefRequirement(words)
            {
                return found
            }
        }
        return nil
    }

    /// Whether the value of a field about one trait excludes people. *Indistinto*, both sexes and the legal age
    /// exclude nobody.
    static func excludes(_ text: String, trait: String) -> Bool {
        let words = text.folded.parts(between: " ").map(String.init)
        if words.isEmpty || words.contains(where: isOpen) { return false }
        if trait == "edad" {
            let numbers = words.compactMap { Int($0) }.filter(ages.contains)
            let isLegal = numbers == [18] && !words.contains { ["maximo", "maxima", "menor", "hasta"].contains($0) }
            return !numbers.isEmpty && !isLegal || words.contains { $0.hasPrefix("joven") || $0 == "young" }
        }
        if trait == "genero" {
            return Set(words.filter { sexes.contains($0) || ["m", "f", "h"].contains($0) }.map { $0.first }).count == 1
        }
        return words.contains { word in ["solter", "casad", "single", "married"].contains { word.hasPrefix($0) } }
    }

    private static func isOpen(_ word: String) -> Bool {
        ["indistint", "indiferent", "ambos", "cualquier", "cualesquier", "any", "either", "both", "todos"].contains {
            word.hasPrefix($0)
        } || ["n/a", "na"].contains(word)
    }

    /// Whether a text contains a stem. Stems are compared only at offsets where the hash of four bytes equals the
    /// hash of the first four bytes of some stem.
    private static func holdsStem(_ folded: UnsafeBufferPointer<UInt8>) -> Bool {
        stemMarks.withUnsafeBufferPointer { marks in
            var key: UInt32 = 0
            for (place, byte) in folded.enumerated() {
                key = key << 8 | UInt32(byte)
                if place > 2, marks[mark(of: key)], stemBytes.contains(where: { matches($0, folded, place - 3) }) {
                    return true
                }
            }
            return false
        }
    }

    private static func matches(_ stem: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        place + stem.count <= bytes.count && stem.indices.allSatisfy { bytes[place + $0] == stem[$0] }
    }

    private static func mark(of key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 19) }

    /// For each hash of four bytes, whether some stem begins with them.
    private static let stemMarks: [Bool] = stems.reduce(into: Array(repeating: false, count: 1 << 13)) { marks, stem in
        marks[mark(of: stem.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })] = true
    }

    private static let stemBytes = stems.map { Array($0.utf8) }

    /// Stems of words for personal traits, of at least four bytes.
    private static let stems = [
        "edad", "joven", "menor de", "mayor de", "mayor a", " anos", "mujer", "hombre", "varon", "masculin", "femenin",
        "senorita", "dama", "caballero", "presencia",
        "presentacion",
        "aspecto", "apariencia", "imagen", "figura", "fisic", "complexion", "estatura", "talla", "peso", "solter",
        "casad",
        "civil", "hijos", "cargas familiares", "embaraz",
        "aged", "years", "young", "male", "looking", "appearance", "groomed", "single", "married", "children", "tall",
        "height", "pregnan", "under ", "attractive",
        "porte", "credo", "religi", "catolic", "evangelic",
    ]

    // MARK: - Age

    /// Stems of words that show that years measure work, not age.
    private static let ofWork = [
        "experienc", "antiguedad", "servicio", "ejercicio", "carrera", "estudio", "labor", "graduad", "titul",
        "vigencia", "cargo", "puesto", "similar", "work", "serv",
    ]
    private static let ages = 16...75

    private static func ageRequirement(_ words: [String]) -> String? {
        let isOfWork = words.contains { word in ofWork.contains { word.hasPrefix($0) } }
        for (place, word) in words.enumerated() {
            let next = place + 1 < words.count ? words[place + 1] : ""
            switch word {
            case "edad", "edades":
                let before = place > 0 ? words[place - 1] : ""
                // *Mayor de edad* is a legal requirement; *tercera edad* and *la edad de los usuarios* are not about
                // the holder of the job.
                let near = words[max(0, place - 2)...].prefix(8)
                if ["de", "tercera", "corta", "temprana", "la"].contains(before), !near.contains(where: isAge) {
                    continue
                }
                if ["media", "debido"].contains(next) { continue }
                if near.contains(where: isAge)
                    || ["maxima", "minima", "preferente", "preferible", "limite", "indispensable", "no"].contains(next)
                {
                    return words[place...].prefix(4).joined(separator: " ")
                }
            case "joven",
                "jovenes" where place < 3 && words.count < 7 && !words.contains("a") && !words.contains("con"):
                return word
            case "young" where place < 2 && words.count < 6: return word
            // *De 18 a 30 años*.
            case "de", "from":
                guard !isOfWork, isAge(next), words[place...].count > 4, ["a", "to"].contains(words[place + 2]),
                    isAge(words[place + 3]), ["anos", "years"].contains(words[place + 4])
                else { continue }
                return words[place...].prefix(5).joined(separator: " ")
            case "aged", "under", "menor", "menores", "mayor", "over", "entre", "hasta", "between", "mas", "tener":
                let near = words[place...].dropFirst().prefix(4)
                guard !isOfWork, let number = near.first(where: isAge) else { continue }
                // *Más de 20 años* alone may be years of something else.
                if word == "mas" || word == "tener", !words.contains("no") && words.count > 5 { continue }
                // *Mayor de 18* is the legal age of work, not discrimination.
                if ["mayor", "over"].contains(word), number == "18" { continue }
                let rest = words[place...].dropFirst().joined(separator: " ")
                if word == "aged" || rest.contains("anos") || rest.contains("years") { return "\(word) \(number)" }
            default: continue
            }
        }
        return nil
    }

    private static func isAge(_ word: String) -> Bool { Int(word).map(ages.contains) ?? tens.contains(word) }

    /// Folded words for ages.
    private static let tens: Set<String> = [
        "dieciocho", "veinte", "veintiuno", "veinticinco", "treinta", "cuarenta", "cincuenta", "sesenta", "thirty",
        "forty", "fifty",
    ]

    // MARK: - Sex

    private static let sexes: Set<String> = [
        "mujer", "mujeres", "hombre", "hombres", "varon", "varones", "masculino", "femenino", "senorita", "senoritas",
        "dama", "damas", "caballero", "caballeros", "male", "female", "men", "women",
    ]
    private static let choosing = [
        "prefer", "solo", "solamente", "unica", "exclusiv", "sexo", "genero", "only", "sex", "gender", "indispensable",
    ]

    private static func sexRequirement(_ words: [String]) -> String? {
        guard let place = words.firstIndex(where: sexes.contains) else { return nil }
        // A requirement that names both sexes excludes nobody.
        let others = Set(words.filter(sexes.contains).map { $0.first })
        if others.count > 1 || words.contains("indistinto") || words.contains("ambos") { return nil }
        let chooses = words.contains { word in choosing.contains { word.hasPrefix($0) } }
        return chooses && words.count < 12
            || (place == 0 || place == 1 && words[0] == "ser") && words.count < 6
                && !words.contains(where: { ["y", "and"].contains($0) })
            ? words[place] : nil
    }

    // MARK: - Looks

    private static let praise = [
        "buen", "buena", "excelente", "agradable", "adecuada", "impecable", "optima", "intachable", "esmerada", "good",
        "pleasant", "smart", "well", "attractive",
    ]
    private static let looksRequirement: Set<String> = [
        "presencia", "presentacion", "aspecto", "apariencia", "imagen", "figura", "porte", "looking", "appearance",
        "groomed",
    ]

    private static func looksRequirement(_ words: [String]) -> String? {
        for (place, word) in words.enumerated() {
            let next = place + 1 < words.count ? words[place + 1] : ""
            if looksRequirement.contains(word) {
                let isPraised = words[..<place].suffix(2).contains { praise.contains($0) } || praise.contains(next)
                // *Buena presentación de informes* and *buena imagen de la institución* are not about looks.
                let isOwn = next.isEmpty || ["personal", "fisica", "fisico", "y", "e", "agradable"].contains(next)
                if isOwn && (isPraised || next == "fisica" && word == "apariencia") {
                    return words[max(0, place - 1)...].prefix(3).joined(separator: " ")
                }
            }
            switch word {
            case "estatura", "complexion": return word
            case "figura" where ["esbelta", "delgada", "atractiva", "proporcionada"].contains(next):
                return "\(word) \(next)"
            case "talla",
                "peso" where ["minima", "minimo", "maximo", "proporcional", "no", "acorde"].contains(next):
                return "\(word) \(next)"
            case "tall" where words.count < 9, "height" where words.count < 9: return word
            default: continue
            }
        }
        return nil
    }

    // MARK: - Family

    private static func familyRequirement(_ words: [String]) -> String? {
        let text = words.joined(separator: " ")
        for phrase in [
            "estado civil", "sin hijos", "cargas familiares", "prueba de embarazo", "no embarazada",
            "no estar embarazada", "no children", "not pregnant",
        ]
        where text.contains(phrase) { return phrase }
        guard words.count < 9 else { return nil }
        return words.first {
            ["soltero", "soltera", "solteros", "solteras", "casado", "casada", "single", "married"].contains($0)
        }
        .flatMap { $0 == "single" && words.count > 1 && words[0] != "single" ? nil : $0 }
    }

    // MARK: - Belief

    /// Returns the words of a short requirement that names a faith, `nil` if it names none. *Libertad de religión*
    /// and subjects that are taught are excluded.
    private static func beliefRequirement(_ words: [String]) -> String? {
        guard words.count < 7 else { return nil }
        if let place = words.firstIndex(where: { ["credo", "religion"].contains($0) }),
            place + 1 < words.count || place > 0, !words.contains("libertad")
        {
            return words[place...].prefix(2).joined(separator: " ")
        }
        return words.first {
            ["catolico", "catolica", "evangelico", "evangelica", "catholic", "protestant"].contains($0)
        }
    }
}
