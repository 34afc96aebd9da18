import OficioSchema

/// A field that the form of a record requires and the record does not give.
package struct MissingField: Sendable {
    package let field: Field
    /// The title of the form's section that asks for it; `nil` for the title of a document.
    package let section: String?
    /// Whether the document is complete without it: whoever heads an institution reports to nobody, and forms ask all the same.
    package let isExcused: Bool
}

extension Corpus {
    /// What a record lacks of what its form requires, in the order of the form. A record that could not be read to its end lacks nothing.
    package func missingFields(of index: Int) -> [MissingField] {
        let record = records[index]
        if record.isBroken { return [] }
        let type = type(of: index)
        var found: [MissingField] = []
        if let title = type.field(named: "titulo"), !record.has(title) {
            found.append(MissingField(field: type.fields[title], section: nil, isExcused: false))
        }
        if isExternal(record) { return found }
        func visit(_ sections: [FormSection]) {
            for section in sections {
                if section.isRequired {
                    for placement in section.allFields where !record.gives(placement.path) {
                        if placement.path.count == 1, section.field?.path == placement.path, !section.fields.isEmpty { continue }
                        let field = type.field(at: placement.path)
                        if placement.path.count == 1, found.contains(where: { $0.field.id == field.id }) { continue }
                        let isExcused = field.key == .reportsTo && bosses.contains(index)
                        found.append(MissingField(field: field, section: section.title, isExcused: isExcused))
                    }
                }
                visit(section.sections)
            }
        }
        visit(schema.forms[record.form].sections)
        return found
    }
}

extension Record {
    /// Whether the document gives a field, or a member of a group, by its place in the type.
    fileprivate func gives(_ path: [Int]) -> Bool {
        guard has(path[0]) else { return false }
        guard path.count > 1, case .group(let members)? = value(path[0]) else { return true }
        return members.contains { $0.field == path[1] }
    }
}

extension DocumentType {
    /// A field, or a member of a group, by its place in the type.
    fileprivate func field(at path: [Int]) -> Field {
        let field = fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]] }
        return field
    }
}
