import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The differences between the rows of a field in two versions.
package struct RowsDifference: Sendable {
    /// A row of either version, in the new order. Removed rows stay at their old position.
    package enum Step: Sendable {
        /// A row that both versions have, with its index in the old version; the change is `nil` if both rows are the
        /// same.
        case kept(old: Int, RowChange?)
        /// A row that only the new version has.
        case added(Row)
        /// A row that only the old version has, with its index in the old version.
        case removed(old: Int, Row)
    }

    /// The change of a row that both versions have.
    package struct RowChange: Sendable {
        /// The row in the old version.
        package let old: Row
        /// The row in the new version.
        package let new: Row
        /// The changed cells, in the order of the columns.
        package let cells: [RecordDifference.FieldChange]
        /// Whether the row moved relative to other rows of both versions.
        package let isMoved: Bool
        /// The headings above the row in both versions, `nil` if they are the same.
        package let groups: (old: String, new: String)?
    }

    /// The rows in the new order, including removed rows.
    package let steps: [Step]
    /// The blocks before the rows in both versions, `nil` if they are the same.
    package let introduction: (old: [Block], new: [Block])?
    /// The blocks after the rows in both versions, `nil` if they are the same.
    package let closing: (old: [Block], new: [Block])?
    /// The headings among the rows in both versions, with their notes, `nil` if they are the same.
    package let groups: (old: [RowGroup], new: [RowGroup])?

    init(from old: Rows, to new: Rows, _ type: RowType, _ compare: ValueComparison) {
        func entry(_ row: Row) -> EntryMatching.Entry {
            let main = row[type.main]?.plain ?? ""
            return EntryMatching.Entry(
                id: row.id, words: main.isEmpty ? row.cells.map { $0.value.words }.joined(separator: " ") : main)
        }
        let pairs = EntryMatching.pairs(old.rows.map(entry), new.rows.map(entry))
        let inOrder = EntryMatching.indicesInOrder(pairs)
        func group(_ rows: Rows, _ row: Row) -> String {
            row.group.flatMap { rows.groups.indices.contains($0) ? rows.groups[$0].heading.plain : nil } ?? ""
        }
        let taken = Set(pairs.compactMap(\.self))
        var steps: [Step] = []
        var nextOld = 0
        func removals(before limit: Int) {
            while nextOld < limit {
                if !taken.contains(nextOld) { steps.append(.removed(old: nextOld, old.rows[nextOld])) }
                nextOld += 1
            }
        }
        for (index, row) in new.rows.enumerated() {
            guard let place = pairs[index] else {
                steps.append(.added(row))
                continue
            }
            if inOrder.contains(index) { removals(before: place + 1) }
            let before = old.rows[place]
            let cells = compare.fields(before.cells, row.cells, type.columns)
            let groups = (group(old, before), group(new, row))
            let isSame =
                cells.isEmpty && before.id == row.id && before.group == row.group && before.continued == row.continued
                && inOrder.contains(index) && groups.0 == groups.1
            steps.append(
                .kept(
                    old: place,
                    isSame
                        ? nil
                        : RowChange(
                            old: before, new: row, cells: cells, isMoved: !inOrder.contains(index),
                            groups: groups.0 == groups.1 ? nil : groups)))
        }
        removals(before: old.rows.count)
        self.steps = steps
        func differing(_ a: [Block], _ b: [Block]) -> (old: [Block], new: [Block])? {
            RecordEncoder.blocks(a).compact == RecordEncoder.blocks(b).compact ? nil : (a, b)
        }
        introduction = differing(old.introduction, new.introduction)
        closing = differing(old.closing, new.closing)
        func text(_ group: RowGroup) -> String {
            RecordEncoder.text(group.heading).compact + RecordEncoder.blocks(group.note).compact
                + "\(group.isNotApplicable)"
        }
        groups = old.groups.map(text) == new.groups.map(text) ? nil : (old.groups, new.groups)
    }

    func applied(to old: Rows) -> Rows {
        var rows = old
        rows.rows = steps.compactMap { step in
            switch step {
            case .removed: return nil
            case .added(let row): return row
            case .kept(let place, let change):
                let before = old.rows[place]
                guard let change else { return before }
                var cells = before.cells
                for cell in change.cells {
                    cells.removeAll { $0.field == cell.field }
                    if case .removed = cell { continue }
                    if let value = change.new.cells.first(where: { $0.field == cell.field }) { cells.append(value) }
                }
                return Row(
                    id: change.new.id, cells: cells.sorted { $0.field < $1.field }, continued: change.new.continued,
                    group: change.new.group, span: before.span)
            }
        }
        if let introduction { rows.introduction = introduction.new }
        if let closing { rows.closing = closing.new }
        if let groups { rows.groups = groups.new }
        return rows
    }
}

/// The differences between the entries of a list in two versions.
package struct ListDifference: Sendable {
    /// An entry of either version, in the new order. Removed entries stay at their old position.
    package enum Step: Sendable {
        /// An entry that is the same in both versions, with its index in the old version.
        case kept(old: Int, isMoved: Bool)
        /// An entry that both versions have with different content or ids, with its index in the old version.
        case changed(old: ListItem, place: Int, new: ListItem, isMoved: Bool)
        /// An entry that only the new version has.
        case added(ListItem)
        /// An entry that only the old version has.
        case removed(ListItem)
    }

    /// The entries in the new order, including removed entries.
    package let steps: [Step]

    init(from old: [ListItem], to new: [ListItem]) {
        func text(_ item: ListItem) -> String { RecordEncoder.blocks(item.blocks).compact }
        let pairs = EntryMatching.pairs(
            old.map { .init(id: $0.id, words: $0.blocks.plain) }, new.map { .init(id: $0.id, words: $0.blocks.plain) })
        let inOrder = EntryMatching.indicesInOrder(pairs)
        let taken = Set(pairs.compactMap(\.self))
        var steps: [Step] = []
        var nextOld = 0
        func removals(before limit: Int) {
            while nextOld < limit {
                if !taken.contains(nextOld) { steps.append(.removed(old[nextOld])) }
                nextOld += 1
            }
        }
        for (index, item) in new.enumerated() {
            guard let place = pairs[index] else {
                steps.append(.added(item))
                continue
            }
            if inOrder.contains(index) { removals(before: place + 1) }
            let isMoved = !inOrder.contains(index)
            if text(old[place]) == text(item), old[place].id == item.id {
                steps.append(.kept(old: place, isMoved: isMoved))
            } else {
                steps.append(.changed(old: old[place], place: place, new: item, isMoved: isMoved))
            }
        }
        removals(before: old.count)
        self.steps = steps
    }

    func applied(to old: [ListItem]) -> [ListItem] {
        steps.compactMap { step in
            switch step {
            case .kept(let place, _): old[place]
            case .changed(_, _, let new, _), .added(let new): new
            case .removed: nil
            }
        }
    }
}

extension Value {
    /// All words that the value shows, including the words of rows and groups.
    package var words: String { words(\.plain) }

    /// Returns all words that the value shows, including the words of rows and groups; `plain` returns the words of a
    /// text.
    func words(_ plain: (Text) -> String) -> String {
        func all(_ blocks: [Block]) -> String {
            var parts: [String] = []
            blocks.forEachText { parts.append(plain($0)) }
            return parts.joined(separator: " ")
        }
        switch self {
        case .rows(let rows):
            return
                ([all(rows.introduction)]
                + rows.rows.map { $0.cells.map { $0.value.words(plain) }.joined(separator: " ") }
                + [all(rows.closing)])
                .filter { !$0.isEmpty }.joined(separator: "; ")
        case .group(let members): return members.map { $0.value.words(plain) }.joined(separator: "; ")
        case .codeList(let list): return list.codes.map(\.label).joined(separator: ", ")
        case .codes(let codes, let text):
            let words = plain(text)
            return words.isEmpty ? codes.map(\.code).joined(separator: " ") : words
        case .list(let items):
            // Sentences follow each other; single words are separated by commas.
            return items.map { all($0.blocks) }
                .reduce("") { $0.isEmpty ? $1 : $0 + ($0.hasSuffix(".") ? " " : ", ") + $1 }
        case .blocks(let blocks): return all(blocks)
        case .notApplicable(let text), .text(let text): return plain(text)
        case .date, .integer, .percent, .boolean, .duration, .references: return self.plain
        }
    }
}
