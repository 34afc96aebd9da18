/// Collects the blocks of a part of a Word file. A paragraph whose mark was deleted continues in
/// the next one.
struct DOCXBlocks {
    struct ParagraphMark {
        var isDeleted = false
    }

    /// The list and the level of a paragraph that is a list item.
    struct ListKey {
        var list: String
        var level: Int
        /// The indent of the paragraph itself; nil if the indent of the list applies.
        var indent: Double?
    }

    /// A paragraph whose look and label are not decided yet.
    struct Pending {
        var paragraph: LocatedDocument.Paragraph
        var isMarkDeleted: Bool
        var isInCell: Bool
        var list: ListKey?
        var reader: DOCXReader
    }

    private var blocks: [LocatedDocument.Block] = []
    private var pending: Pending?

    mutating func add(_ next: Pending) {
        var next = next
        if let before = pending {
            // Joined paragraphs keep the look of the first one that has text.
            let runs = before.paragraph.runs + next.paragraph.runs
            var gone = before.paragraph.id
            if !before.paragraph.isEmpty {
                gone = next.paragraph.id
                let isMarkDeleted = next.isMarkDeleted
                next = before
                next.isMarkDeleted = isMarkDeleted
            }
            next.reader.builder.moveChanges(ofParagraph: gone, to: next.paragraph)
            next.paragraph.runs = runs
            pending = nil
        }
        if next.isMarkDeleted { pending = next } else { finish(next) }
    }

    mutating func add(_ table: LocatedDocument.Table) {
        flush()
        blocks.append(.table(table))
    }

    mutating func finishedBlocks() -> [LocatedDocument.Block] {
        flush()
        return blocks
    }

    private mutating func flush() {
        if let last = pending { finish(last) }
        pending = nil
    }

    private mutating func finish(_ done: Pending) {
        var paragraph = done.paragraph
        paragraph.joinRuns()
        paragraph.runs = TickBoxes.withTickBoxes(paragraph.runs, inCell: done.isInCell)
        let isGone = done.isMarkDeleted && paragraph.isEmpty
        if let key = done.list, !isGone {
            paragraph.indent =
                key.indent ?? done.reader.numbering.level(key.list, key.level)?.indent ?? paragraph.indent
            paragraph.list = done.reader.numbering.next(key.list, key.level)
        }
        paragraph.deriveLook()
        blocks.append(.paragraph(paragraph))
    }
}

/// The headers and footers of a section: its own, and those that it inherits from the section before.
struct SectionMargins {
    private struct Key: Hashable {
        var kind: LocatedDocument.Margin.Kind
        var pages: LocatedDocument.Margin.Pages
    }

    private var indices: [Key: Int] = [:]

    mutating func set(_ kind: LocatedDocument.Margin.Kind, _ type: String, _ index: Int) {
        let pages: LocatedDocument.Margin.Pages = type == "first" ? .first : type == "even" ? .even : .all
        indices[Key(kind: kind, pages: pages)] = index
    }

    /// Returns the indices of the margins that the pages of the section show, in the order of the
    /// file.
    func shownMargins(hasTitle: Bool, hasEven: Bool) -> [Int] {
        indices.filter {
            $0.key.pages == .all || $0.key.pages == .first && hasTitle || $0.key.pages == .even && hasEven
        }.values.sorted()
    }

    var pages: [(Int, LocatedDocument.Margin.Pages)] { indices.map { ($0.value, $0.key.pages) } }
}
