import OficioModel
import OficioSource

extension SourceEditor {
    /// The ids of the records of a collection in order; `nil` if the source is no collection.
    package var recordIDs: [String]? { isCollection ? decoder.decode(document).records.map(\.id) : nil }

    /// The targets of all references and links in the source, as written.
    private var targets: Set<String> {
        let corpus = Corpus(
            schema: schema, records: decoder.decode(document).records, paths: [path], attachments: [])
        return Set(corpus.records.indices.flatMap { corpus.mentions(in: $0) }.map(\.target))
    }

    /// Returns those of the given ranges whose bytes the decoder reads as the target of a reference or link. It
    /// decodes the source with a different name in each range to find them.
    func references(_ places: [Range<Int>]) -> [Range<Int>] {
        var start = "oficio-destino"
        while bytes.contains(Array(start.utf8)) { start += "-x" }
        func name(_ place: Int) -> String { "\(start)-\(place)-fin" }
        let places = places.sorted { $0.lowerBound < $1.lowerBound }
        let replacements = places.enumerated().map { SourcePatch.Replacement($1, name($0)) }
        guard let found = SourcePatch(replacements).flatMap({ applying($0) })?.targets else { return [] }
        return places.enumerated().filter { found.contains(name($0.offset)) }.map(\.element)
    }

    /// Returns the patch that adds an entry with the given members at the end of a collection. Fails if the source is
    /// not a collection, or if the other entries would change.
    package func addingRecord(_ members: [Content.Member]) -> Result<SourcePatch, EditRefusal> {
        changingRecords { (owner, sequence) throws(EditRefusal) in
            try yaml.insert(.members(members), at: sequence.items.count, in: sequence)
        }
    }

    /// Returns the patch that removes an entry of a collection, counted from 0. Fails if the source is not a
    /// collection, if it has no entry at the index, or if the other entries would change.
    package func removingRecord(at place: Int) -> Result<SourcePatch, EditRefusal> {
        changingRecords { (owner, sequence) throws(EditRefusal) in
            guard sequence.items.indices.contains(place) else { throw .noItem(place, owner.key.text) }
            return try yaml.remove(at: place, in: sequence, of: owner)
        }
    }

    private func changingRecords(
        _ change: (YAMLNode.Entry, YAMLSequence) throws(EditRefusal) -> [SourcePatch.Replacement]
    ) -> Result<SourcePatch, EditRefusal> {
        do throws(EditRefusal) {
            if let damage { throw EditRefusal(damaged: damage) }
            guard let owner = finder.type.flatMap({ document.collection(of: $0) }),
                let sequence = yaml.sequence(owner.value)
            else { throw .layout }
            guard let patch = SourcePatch(try change(owner, sequence)), let edited = applying(patch),
                edited.damage == nil,
                SourceLeaf.areKept(SourceLeaf.all(of: document), SourceLeaf.all(of: edited.document), by: patch)
            else { throw .unreadable }
            return .success(patch)
        } catch {
            return .failure(error)
        }
    }
}
