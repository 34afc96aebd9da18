import OficioSchema

/// A text of the file that becomes the value of a field or a part of it, with its place.
package struct FoundText: Sendable {
    /// The text on one line.
    package var text: String
    /// The places of the text in the outline.
    package var stretches: [Stretch]
    /// Whether the word processor shows the text as an item of a list.
    package var isItem = false
    /// The level of the item, from 0.
    package var level = 0
    /// Whether all letters of the text's paragraph are bold.
    package var isBold = false
    /// The word from a table's heading that the source writes before the text: *Deseable*; nil if there is none.
    package var lead: String?
    /// The numbers and bullets typed before the text.
    package var typedLabels: [Stretch] = []
    /// Whether another row also has the text, because the file has it once in a cell merged over several rows.
    package var isShared = false
    /// Notes of the document that stand as footnotes of this text, by index.
    package var notes: [Int] = []
    /// Pictures of the document that stand in this text, by index.
    package var pictures: [Int] = []

    /// Creates a text that is not a list item.
    package init(_ text: String, _ stretches: [Stretch]) {
        self.text = text
        self.stretches = stretches
    }

    /// Returns a written text with `lead` and a colon before it: without a lead, the text alone, and without a text,
    /// the lead alone.
    func withLead(_ written: String) -> String {
        guard let lead else { return written }
        return MarkdownText.escaped(lead) + (written.isEmpty ? "" : ": " + written)
    }
}

/// A value that was found for a field, in the words of the file.
package indirect enum FoundValue: Sendable {
    /// The words for *not applicable*, as in the file.
    case notApplicable(FoundText)
    case text(FoundText)
    case date(CalendarDate, FoundText)
    /// Codes written in the file or marked by a cross or tick. A marked code has no text (nil).
    case codes([Code], FoundText?)
    case references([FoundText])
    case list([FoundText])
    /// Paragraphs and items in order.
    case blocks([FoundText])
    case rows([FoundRow])
    /// A text that is not a valid value of the field's kind.
    case wrong(FoundText)
}

extension FoundValue {
    /// Returns the value with `change` applied to every text of a list, of blocks or of cells, or to a single text.
    /// Dates, codes and references stay as they are.
    func mapTexts(_ change: (FoundText) -> FoundText) -> FoundValue {
        switch self {
        case .notApplicable(let text): return .notApplicable(change(text))
        case .text(let text): return .text(change(text))
        case .wrong(let text): return .wrong(change(text))
        case .date, .codes, .references: return self
        case .list(let texts): return .list(texts.map(change))
        case .blocks(let texts): return .blocks(texts.map(change))
        case .rows(let rows):
            return .rows(
                rows.map { row in
                    var row = row
                    row.cells = row.cells.mapValues { $0.mapTexts(change) }
                    return row
                })
        }
    }
}

/// A row of a field of rows.
package struct FoundRow: Sendable {
    /// The values by the index of the column.
    package var cells: [Int: FoundValue] = [:]
    /// The heading above the row: a frequency, a family; nil if there is none.
    package var group: FoundGroup?
    /// The columns that take their value from the row above.
    package var continued: Set<Int> = []

    /// Behaviours that the catalogue has in the same words, so that the source does not repeat them.
    package var catalogue: [FoundText] = []

    /// Makes an empty row.
    package init() {}
}

/// A heading over rows.
package struct FoundGroup: Sendable {
    /// The code that the heading stands for.
    package let code: Code
    /// The words of the heading.
    package let text: FoundText
    /// The words for *not applicable* under the heading; nil if there are none.
    package var notApplicable: FoundText?
}

extension FoundValue {
    /// Every text in the value except the headings of groups of rows, in order.
    package var texts: [FoundText] {
        switch self {
        case .notApplicable(let text), .text(let text), .date(_, let text), .wrong(let text): [text]
        case .codes(_, let text): text.map { [$0] } ?? []
        case .references(let texts), .list(let texts), .blocks(let texts): texts
        case .rows(let rows):
            rows.flatMap { row -> [FoundText] in
                let cells = row.cells.sorted { $0.key < $1.key }.flatMap(\.value.texts)
                return cells
            }
        }
    }

    /// Whether two values mean the same in different words, as a date in figures and a date in full do.
    func hasMeaning(of other: FoundValue) -> Bool {
        if case .date(let first, _) = self, case .date(let second, _) = other { return first == second }
        return words == other.words
    }

    /// The folded words of the value, for comparing it with another one.
    package var words: [String] { texts.flatMap { PlainText.words($0.text) }.map(\.folded) }
}

/// A value with the field that it fills, its label, and how certain the match is.
package struct FoundField: Sendable {
    /// The path of the field in its type.
    package let path: [Int]
    /// The label as in the file; empty if there is none.
    package let label: String
    /// The value found for the field.
    package var value: FoundValue
    /// The position of the value relative to its label.
    package let geometry: Geometry
    /// The certainty of the match, from 0 to 1.
    package var confidence: Double
    /// The reasons why a person should look at the value; empty if nothing is in doubt.
    package var doubts: [Doubt] = []
    /// The labels of further parts of the value, where the file has it under several labels.
    package var otherLabels: [String] = []

    /// The reasons why a value needs a look.
    package enum Doubt: String, Sendable {
        /// The label is not the form's own, but another name of the field.
        case otherLabel
        /// The value is not of the field's kind.
        case wrongKind
        /// One label stands for several fields; order and kind decided which value belongs to which.
        case byOrder
        /// The file has several paragraphs for a field that takes one.
        case severalTexts
        /// The file has another value elsewhere.
        case contradiction
        /// A reference leads to no document.
        case unresolved
        /// A sentence or the title of the file implies the value, and keeps its words.
        case implied
    }
}
