import OficioBasics

/// A proposal for the text at the cursor.
struct CompletionItem: Sendable {
    /// What a proposal stands for, with the number by which the protocol chooses its sign.
    enum Kind: Int, Sendable {
        case field = 5
        case value = 12
        case code = 20
        case file = 17
        case document = 18
        case heading = 22
    }

    /// The words that the client shows.
    let label: String
    /// More words beside the label.
    var detail = ""
    let kind: Kind
    /// The text that replaces the range of the proposal.
    let text: String
    /// The words that the client compares with what was typed, if others than the label.
    var filter: String?
}

/// Proposals for a range of bytes.
struct CompletionList: Sendable {
    /// The bytes that a proposal replaces.
    let range: Range<Int>
    let items: [CompletionItem]
    /// Whether there are more proposals, which the client has to ask for when more is typed.
    var isPart = false

    /// The list as the protocol has it. The order of the items is kept.
    func json(_ source: EditedSource) -> JSONText {
        let range = source.json(range)
        let items = items.enumerated().map { place, item -> JSONText in
            var members: [(String, JSONText)] = [
                ("label", .string(item.label)), ("kind", .integer(item.kind.rawValue)),
                ("sortText", .string(String(place + 100_000))),
                ("textEdit", .object([("range", range), ("newText", .string(item.text))])),
            ]
            if !item.detail.isEmpty { members.append(("detail", .string(item.detail))) }
            if let filter = item.filter { members.append(("filterText", .string(filter))) }
            return .object(members)
        }
        return .object([("isIncomplete", .bool(isPart)), ("items", .array(items))])
    }
}
