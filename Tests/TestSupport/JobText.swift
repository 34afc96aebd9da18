/// A random number generator that gives the same numbers on every run (SplitMix64).
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A random job as an author would write it, and random edits of it.
public struct JobText: Sendable {
    public var title: String
    public var objective: String
    /// Tasks by frequency; an empty list is written as N/A.
    public var functions: [(frequency: String, tasks: [String])]
    public var goods: [String]
    public var competencies: [(name: String, level: Int)]
    public var grade: String?
    public var note: String?

    private static let words = [
        "atender", "expediente", "petición", "año", "revisión", "plazo", "ciudadano", "nómina", "pensión", "archivo",
        "señal", "oficina", "trámite", "cédula",
        "informe", "módulo", "según", "norma", "45", "10 %", "acta", "comité", "útil", "vigüela", "turno", "sello",
        "firma", "registro",
    ]
    private static let frequencies = ["Diaria", "Semanal", "Mensual", "Trimestral", "Anual"]

    static func sentence(_ random: inout SeededRandom) -> String {
        let count = Int.random(in: 3...14, using: &random)
        let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    public init(_ random: inout SeededRandom) {
        title = "Puesto " + Self.sentence(&random).dropLast()
        objective = Self.sentence(&random)
        functions = Self.frequencies.map { frequency in
            (frequency, (0..<Int.random(in: 0...6, using: &random)).map { _ in Self.sentence(&random) })
        }
        goods = (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.sentence(&random) }
        competencies = (0..<Int.random(in: 0...4, using: &random)).map {
            ("Competencia \($0 * 3 + 1)", Int.random(in: 1...3, using: &random))
        }
        grade = Bool.random(using: &random) ? "0\(Int.random(in: 1...9, using: &random))" : nil
        note = nil
    }

    /// Returns the same job after several changes of different kinds.
    public func edited(_ random: inout SeededRandom) -> JobText {
        var job = self
        for _ in 0..<Int.random(in: 1...8, using: &random) { job.change(&random) }
        return job
    }

    private mutating func change(_ random: inout SeededRandom) {
        let place = Int.random(in: functions.indices, using: &random)
        switch Int.random(in: 0...11, using: &random) {
        case 0: objective = Self.reworded(objective, &random)
        case 1:
            functions[place].tasks.insert(
                Self.sentence(&random), at: Int.random(in: 0...functions[place].tasks.count, using: &random))
        case 2 where !functions[place].tasks.isEmpty:
            functions[place].tasks.remove(at: Int.random(in: functions[place].tasks.indices, using: &random))
        case 3 where !functions[place].tasks.isEmpty:
            let task = Int.random(in: functions[place].tasks.indices, using: &random)
            functions[place].tasks[task] = Self.reworded(functions[place].tasks[task], &random)
        case 4: functions[place].tasks.shuffle(using: &random)
        case 5 where !functions[place].tasks.isEmpty:
            let task = functions[place].tasks.remove(at: Int.random(in: functions[place].tasks.indices, using: &random))
            functions[Int.random(in: functions.indices, using: &random)].tasks.append(task)
        case 6: goods = goods.isEmpty ? [Self.sentence(&random)] : Array(goods.dropFirst())
        case 7: goods.append(Self.sentence(&random))
        case 8 where !competencies.isEmpty: competencies[0].level = Int.random(in: 1...3, using: &random)
        case 9: competencies.append(("Competencia \(Int.random(in: 20...90, using: &random))", 1))
        case 10: grade = grade == nil ? "07" : nil
        default: note = note == nil ? Self.sentence(&random) : nil
        }
    }

    private static func reworded(_ text: String, _ random: inout SeededRandom) -> String {
        var words = text.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return text }
        words[Int.random(in: words.indices, using: &random)] = Self.words.randomElement(using: &random) ?? ""
        return words.joined(separator: " ")
    }

    /// The source of the job: Markdown with front matter.
    public var markdown: String {
        var text = "---\ntítulo: \"\(title)\"\n"
        if let grade { text += "clase: \(grade)\n" }
        if !competencies.isEmpty {
            text +=
                "competencias:\n"
                + competencies.map { "  - {competencia: \"\($0.name)\", nivel: \($0.level)}\n" }.joined()
        }
        text += "---\n\n## Objetivo\n\n\(objective)\n\n## Funciones periódicas\n"
        for group in functions {
            text +=
                "\n### \(group.frequency)\n\n"
                + (group.tasks.isEmpty ? "N/A\n" : group.tasks.enumerated().map { "\($0 + 1). \($1)\n" }.joined())
        }
        if !goods.isEmpty { text += "\n## Bienes\n\n" + goods.map { "- \($0)\n" }.joined() }
        if let note { text += "\n## Condiciones del cargo\n\n\(note)\n" }
        return text
    }
}
