import Diagnostics

/// The kind of values that a field takes. The kind decides how a field is decoded, checked, rendered and exported.
package indirect enum FieldKind: Sendable {
    /// Plain text on one line.
    case text
    /// Markdown of any length.
    case markdown
    /// A day in ISO 8601: `2018-01-02`.
    case date
    /// A whole number.
    case integer
    /// A percentage: `30`, `30%`, `12,5 %`.
    case percent
    /// A truth value: yes or no.
    case boolean
    /// A time span in ISO 8601 or in words: `2 días hábiles`.
    case duration
    /// An interval of recurrence: `2 años`, `anual`.
    case interval
    /// A web address.
    case url
    /// An e-mail address.
    case email
    /// One code of the list with this name.
    case choice(String)
    /// A set of codes of the list with this name.
    case codes(String)
    /// References to records.
    case references(ReferenceKind)
    /// A list of Markdown items.
    case list
    /// A table: any number of rows with the same columns.
    case rows(RowType)
    /// A fixed group of fields.
    case group([Field])
    /// A code list that the document itself declares, in order: `{antes: Antes del primer día}`.
    case codeList
}

/// The records that the references of a field may point to.
package struct ReferenceKind: Sendable {
    /// The types of the records, empty for any type.
    package let types: [TypeKey]
    /// Whether the field takes several references.
    package let isMany: Bool
    /// Whether words that are not a reference stay as text.
    package let allowsText: Bool

    /// Creates a kind of reference.
    package init(types: [TypeKey], isMany: Bool, allowsText: Bool) {
        self.types = types
        self.isMany = isMany
        self.allowsText = allowsText
    }
}

/// The columns of a field that is a table, and their roles. The other properties are indices into `columns`.
package struct RowType: Sendable {
    /// The label of a column that numbers the rows.
    package static let numberLabel = Localized(es: "N.º", en: "No.")
    /// The columns of the table in the order of their declaration.
    package let columns: [Field]
    /// The column that the text of a list item fills; the first unless declared.
    package let main: Int
    /// The column that a `###` heading fills, `nil` for none.
    package let groupBy: Int?
    /// The index of the column that a nested list fills; `nil` if there is none.
    package let children: Int?
    /// The indices of the columns in which an empty cell repeats the cell above it.
    package let continues: Set<Int>

    /// Returns the index of the column with a declared folded name, `nil` for none.
    package func column(named folded: String) -> Int? { columns.firstIndex { $0.names.contains(folded) } }
}

extension FieldKind {
    /// The row type of a table, or one without columns for any other kind.
    package var rowType: RowType {
        if case .rows(let type) = self { return type }
        return RowType(columns: [], main: 0, groupBy: nil, children: nil, continues: [])
    }
}
