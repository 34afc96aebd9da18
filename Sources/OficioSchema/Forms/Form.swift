import Diagnostics
import OficioSource

/// The layout of a type on paper and screen, as a file of `formatos/` declares it.
package struct Form: Sendable {
    /// The control data of the form itself: its code, version, date of issue and process. Documents have control data
    /// of their own.
    package struct Control: Sendable {
        /// The form's own code, empty if it has none.
        package var code = ""
        /// The form's own version as written, empty if it has none.
        package var version = ""
        /// The day on which the form was issued, `nil` if the form does not say.
        package var issued: CalendarDate?
        /// The process that the form belongs to, empty if the form does not say.
        package var process = ""
        /// The pattern that a document's code must match: `9` stands for a digit, `A` for a letter, any other character
        /// for itself. Empty for no pattern.
        package var codePattern = ""
    }

    /// The identifier by which documents choose the form: its `id:`, or else the slug of its file's name. Empty for a
    /// built-in form.
    package let id: String
    /// The file that declares the form, -1 for a built-in form.
    package let file: FileID
    /// The span of the form's first entry, for findings about the whole form.
    package let span: Span
    /// The key of the type that the form lays out.
    package let type: TypeKey
    /// The title that the sheet prints.
    package var title = ""
    /// The control data of the form itself.
    package var control = Control()
    /// The format of printed dates, `nil` for the default format of the site.
    package var dates: DatePattern?
    /// The paper that the form is printed on.
    package var paper = Paper()
    /// The settings for printing a manual with this form as a book.
    package var book = Book()
    /// Whether printed copies carry the notice that they are not controlled.
    package var printsCopyNotice = true
    /// The numbering of the sections.
    package var numbering = Numbering.none
    /// The running header of printed pages.
    package var header = RunningText()
    /// The running footer of printed pages.
    package var footer = RunningText()
    /// The code lists that the form declares.
    package var lists: [CodeList] = []
    /// The spans of the lists' names, in the order of `lists`.
    package var listSpans: [Span] = []
    /// The sections in the order in which the sheet prints them.
    package var sections: [FormSection] = []
    /// Additional labels that filled-in copies of the form use for its fields; only the import reads them.
    package var otherLabels: [OtherLabel] = []
    /// Whether the sheet underlines what the last release changed.
    package var underlinesChanges = false
    /// The form's settings of rules, which override those of the site.
    package var rules = RuleSettings()
    /// Whether the program made the form from the type because the site declares none.
    package var isBuiltIn = false

    /// Whether the form declares its identifier as `id:`.
    package var hasOwnID = false
    /// The name of the form's file with `ni` for *ñ*.
    package var fileNameWithNi = ""
    /// The name of the form's page: the identifier, unless the rules of addresses write `ni` for *ñ*.
    package var address: String

    /// Creates a form without sections.
    package init(id: String, type: TypeKey, file: FileID, span: Span) {
        self.id = id
        address = id
        self.type = type
        self.file = file
        self.span = span
    }

    /// The YAML text that the form was read from, empty for a built-in form.
    package var source = ""

    /// Whether both forms were read from the same source text.
    package func hasSameSource(_ other: Form) -> Bool { source == other.source }

    /// Returns the first code list with a folded name, `nil` if the form has none of that name.
    package func list(named folded: String) -> CodeList? { lists.first { $0.name.folded == folded } }
}

/// The settings for printing a manual as a book.
package struct Book: Sendable, Hashable {
    /// Whether every part begins its own page count: *Página 2 de 4* of a job, not of the manual.
    package var countsByPart = false
    /// Whether every part begins on a right-hand page.
    package var startsOnTheRight = false
    /// The text on a page that is left blank so that a part begins on the right; empty for none.
    package var blankPage = ""

    /// Creates the settings of a book without separate page counts.
    package init() {}

    /// Whether a manual needs page rules of its own in the style sheet.
    package var needsStyles: Bool { countsByPart || !blankPage.isEmpty }
}

/// The styles of section numbers.
package enum Numbering: String, Sendable {
    case none
    /// Arabic numerals: `1.`
    case decimal
    /// Roman numerals: `I.`
    case roman
    /// Capital letters: `A.`
    case letter
}

/// The three parts of a running header or footer. Each has lines with placeholders in braces.
package struct RunningText: Sendable {
    /// The text on the left, empty for none.
    package var left = ""
    /// The text in the middle, empty for none.
    package var center = ""
    /// The text on the right, empty for none.
    package var right = ""

    /// Creates a running text without content.
    package init() {}

    /// Whether all three parts are empty.
    package var isEmpty: Bool { left.isEmpty && center.isEmpty && right.isEmpty }

    /// Whether a line has a placeholder for the number of the page or of all pages.
    package static func numbersPages(_ line: some StringProtocol) -> Bool {
        ["{página}", "{páginas}", "{page}", "{pages}"].contains { line.contains($0) }
    }

    /// Whether any part numbers the pages.
    package var numbersPages: Bool { [left, center, right].contains { Self.numbersPages($0) } }
}

/// The ways to lay out a section.
package enum FormView: String, Sendable, CaseIterable {
    case heading
    case fieldGrid, text, list, table, matrix, groups, boxes, competencies, signatures, legend, receipt, log
    case cover, contents, members
    /// Everything that no other section of the form shows, in the author's order.
    case rest
}

/// The ways in which a section shows that a field has no value.
package enum EmptyStyle: Sendable, Hashable {
    case text(String)
    case omit
}

/// A field placed in a form: its path in the type and its label.
package struct FieldPlacement: Sendable {
    /// The path of the field in the type: the index of the field, or of its group and then of the member in the
    /// group.
    package let path: [Int]
    /// The label that the form gives the field: `nil` for the field's own name, empty for no label.
    package let label: String?
    /// The span of the field's name in the form's source.
    package let span: Span

    /// Places a field in a form.
    package init(path: [Int], label: String?, span: Span) {
        self.path = path
        self.label = label
        self.span = span
    }
}

/// An additional label that filled-in copies of a form use for a field.
package struct OtherLabel: Sendable {
    /// The label as the form writes it.
    package let text: String
    /// The path of the field in the type: the index of the field, or of its group and then of the member in the
    /// group.
    package let path: [Int]
}

/// A column placed in a table of a form: its content and its label.
package struct ColumnPlacement: Sendable {
    /// The content of the cells in a placed column.
    package enum Content: Sendable {
        /// A column of the row type, by its index.
        case column(Int)
        /// The pseudo-column that numbers rows or groups.
        case number
        /// Several columns in one cell, each with its label.
        case stack([(column: Int, label: String?)])
        /// A column of a table of contents: the title or the page of each entry, as the folded word that the form uses.
        case entry(String)
    }

    /// The content of the column's cells.
    package let content: Content
    /// The heading of the column; it may have several lines.
    package let label: String

    /// Places a column under a label.
    package init(content: Content, label: String) {
        self.content = content
        self.label = label
    }
}

/// One section of a form.
package struct FormSection: Sendable {
    /// The title that the sheet prints over the section, empty for none.
    package var title = ""
    /// Whether the form names a field for the section, even one that the type does not have.
    var namesField = false
    /// The layout of the section.
    package var view = FormView.heading
    /// The field that the section shows, `nil` if it shows several fields or none.
    package var field: FieldPlacement?
    /// The placed fields of grids and lists, as rows of cells.
    package var fields: [[FieldPlacement]] = []
    /// The labels of blanks that are filled in by hand, as rows of cells; only `receipt` has them.
    package var blanks: [[String]] = []
    /// The columns of a table; empty for the columns of the type.
    package var columns: [ColumnPlacement] = []
    /// The code lists that columns or fields use: the folded name of each column or field, and the name of its list.
    package var lists: [(column: String, list: String)] = []
    /// The code lists that a legend explains: the folded name of each list, and its label.
    package var legend: [(list: String, label: String)] = []
    /// The section's fixed text, empty for none.
    package var text = ""
    /// Whether a document remains a draft as long as the section's fields have no value.
    package var isRequired = false
    /// Whether every printed page repeats the section; only the first and last sections can repeat.
    package var repeats = false
    /// The way to show a missing value; `nil` leaves the value out, or prints a blank if the section is required.
    package var empty: EmptyStyle?
    /// The sign in a chosen tick box or cell of a matrix, `nil` for `X`.
    package var mark: String?
    /// The punctuation added to texts of the section that end without any, `nil` for none.
    package var end: String?
    /// The format of dates in the section, `nil` for the format of the form.
    package var dates: DatePattern?
    /// The numbering of the sections inside this one, `nil` for none.
    package var numbering: Numbering?
    /// The sections inside this one.
    package var sections: [FormSection] = []
    /// The paper that the section is printed on, `nil` for the form's paper.
    package var paper: Paper?
    /// The span of the section in the form's source.
    package let span: Span

    /// Creates an empty section with the view `heading`.
    package init(span: Span) {
        self.span = span
    }

    /// The fields that the section itself places, in order, without those of its inner sections.
    package var allFields: [FieldPlacement] { (field.map { [$0] } ?? []) + fields.flatMap(\.self) }
}

extension Form {
    /// Whether the form has a section with the view `rest`.
    package var showsRest: Bool { sections.contains { $0.view == .rest } }

    /// The fields that some section shows, as indices into the type's fields.
    package var printedFields: Set<Int> {
        func fields(_ sections: [FormSection]) -> [Int] {
            sections.flatMap { $0.allFields.compactMap(\.path.first) + fields($0.sections) }
        }
        return Set(fields(sections))
    }
}
