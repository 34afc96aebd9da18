/// A label of a form, by its place in a set of forms.
package struct LabelRef: Hashable, Sendable {
    /// The index of the form in the set: the outer form first, then that of its members.
    package let form: Int
    /// The index of the label in ``FormLabels/all``.
    package let label: Int
}

/// A place in a paragraph that holds a label of a form.
package struct LabelHit: Sendable {
    /// The index of the paragraph in the outline.
    package let paragraph: Int
    /// The range of the label with its numbering and colon, as UTF-8 offsets into the paragraph's
    /// text.
    package let range: Range<Int>
    /// The labels that the text in the range may stand for, in the order of the forms.
    package let refs: [LabelRef]
    /// The similarity of the text to the label, from 0 to 1.
    package let quality: Double
    /// Whether the label is the whole text of the paragraph.
    package let isWhole: Bool

    /// The range of the label as a stretch of the outline.
    package var stretch: Stretch { Stretch(paragraph, range) }
}
