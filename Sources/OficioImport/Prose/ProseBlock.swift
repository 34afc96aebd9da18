/// A block of a document that is taken over as it stands, under its own headings.
package enum ProseBlock: Sendable {
    /// - level: 2 for a section, 3 for a part of one.
    case heading(level: Int, FoundText)
    case paragraph(FoundText)
    case item(FoundText, number: Int?)
    /// The rows of a grid. A cell that another one covers is empty.
    case table([[FoundText]])

    var texts: [FoundText] {
        switch self {
        case .heading(_, let text), .paragraph(let text), .item(let text, _): [text]
        case .table(let rows): rows.flatMap(\.self)
        }
    }
}
