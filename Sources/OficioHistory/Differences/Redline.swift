import Diagnostics
import OficioModel
import OficioSchema

/// Two versions as one text that contains all words of both and marks deletions and insertions.
package struct Redline: Sendable {
    /// The state of a passage or a record in two versions: the same in both, changed, added or removed.
    package enum State: String, Sendable { case same, changed, added, removed }

    /// A passage of either version, or of both.
    package struct Line: Sendable {
        /// The state of the passage: the same in both versions, changed, added or removed.
        package let state: State
        /// The words of the passage in both versions, as equal, deleted and inserted runs.
        package let marks: [TextRun]
        /// Whether the passage is a heading among rows.
        package let isHeading: Bool
        /// Whether the passage moved relative to other passages of both versions.
        package let isMoved: Bool
        /// The headings above the passage in both versions, `nil` if they are the same.
        package let groups: (old: String, new: String)?
    }

    /// The passages of one field or extra section.
    package struct Section: Sendable {
        /// The label of the field, or the title of the section.
        package let title: String
        /// The passages in order; removed passages stay at their old position.
        package let lines: [Line]
        /// Whether some passage of the section changed or moved.
        package var isChanged: Bool { lines.contains { $0.state != .same || $0.isMoved } }
    }

    /// A record of either version, with its sections.
    package struct Part: Sendable {
        /// The id of the record.
        package let id: String
        /// The title of the record.
        package let title: String
        /// The state of the record: the same in both versions, changed, added or removed.
        package let state: State
        /// The sections of the record, in order.
        package let sections: [Section]
    }

    /// The records: the document, its members in their new order, the removed members, and then the competencies.
    package let parts: [Part]

    /// Compares two versions of a document.
    package init(from old: VersionContent, to new: VersionContent, _ schema: Schema) {
        let writers = (PassageWriter(schema, names: old.names), PassageWriter(schema, names: new.names))
        func parts(_ before: [Record], _ after: [Record], document: Bool) -> [Part] {
            func isSame(_ a: Record, _ b: Record) -> Bool { a.type == b.type && a.id == b.id }
            var parts = after.enumerated().map { index, record -> Part in
                let former = before.first { isSame($0, record) } ?? (document && index == 0 ? before.first : nil)
                return Part(
                    record, former == nil ? .added : nil,
                    Self.sections(former.map { writers.0.passages(of: $0) } ?? [], writers.1.passages(of: record)))
            }
            parts += before.enumerated().filter { index, record in
                !(document && index == 0) && !after.contains { isSame($0, record) }
            }
            .map { Part($1, .removed, Self.sections(writers.0.passages(of: $1), [])) }
            return parts
        }
        self.parts =
            parts(old.records, new.records, document: true) + parts(old.competencies, new.competencies, document: false)
    }

    static func sections(_ old: [Passage], _ new: [Passage]) -> [Section] {
        var titles: [String] = []
        // A removed section stays after the section that preceded it.
        var place = 0
        for passage in new where !titles.contains(passage.section) { titles.append(passage.section) }
        for passage in old {
            if let known = titles.firstIndex(of: passage.section) {
                place = known + 1
            } else {
                titles.insert(passage.section, at: min(place, titles.count))
                place += 1
            }
        }
        return titles.map { title in
            Section(title: title, lines: lines(old.filter { $0.section == title }, new.filter { $0.section == title }))
        }
    }

    /// Returns the words of two texts in runs. A single word that replaces another is marked as a whole: `2022-04-01`
    /// becomes `2025-06-02`, not digit by digit.
    private static func runs(_ old: String, _ new: String) -> [TextRun] {
        if old != new, !old.contains(" "), !new.contains(" ") {
            return [TextRun(.deleted, old), TextRun(.inserted, new)]
        }
        return WordComparison.runs(old, new)
    }

    private static func lines(_ old: [Passage], _ new: [Passage]) -> [Line] {
        func entry(_ passage: Passage) -> EntryMatching.Entry {
            EntryMatching.Entry(id: passage.isHeading ? "" : passage.id, words: passage.text)
        }
        var pairs = EntryMatching.pairs(old.map(entry), new.map(entry))
        // A heading and a row are never the same passage. If a section has one passage in each version, the two
        // correspond.
        for (index, pair) in pairs.enumerated() {
            if let pair, old[pair].isHeading != new[index].isHeading { pairs[index] = nil }
        }
        if old.count == 1, new.count == 1 { pairs = [0] }
        let inOrder = EntryMatching.indicesInOrder(pairs)
        let taken = Set(pairs.compactMap(\.self))
        var lines: [Line] = []
        var nextOld = 0
        func removals(before limit: Int) {
            while nextOld < limit {
                if !taken.contains(nextOld) {
                    lines.append(
                        Line(
                            state: .removed, marks: [TextRun(.deleted, old[nextOld].text)],
                            isHeading: old[nextOld].isHeading, isMoved: false, groups: nil))
                }
                nextOld += 1
            }
        }
        for (index, passage) in new.enumerated() {
            guard let place = pairs[index] else {
                lines.append(
                    Line(
                        state: .added, marks: [TextRun(.inserted, passage.text)], isHeading: passage.isHeading,
                        isMoved: false, groups: nil))
                continue
            }
            if inOrder.contains(index) { removals(before: place) }
            let former = old[place]
            let groups = former.group == passage.group || passage.isHeading ? nil : (former.group, passage.group)
            let isSame = former.text == passage.text && groups == nil
            lines.append(
                Line(
                    state: isSame ? .same : .changed, marks: runs(former.text, passage.text),
                    isHeading: passage.isHeading,
                    isMoved: !inOrder.contains(index), groups: groups))
        }
        removals(before: old.count)
        return lines
    }
}

extension Redline.Part {
    fileprivate init(_ record: Record, _ state: Redline.State?, _ sections: [Redline.Section]) {
        self.init(
            id: record.id, title: record.title, state: state ?? (sections.contains { $0.isChanged } ? .changed : .same),
            sections: sections)
    }
}
