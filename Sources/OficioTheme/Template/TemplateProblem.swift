/// What is wrong at a place of a template. The caller finds the words.
package struct TemplateProblem: Hashable, Sendable {
    /// The faults told apart.
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// A tag without its closing delimiter: it is dropped with the rest of its line, an open comment with the rest of the template.
        case unclosedTag
        /// A section, parent or block that is never closed: it ends with what encloses it.
        case unclosedSection
        /// More sections, parents and blocks in one another than are kept: the deeper ones are left out.
        case nestedTooDeep
        /// A closing tag with a name that is not open: it closes the innermost section, or nothing where none is open.
        case mismatchedClosing
        /// A partial or parent that is not in the set: nothing is rendered.
        case missingPartial
        /// A variable that the caller does not know.
        case unknownVariable
        /// A delimiter tag that does not hold two delimiters of 1 to 32 bytes: the old ones stay.
        case badDelimiter
        /// Too many sections, partials and blocks open at once: rendering stopped there.
        case recursionTooDeep
        /// More bodies of sections, partials and blocks than a page can need: rendering stopped there.
        case tooManyParts
        /// Bytes that are not UTF-8: each is read as `?`.
        case invalidUTF8
    }

    package let kind: Kind
    /// The name of the template at fault.
    package let template: String
    /// The bytes of the template at fault: the name where it alone is wrong, else the tag.
    package let range: Range<Int>
    /// The name that is unknown, missing, unclosed or mismatched; empty where the fault has none.
    package let name: String
}

extension TemplateProblem.Kind {
    /// Whether what was rendered is cut off there.
    var endsRendering: Bool { self == .recursionTooDeep || self == .tooManyParts }
}

extension TemplateProblem: Comparable {
    /// By template and place.
    package static func < (left: TemplateProblem, right: TemplateProblem) -> Bool {
        (left.template, left.range.lowerBound, left.range.upperBound, left.name)
            < (right.template, right.range.lowerBound, right.range.upperBound, right.name)
    }
}
