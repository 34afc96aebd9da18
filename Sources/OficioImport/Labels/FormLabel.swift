import OficioSchema
import OficioSource

/// A label that a form prints, with its meaning.
package struct FormLabel: Sendable {
    /// The part of a form that a label stands for.
    package enum Target: Sendable, Hashable {
        /// The title of a section that has no field, or whose fields have labels of their own.
        case title
        /// A field, by its path in the type. The text after the label may also fill fields without
        /// a label.
        case field([Int])
        /// A column of a field of rows.
        case column(field: Int, column: Int)
        /// A number, a page or another column that belongs to no field.
        case pseudoColumn(field: Int)
        /// The contents list.
        case contents
        /// Text that the form prints and that has no value: fixed text, the legend.
        case text
        /// A blank to sign, which has nothing to import.
        case blank
        /// A page number.
        case pageNumber
    }

    /// The index of the label in ``FormLabels/all``.
    package let index: Int
    /// The text of the label as in the form, on one line.
    package let text: String
    /// The text of the label, folded for comparison.
    package let folded: String
    /// The part of the form that the label stands for.
    package let target: Target
    /// The index of the label's section in ``FormLabels/sections``; −1 for a label in a header, a
    /// footer or no section.
    package let section: Int
    /// The paths of the fields without a label that follow the label, in order.
    package var followers: [[Int]] = []
    /// Whether the label is another name of the field and not the form's own label.
    package var isSynonym = false
    /// Whether a person has confirmed the label as another name. The form does not print it.
    package var isLearned = false
    /// Whether the label heads the whole section.
    package var headsSection = false
}
