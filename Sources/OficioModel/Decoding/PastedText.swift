import Diagnostics
import OficioSchema
import OficioSource

/// Adds front matter, headings, lists and tables to a document that was pasted without `##` headings.
///
/// Lines that name a field become headings, and `Label: value` of a short fact becomes a line of the front matter.
/// Every other word stays in the text, in its order, but for repeated page headers and a table of contents. The text
/// from the first `##` heading of the author on does not change, apart from empty headings of a template that the
/// pasted text has too.
package struct PastedText {
    /// The source after the conversion.
    package private(set) var text = ""
    /// The headings that were recognised, as typed.
    package internal(set) var headings: [String] = []

    let type: DocumentType
    let language: Language
    let lines: [PastedLine]
    /// The facts about the whole text that decide how its lines are read.
    let evidence: PastedEvidence
    /// Whether headings are names of fields alone on their lines, directly above their text.
    var namesStandAlone = false
    /// The lines that are names of fields over their values, if there are several.
    var namesOverValues: Set<Int> = []
    /// The index of the line that is being read.
    var current = 0
    /// Indices of the lines that an earlier line has consumed.
    var taken: Set<Int> = []
    /// The number of the last section, if digits number the sections.
    var lastNumber = 0
    var facts: [String] = []
    /// The number of facts in a page header, before the name of the document.
    var factsOfHead = 0
    /// The lines before the first heading and fact: the institution and the name of the form.
    var letterhead: [String] = []
    var body = PastedBody()
    /// Characters left out on purpose: numbers of lists, and facts that the front matter already has.
    var dropped = ""
    var values: [Int: String]
    /// The section to which the next line belongs.
    var section = Section()

    /// Whether a long fact of a form may become a section of its own.
    var opensSections = true

    /// A section, to which the lines below its heading belong.
    struct Section {
        var field: Int?
        /// The field of the open heading below the level of `##`; `nil` if no such heading is open, or if it names no
        /// field.
        var part: Int?
        /// Whether a line of its own began the section, and not a label (`Objetivo: …`).
        var isStructural = false
        var isOpen = false
        /// Whether a label below a list that ended began the section.
        var isBelowList = false
        /// The typography of the section's heading.
        var typography: PastedName.Typography?
        /// The number before the section's heading; `nil` if it has none.
        var number: Int?
        /// Whether the section is the box of facts, in a type without a field for the box.
        var isBox = false
        /// Whether facts below the heading went to the front matter.
        var hasFacts = false
        /// The typography of the first heading below the section's heading; `nil` until there is one.
        var partTypography: PastedName.Typography?
        /// Whether a table that names the field in its header began the section.
        var isTable = false
        /// Whether the first item below the last heading has a list marker; `nil` if there is no item yet.
        var hasMarks: Bool?
    }

    /// Whether the headings of the text are numbered and in capitals.
    var isNumbered: Bool { evidence.isNumbered }

    /// Whether the only facts so far come from a page header.
    var haveNoFacts: Bool { facts.count == factsOfHead }

    /// Converts a whole file; `nil` if nothing is recognised, or a word would be lost.
    ///
    /// `values` are the fields that the front matter sets, with their text.
    package init?(_ source: String, _ type: DocumentType, given values: [Int: String], _ language: Language) {
        self.type = type
        self.language = language
        self.values = values
        let written = Self.lines(source)
        let first = Self.frontMatterEnd(written)
        let head = first > 0 ? Array(written[1..<(first - 1)]) : []
        let below = PastedBelowTemplate(written, from: first)
        let rest = below?.lines[...] ?? written[first...]
        let last = rest.firstIndex(where: Self.isHeading) ?? rest.endIndex
        let pages = PastedPageHeads(Array(rest[..<last]))
        let contents = PastedContents(pages.lines)
        dropped = pages.dropped + contents.dropped
        lines = PastedLine.read(PastedLine.withTabs(contents.lines, type), type)
        evidence = PastedEvidence(lines, type)
        namesStandAlone = !isNumbered && lines.indices.count { isNameAlone($0) && isBreak($0 - 1) } > 2
        namesOverValues = findNamesOverValues()
        for place in lines.indices where !taken.contains(place) { read(place) }
        var title = body.title
        if title == nil, let field = type.declaredTitleField, self.values[field] == nil,
            let place = letterhead.lastIndex(where: { PastedPair($0).map(namesSteps) ?? false })
                ?? letterhead.indices.last(where: mayBeTitle)
                ?? letterhead.lastIndex(where: { PastedPair($0) == nil && !PastedPageHeads.isPage($0) })
                ?? letterhead.lastIndex(where: { !isNamed(PastedPair($0)) })
        {
            let (words, page) = PastedPageHeads.splitPage(letterhead.remove(at: place))
            title = "# " + words
            dropped += page
        }
        let isStray = !body.isEmpty && !body.beginsWithHeading
        if headings.isEmpty && facts.count < 2 { return nil }
        // The text below the headings of the template may also belong to the last heading.
        if below != nil, !headings.contains(where: { type.fields(named: $0) != nil }) { return nil }
        placeLetterhead(isNeeded: isStray)
        let tail = withoutTemplate(Array(rest[last...]))
        let top = head + facts
        var parts = top.isEmpty ? [] : ["---"] + top + ["---", ""]
        if let title { parts += [title, ""] }
        text = (parts + body.tidied + (tail.isEmpty ? [] : [""] + tail)).joined(separator: "\n")
        while text.hasSuffix("\n\n") { text.removeLast() }
        if !text.hasSuffix("\n") { text += "\n" }
        let added = body.added
        if Self.letterCounts(source + added) != Self.letterCounts(text + dropped) { return nil }
    }

    /// Whether a line of the letterhead may be the document's title: it is neither a pair, a page number nor the name
    /// of a field, and no sentence below such a name, as *All books.* below *Scope*.
    private func mayBeTitle(_ place: Int) -> Bool {
        let line = letterhead[place]
        guard PastedPair(line) == nil, !PastedPageHeads.isPage(line), type.fields(named: line) == nil else {
            return false
        }
        return !line.hasSuffix(".") || place == 0 || type.fields(named: letterhead[place - 1]) == nil
    }

    /// Returns the lines of a file, without line ends.
    static func lines(_ source: String) -> [String] {
        source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map(String.init)
    }

    /// Returns the number of the first line below the front matter; 0 if there is none or it is not closed.
    static func frontMatterEnd(_ written: [String]) -> Int {
        guard written.first?.trimmedASCII == "---" else { return 0 }
        return written.dropFirst().firstIndex { $0.trimmedASCII == "---" }.map { $0 + 1 } ?? 0
    }

    /// Returns how often each letter and digit occurs in a text, without the signs of ticked boxes and the breaks in
    /// cells.
    private static func letterCounts(_ text: String) -> [Character: Int] {
        var counts: [Character: Int] = [:]
        let words = text.replacing("<br>", with: "").withoutTicks
        for letter in words where letter.isLetter || letter.isNumber { counts[letter, default: 0] += 1 }
        return counts
    }

    /// Whether a line is a `##` heading of the author, with or without a space after `##`.
    private static func isHeading(_ line: String) -> Bool { line.hasPrefix("##") && !line.hasPrefix("###") }

    // MARK: Ends

    /// Puts the letterhead below the heading of the facts, or below a heading of its own.
    private mutating func placeLetterhead(isNeeded: Bool) {
        let identification = type.field(.identification)
        if !letterhead.isEmpty || isNeeded {
            if let identification, !headings.isEmpty, type.fields(named: headings[0]) == identification,
                body.beginsWith(headings[0])
            {
                body.insert(letterhead, below: headings[0])
            } else {
                let name =
                    identification.map { type.fields[$0].label } ?? Heading.lead
                body.added += name[language]
                body.begin(name[language], letterhead)
            }
        }
    }

    /// Returns the lines without the empty headings of the template that the pasted text has too; adds these to
    /// `dropped`.
    private mutating func withoutTemplate(_ tail: [String]) -> [String] {
        var kept: [String] = []
        var place = 0
        while place < tail.count {
            var end = place + 1
            while end < tail.count, !tail[end].hasPrefix("## ") { end += 1 }
            let part = tail[place..<end]
            let isEmpty = PastedLine.read(Array(part.dropFirst()), nil).allSatisfy { line in
                switch line {
                case .blank: true
                case .verbatim(let text): text.trimmedASCII.isEmpty || PastedLine.isComment(text)
                default: false
                }
            }
            let field = type.fields(named: String(tail[place].dropFirst(3)).trimmedASCII)
            let isGiven = field.map { field in
                headings.contains { type.fields(named: $0) == field }
                    || body.names.contains { type.fields(named: $0) == field }
            }
            if isEmpty && isGiven == true { dropped += part.joined() } else { kept += part }
            place = end
        }
        return kept
    }
}
