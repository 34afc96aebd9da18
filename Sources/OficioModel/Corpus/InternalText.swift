import OficioBasics
import OficioSchema

/// The words of a site's internal documents and parts, to detect words of a release that have moved there.
package struct InternalText: Sendable {
    /// The internal text of one document.
    private struct Document: Sendable {
        let title: String
        /// The folded words of its pieces, with a space around each word and a line feed between pieces.
        let bytes: [UInt8]
    }

    private var documents: [Document] = []
    /// The document of each piece that is internal.
    private var owners: [Int] = []
    /// The pieces that hold a telling word, by the word.
    private var holders: [Substring: [Int]] = [:]
    /// The documents with a piece that holds a telling word, by the word.
    private var places: [Substring: [Int]] = [:]
    /// The documents of the pieces that consist of some words, by these words in the order of the alphabet.
    private var wholes: [String: Int] = [:]
    private let corpus: Corpus?
    /// The public pieces of the site, each by its words in the order of the alphabet.
    private let shown = Lazy<Set<String>>()

    /// Whether a site has nothing internal.
    package var isEmpty: Bool { documents.isEmpty }

    /// Creates a value without text.
    package init() { corpus = nil }

    /// Collects the internal text of all records.
    package init(of corpus: Corpus) {
        self.corpus = corpus
        for (record, parts) in zip(corpus.records, PublicView.parts(in: corpus)) {
            let type = corpus.schema.types[record.type]
            guard !parts.isEmpty || record.fields.contains(where: { type.fields[$0.field].holdsInternal }) else {
                continue
            }
            var text = ""
            for part in WithheldParts.parts(of: record, parts, type) {
                for piece in part.isHidden ? part.pieces : part.hiddenPieces where !piece.key.isEmpty {
                    text += " \(piece.key) \n"
                    add(piece)
                }
            }
            if !text.isEmpty { documents.append(Document(title: record.title, bytes: Array(text.utf8))) }
        }
    }

    /// Adds a piece of the document that is collected now.
    private mutating func add(_ piece: TextPiece) {
        wholes[Self.sorted(piece)] = documents.count
        let telling = piece.words.filter(Self.isTelling)
        for word in telling where places[word]?.last != documents.count {
            places[word, default: []].append(documents.count)
        }
        if telling.count < Self.fewest { return }
        for word in telling { holders[word, default: []].append(owners.count) }
        owners.append(documents.count)
    }

    // MARK: Asking

    /// The title of a document of which some internal text says what a piece says; `nil` for none.
    ///
    /// A piece of three words or more, or with a long word that has a digit, counts wherever an internal text holds it
    /// word for word. Any other piece counts if an internal piece consists of its words, in any order, and a piece of
    /// three telling words or more also if an internal piece holds four fifths of these. A piece of whose words a
    /// public piece of the site consists does not count, because these are known.
    func title(holding piece: TextPiece) -> String? {
        if documents.isEmpty { return nil }
        let words = piece.key.split(separator: " ")
        let isLong = words.count > 2 || words.contains { $0.count > 3 && $0.contains(where: \.isNumber) }
        guard let document = (isLong ? verbatim(piece) : nil) ?? whole(piece) ?? reordered(piece), !isShown(piece)
        else {
            return nil
        }
        return documents[document].title
    }

    /// The document that holds a piece word for word.
    private func verbatim(_ piece: TextPiece) -> Int? {
        let wanted = Array(" \(piece.key) ".utf8)
        let rarest = piece.words.filter(Self.isTelling).map { places[$0] ?? [] }.min { $0.count < $1.count }
        return (rarest ?? Array(documents.indices)).first { index in
            let bytes = documents[index].bytes
            return bytes.firstOffset(of: wanted, in: bytes.indices) != nil
        }
    }

    /// The document with a piece that consists of the same words; `nil` for a value that is no text.
    private func whole(_ piece: TextPiece) -> Int? {
        guard !piece.isValue, piece.words.contains(where: Self.isTelling) else { return nil }
        return wholes[Self.sorted(piece)]
    }

    /// The document with a piece that holds nearly all telling words.
    private func reordered(_ piece: TextPiece) -> Int? {
        let telling = piece.words.filter(Self.isTelling)
        guard telling.count >= Self.fewest else { return nil }
        var counts: [Int: Int] = [:]
        for word in telling { for holder in holders[word] ?? [] { counts[holder, default: 0] += 1 } }
        let enough = telling.count - telling.count / 5
        return counts.filter { $0.value >= enough }.keys.min().map { owners[$0] }
    }

    private func isShown(_ piece: TextPiece) -> Bool {
        guard let corpus else { return false }
        let all = shown.value {
            var all: Set<String> = []
            for (record, parts) in zip(corpus.records, PublicView.parts(in: corpus)) where !parts.isWhole {
                all.insert(Self.sorted(TextPiece(record.title)))
                for part in WithheldParts.parts(of: record, parts, corpus.schema.types[record.type])
                where !part.isHidden {
                    all.formUnion(part.pieces.map(Self.sorted))
                    all.insert(Self.sorted(TextPiece(part.name)))
                }
            }
            return all
        }
        return all.contains(Self.sorted(piece))
    }

    private static let fewest = 3

    private static func isTelling(_ word: Substring) -> Bool { word.count > 3 || word.contains(where: \.isNumber) }

    private static func sorted(_ piece: TextPiece) -> String { piece.words.sorted().joined(separator: " ") }
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
