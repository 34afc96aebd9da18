import OficioSchema
import OficioSource

// Sections of a pasted text that gather several fields.
extension PastedText {
    /// Whether a field gets a `##` heading of its own even inside a section that gathers fields.
    func isOwnSection(_ field: Int) -> Bool {
        guard isGathering else { return section.field.map { $0 != field } ?? true || !section.isOpen }
        if isIdentification { return true }
        let gathered =
            section.field.map { type.fields[$0].key } == .workingRelationships ? Self.contacts : Self.profile
        return type.fields[field].gathers || !gathered.contains(type.fields[field].key)
    }

    /// Fields that a section about relations gathers.
    private static let contacts: Set<FieldKey> = [.internalContacts, .externalContacts, .committees]

    /// Fields that a section of requirements gathers.
    private static let profile: Set<FieldKey> = [
        .education, .educationLevel, .degree, .discipline, .otherTraining, .experience, .experienceArea,
        .requiredKnowledge,
        .desirableKnowledge, .skills, .aptitudes, .attitudes, .competencies, .languages, .licences, .age,
        .gender, .nationality,
        .maritalStatus, .essentialRequirements,
    ]

    /// Whether a section of requirements gathers a field.
    func isOfProfile(_ field: Int) -> Bool { Self.profile.contains(type.fields[field].key) }

    var isGathering: Bool { section.field.map { type.fields[$0].gathers } ?? false }

    var isIdentification: Bool {
        section.isBox || section.field.map { type.fields[$0].key == .identification } ?? false
    }

    var holdsRows: Bool {
        guard let field = isGathering ? section.part : section.field, case .rows = type.fields[field].kind else {
            return false
        }
        return type.fields[field].key != .log && type.fields[field].key != .signatures
    }
}
