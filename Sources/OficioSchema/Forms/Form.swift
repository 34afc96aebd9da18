import Diagnostics
import OficioSource

/// How a type is laid out on paper and screen; see `sources.md`, «Forms».
package struct Form: Sendable {
    /// The code, version and date of the form itself, which are never the document's.
    package struct Control: Sendable {
        package var code = ""
        package var version = ""
        package var issued: CalendarDate?
        package var process = ""
        /// The pattern that a document's code has to match: `9` a digit, `A` a letter, anything else itself.
        package var codePattern = ""
    }

    package let id: String
    package let file: FileID
    package let span: Span
    /// The key of the type that it lays out.
    package let type: TypeKey
    package var title = ""
    package var control = Control()
    package var dates: DatePattern?
    package var paper = Paper()
    package var book = Book()
    /// Whether printed copies bear the note that they are not controlled.
    package var marksCopies = true
    package var numbering = Numbering.none
    package var header = RunningText()
    package var footer = RunningText()
    package var lists: [CodeList] = []
    /// The names of the lists where the form declares them, in the order of `lists`.
    package var listSpans: [Span] = []
    package var sections: [FormSection] = []
    /// What filled-in copies of the form call its fields besides the labels that it prints; only the import reads them.
    package var otherLabels: [OtherLabel] = []
    /// Whether what a release changed is underlined.
    package var marksChanges = false
    /// What the form says of rules, over what the site says.
    package var rules = RuleSettings()
    /// Whether it was made from the type because the site declares none.
    package var isBuiltIn = false

    package init(id: String, type: TypeKey, file: FileID, span: Span) {
        self.id = id
        self.type = type
        self.file = file
        self.span = span
    }

    /// The text that it was read from, empty for a built-in one.
    package var source = ""

    /// Whether another form was read from the same text.
    package func isAlike(_ other: Form) -> Bool { source == other.source }

    package func list(named folded: String) -> CodeList? { lists.first { $0.name.folded == folded } }
}

/// How a manual becomes a book on paper.
package struct Book: Sendable, Hashable {
    /// Whether pages are counted anew in every part: *Página 2 de 4* of a job, not of the manual.
    package var countsByPart = false
    /// Whether every part begins on a right-hand page.
    package var startsOnTheRight = false
    /// What a page says that is blank because of that.
    package var blankPage = ""

    package init() {}

    /// Whether a manual needs page boxes of its own.
    package var needsStyles: Bool { countsByPart || !blankPage.isEmpty }
}

/// How sections are numbered.
package enum Numbering: String, Sendable {
    case none
    /// `1.`
    case decimal
    /// `I.`
    case roman
    /// `A.`
    case letter
}

/// The three parts of a running header or footer; lines with placeholders in braces.
package struct RunningText: Sendable {
    package var left = ""
    package var center = ""
    package var right = ""

    package init() {}

    package var isEmpty: Bool { left.isEmpty && center.isEmpty && right.isEmpty }
}

/// The ways to lay out a section.
package enum FormView: String, Sendable, CaseIterable {
    case heading
    case fieldGrid, text, list, table, matrix, groups, boxes, competencies, signatures, legend, receipt, log
    case cover, contents, members
}

/// What stands where a field has nothing.
package enum EmptyStyle: Sendable, Hashable {
    case text(String)
    case omit
}

/// A field in its place: its path in the type, and the label that the form gives it.
package struct FieldPlacement: Sendable {
    /// Indices into the type's fields, then into a group's.
    package let path: [Int]
    /// `nil` for the field's own name, empty for none.
    package let label: String?
    package let span: Span
}

/// Another name of a field in filled-in copies of a form.
package struct OtherLabel: Sendable {
    package let text: String
    /// Indices into the type's fields, then into a group's.
    package let path: [Int]
}

/// A column in its place.
package struct ColumnPlacement: Sendable {
    package enum Content: Sendable {
        /// An index into the row type's columns.
        case column(Int)
        /// The pseudo-column that numbers rows or groups.
        case number
        /// Several columns in one cell, each with its label.
        case stack([(column: Int, label: String?)])
        /// The title or page of an entry of a table of contents.
        case entry(String)
    }

    package let content: Content
    /// May break lines.
    package let label: String
}

/// One section of a form.
package struct FormSection: Sendable {
    package var title = ""
    package var view = FormView.heading
    /// The field that the section shows, `nil` for those that show several or none.
    package var field: FieldPlacement?
    /// Rows of cells, for grids and lists.
    package var fields: [[FieldPlacement]] = []
    /// Blanks to fill in by hand, for `receipt`.
    package var blanks: [[String]] = []
    package var columns: [ColumnPlacement] = []
    /// Code lists by the folded name of the column or field that uses them.
    package var lists: [(column: String, list: String)] = []
    /// The lists that a legend explains, with their labels.
    package var legend: [(list: String, label: String)] = []
    package var text = ""
    package var isRequired = false
    package var repeats = false
    package var empty: EmptyStyle?
    package var mark: String?
    package var end: String?
    package var dates: DatePattern?
    package var numbering: Numbering?
    package var sections: [FormSection] = []
    /// The paper that it is printed on, `nil` for the form's.
    package var paper: Paper?
    package let span: Span

    package init(span: Span) {
        self.span = span
    }

    /// Every field that the section itself names, in order.
    package var allFields: [FieldPlacement] { (field.map { [$0] } ?? []) + fields.flatMap(\.self) }
}

extension Form {
    /// The fields that some section shows, by index in the type.
    package var printedFields: Set<Int> {
        func fields(_ sections: [FormSection]) -> [Int] { sections.flatMap { $0.allFields.compactMap(\.path.first) + fields($0.sections) } }
        return Set(fields(sections))
    }
}
