import OficioSource

/// A text pasted below the headings of `oficio add` while all of them are still empty.
package struct PastedBelowTemplate {
    /// The number of the first line of the text, from 0.
    package let line: Int
    /// The lines with the text moved above the headings. In this place the program reads it like the text of a new
    /// file.
    let lines: [String]

    /// Finds the text that was pasted below the last heading; nil if there is none, or if other headings have text.
    ///
    /// - Parameters:
    ///   - written: the lines of the file.
    ///   - first: the number of the first line below the front matter.
    init?(_ written: [String], from first: Int) {
        let body = written[first...]
        let headings = body.indices.filter { written[$0].hasPrefix("## ") }
        guard let last = headings.last else { return nil }
        let hidden = Self.hidden(body)
        func isEmpty(_ place: Int) -> Bool { written[place].trimmedASCII.isEmpty || hidden.contains(place) }
        let above = body.indices[..<last]
        guard above.allSatisfy({ headings.contains($0) || isEmpty($0) }),
            let start = body.indices[(last + 1)...].first(where: { !isEmpty($0) })
        else { return nil }
        line = start
        lines = Array(written[start...]) + [""] + written[first..<start]
    }

    /// Finds the pasted text in a file; nil if no text stands below the headings.
    package init?(_ source: String) {
        let written = PastedText.lines(source)
        self.init(written, from: PastedText.frontMatterEnd(written))
    }

    /// Returns the indices of lines inside comments.
    private static func hidden(_ lines: ArraySlice<String>) -> Set<Int> {
        var hidden: Set<Int> = []
        var isOpen = false
        for place in lines.indices {
            if PastedLine.isComment(lines[place]) { isOpen = true }
            if isOpen { hidden.insert(place) }
            if lines[place].contains("-->") { isOpen = false }
        }
        return hidden
    }
}
