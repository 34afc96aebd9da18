/// A label of a form as a set of forms holds it.
package struct LabelRef: Hashable, Sendable {
    /// The index of the form in the set: the outer one first, then that of its members.
    package let form: Int
    /// The index in ``FormLabels/all``.
    package let label: Int
}

/// A place in a paragraph where a label of a form stands.
package struct LabelHit: Sendable {
    package let paragraph: Int
    /// The label with its numbering and colon, as UTF-8 offsets into the paragraph's text.
    package let range: Range<Int>
    /// The labels of that name, in the order of the forms.
    package let refs: [LabelRef]
    /// How well the place looks like that label, from 0 to 1.
    package let quality: Double
    /// Whether the whole paragraph is the label.
    package let isWhole: Bool

    package var stretch: Stretch { Stretch(paragraph, range) }
}
