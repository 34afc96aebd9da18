import OficioBasics
import OficioSchema

/// What the internal documents and parts of a site say, to find out whether words of a release have
/// moved there.
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
        let parts = PublicView.parts(in: corpus)
        for (record, parts) in zip(corpus.records, parts) {
            var text = ""
            Self.forEachPiece(of: record, parts, corpus.schema, isHidden: true) { piece in
                text += " \(piece.key) \n"
                add(piece)
            }
            if !text.isEmpty { documents.append(Document(title: record.title, bytes: Array(text.utf8))) }
        }
    }

    /// Adds a piece of the document that is collected now.
    private mutating func add(_ piece: TextPiece) {
        wholes[Self.sorted(piece)] = documents.count
        let telling = piece.words.filter(Self.isTelling)
        if telling.count < Self.fewest { return }
        for word in telling { holders[word, default: []].append(owners.count) }
        owners.append(documents.count)
    }

    /// Calls `body` with the pieces of a record that are internal, or with those that are public.
    private static func forEachPiece(
        of record: Record, _ parts: InternalParts, _ schema: Schema, isHidden: Bool, _ body: (TextPiece) -> Void
    ) {
        let type = schema.types[record.type]
        func add(_ piece: TextPiece) { if !piece.key.isEmpty { body(piece) } }
        for value in record.fields where (parts.isWhole || parts.hides(value.field, of: type)) == isHidden {
            value.value.forEachPiece(
                type.fields[value.field].kind, where: { isHidden || !$0.isInternal }, add)
        }
        for section in record.extra where (parts.isWhole || parts.hides(section, of: type)) == isHidden {
            for block in section.blocks { block.forEachPiece(add) }
        }
    }

    // MARK: Asking

    /// The title of a document of which some internal text says what a piece says; `nil` for none.
    ///
    /// A piece of three words or more, or with a long word that has a digit, counts wherever an internal text holds it
    /// word for word. Any other piece counts if an internal piece consists of its words, in any order, and a piece of
    /// three telling words or more also if an internal piece holds four fifths of these; but not if a public piece of
    /// the site consists of the same words, because these are known.
    func title(holding piece: TextPiece) -> String? {
        let words = piece.key.split(separator: " ")
        if words.count > 2 || words.contains(where: { $0.count > 3 && $0.contains(where: \.isNumber) }) {
            let wanted = Array(" \(piece.key) ".utf8)
            let found = documents.first { $0.bytes.firstOffset(of: wanted, in: $0.bytes.indices) != nil }
            if let found { return found.title }
        }
        guard let document = whole(piece) ?? reordered(piece), !isShown(piece) else { return nil }
        return documents[document].title
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
                Self.forEachPiece(of: record, parts, corpus.schema, isHidden: false) { all.insert(Self.sorted($0)) }
            }
            return all
        }
        return all.contains(Self.sorted(piece))
    }

    private static let fewest = 3

    private static func isTelling(_ word: Substring) -> Bool { word.count > 3 || word.contains(where: \.isNumber) }

    private static func sorted(_ piece: TextPiece) -> String { piece.words.sorted().joined(separator: " ") }
}
