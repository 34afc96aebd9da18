import Diagnostics
import OficioSource

extension Record {
    /// Calls `body` with each run of consecutive blocks in the record, first in its fields and then in its extra
    /// sections.
    package func forEachBlocks(_ body: ([Block]) -> Void) {
        for field in fields { field.value.forEachBlocks(body) }
        for section in extra { body(section.blocks) }
    }

    /// Calls `body` with every text of the record except the headings of sections and groups, first in its fields and
    /// then in its extra sections.
    package func forEachText(_ body: (Text) -> Void) {
        for field in fields { field.value.forEachText(body) }
        for section in extra { section.blocks.forEachText(body) }
    }

    /// Returns the labels of the footnotes that no shown text refers to.
    ///
    /// - Parameters:
    ///   - isShown: whether a field is shown.
    ///   - isShownSection: whether an extra section is shown.
    /// - Returns: labels without brackets.
    func hiddenFootnotes(_ isShown: (FieldValue) -> Bool, _ isShownSection: (ExtraSection) -> Bool) -> Set<String> {
        var shown = Footnotes()
        for field in fields where isShown(field) {
            field.value.forEachText { shown.add($0.marked) }
        }
        for section in extra where isShownSection(section) { section.blocks.forEachText { shown.add($0.marked) } }
        return Set(shown.notes.map(\.label)).subtracting(shown.references.map(\.label))
    }

    /// The footnotes of all texts of the record, in order.
    package var footnotes: Footnotes {
        var notes = Footnotes()
        forEachText { notes.add($0) }
        notes.close()
        return notes
    }
}

extension Text {
    /// The text with its lines as inlines, if it has only a source that may hold footnotes; otherwise the text
    /// itself. A snapshot keeps only the source of a text, and footnotes are found by its lines.
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
    /// Calls `body` with each run of consecutive blocks in the value, in order.
    func forEachBlocks(_ body: ([Block]) -> Void) { forEachPart(body) { body([.paragraph($0)]) } }

    /// Calls `body` with every text of the value except the headings of groups, in order.
    func forEachText(_ body: (Text) -> Void) { forEachPart({ $0.forEachText(body) }, body) }

    private func forEachPart(_ body: ([Block]) -> Void, _ single: (Text) -> Void) {
        switch self {
        case .blocks(let blocks): body(blocks)
        case .list(let items): for item in items { body(item.blocks) }
        case .rows(let rows):
            body(rows.introduction)
            for (place, group) in rows.groups.enumerated() {
                body(group.note)
                for row in rows.rows where row.group == place {
                    for cell in row.cells { cell.value.forEachPart(body, single) }
                }
            }
            for row in rows.rows where row.group == nil {
                for cell in row.cells where !row.continued.contains(cell.field) {
                    cell.value.forEachPart(body, single)
                }
            }
            body(rows.closing)
        case .group(let members): for member in members { member.value.forEachPart(body, single) }
        case .notApplicable(let text), .text(let text): single(text)
        case .date, .integer, .percent, .boolean, .duration, .codes, .references, .codeList: break
        }
    }
}
