import Diagnostics
import OficioSource

extension Record {
    /// Calls `body` with every list of blocks of the record, in the order of its page.
    package func forEachBlocks(_ body: ([Block]) -> Void) {
        for field in fields { field.value.forEachBlocks(body) }
        for section in extra { body(section.blocks) }
    }

    /// The labels of the footnotes to which nothing refers that is shown.
    ///
    /// `isShown` tells whether a field is shown, and `isShownSection` whether a section of the author's own is.
    func hiddenFootnotes(_ isShown: (FieldValue) -> Bool, _ isShownSection: (ExtraSection) -> Bool) -> Set<String> {
        var shown = Footnotes()
        for field in fields where isShown(field) {
            field.value.forEachBlocks { $0.forEachText { shown.add($0.marked) } }
        }
        for section in extra where isShownSection(section) { section.blocks.forEachText { shown.add($0.marked) } }
        return Set(shown.notes.map(\.label)).subtracting(shown.references.map(\.label))
    }

    /// The footnotes of all texts of the record, in order.
    package var footnotes: Footnotes {
        var notes = Footnotes()
        forEachBlocks { $0.forEachText { notes.add($0) } }
        notes.close()
        return notes
    }
}

extension Text {
    /// The text with inlines where snapshots keep only its words, so that footnotes are found in it.
    var marked: Text {
        guard inlines == nil, source.contains("[^") else { return self }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let inlines = lines.enumerated().flatMap {
            ($0.offset == 0 ? [] : [.softBreak]) + [Inline.text(String($0.element))]
        }
        return replacing(source: source, inlines: inlines)
    }
}

extension Value {
    /// Calls `body` with every run of blocks of the value, in its order.
    func forEachBlocks(_ body: ([Block]) -> Void) {
        switch self {
        case .blocks(let blocks): body(blocks)
        case .list(let items): for item in items { body(item.blocks) }
        case .rows(let rows):
            body(rows.introduction)
            for (place, group) in rows.groups.enumerated() {
                body(group.note)
                for row in rows.rows where row.group == place { row.cells.forEach { $0.value.forEachBlocks(body) } }
            }
            for row in rows.rows where row.group == nil {
                for cell in row.cells where !row.continued.contains(cell.field) { cell.value.forEachBlocks(body) }
            }
            body(rows.closing)
        case .group(let members): members.forEach { $0.value.forEachBlocks(body) }
        case .notApplicable(let text), .text(let text): body([.paragraph(text)])
        case .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
        }
    }
}
