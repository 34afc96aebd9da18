import Diagnostics
import OficioModel
import OficioSchema
import OficioSource

/// The words of a record that the previous version did not have, which the sheet underlines.
package struct NewWords: Sendable {
    /// The ranges of the underlined words as UTF-8 offsets into a text's plain text, by the text's span in the
    /// source.
    package private(set) var ranges: [Span: [Range<Int>]] = [:]

    /// Collects the words that a difference adds or rewords, except in fields that the release itself sets (version,
    /// date, log, state).
    package init(_ difference: RecordDifference, _ type: DocumentType) {
        for change in difference.fields where !ChangeWords.consequences.contains(type.fields[change.field].key) {
            add(change)
        }
        if let extra = difference.extra {
            for section in extra.new {
                let before = extra.old.first { $0.heading.plain == section.heading.plain }
                compare(before.map { Self.texts($0.blocks) } ?? [], Self.texts(section.blocks))
            }
        }
    }

    private mutating func add(_ change: RecordDifference.FieldChange) {
        switch change {
        case .added(let value): markAll(value.value)
        case .removed: break
        case .replaced(let old, let new): compare(Self.texts(old.value), Self.texts(new.value))
        case .group(_, let inner): for change in inner { add(change) }
        case .list(_, let difference):
            for step in difference.steps {
                switch step {
                case .added(let item): markAll(.list([item]))
                case .changed(let old, _, let new, _): compare(Self.texts(old.blocks), Self.texts(new.blocks))
                case .kept, .removed: break
                }
            }
        case .rows(_, let difference):
            for step in difference.steps {
                switch step {
                case .added(let row): for cell in row.cells { markAll(cell.value) }
                case .kept(_, let change?): for cell in change.cells { add(cell) }
                case .kept(_, nil), .removed: break
                }
            }
            if let introduction = difference.introduction {
                compare(Self.texts(introduction.old), Self.texts(introduction.new))
            }
            if let closing = difference.closing { compare(Self.texts(closing.old), Self.texts(closing.new)) }
        }
    }

    private mutating func markAll(_ value: Value) {
        for text in Self.texts(value) { ranges[text.span] = [0..<text.plain.utf8.count] }
    }

    private mutating func compare(_ old: [Text], _ new: [Text]) {
        let pairs =
            old.count == 1 && new.count == 1
            ? [0]
            : EntryMatching.pairs(
                old.map { EntryMatching.Entry(id: "", words: $0.plain) },
                new.map { EntryMatching.Entry(id: "", words: $0.plain) }
            )
        for (index, text) in new.enumerated() {
            guard let former = pairs[index] else {
                ranges[text.span] = [0..<text.plain.utf8.count]
                continue
            }
            var place = 0
            var found: [Range<Int>] = []
            for mark in WordComparison.runs(old[former].plain, text.plain) where mark.kind != .deleted {
                let end = place + mark.text.utf8.count
                if mark.kind == .inserted { found.append(place..<end) }
                place = end
            }
            if !found.isEmpty { ranges[text.span] = found }
        }
    }

    private static func texts(_ blocks: [Block]) -> [Text] {
        var found: [Text] = []
        blocks.forEachText { found.append($0) }
        return found
    }

    private static func texts(_ value: Value) -> [Text] {
        switch value {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text),
            .percent(_, let text), .boolean(_, let text),
            .duration(_, let text), .codes(_, let text):
            [text]
        case .blocks(let blocks): texts(blocks)
        case .references(let references): references.map(\.text)
        case .list(let items): items.flatMap { texts($0.blocks) }
        case .rows(let rows):
            texts(rows.introduction) + rows.rows.flatMap { $0.cells.flatMap { texts($0.value) } } + texts(rows.closing)
        case .group(let members): members.flatMap { texts($0.value) }
        case .codeList: []
        }
    }
}
