import OficioModel
import OficioSchema
import OficioSource

/// A key or a heading of a source, with the field that the decoder reads it as.
struct NamedPlace: Sendable {
    /// The key as written, or the words of the heading.
    let name: String
    /// The folded names that the key or heading may stand for.
    private let names: [String]
    /// The field that the name means; `nil` for a section of the author's own and for an unknown
    /// key.
    let target: FieldResolver.Target?
    let place: FieldPlace
    /// The offset of the key or section that gathers the field with other fields; `nil` if none does.
    let owner: Int?

    init(_ heading: Text, _ target: FieldResolver.Target?, _ place: FieldPlace, owner: Int? = nil) {
        name = heading.plain
        let bare = AccessMark(heading)?.heading ?? heading
        names = Heading.candidates((HeadingField(bare)?.heading ?? bare).plain)
        self.target = target
        self.place = place
        self.owner = owner
    }

    private init(_ key: String, _ target: FieldResolver.Target?, _ place: FieldPlace, owner: Int?) {
        name = key
        names = [key.folded]
        self.target = target
        self.place = place
        self.owner = owner
    }

    var isKey: Bool { if case .key = place { true } else { false } }

    func isNamed(_ name: String) -> Bool { names.contains(name.folded) }

    /// Whether the place is the field at an index itself, and not a member of it.
    func isField(_ index: Int) -> Bool { target == .field(index) || target == .longer(index) }

    /// Returns the index of the place that is spelled exactly like `name`. A place that no other one gathers comes
    /// first. Returns `nil` if there is no such place.
    static func index(spelled name: String, in places: [NamedPlace]) -> Int? {
        places.firstIndex { $0.owner == nil && $0.name == name } ?? places.firstIndex { $0.name == name }
    }

    // MARK: Listing

    /// Returns the keys of a mapping, each followed by the keys that it gathers.
    static func all(
        in mapping: YAMLMapping, _ resolver: FieldResolver?, reading isField: (YAMLNode.Entry) -> Bool,
        _ text: SourceText, owner: Int? = nil
    ) -> [NamedPlace] {
        mapping.entries.indices.flatMap { index -> [NamedPlace] in
            let entry = mapping.entries[index]
            let target = isField(entry) ? resolver?.target(ofKey: entry.key.text, entry.value) : nil
            let place = NamedPlace(entry.key.text, target, .key(mapping, index), owner: owner)
            guard let resolver, case .field(let field)? = target, resolver.type.fields[field].gathers,
                let inner = YAMLEdits(text).mapping(entry.value)
            else { return [place] }
            return [place] + all(in: inner, resolver, reading: { _ in true }, text, owner: place.place.start)
        }
    }

    /// Returns the sections of a body, each followed by the parts that it gathers.
    static func all(in sections: [Section], _ resolver: FieldResolver, _ text: SourceText) -> [NamedPlace] {
        sections.flatMap { section -> [NamedPlace] in
            let target = resolver.target(ofSection: section.heading, section.blocks)
            let outer = NamedPlace(section.heading, target, .section(section))
            guard resolver.gathers(target) else { return [outer] }
            return [outer]
                + section.gatheredParts(text).compactMap { part in
                    resolver.target(of: part.heading, part.blocks).map {
                        NamedPlace(part.heading, $0, .part(part, of: section), owner: section.range.lowerBound)
                    }
                }
        }
    }
}
