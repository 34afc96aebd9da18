import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports a requirement of age, sex, looks or family.
    package static let discriminatoryRequirement = Rule(
        "requisito-discriminatorio", .competencies, .warning,
        what: Localized(
            es: "Un requisito pide edad, sexo, apariencia o situación familiar.",
            en: "A requirement asks for age, sex, looks or family status."),
        why: Localized(
            es: """
                Deja fuera a quien puede hacer el trabajo. El Convenio 111 de la OIT prohíbe las distinciones que \
                anulan la igualdad en el empleo, salvo las que exige el trabajo mismo: si es así, el perfil debe \
                decir qué tarea lo exige.
                """,
            en: """
                It leaves out people who can do the work. ILO Convention 111 forbids distinctions that impair \
                equality in employment, except those that the work itself demands: if so, the profile should say \
                which task does.
                """),
        fires: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: [Orden, Buena presencia]
            experiencia: Un año; edad máxima de 35 años.
            sexo: masculino
            ---
            """,
        passes: """
            === content/puestos/cajero.md
            ---
            título: Cajero
            aptitudes: [Orden, Presencia en las reuniones]
            experiencia: Un año en atención a personas mayores de edad o en situación de embarazo.
            edad: Mayor de 18 años
            sexo: Indistinto
            ---
            """)
}

/// Finds discriminatory requirements. It reads only the fields of a job that describe its holder, because functions
/// may legitimately concern age or sex.
enum DiscriminatoryRequirement {
    private static let fields: Set<FieldKey> = [
        .essentialRequirements, .education, .degree, .discipline, .otherTraining, .experience, .experienceArea,
        .experienceKind, .educationLevel,
        .requiredKnowledge, .desirableKnowledge, .skills, .aptitudes, .competencies, .competenciesByFamily,
        .workingConditions, .requirements, .attitudes,
    ]
    /// Fields that each hold one trait of a person.
    private static let traits: Set<FieldKey> = [.age, .gender, .maritalStatus]
    /// Folded beginnings of the headings of extra sections that describe the holder of a job.
    private static let headings = [
        "requisit", "perfil", "actitud", "condicion", "caracterist", "competenc", "cualidad", "rasgo", "aptitud",
        "habilidad", "destreza", "otros requ", "edad", "sexo",
        "genero",
        "requirement", "attitude", "qualit", "condition",
    ]

    static func check(_ context: CheckContext, _ index: Int) -> [Diagnostic] {
        let corpus = context.corpus
        let type = corpus.type(of: index)
        guard type.key == .job else { return [] }
        var found: [Diagnostic] = []
        func examine(_ text: Text) {
            if let words = PersonalTraits.firstTrait(in: text.plain) {
                report(Self.asWritten(words, in: text.plain), text)
            }
        }
        func report(_ words: String, _ text: Text) {
            found.append(
                Diagnostic(
                    .discriminatoryRequirement, at: text.span,
                    Localized(
                        es: "«\(words)» no puede decidir quién ocupa el puesto",
                        en: "“\(words)” may not decide who holds the job"),
                    record: corpus.name(ofRecord: index)))
        }
        func visit(_ value: Value) {
            switch value {
            case .text(let text): examine(text)
            case .blocks(let blocks): blocks.forEachText(examine)
            case .list(let items): for item in items { item.blocks.forEachText(examine) }
            case .rows(let rows): for row in rows.rows { for cell in row.cells { visit(cell.value) } }
            case .group(let members): for member in members { visit(member.value) }
            // A job may name competencies in words.
            case .references(let references): for reference in references { examine(reference.text) }
            case .notApplicable, .date, .integer, .percent, .boolean, .duration, .codes, .codeList: break
            }
        }
        for value in corpus.records[index].fields where fields.contains(type.fields[value.field].key) {
            visit(value.value)
        }
        for value in corpus.records[index].fields where traits.contains(type.fields[value.field].key) {
            let name = type.fields[value.field].label
            guard case .text(let text) = value.value, PersonalTraits.excludes(text.plain, trait: name.spanish.folded)
            else { continue }
            report("\(name[corpus.schema.language].lowercased()): \(text.plain)", text)
        }
        for section in corpus.records[index].extra where Self.isRequirement(section.heading.plain.folded) {
            section.blocks.forEachText(examine)
        }
        return found
    }

    /// Returns the words of a text from the first to the last of some folded words: *Mayor de 35* for *mayor 35*; the
    /// folded words if the text does not contain them close together.
    private static func asWritten(_ folded: String, in text: String) -> String {
        let wanted = folded.split(separator: " ").map(String.init)
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        func isSame(_ word: String, _ other: String) -> Bool {
            word.folded.filter { $0.isLetter || $0.isNumber } == other.filter { $0.isLetter || $0.isNumber }
        }
        guard let first = wanted.first, let last = wanted.last else { return folded }
        for start in words.indices where isSame(words[start], first) {
            let end = words.indices[start...].prefix(wanted.count + 3).last { isSame(words[$0], last) }
            if let end, end - start + 1 >= wanted.count {
                return words[start...end].joined(separator: " ").trimmingPunctuation
            }
        }
        return folded
    }

    private static func isRequirement(_ heading: String) -> Bool { headings.contains { heading.hasPrefix($0) } }
}

extension String {
    /// The text without a comma, full stop or bracket at its end.
    fileprivate var trimmingPunctuation: String {
        var rest = self[...]
        while let last = rest.last, ".,;:)".contains(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
