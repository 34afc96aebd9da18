/// A problem at a position in a template. It has no message; the caller formulates one.
package struct TemplateProblem: Hashable, Sendable {
    /// The kinds of problems.
    package enum Kind: Hashable, Sendable, CaseIterable {
        /// A tag without its closing delimiter. It is dropped with the rest of its line, or an open comment with the
        /// rest of the template.
        case unclosedTag
        /// A section, parent or block that is never closed. It ends with the enclosing one.
        case unclosedSection
        /// Sections, parents and blocks nested too deep. The deeper ones are left out.
        case nestedTooDeep
        /// A closing tag whose name is not open. It closes the innermost section, if any.
        case mismatchedClosing
        /// A partial or parent that is not in the set. It renders nothing.
        case missingPartial
        /// A variable that the caller does not define.
        case unknownVariable
        /// A delimiter tag without two delimiters of 1 to 32 bytes. The old ones stay.
        case badDelimiter
        /// Too many open sections, partials and blocks. Rendering stopped there.
        case recursionTooDeep
        /// More bodies of sections, partials and blocks than a page can need. Rendering stopped there.
        case tooManyParts
        /// Bytes that are not UTF-8. Each is read as `?`.
        case invalidUTF8
    }

    /// The kind of the problem.
    package let kind: Kind
    /// The name of the template that has the problem.
    package let template: String
    /// The range of the problem in the template: the name if only the name is wrong, otherwise the whole tag.
    package let range: Range<Int>
    /// The unknown, missing, unclosed or mismatched name; empty if the kind has none.
    package let name: String
}

extension TemplateProblem.Kind {
    /// Whether rendering stopped at the problem.
    var endsRendering: Bool { self == .recursionTooDeep || self == .tooManyParts }
}

extension TemplateProblem: Comparable {
    /// Whether the left problem precedes the right one, by template and position.
    package static func < (left: TemplateProblem, right: TemplateProblem) -> Bool {
        (left.template, left.range.lowerBound, left.range.upperBound, left.name)
            < (right.template, right.range.lowerBound, right.range.upperBound, right.name)
    }
}
