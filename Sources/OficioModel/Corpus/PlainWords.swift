import Diagnostics
import OficioSource

extension Corpus {
    /// Returns the plain text of a value, with references replaced by titles. `file` is the file that contains the
    /// value.
    package func plain(_ value: Value, from file: FileID) -> String {
        guard case .blocks(let blocks) = value else { return value.plain }
        return plain(blocks, from: file)
    }

    /// Returns the plain words of blocks, with references replaced by titles and a space between texts. `file` is the
    /// file that contains the blocks; `notes` are footnotes whose references in the text are left out.
    package func plain(_ blocks: [Block], from file: FileID, notes: Footnotes = Footnotes()) -> String {
        var parts: [String] = []
        blocks.withoutSigns.forEachText { parts.append(plain(notes.withoutMarks($0), from: file)) }
        return parts.count == 1 ? parts[0] : parts.joined(separator: " ")
    }

    /// Returns the plain text of a text, with references replaced by titles. `file` is the file that contains the
    /// text.
    package func plain(_ text: Text, from file: FileID) -> String {
        guard let inlines = text.inlines else { return text.source }
        var words = ""
        append(inlines, to: &words, from: file)
        return words
    }

    private func append(_ inlines: [Inline], to words: inout String, from file: FileID) {
        for inline in inlines {
            switch inline {
            case .reference(let target, nil):
                words += resolve(target, from: file).record.map { records[$0].title } ?? target
            case .link(_, _, let inside), .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
                append(inside, to: &words, from: file)
            default: Inline.appendPlain([inline], to: &words)
            }
        }
    }
}
