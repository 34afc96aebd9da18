import Diagnostics
import OficioSchema
import OficioSource

/// Writes the Markdown below the front matter of a pasted text.
struct PastedBody {
    private(set) var lines: [String] = []
    /// The line of the title, if the author wrote one.
    private(set) var title: String?
    /// The headings below the level of `##`.
    private(set) var names: [String] = []
    /// Words that the author did not write: names of fields over text without a heading.
    var added = ""
    /// The list that is being written.
    private var list = PasteList()
    /// The last line of a paragraph that may continue; `nil` if none may.
    private var addParagraph: String?
    /// The list that a text or a picture interrupted, with the index of the first line after the list; `nil` if none
    /// was interrupted.
    private var interrupted: (list: PasteList, line: Int)?

    /// Whether there is no text yet, apart from comments.
    var isEmpty: Bool { lines.allSatisfy { $0.isEmpty || PastedLine.isComment($0) } }

    /// Whether the heading of a section precedes all text.
    var beginsWithHeading: Bool {
        lines.first { !$0.isEmpty && !PastedLine.isComment($0) }?.hasPrefix("## ") ?? false
    }

    /// Whether the last line written is a heading.
    var endsWithHeading: Bool { lines.last { !$0.isEmpty }?.hasPrefix("#") ?? false }

    /// The last heading with its signs; nil if there is none.
    var lastHeading: String? { lines.last { $0.hasPrefix("#") } }

    /// The lines without blank lines at the start, and with one blank line between blocks.
    var tidied: [String] {
        var tidy: [String] = []
        var isCode = false
        for line in lines {
            if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
            if !line.isEmpty || isCode || tidy.last.map({ !$0.isEmpty }) ?? false { tidy.append(line) }
        }
        return tidy
    }

    mutating func addBlankLine() {
        addParagraph = nil
        separate()
    }

    private mutating func separate() { if lines.last?.isEmpty == false { lines.append("") } }

    private mutating func closeList() {
        interruptList()
        list.close()
        addParagraph = nil
    }

    private mutating func interruptList() { if !list.isEmpty { interrupted = (list, lines.count) } }

    /// Continues the list that a text or a picture interrupted, if an item belongs to one of its inner lists, and
    /// returns whether it did. The text in between then belongs to the item above it.
    private mutating func resumeList(_ mark: ListMarker) -> Bool {
        guard list.isEmpty || addParagraph != nil, let (former, first) = interrupted, former.continuesList(with: mark)
        else {
            return false
        }
        for line in lines.indices[first...] where !lines[line].isEmpty {
            lines[line] = String(repeating: " ", count: former.textColumn) + lines[line]
        }
        separate()
        list = former
        addParagraph = nil
        return true
    }

    mutating func addVerbatim(_ text: String) {
        if title == nil, lines.allSatisfy(\.isEmpty), text.hasPrefix("# ") { return title = text }
        let isBlock = text.contains("\n") || text.hasPrefix("#") || PastedLine.isComment(text) || text.isPicture
        if isBlock || !list.isEmpty || addParagraph != nil { separate() }
        closeList()
        if text.hasPrefix("#") { interrupted = nil }
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if isBlock { separate() }
    }

    mutating func addHeading(_ words: String, _ level: Int) {
        closeList()
        interrupted = nil
        separate()
        if level > 2 { names.append(words) }
        lines += [String(repeating: "#", count: level) + " " + words, ""]
    }

    /// Adds a line of text. A word processor ends every paragraph with one line end, so a line continues the one
    /// above only if the line above was cut at the margin.
    mutating func addParagraph(_ words: String) {
        if !list.isEmpty, lines.last?.isEmpty == false, words.first?.isLowercase == true {
            lines.append(String(repeating: " ", count: list.textColumn) + words)
            return
        }
        if let above = addParagraph, let last = above.last, above.count < 70 || ".:;!?".contains(last) { separate() }
        if !list.isEmpty { separate() }
        interruptList()
        list.close()
        lines.append(words.escapingBlanks)
        addParagraph = words
    }

    /// Adds a paragraph to the last item, or to the last item of the list with the marker `mark`; returns `false` if
    /// no list is open.
    mutating func addParagraphToItem(_ words: String, of mark: ListMarker?) -> Bool {
        if let mark { list.close(below: mark) }
        guard !list.isEmpty else { return false }
        separate()
        lines.append(String(repeating: " ", count: list.textColumn) + words.escapingBlanks)
        addParagraph = nil
        return true
    }

    /// Adds an item of a list.
    ///
    /// - Returns: letters and digits of the list marker that the written list does not show.
    mutating func addItem(_ mark: ListMarker, _ words: String, _ place: PastedLine.ItemPlace = .init()) -> String {
        let above = lines.last { !$0.isEmpty }
        let isResumed = resumeList(mark)
        if list.isEmpty || addParagraph != nil {
            separate()
            list.close()
        }
        addParagraph = nil
        interrupted = nil
        let leads = above?.hasSuffix(":") ?? false
        let added = list.add(mark, indent: place.indent, leads: leads, goesOn: place.hasSuccessor)
        if added.isNew {
            separate()
        } else if added.column > 0, !isResumed, lines.last?.isEmpty == true {
            lines.removeLast()
        }
        lines.append(String(repeating: " ", count: added.column) + added.mark.markdown + words)
        if let number = added.mark.number {
            var rest = mark.digits
            if let shown = rest.ranges(of: String(number)).last { rest.removeSubrange(shown) }
            return rest
        }
        return added.mark.isShown ? "" : mark.digits
    }

    mutating func addTable(_ table: PasteTable) { self.addTable(lines: table.markdown) }

    mutating func addTable(_ rows: [[String]]) { addTable(lines: PasteTable(rows).markdown) }

    private mutating func addTable(lines: String) {
        closeList()
        separate()
        self.lines += lines.split(separator: "\n").map(String.init)
        separate()
    }

    // MARK: The first section

    private func place(of heading: String) -> Int? { lines.firstIndex(of: "## " + heading) }

    /// Whether only comments precede a heading.
    func beginsWith(_ heading: String) -> Bool {
        guard let place = place(of: heading) else { return false }
        return lines[..<place].allSatisfy { $0.isEmpty || PastedLine.isComment($0) }
    }

    /// Puts paragraphs directly below a heading, before its own text.
    mutating func insert(_ paragraphs: [String], below heading: String) {
        guard let place = place(of: heading) else { return }
        lines.insert(contentsOf: paragraphs.flatMap { [$0, ""] }, at: place + 2)
    }

    mutating func begin(_ heading: String, _ paragraphs: [String]) {
        lines.insert(contentsOf: ["## " + heading, ""] + paragraphs.flatMap { [$0, ""] }, at: 0)
    }
}
