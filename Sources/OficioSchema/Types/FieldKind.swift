/// What a field holds. The kind, declared as data, drives decoding, checking, rendering and exports.
package indirect enum FieldKind: Sendable {
    /// Literal text on one line.
    case text
    /// Markdown of any length.
    case markdown
    /// `2018-01-02` (ISO 8601).
    case date
    case integer
    /// `30`, `30%`, `12,5 %`.
    case percent
    case boolean
    /// ISO 8601 or `2 días hábiles`.
    case duration
    /// How often something comes round: `2 años`, `anual`.
    case interval
    case url
    case email
    /// One code of a list, by the list's name.
    case choice(String)
    /// A set of codes of a list, by the list's name.
    case codes(String)
    /// References to records of some types.
    case references(ReferenceKind)
    case list
    case rows(RowType)
    case group([Field])
    /// A code list that the document itself declares, in order: `{antes: Antes del primer día}`.
    case codeList
}

/// What a reference may point at.
package struct ReferenceKind: Sendable {
    /// The types of the records, empty for any.
    package let types: [TypeKey]
    package let isMany: Bool
    /// Whether words that are no reference are taken as text.
    package let allowsText: Bool

    package init(types: [TypeKey], isMany: Bool, allowsText: Bool) {
        self.types = types
        self.isMany = isMany
        self.allowsText = allowsText
    }
}

/// The columns of a `rows` field.
package struct RowType: Sendable {
    package let columns: [Field]
    /// The column that a list item fills; the first unless declared.
    package let main: Int
    /// The column that a `###` heading fills.
    package let groupBy: Int?
    /// The column that a nested list fills.
    package let children: Int?
    /// The columns whose empty cells repeat the cell above.
    package let continues: Set<Int>

    /// The column with a folded name.
    package func column(named folded: String) -> Int? { columns.firstIndex { $0.names.contains(folded) } }
}

extension FieldKind {
    /// The row type; an empty one for other kinds.
    package var rowType: RowType {
        if case .rows(let type) = self { return type }
        return RowType(columns: [], main: 0, groupBy: nil, children: nil, continues: [])
    }
}
