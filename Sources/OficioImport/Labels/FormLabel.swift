import OficioSchema
import OficioSource

/// One label that a form prints, and what it stands for.
package struct FormLabel: Sendable {
    package enum Target: Sendable, Hashable {
        /// The title of a section whose fields have labels of their own, or that has none.
        case title
        /// A field by its path in the type. What follows the label may also fill fields without a label.
        case field([Int])
        /// A column of a field of rows.
        case column(field: Int, column: Int)
        /// A number, a page or another column that no field takes.
        case pseudoColumn(field: Int)
        /// The contents list.
        case contents
        /// What the form prints and nobody fills in: fixed text, the legend.
        case text
        /// A blank to sign, with nothing to take over.
        case blank
        /// A page number.
        case pageNumber
    }

    /// The index in ``FormLabels/all``.
    package let index: Int
    /// As the form has it, on one line.
    package let text: String
    package let folded: String
    package let target: Target
    /// Its section in ``FormLabels/sections``.
    package let section: Int
    /// The fields without a label that stand behind it, in order.
    package var followers: [[Int]] = []
    /// Whether it is not the form's own but another name of the field.
    package var isSynonym = false
    /// Whether a person has confirmed it as another name; the form does not print it.
    package var isLearned = false
    /// Whether the label heads the whole section.
    package var headsSection = false
}
