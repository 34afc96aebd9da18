import OficioSchema

/// A text of the file that a field takes, with where it stands.
package struct FoundText: Sendable {
    package var text: String
    package var stretches: [Stretch]
    /// Whether the word processor shows it as an item of a list.
    package var isItem = false
    /// The level of the item, from 0.
    package var level = 0
    package var isBold = false
    /// Numbers and bullets that somebody typed in front of it.
    package var typedLabels: [Stretch] = []
    /// Notes of the document that stand as footnotes of this text, by index.
    package var notes: [Int] = []
    /// Pictures of the document that stand in this text, by index.
    package var pictures: [Int] = []

    package init(_ text: String, _ stretches: [Stretch]) {
        self.text = text
        self.stretches = stretches
    }
}

/// A value that was found for a field, in the words of the file.
package indirect enum FoundValue: Sendable {
    /// The words that say that there is nothing to say.
    case notApplicable(FoundText)
    case text(FoundText)
    case date(CalendarDate, FoundText)
    /// Codes that stand in the file, or that a cross or tick stands for, where there are no words.
    case codes([Code], FoundText?)
    case references([FoundText])
    case list([FoundText])
    /// Paragraphs and items in order.
    case blocks([FoundText])
    case rows([FoundRow])
    /// The words are not of the field's kind.
    case wrong(FoundText)
}

extension FoundValue {
    /// The same value with every text changed.
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
    /// By column of the row type.
    package var cells: [Int: FoundValue] = [:]
    /// The words of the heading under which it stands: a frequency, a family.
    package var group: FoundGroup?
    package var continued: Set<Int> = []

    package init() {}
}

/// A heading over rows.
package struct FoundGroup: Sendable {
    package let code: Code
    package let text: FoundText
    /// The words under the heading where it says that there is nothing to say.
    package var notApplicable: FoundText?
}

extension FoundValue {
    /// Every text in the value.
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

    /// The words of the value, for comparing it with another one.
    package var words: [String] { texts.flatMap { PlainText.words($0.text) }.map(\.folded) }
}

/// A value with the field that it fills, the label it stands by and how sure that is.
package struct FoundField: Sendable {
    package let path: [Int]
    /// As it stands in the file; empty where no label does.
    package let label: String
    package var value: FoundValue
    package let geometry: Geometry
    /// From 0 to 1.
    package var confidence: Double
    /// What a person should look at, empty where nothing is in doubt.
    package var doubts: [Doubt] = []

    /// Why a value needs a look.
    package enum Doubt: String, Sendable {
        /// The label is another name of the field than the form's.
        case otherLabel
        /// The value is not of the field's kind.
        case wrongKind
        /// One label for several fields: the values were told apart by their order and kind.
        case byOrder
        /// Several paragraphs where the field has one.
        case severalTexts
        /// The file says something else elsewhere.
        case contradiction
        /// A reference that leads to no document.
        case unresolved
    }
}
