import Diagnostics
import OficioSchema
import OficioSource

/// What a field of a record holds, with the author's wording beside every typed reading of it.
package indirect enum Value: Sendable {
    /// Nothing to say: satisfies a required field; the wording is kept for display.
    case notApplicable(Text)
    case text(Text)
    case blocks([Block])
    case date(CalendarDate, Text)
    case integer(Int, Text)
    /// In hundredths of a percent.
    case percent(Int, Text)
    case boolean(Bool, Text)
    case duration(TimeSpan, Text)
    case codes([Code], Text)
    case references([Reference])
    case list([ListItem])
    case rows(Rows)
    case group([FieldValue])
    case codeList(CodeList)
}

/// One field of a record or one cell of a row.
package struct FieldValue: Sendable {
    /// The index of the field in its type, its group or its row type.
    package let field: Int
    package let value: Value
    /// The key or heading, or the whole of the cell.
    package let span: Span
    /// What the author calls the section of the field, where that is not the field's own name; no part of the content. A line above it
    /// is the heading of the section that gathers it with others.
    package let heading: String?

    /// The author's heading of the field alone.
    package var ownHeading: String? {
        guard let words = heading?.split(separator: "\n", omittingEmptySubsequences: false).last, !words.isEmpty else { return nil }
        return String(words)
    }

    /// The author's heading of the section that gathers the field with others: *PERFIL* over *Formación* and *Experiencia*.
    package var gatheringHeading: String? {
        guard let heading, let end = heading.firstIndex(of: "\n") else { return nil }
        return String(heading[..<end])
    }

    package init(field: Int, value: Value, span: Span, heading: String? = nil) {
        self.field = field
        self.value = value
        self.span = span
        self.heading = heading
    }

    /// The same field with another value.
    package func with(_ value: Value) -> FieldValue {
        FieldValue(field: field, value: value, span: span, heading: heading)
    }
}

/// A reference as written; what it leads to is asked of the corpus.
package struct Reference: Sendable {
    /// An id, a code, a title, or `type/id`; a path relative to the file where `isPath`.
    package let target: String
    package let isPath: Bool
    /// Whether words that lead nowhere are simply text.
    package let isOptional: Bool
    /// All that the author wrote, the reference among it.
    package let text: Text
    /// Whether `text` says more than the reference.
    package let hasContext: Bool
    /// The words that the author wants shown instead of the title.
    package let label: String?

    package init(target: String, isPath: Bool, isOptional: Bool, text: Text, hasContext: Bool, label: String?) {
        self.target = target
        self.isPath = isPath
        self.isOptional = isOptional
        self.text = text
        self.hasContext = hasContext
        self.label = label
    }
}

/// One entry of a list.
package struct ListItem: Sendable {
    package let id: String
    package let blocks: [Block]
    package let span: Span

    package init(id: String, blocks: [Block], span: Span) {
        self.id = id
        self.blocks = blocks
        self.span = span
    }
}

/// The rows of a field with what surrounds them.
package struct Rows: Sendable {
    package var introduction: [Block] = []
    package var rows: [Row] = []
    package var groups: [RowGroup] = []
    package var closing: [Block] = []
    package var clause: ClauseUse?
    /// What snapshots hold, where it is not the above; see `RowsInOrder`.
    package var recorded: RecordedRows?

    package init() {}

    /// The rows by the headings that sort them, each with the indices of its rows, in the author's order: rows under no heading stand behind
    /// the groups that they follow.
    package var parts: [(group: RowGroup?, rows: [Int])] {
        var grouped: [[Int]] = groups.map { _ in [] }
        var loose: [[Int]] = [[]] + groups.map { _ in [] }
        var last = -1
        for index in rows.indices {
            if let group = rows[index].group, groups.indices.contains(group) {
                last = max(last, group)
                grouped[group].append(index)
            } else {
                loose[last + 1].append(index)
            }
        }
        var parts: [(group: RowGroup?, rows: [Int])] = loose[0].isEmpty ? [] : [(nil, loose[0])]
        for place in groups.indices {
            parts.append((groups[place], grouped[place]))
            if !loose[place + 1].isEmpty { parts.append((nil, loose[place + 1])) }
        }
        return parts
    }

    /// The rows as the first format of snapshots has them.
    package var asRecorded: Rows { recorded?.rows ?? self }
}

/// Rows behind a reference, so that rows can hold rows.
package final class RecordedRows: Sendable {
    package let rows: Rows

    package init(_ rows: Rows) { self.rows = rows }
}

/// A `###` heading among rows.
package struct RowGroup: Sendable {
    package let heading: Text
    /// What the heading means in the group-by column.
    package let value: Value
    /// Text under the heading that is no row: paragraphs, or the words for *not applicable*.
    package var note: [Block]
    package var isNotApplicable: Bool

    package init(heading: Text, value: Value, note: [Block], isNotApplicable: Bool) {
        self.heading = heading
        self.value = value
        self.note = note
        self.isNotApplicable = isNotApplicable
    }
}

/// One row: a function, a step, a contact.
package final class Row: Sendable {
    package let id: String
    package let cells: [FieldValue]
    /// The columns whose empty cell repeats the cell above.
    package let continued: Set<Int>
    /// The index of the group that it stands in.
    package let group: Int?
    package let span: Span

    package init(id: String, cells: [FieldValue], continued: Set<Int>, group: Int?, span: Span) {
        self.id = id
        self.cells = cells
        self.continued = continued
        self.group = group
        self.span = span
    }

    package subscript(column: Int) -> Value? { cells.value(column) }
}

/// `{de: funciones-comunes, salvo: [suplir-ausencias]}`
package struct ClauseUse: Sendable {
    package let clause: Reference
    /// Ids of rows that are left out.
    package let except: [Text]
}

extension Value {
    /// The author's words without markup, for titles, codes and comparisons; empty for compound values.
    package var plain: String {
        switch self {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text), .percent(_, let text), .boolean(_, let text),
            .duration(_, let text), .codes(_, let text):
            text.plain
        case .blocks(let blocks): blocks.plain
        case .references(let references): references.map { $0.label ?? $0.text.plain }.joined(separator: ", ")
        case .list(let items): items.map { $0.blocks.plain }.joined(separator: ", ")
        case .rows, .group, .codeList: ""
        }
    }

    package var isNotApplicable: Bool {
        if case .notApplicable = self { return true }
        return false
    }

    /// The place of the value where it is one text.
    package var textSpan: Span? {
        switch self {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text), .percent(_, let text), .boolean(_, let text),
            .duration(_, let text), .codes(_, let text):
            text.span
        case .blocks(let blocks): blocks.first?.span
        case .references(let references): references.first?.text.span
        case .list(let items): items.first?.span
        case .rows(let rows): rows.rows.first?.span
        case .group(let fields): fields.first?.span
        case .codeList: nil
        }
    }
}

extension [Block] {
    /// The words of the blocks without markup, a space between texts.
    package var plain: String {
        if count == 1, case .paragraph(let text) = self[0] { return text.plain }
        var parts: [String] = []
        forEachText { parts.append($0.plain) }
        return parts.joined(separator: " ")
    }
}

extension [FieldValue] {
    /// The value of a field or column by its index; nothing else is touched on the way.
    func value(_ field: Int) -> Value? {
        for index in indices where self[index].field == field { return self[index].value }
        return nil
    }
}
