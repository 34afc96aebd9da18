/// The parts of the key of a content control: `type/id:field.member/row/column/item=code`.
struct FieldAddress: Hashable {
    /// The record id: `type/id`.
    var record: String
    var field: String
    /// The member of a group; `nil` if the address names no member.
    var member: String?
    /// A row or an item of a list: its id, `@n` for the nth reference, or `#n` for the nth item of a Markdown list.
    /// `nil` outside rows.
    var row: String?
    var column: String?
    /// An item of the list in a cell; `nil` if the control shows no single item.
    var item: String?
    /// The code whose tick box the control shows; `nil` if the control shows text.
    var code: String?

    init?(_ key: String) {
        guard let colon = key.firstIndex(of: ":") else { return nil }
        record = String(key[..<colon])
        var parts = key[key.index(after: colon)...].split(
            separator: "/", maxSplits: 3, omittingEmptySubsequences: false
        )
        .map(String.init)
        if let last = parts.last, let equals = last.firstIndex(of: "=") {
            code = String(last[last.index(after: equals)...])
            parts[parts.count - 1] = String(last[..<equals])
        }
        let names = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
        guard let first = names.first else { return nil }
        field = first
        member = names.count > 1 ? names[1] : nil
        row = parts.count > 1 ? parts[1] : nil
        column = parts.count > 2 ? parts[2] : nil
        item = parts.count > 3 ? parts[3] : nil
    }

    /// The address of the whole field, without row and column.
    var whole: FieldAddress {
        var address = self
        (address.row, address.column, address.item, address.code) = (nil, nil, nil, nil)
        return address
    }

    /// Whether the control stands for a code outside of rows: the heading above the rows of one value, or a tick box
    /// of a field.
    var isGroup: Bool { row == nil && code != nil }
    /// Whether the address names its row by an id and not by a position (`@n`, `#n`). Also true for a cell of such a
    /// row.
    var isItem: Bool { row.map { !$0.hasPrefix("@") && !$0.hasPrefix("#") } ?? false }
}
