import Diagnostics
import OficioBasics
import OficioSchema
import OficioSource

// Finds words that are a whole text or the end of one, and say that only the staff may read it.
extension UnmarkedInternal {
    /// Reads the ends of neighbouring texts: *La clave (interno)*. Neighbours of which one is for others tell things
    /// apart, and hide neither.
    mutating func read(endsOf texts: [Text], in section: Span?) {
        guard texts.contains(where: { StaffPhrase.mayOccur(in: $0.source) }) else { return }
        add(texts.map { ($0, StaffPhrase.mark(atEndOf: $0.source)) }, in: section)
    }

    /// Reads the paragraphs and the headings inside a section or a page that consist of a mark, *Uso interno*, and the
    /// ends of paragraphs. A word that is all that a section says may be its subject. `isNested` tells whether the
    /// blocks are part of a quotation or an item.
    mutating func read(marksOf blocks: [Block], in section: Span?, isNested: Bool) {
        let isAlone = section != nil && blocks.count == 1 && !isNested
        add(
            blocks.compactMap { block in
                switch block {
                case .heading(_, let text): return (text, StaffPhrase.mark(ofHeading: text.source))
                case .paragraph(let text):
                    // A last line that consists of a mark is an error of its own.
                    if text.source.withBytes(Self.mayBreak) {
                        let lines = text.source.split(whereSeparator: \.isNewline)
                        if lines.count > 1, let last = lines.last, StaffPhrase.isMark(line: String(last)) { return nil }
                    }
                    let mark = StaffPhrase.mark(ofWhole: text.source)
                    let isRule = StaffPhrase.isReserved(text.plain)
                    let isSubject = isAlone && mark != nil && (isRule || !text.plain.trimmedASCII.contains(" "))
                    if isSubject, isRule { add(text, in: section) }
                    if mark == nil, isMarkedTerm(text) { return (text, .staff) }
                    return (text, isSubject ? nil : mark ?? StaffPhrase.mark(insideOrAtEndOf: text.source))
                default: return nil
                }
            }, in: section)
    }

    /// Whether a paragraph is a list of definitions, and a term ends with a mark: *Clave (interno)* over *: 4711*.
    private func isMarkedTerm(_ text: Text) -> Bool {
        guard StaffPhrase.mayOccur(in: text.source) else { return false }
        let lines = written(text).split(whereSeparator: \.isNewline)
        return zip(lines, lines.dropFirst()).contains { term, definition in
            definition.first == ":" && StaffPhrase.mark(atEndOf: String(term)) == .staff
        }
    }

    /// Whether a text may have several lines.
    private static func mayBreak(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.contains { (0x0A...0x0D).contains($0) || $0 == 0xC2 || $0 == 0xE2 }
    }

    /// Reads the items of a list. One that consists of a mark counts if something stands below it: in
    /// *1. Público, 2. Interno* the items are values. An item that forbids to pass something on may be a rule.
    mutating func read(marksOf list: ListBlock, in section: Span?) {
        add(
            list.items.compactMap { item in
                guard let text = item.firstParagraph else { return nil }
                let mark = StaffPhrase.mark(ofWhole: text.source)
                let isOfPosts = StaffPhrase.isOfPosts(text.plain)
                if mark == .staff, item.blocks.count == 1, isOfPosts || !StaffPhrase.isInternalUse(text.source) {
                    let isRule =
                        StaffPhrase.isProhibition(text.source) || StaffPhrase.isReserved(text.plain) || isOfPosts
                    if isRule, StaffPhrase.mayOccur(in: text.source) { add(text, in: section) }
                    return (text, StaffPhrase.mark(atEndOf: text.source))
                }
                return (text, mark ?? StaffPhrase.mark(insideOrAtEndOf: text.source))
            }, in: section)
    }

    /// Reads a block of code whose first or last line is a mark, as a comment or as a line of its own: *# Uso interno*.
    mutating func read(code: String, _ span: Span, in section: Span?) {
        guard code.utf8.count < 100_000, StaffPhrase.mayOccur(in: code) else { return }
        let lines = code.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains(where: \.isLetter) }
        guard let first = lines.first, let last = lines.last else { return }
        for line in lines.count > 1 ? [first, last] : [first] where StaffPhrase.isMark(ofCode: line) {
            return addPlain(Text(line.trimmedASCII, span: span), in: section)
        }
    }

    /// Adds the texts with a mark for the staff, unless one beside them has a mark for others.
    mutating func add(_ marks: [(text: Text, mark: StaffPhrase.Mark?)], in section: Span?) {
        if marks.contains(where: { $0.mark == .others }) { return }
        for (text, mark) in marks where mark == .staff { addPlain(text, in: section) }
    }

    /// Adds a text that says plainly that it is internal.
    mutating func addPlain(_ text: Text, in section: Span?) {
        if labelled.contains(text.span) { return }
        labelled.insert(text.span)
        add(text, in: section, isPlain: true)
    }
}

extension ListBlock.Item {
    /// The paragraph that the item begins with; nil for none.
    var firstParagraph: Text? {
        if case .paragraph(let text)? = blocks.first { text } else { nil }
    }
}

extension Inline {
    /// The texts inside that stand for themselves: labels of links and references, titles, alternative texts.
    var textsInside: [String] {
        switch self {
        case .link(_, let title, let inside):
            var words = ""
            Inline.appendPlain(inside, to: &words)
            return [words, title] + inside.flatMap(\.textsInside)
        case .image(_, let title, let alternative): return [title, alternative]
        case .reference(_, let label): return label.map { [$0] } ?? []
        case .emphasis(let inside), .strong(let inside), .strikethrough(let inside):
            return inside.flatMap(\.textsInside)
        case .text, .code, .softBreak, .lineBreak: return []
        }
    }
}
