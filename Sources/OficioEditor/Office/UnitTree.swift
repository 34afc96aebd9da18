import OficioModel
import OficioSchema

/// The unit to which each document of a site belongs, with the units above it.
struct UnitTree: Sendable {
    /// The ids of a document's unit and of the units above it, from the lowest to the highest; empty for a document
    /// without a unit.
    typealias Chain = [String]

    /// The chain of a document whose unit cannot be known: it names one that does not exist or is not unique, or its
    /// source is damaged. No unit has the id, so only who sees the whole site has a permission for it.
    static let unknown: Chain = ["?"]

    /// The chains by the index of the record. A unit belongs to itself.
    let chains: [Chain]
    /// The indices of the records by the path of their file.
    let records: [String: [Int]]

    init(_ corpus: Corpus) {
        let units = Self.units(in: corpus)
        var parents: [Int: Int] = [:]
        for unit in units { parents[unit] = Self.unit(of: unit, [.parentUnit], corpus) }
        var chainOfUnit: [Int: Chain] = [:]
        for unit in units {
            var chain: Chain = [], seen: Set<Int> = [], next: Int? = unit
            while let unit = next, seen.insert(unit).inserted {
                chain.append(corpus.records[unit].id)
                next = parents[unit]
            }
            chainOfUnit[unit] = chain
        }
        chains = corpus.records.indices.map { record in
            if corpus.type(of: record).key == .unit { return chainOfUnit[record] ?? Self.unknown }
            switch Self.owner(of: record, corpus) {
            case .unit(let unit): return chainOfUnit[unit] ?? Self.unknown
            case .unknown: return Self.unknown
            case .none: return []
            }
        }
        records = Dictionary(grouping: corpus.records.indices) { corpus.path(of: corpus.records[$0].file) ?? "" }
    }

    /// Returns the indices of the units of a site. A unit whose id another unit has too is left out: it would share the
    /// permissions of the other.
    static func units(in corpus: Corpus) -> [Int] {
        guard let type = corpus.schema.types.firstIndex(where: { $0.key == .unit }) else { return [] }
        let all = corpus.records(ofType: type)
        let counts = Dictionary(grouping: all) { corpus.records[$0].id }
        return all.filter { counts[corpus.records[$0].id]?.count == 1 }
    }

    private enum Owner {
        case unit(Int)
        case unknown, none
    }

    /// Returns the unit of a document, or else that of its area.
    private static func owner(of record: Int, _ corpus: Corpus) -> Owner {
        if corpus.records[record].isBroken { return .unknown }
        for field in [FieldKey.unit, .area] {
            guard let value = corpus.value(corpus.records[record], field), !value.isNotApplicable else { continue }
            if let unit = unit(of: record, [field], corpus) { return .unit(unit) }
            // An area may be a text that names no unit.
            if case .references(let references) = value, references.allSatisfy(\.isOptional) { continue }
            return .unknown
        }
        return .none
    }

    /// Returns the first unit that one of the fields names; `nil` if none does.
    private static func unit(of record: Int, _ fields: [FieldKey], _ corpus: Corpus) -> Int? {
        for field in fields {
            guard case .references(let references)? = corpus.value(corpus.records[record], field) else { continue }
            let targets = references.compactMap {
                corpus.target(of: $0, types: [.unit], from: corpus.records[record].file)
            }
            if let unit = targets.first(where: { $0 != record }) { return unit }
        }
        return nil
    }
}
