import OficioModel
import OficioSchema
import OficioSource

/// Finds the place that a path addresses.
extension FieldFinder {
    /// Returns the index of the place that the first name of a path means, or `nil` if no place has that name.
    func index(_ path: FieldPath, in places: [NamedPlace]) -> Int? {
        guard let name = path.names.first else { return nil }
        if let place = NamedPlace.index(spelled: name, in: places) { return place }
        if let field = type?.field(id: name) { return places.firstIndex { $0.isField(field) } }
        if let place = places.firstIndex(where: { $0.isNamed(name) }) { return place }
        guard let target = target(path) else { return nil }
        return places.firstIndex { $0.target == target || $0.isField(target.field) }
    }

    /// Returns the index of the field that the second name of a path means among the fields that the place `owner`
    /// gathers; `nil` if it means none of them.
    func index(_ path: FieldPath, ownedBy owner: Int, in places: [NamedPlace]) -> Int? {
        let name = path.names[1]
        let start = places[owner].place.start
        let owned = places.indices.filter { places[$0].owner == start }
        if let place = owned.first(where: { places[$0].isNamed(name) }) { return place }
        guard let field = resolver(nil)?.target(ofName: name)?.field else { return nil }
        return owned.first { places[$0].isField(field) }
    }

    /// Returns the place of a field, or `nil` if the source lacks the field. A key takes precedence over a heading of
    /// the same field, unless only the heading is spelled like the path.
    func find(_ path: FieldPath) throws(EditRefusal) -> FieldPlace? {
        let places = try places(ofRecord: path.record)
        let keys = places.filter(\.isKey)
        let isKey = !isSpelled(path, in: places) || isSpelled(path, in: keys)
        if let place = (isKey ? find(path, in: keys) : nil) ?? find(path, in: places) { return place }
        guard path.record == nil, isMarkdown, path.names.count == 1, let target = target(path) else { return nil }
        let title = headings.title
        if type?.body == target.field { return .body((title?.textStart ?? body.lowerBound)..<text.count) }
        if let title, .field(target.field) == resolver(nil)?.target(ofName: "titulo") { return .title(title) }
        return nil
    }

    /// Returns the section of the field that a path means, even if a key names the field, too; `nil` if no section
    /// does.
    func section(ofField path: FieldPath) -> Section? {
        guard let field = target(path)?.field else { return nil }
        for place in places where place.isField(field) {
            if case .section(let section) = place.place { return section }
        }
        return nil
    }

    /// Returns the place of a key, or `nil` if the source lacks the key.
    func findKey(_ path: FieldPath) throws(EditRefusal) -> FieldPlace? {
        find(path, in: try places(ofRecord: path.record).filter(\.isKey))
    }

    private func isSpelled(_ path: FieldPath, in places: [NamedPlace]) -> Bool {
        path.names.first.map { NamedPlace.index(spelled: $0, in: places) != nil } ?? false
    }

    private func find(_ path: FieldPath, in places: [NamedPlace]) -> FieldPlace? {
        guard let outer = index(path, in: places) else { return member(path, in: places) }
        if path.names.count == 1 { return places[outer].place }
        if let inner = index(path, ownedBy: outer, in: places) {
            return find(Array(path.names.dropFirst(2)), in: places[inner])
        }
        return find(Array(path.names.dropFirst()), in: places[outer]) ?? member(path, in: places)
    }

    /// Returns the place of a member of a group that stands outside of the group, under the label that a form gives
    /// the member; `nil` if there is none.
    private func member(_ path: FieldPath, in places: [NamedPlace]) -> FieldPlace? {
        guard path.names.count == 2, let type, let field = target(path)?.field,
            case .group(let members) = type.fields[field].kind, let member = members.member(path.names[1])
        else { return nil }
        return places.first { $0.target == .member(field, member) }?.place
    }

    /// Returns the place inside an outer place to which a list of names leads; `nil` if some name leads nowhere.
    private func find(_ names: [String], in outer: NamedPlace) -> FieldPlace? {
        var kind = outer.target.flatMap { target in type.map { $0.fields[target.field].kind } }
        var place = outer.place
        for name in names {
            var members: [Field] = []
            if case .group(let fields)? = kind { members = fields }
            let wanted = members.member(name)
            switch place {
            case .key(let mapping, let index):
                guard let inner = YAMLEdits(text).mapping(mapping.entries[index].value) else { return nil }
                let found = inner.entries.firstIndex { entry in
                    let key = entry.key.text.folded
                    return wanted.map { $0 == members.place(of: key) } ?? (key == name.folded)
                }
                guard let found else { return nil }
                place = .key(inner, found)
            case .section(let section):
                let found = section.parts(text).first { part in
                    wanted.map { $0 == members.place(ofHeading: part.heading) }
                        ?? Heading.candidates(part.heading.plain).contains(name.folded)
                }
                guard let found else { return nil }
                place = .part(found, of: section)
            case .part, .title, .body: return nil
            }
            kind = wanted.map { members[$0].kind }
        }
        return place
    }
}

extension [Field] {
    /// Returns the index of the member of a group that a name means: an identifier, a key or a heading; `nil` if it
    /// means none.
    func member(_ name: String) -> Int? {
        firstIndex { $0.id == name } ?? Heading.candidates(name).lazy.compactMap { place(of: $0) }.first
    }
}
