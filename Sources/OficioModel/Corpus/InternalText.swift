import OficioBasics
import OficioSchema

/// The words of a site's internal documents and parts, to detect words of a release that have moved there.
package struct InternalText: Sendable {
    /// The folded words of each document's internal parts, with a space around each word and a line
    /// feed between texts.
    private var texts: [(title: String, bytes: [UInt8])] = []

    /// Whether a site has nothing internal.
    package var isEmpty: Bool { texts.isEmpty }

    /// Creates a value without text.
    package init() {}

    /// Collects the internal text of all records.
    package init(of corpus: Corpus) {
        for record in corpus.records {
            let type = corpus.schema.types[record.type]
            let parts = InternalParts(of: record, corpus.schema, manual: nil)
            var text = ""
            func add(_ piece: TextPiece) { if !piece.key.isEmpty { text += " \(piece.key) \n" } }
            for value in record.fields where parts.isWhole || parts.hides(value.field, of: type) {
                value.value.forEachPiece(type.fields[value.field].kind, where: { _ in true }, add)
            }
            for section in record.extra where parts.isWhole || parts.hides(section, of: type) {
                for block in section.blocks { block.forEachPiece(add) }
            }
            if !text.isEmpty { texts.append((record.title, Array(text.utf8))) }
        }
    }

    /// The title of a document of which some internal text says what a piece says; `nil` for none,
    /// and for a piece of less than three words without a digit, which any text may hold.
    func title(holding piece: TextPiece) -> String? {
        let words = piece.key.split(separator: " ")
        guard words.count > 2 || words.contains(where: { $0.count > 3 && $0.contains(where: \.isNumber) }) else {
            return nil
        }
        let wanted = Array(" \(piece.key) ".utf8)
        return texts.first { $0.bytes.firstOffset(of: wanted, in: $0.bytes.indices) != nil }?.title
    }
}
