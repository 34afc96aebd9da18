import OficioSchema

/// A field that a record's form requires but the record does not set.
package struct MissingField: Sendable {
    /// The missing field, or the missing member of a group.
    package let field: Field
    /// The title of the form's section that requires the field; `nil` for the title of the document, which no section
    /// requires.
    package let section: String?
    /// Whether the document is complete without the field. The head of an institution, for example, reports to nobody.
    package let isExcused: Bool
}

extension Corpus {
    /// Returns the fields that a record's form requires but the record does not set, in the order of the form. The
    /// result is empty for a record whose source could not be read completely; for an external document it has at
    /// most the title.
    package func missingFields(of index: Int) -> [MissingField] {
        let record = records[index]
        if record.isBroken { return [] }
        let type = type(of: index)
        var found: [MissingField] = []
        if let title = type.declaredTitleField, !record.has(title) {
            found.append(MissingField(field: type.fields[title], section: nil, isExcused: false))
        }
        if isExternal(record) { return found }
        func visit(_ sections: [FormSection]) {
            for section in sections {
                if section.isRequired {
                    for placement in section.allFields where !record.sets(placement.path) {
                        if placement.path.count == 1, section.field?.path == placement.path, !section.fields.isEmpty {
                            continue
                        }
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
    /// Whether the document sets the field, or the member of a group, at a path in the type.
    fileprivate func sets(_ path: [Int]) -> Bool {
        guard has(path[0]) else { return false }
        guard path.count > 1, case .group(let members)? = value(path[0]) else { return true }
        return members.contains { $0.field == path[1] }
    }
}

extension DocumentType {
    /// Returns the field, or the member of a group, at a path in the type.
    fileprivate func field(at path: [Int]) -> Field {
        let field = fields[path[0]]
        if path.count > 1, case .group(let members) = field.kind { return members[path[1]] }
        return field
    }
}
