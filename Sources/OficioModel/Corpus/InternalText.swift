import OficioBasics
import OficioSchema

/// The words of internal documents and parts, in the sources and in releases. It finds words of a release that have
/// moved to an internal place.
package struct InternalText: Sendable {
    /// The internal text of one document.
    private struct DocumentText: Sendable {
        let key: RecordID
        let title: String
        /// The release that contains the text; `nil` for the current source.
        let place: ReleasePlace?
        /// The folded words of the document's pieces, with a space around each word and a line feed between pieces.
        let bytes: [UInt8]
    }

    private var documents: [DocumentText] = []
    /// The index of the last document that was added for each record.
    private var latest: [RecordID: Int] = [:]
    /// The document that contains each internal piece.
    private var documentOfPiece: [Int] = []
    /// The pieces that contain a significant word, by the word.
    private var piecesByWord: [Substring: [Int]] = [:]
    /// The documents with a piece that contains a significant word, by the word.
    private var documentsByWord: [Substring: [Int]] = [:]
    /// The documents that have a piece of exactly some words, by these words in alphabetical order.
    private var documentsByWords: [String: [Int]] = [:]
    /// The release that the internal text is compared with: internal text of this and of earlier releases is ignored.
    /// If `nil`, the text of all releases is compared.
    private var former: ReleasePlace?
    private let corpus: Corpus?
    /// The public pieces of the site, each as its words in alphabetical order.
    private let shown = Lazy<Set<String>>()

    /// Whether the site has no internal text.
    package var isEmpty: Bool { documents.isEmpty }

    /// Creates internal text without words.
    package init() { corpus = nil }

    /// Collects the internal text of the sources of a site.
    package init(of corpus: Corpus) {
        self.corpus = corpus
        let manuals = corpus.manuals
        for (index, record) in corpus.records.enumerated() {
            let manual = manuals[index].map { corpus.records[$0] }
            add(ContentRecord(corpus.recordID(of: index), record, manual: manual), in: nil, corpus.schema)
        }
    }

    /// Adds the internal text of a record. `place` is the release that contains it, `nil` for the sources. Add the
    /// last release of a ledger first; text that an earlier release repeats is skipped.
    package mutating func add(_ own: ContentRecord, in place: ReleasePlace?, _ schema: Schema) {
        let type = schema.types[own.record.type]
        let parts = own.parts(schema)
        guard !parts.isEmpty || own.record.fields.contains(where: { type.fields[$0.field].holdsInternal }) else {
            return
        }
        var pieces = WithheldParts.parts(of: own.record, parts, type).flatMap { part in
            let isSection = part.isHidden && part.field == nil
            return (isSection ? [TextPiece(part.name)] : []) + (part.isHidden ? part.pieces : part.hiddenPieces)
        }
        if parts.isWhole { pieces = [TextPiece(own.record.title)] + pieces }
        // A comment in the source may belong to an internal part, so every comment is internal text.
        pieces += own.record.unpublished.map { TextPiece($0) }
        pieces.removeAll { $0.key.isEmpty }
        let bytes = Array(pieces.map { " \($0.key) \n" }.joined().utf8)
        let known = latest[own.key].map { documents[$0] }
        if bytes.isEmpty || place != nil && known?.place?.ledger == place?.ledger && known?.bytes == bytes { return }
        for piece in pieces { add(piece) }
        latest[own.key] = documents.count
        documents.append(DocumentText(key: own.key, title: own.record.title, place: place, bytes: bytes))
    }

    /// Returns the internal text to compare a release with: the text of the sources and of later releases.
    package func after(_ place: ReleasePlace) -> InternalText {
        var text = self
        text.former = place
        return text
    }

    /// Indexes a piece of the document that is appended next.
    private mutating func add(_ piece: TextPiece) {
        documentsByWords[Self.sortedWords(piece), default: []].append(documents.count)
        let significant = piece.words.filter(Self.isSignificant)
        for word in significant where documentsByWord[word]?.last != documents.count {
            documentsByWord[word, default: []].append(documents.count)
        }
        if significant.count < Self.leastWords { return }
        for word in significant { piecesByWord[word, default: []].append(documentOfPiece.count) }
        documentOfPiece.append(documents.count)
    }

    // MARK: Lookup

    /// Returns the document whose internal text contains a piece, and its title; `nil` for none.
    ///
    /// A piece of at least three words, or with a long word that has a digit, matches any internal text that contains
    /// it verbatim. Any other piece matches an internal piece of the same words in any order. A piece of at least
    /// three significant words also matches an internal piece with four fifths of them, or two neighbouring pieces
    /// that together have all of them. A piece never matches if a public piece consists of the same words, because
    /// readers know them already.
    func document(holding piece: TextPiece) -> (key: RecordID, title: String)? {
        if documents.isEmpty { return nil }
        let words = piece.key.split(separator: " ")
        let isLong = words.count > 2 || words.contains { $0.count > 3 && $0.contains(where: \.isNumber) }
        guard
            let document = (isLong ? documentWithVerbatim(piece) : nil) ?? documentWithSameWords(piece)
                ?? documentWithReorderedWords(piece) ?? documentWithDividedWords(piece),
            !isShown(piece)
        else {
            return nil
        }
        return (documents[document].key, documents[document].title)
    }

    /// Returns the internal document that has a sentence of a longer piece; `nil` for none. A sentence matches only if
    /// it has three significant words or a long word with a digit, because shorter ones (*Es gratis*) occur in many
    /// texts.
    func document(holdingSentence sentence: TextPiece) -> (key: RecordID, title: String)? {
        let significant = sentence.words.filter(Self.isSignificant)
        let isCode = significant.contains { $0.count > 3 && $0.contains(where: \.isNumber) }
        return significant.count >= Self.leastWords || isCode ? document(holding: sentence) : nil
    }

    /// Returns the document whose internal text contains some words; `nil` for none.
    package func document(saying words: String) -> RecordID? { document(holding: TextPiece(words))?.key }

    /// Whether the internal text of a document is compared with the release `former`.
    private func isCompared(_ document: Int) -> Bool {
        guard let place = documents[document].place, let former else { return true }
        return place.isLater(than: former)
    }

    /// Returns a document whose internal text contains a piece verbatim; `nil` if there is none.
    private func documentWithVerbatim(_ piece: TextPiece) -> Int? {
        let wanted = Array(" \(piece.key) ".utf8)
        let rarest = piece.words.filter(Self.isSignificant).map { documentsByWord[$0] ?? [] }.min {
            $0.count < $1.count
        }
        return (rarest ?? Array(documents.indices)).first { index in
            let bytes = documents[index].bytes
            return isCompared(index) && bytes.firstOffset(of: wanted, in: bytes.indices) != nil
        }
    }

    /// Returns a document with an internal piece that has the same words as `piece`; `nil` if there is none, and for
    /// a value that is not text.
    private func documentWithSameWords(_ piece: TextPiece) -> Int? {
        guard !piece.isValue, piece.words.contains(where: Self.isSignificant) else { return nil }
        return documentsByWords[Self.sortedWords(piece)]?.first(where: isCompared)
    }

    /// Returns a document with an internal piece that contains at least four fifths of the significant words of
    /// `piece`; `nil` if there is none, or `piece` has too few significant words.
    private func documentWithReorderedWords(_ piece: TextPiece) -> Int? {
        let significant = piece.words.filter(Self.isSignificant)
        guard significant.count >= Self.leastWords else { return nil }
        var counts: [Int: Int] = [:]
        for word in significant { for index in piecesByWord[word] ?? [] { counts[index, default: 0] += 1 } }
        let enough = significant.count - significant.count / 5
        return counts.filter { $0.value >= enough && self.isCompared(documentOfPiece[$0.key]) }.keys.min().map {
            documentOfPiece[$0]
        }
    }

    /// Returns a document with two consecutive internal pieces that together contain all significant words of
    /// `piece`; `nil` if there is none, or `piece` has too few significant words.
    private func documentWithDividedWords(_ piece: TextPiece) -> Int? {
        let significant = piece.words.filter(Self.isSignificant)
        guard significant.count >= Self.leastWords else { return nil }
        var counts: [Int: Int] = [:]
        for word in significant { for document in documentsByWord[word] ?? [] { counts[document, default: 0] += 1 } }
        return counts.filter { $0.value == significant.count && self.isCompared($0.key) }.keys.sorted().first { index in
            let pieces = String(decoding: documents[index].bytes, as: UTF8.self).split(separator: "\n").map {
                Set($0.split(separator: " "))
            }
            return zip(pieces, pieces.dropFirst()).contains { significant.isSubset(of: $0.union($1)) }
        }
    }

    private func isShown(_ piece: TextPiece) -> Bool {
        guard let corpus else { return false }
        let all = shown.value {
            var all: Set<String> = []
            for (record, parts) in zip(corpus.records, PublicView.parts(in: corpus)) where !parts.isWhole {
                all.insert(Self.sortedWords(TextPiece(record.title)))
                for part in WithheldParts.parts(of: record, parts, corpus.schema.types[record.type])
                where !part.isHidden {
                    all.formUnion(part.pieces.map(Self.sortedWords))
                    all.insert(Self.sortedWords(TextPiece(part.name)))
                }
            }
            return all
        }
        return all.contains(Self.sortedWords(piece))
    }

    private static let leastWords = 3

    private static func isSignificant(_ word: Substring) -> Bool { word.count > 3 || word.contains(where: \.isNumber) }

    private static func sortedWords(_ piece: TextPiece) -> String { piece.words.sorted().joined(separator: " ") }
}

extension Corpus {
    /// The manual of each record that belongs to a manual, by the record's index.
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
