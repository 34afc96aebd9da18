/// A block of a document that keeps its own headings.
package indirect enum ProseBlock: Sendable {
    /// A heading, of level 2 for a section, and of level 3 or 4 for a part of a section.
    case heading(level: Int, FoundText)
    /// A heading that is another name of a field. The source uses the field's own name.
    case named(field: Int, FoundText)
    case paragraph(FoundText)
    case item(FoundText, ProseItem)
    /// The rows of a grid, in which a cell that another cell covers is empty.
    case table([[FoundText]])
    /// A field of the record at this position, by its index, with the blocks that it was made from.
    case field(Int, [ProseBlock])
    /// The name of a sheet above its rows, which is not text of the file.
    case sheetName(String)
    /// Blocks of a callout, with its kind in Markdown such as `NOTE`; nil for a quotation.
    case quote(kind: String?, [ProseBlock])
    /// Lines of code, whose spaces count.
    case code([FoundText])

    var texts: [FoundText] {
        switch self {
        case .heading(_, let text), .paragraph(let text), .item(let text, _): [text]
        case .table(let rows): rows.flatMap(\.self)
        case .quote(_, let blocks): blocks.flatMap(\.texts)
        case .code(let lines): lines
        case .field, .named, .sheetName: []
        }
    }
}

extension ProseBlock {
    /// The text of a heading; nil for other blocks.
    var heading: FoundText? {
        switch self {
        case .heading(_, let text), .named(_, let text): text
        default: nil
        }
    }
}

/// The presentation of an item of a list.
package struct ProseItem: Sendable, Hashable {
    /// The level of the item, from 0.
    package var level = 0
    /// The number of the item; nil for a bullet.
    package var number: Int?
    /// The letter or Roman numeral of the item with its sign, *a)*; nil for an item without one.
    package var label: String?
    /// Whether the item's box is ticked; nil for an item without a box.
    package var isTicked: Bool?
}
