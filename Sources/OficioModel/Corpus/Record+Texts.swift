import Diagnostics
import OficioSource

extension Record {
    /// Calls `body` with every list of blocks of the record, in the order of its page.
    package func forEachBlocks(_ body: ([Block]) -> Void) {
        for field in fields { field.value.forEachBlocks(body) }
        for section in extra { body(section.blocks) }
    }

    /// The footnotes of all texts of the record, in order.
    package var footnotes: Footnotes {
        var notes = Footnotes()
        forEachBlocks { $0.forEachText { notes.add($0) } }
        notes.close()
        return notes
    }
}

extension Value {
    fileprivate func forEachBlocks(_ body: ([Block]) -> Void) {
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
