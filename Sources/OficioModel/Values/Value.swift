import Diagnostics
import OficioSchema
import OficioSource

/// The value of a field. Typed values keep the author's wording beside them.
package indirect enum Value: Sendable {
    /// The field does not apply. A required field is treated as set, and pages show the author's wording.
    case notApplicable(Text)
    /// A plain text on one line.
    case text(Text)
    /// A text of Markdown blocks.
    case blocks([Block])
    /// A day of the calendar.
    case date(CalendarDate, Text)
    /// A whole number.
    case integer(Int, Text)
    /// A percentage in hundredths of a percent.
    case percent(Int, Text)
    /// A boolean: yes or no.
    case boolean(Bool, Text)
    /// A length of time, such as two years.
    case duration(TimeSpan, Text)
    /// Codes of a code list, in the order written.
    case codes([Code], Text)
    /// References to records.
    case references([Reference])
    /// The items of a list.
    case list([ListItem])
    /// The rows of a table.
    case rows(Rows)
    /// The members of a group.
    case group([FieldValue])
    /// A code list that the document declares.
    case codeList(CodeList)
}

/// A field of a record, or a cell of a row.
package struct FieldValue: Sendable {
    /// The index of the field in its type or group, or of the column in its row type.
    package let field: Int
    /// The decoded value of the field or cell.
    package let value: Value
    /// The span of the key, the heading or the whole cell in the source.
    package let span: Span
    /// The author's heading for the section of the field, `nil` if it is the field's own name. The content does not
    /// include it. If a second section encloses the field's section, the heading of the second section is the first
    /// of two lines.
    package let heading: String?
    /// Whether the author numbered the lists of the section, which the content does not include.
    package let isNumbered: Bool
    /// Whether the author's numbers begin with 0, which the content does not include.
    package let startsAtZero: Bool
    /// The sections of the body that make up the field, if a page shows them apart; empty if it shows one section. The
    /// content does not include them.
    package let sections: [FieldSection]

    /// The last line of `heading`: the author's heading of the field itself; `nil` if there is none.
    package var ownHeading: String? {
        guard let words = heading?.split(separator: "\n", omittingEmptySubsequences: false).last, !words.isEmpty else {
            return nil
        }
        return String(words)
    }

    /// The first of two lines of `heading`: the author's heading of the section that encloses the field with others
    /// (*PERFIL* over *Formación* and *Experiencia*); `nil` if there is none.
    package var gatheringHeading: String? {
        guard let heading, let end = heading.firstIndex(of: "\n") else { return nil }
        return String(heading[..<end])
    }

    /// Creates the value of a field or cell.
    package init(
        field: Int, value: Value, span: Span, heading: String? = nil, isNumbered: Bool = false,
        startsAtZero: Bool = false, sections: [FieldSection] = []
    ) {
        self.field = field
        self.value = value
        self.span = span
        self.heading = heading
        self.isNumbered = isNumbered
        self.startsAtZero = startsAtZero
        self.sections = sections
    }

    /// Returns a copy of the field with another value.
    package func with(_ value: Value) -> FieldValue {
        FieldValue(
            field: field, value: value, span: span, heading: heading, isNumbered: isNumbered,
            startsAtZero: startsAtZero, sections: sections)
    }
}

/// A reference as written. The corpus resolves it.
package struct Reference: Sendable {
    /// An id, a code, a title or `type/id`; a path relative to the file if `isPath` is set.
    package let target: String
    /// Whether the target is a path relative to the file.
    package let isPath: Bool
    /// Whether a target that matches no record is plain text instead of an error.
    package let isOptional: Bool
    /// The whole text that contains the reference in the source.
    package let text: Text
    /// Whether `text` has words besides the reference.
    package let hasContext: Bool
    /// The words shown in place of the title of the target, `nil` for the title.
    package let label: String?

    /// Creates a reference that the corpus can resolve.
    package init(target: String, isPath: Bool, isOptional: Bool, text: Text, hasContext: Bool, label: String?) {
        self.target = target
        self.isPath = isPath
        self.isOptional = isOptional
        self.text = text
        self.hasContext = hasContext
        self.label = label
    }
}

/// An entry of a list.
package struct ListItem: Sendable {
    /// The id of the entry, unique in its list.
    package let id: String
    /// The blocks that the entry consists of.
    package let blocks: [Block]
    /// The span of the entry in the source.
    package let span: Span

    /// Creates an entry of a list.
    package init(id: String, blocks: [Block], span: Span) {
        self.id = id
        self.blocks = blocks
        self.span = span
    }
}

/// The rows of a field, with the blocks before and after them.
package struct Rows: Sendable {
    /// The blocks before the rows.
    package var introduction: [Block] = []
    /// The rows of the field in order.
    package var rows: [Row] = []
    /// The headings that group the rows.
    package var groups: [RowGroup] = []
    /// The blocks after the rows.
    package var closing: [Block] = []
    /// The clause whose rows come first, `nil` for none.
    package var clause: ClauseUse?
    /// The rows as snapshots record them, `nil` if snapshots record the same rows; see `RowsInOrder`.
    package var recorded: RecordedRows?

    /// Creates an empty table.
    package init() {}

    /// The rows grouped by heading, each group with the indices of its rows. The order is the author's: rows without a
    /// heading come after the group that precedes them.
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

    /// The rows as the first format of snapshots records them.
    package var asRecorded: Rows { recorded?.rows ?? self }
}

/// A box for rows, so that `Rows` can contain `Rows`.
package final class RecordedRows: Sendable {
    /// The rows that the box contains.
    package let rows: Rows

    /// Creates a box that contains rows.
    package init(_ rows: Rows) { self.rows = rows }
}

/// A heading among rows, with the values that all rows below it share.
package struct RowGroup: Sendable {
    /// The heading of the group as written.
    package let heading: Text
    /// The value that the heading gives its rows in the group-by column.
    package let value: Value
    /// Blocks under the heading that are not rows, such as paragraphs or the words for *not applicable*.
    package var note: [Block]
    /// Whether the group is marked as not applicable.
    package var isNotApplicable: Bool

    /// Creates a group of rows.
    package init(heading: Text, value: Value, note: [Block], isNotApplicable: Bool) {
        self.heading = heading
        self.value = value
        self.note = note
        self.isNotApplicable = isNotApplicable
    }
}

/// A row of a table: a function, a step, a contact.
package final class Row: Sendable {
    /// The id of the row, unique in its field.
    package let id: String
    /// The cells of the row that have a value, including a value repeated from the cell above, in any order of
    /// columns.
    package let cells: [FieldValue]
    /// The indices of the columns in which an empty cell repeats the cell above.
    package let continued: Set<Int>
    /// The index of the row's group in `Rows.groups`, `nil` for none.
    package let group: Int?
    /// The span of the row in the source.
    package let span: Span

    /// Creates a row of a table.
    package init(id: String, cells: [FieldValue], continued: Set<Int>, group: Int?, span: Span) {
        self.id = id
        self.cells = cells
        self.continued = continued
        self.group = group
        self.span = span
    }

    /// The value in a column by its index, `nil` for an empty cell.
    package subscript(column: Int) -> Value? { cells.value(column) }
}

/// The use of a clause's rows in a field: `{de: funciones-comunes, salvo: [suplir-ausencias]}`.
package struct ClauseUse: Sendable {
    /// The reference to the clause whose rows the field uses.
    package let clause: Reference
    /// The ids of the clause's rows that the field leaves out.
    package let except: [Text]
}

extension Value {
    /// The author's text without markup, for titles, codes and comparisons. It is empty for rows, groups and code
    /// lists.
    package var plain: String {
        switch self {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text),
            .percent(_, let text), .boolean(_, let text),
            .duration(_, let text), .codes(_, let text):
            text.plain
        case .blocks(let blocks): blocks.plain
        case .references(let references): references.map { $0.label ?? $0.text.plain }.joined(separator: ", ")
        case .list(let items): items.map { $0.blocks.plain }.joined(separator: ", ")
        case .rows, .group, .codeList: ""
        }
    }

    /// Whether the value is a wording of *not applicable*.
    package var isNotApplicable: Bool {
        if case .notApplicable = self { return true }
        return false
    }

    /// The span of the value's first text, `nil` for an empty compound value and for a code list.
    package var textSpan: Span? {
        switch self {
        case .notApplicable(let text), .text(let text), .date(_, let text), .integer(_, let text),
            .percent(_, let text), .boolean(_, let text),
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
    /// The words of the blocks without markup, with a space between texts.
    package var plain: String {
        if count == 1, case .paragraph(let text) = self[0] { return text.plain }
        var parts: [String] = []
        forEachText { parts.append($0.plain) }
        return parts.joined(separator: " ")
    }
}

extension [FieldValue] {
    /// Returns the value of a field or column by its index, `nil` if there is none. Does not read other values.
    func value(_ field: Int) -> Value? {
        for index in indices where self[index].field == field { return self[index].value }
        return nil
    }
}

extension [ListItem] {
    /// The items that have words. Released documents may contain empty items, which no page shows.
    package var withWords: [ListItem] { filter { !ListBlock.Item(blocks: $0.blocks, span: $0.span).isEmpty } }
}
