import OficioBasics
import OficioSchema

/// What the internal documents and parts of a site say, to find out whether words of a release have
/// moved there.
package struct InternalText: Sendable {
    /// The folded words of each document's internal parts, with a space around each word and a line
    /// feed between texts.
    private var texts: [(title: String, bytes: [UInt8])] = []
    /// The indices of the texts that hold a telling word.
    private var places: [Substring: [Int]] = [:]
    private let corpus: Corpus?
    /// The keys of all texts that everybody sees, computed only if some text is internal and may be public too.
    private let open = Lazy<Set<String>>()

    /// Whether a site has nothing internal.
    package var isEmpty: Bool { texts.isEmpty }

    /// Creates a value without text.
    package init() { corpus = nil }

    /// Collects the internal text of all records.
    package init(of corpus: Corpus) {
        self.corpus = corpus
        let manuals = corpus.manuals
        for (index, record) in corpus.records.enumerated() {
            let type = corpus.schema.types[record.type]
            let parts = InternalParts(of: record, corpus.schema, manual: manuals[index].map { corpus.records[$0] })
            guard !parts.isEmpty || record.fields.contains(where: { type.fields[$0.field].holdsInternal }) else {
                continue
            }
            let pieces = WithheldParts.parts(of: record, parts, type).flatMap {
                $0.isHidden ? $0.pieces : $0.hiddenPieces
            }.filter { !$0.key.isEmpty }
            if pieces.isEmpty { continue }
            for word in WithheldParts.telling(pieces) { places[word, default: []].append(texts.count) }
            texts.append((record.title, Array(pieces.map { " \($0.key) \n" }.joined().utf8)))
        }
    }

    /// The title of a document of which some internal text says what a piece says, and no public text of the site;
    /// `nil` for none, and for a piece of less than three words without a digit, which any text may hold.
    func title(holding piece: TextPiece) -> String? {
        if texts.isEmpty { return nil }
        let words = piece.key.split(separator: " ")
        guard words.count > 2 || words.contains(where: { $0.count > 3 && $0.contains(where: \.isNumber) }) else {
            return nil
        }
        let wanted = Array(" \(piece.key) ".utf8)
        let telling = WithheldParts.telling([piece])
        let least = telling.map { places[$0] ?? [] }.min { $0.count < $1.count } ?? Array(texts.indices)
        let found = least.first { texts[$0].bytes.firstOffset(of: wanted, in: texts[$0].bytes.indices) != nil }
        guard let found, !openTexts.contains(piece.key) else { return nil }
        return texts[found].title
    }

    private var openTexts: Set<String> {
        guard let corpus else { return [] }
        return open.value {
            let manuals = corpus.manuals
            return corpus.records.enumerated().reduce(into: []) { texts, item in
                let manual = manuals[item.offset].map { corpus.records[$0] }
                let parts = InternalParts(of: item.element, corpus.schema, manual: manual)
                if parts.isWhole { return }
                for part in WithheldParts.parts(of: item.element, parts, corpus.schema.types[item.element.type])
                where !part.isHidden { texts.formUnion(part.pieces.map(\.key) + [TextPiece(part.name).key]) }
            }
        }
    }
}

extension Corpus {
    /// The manual that each record is a member of, by the record's index.
    package var manuals: [Int: Int] {
        var manuals: [Int: Int] = [:]
        for (index, record) in records.enumerated() {
            guard case .references(let members)? = value(record, .members) else { continue }
            for member in members {
                if let target = target(of: member, from: record.file) { manuals[target] = index }
            }
        }
        return manuals
    }
}
