import OficioSchema
import OficioSource

// Withholds words that stand inside a text or beside it and can go alone: titles of links and pictures, alternative
// texts, code in a line.
extension Text {
    /// Calls `body` with each aside of the text, in order: titles of links and pictures, alternative texts, code in a
    /// line.
    func forEachAside(_ body: (TextPiece) -> Void) {
        func read(_ inlines: [Inline]) {
            for inline in inlines {
                switch inline {
                case .code(let words): body(TextPiece(words))
                case .link(_, let title, let inside):
                    body(TextPiece(title))
                    read(inside)
                case .image(_, let title, let alternative):
                    body(TextPiece(title))
                    body(TextPiece(alternative))
                case .emphasis(let inside), .strong(let inside), .strikethrough(let inside): read(inside)
                case .text, .reference, .softBreak, .lineBreak: break
                }
            }
        }
        // A text without parsed inlines has no asides.
        if let inlines { read(inlines) }
    }

    /// Returns the text without the asides whose keys are in `keys`. Removing an alternative text removes its
    /// picture.
    func withoutAsides(_ keys: Set<String>) -> Text {
        guard let inlines, !keys.isEmpty else { return self }
        func isHidden(_ words: String) -> Bool {
            let key = TextPiece(words).key
            return !key.isEmpty && keys.contains(key)
        }
        var isChanged = false
        func left(_ inlines: [Inline]) -> [Inline] {
            inlines.compactMap { inline -> Inline? in
                switch inline {
                case .code(let words) where isHidden(words), .image(_, _, let words) where isHidden(words):
                    isChanged = true
                    return nil
                case .image(let destination, let title, let alternative) where isHidden(title):
                    isChanged = true
                    return .image(destination: destination, title: "", alternative: alternative)
                case .link(let destination, let title, let inside):
                    isChanged = isChanged || isHidden(title)
                    return .link(destination: destination, title: isHidden(title) ? "" : title, left(inside))
                case .emphasis(let inside): return .emphasis(left(inside))
                case .strong(let inside): return .strong(left(inside))
                case .strikethrough(let inside): return .strikethrough(left(inside))
                case .text, .code, .image, .reference, .softBreak, .lineBreak: return inline
                }
            }
        }
        let shown = left(inlines)
        if !isChanged { return self }
        var words = ""
        Inline.appendPlain(shown, to: &words)
        return replacing(source: words, inlines: shown)
    }
}

extension Reference {
    /// Returns the reference without the asides of its text whose keys are in `keys`.
    func withoutAsides(_ keys: Set<String>) -> Reference {
        Reference(
            target: target, isPath: isPath, isOptional: isOptional, text: text.withoutAsides(keys),
            hasContext: hasContext, label: label)
    }
}

extension Value {
    /// The keys of all pieces of the value, in order.
    func pieceKeys(_ kind: FieldKind) -> [String] {
        var keys: [String] = []
        forEachPiece(kind, where: { _ in true }) { keys.append($0.key) }
        return keys
    }
}

extension [Block] {
    /// The keys of all pieces of the blocks, in order.
    var pieceKeys: [String] {
        var keys: [String] = []
        for block in self { block.forEachPiece { keys.append($0.key) } }
        return keys
    }
}
