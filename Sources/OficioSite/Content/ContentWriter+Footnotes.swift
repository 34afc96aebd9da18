import Diagnostics
import OficioSource

/// Writes footnotes: the references in the text, and the definitions.
extension ContentWriter {
    /// The footnotes of the record; none for a text without a record.
    var footnotes: Footnotes {
        record.map { index in recordFootnotes.value { site.corpus.records[index].footnotes } } ?? Footnotes()
    }

    private func noteID(_ number: Int) -> String { prefix.isEmpty ? "nota-\(number)" : "\(prefix)-nota-\(number)" }

    func writeWithNoteReferences(_ text: String, _ span: Span, to markup: inout Markup) {
        let notes = footnotes
        var plain = self
        plain.record = nil
        for piece in Footnotes.pieces(of: text) {
            switch piece {
            case .words(let words): plain.writeWords(words, span, to: &markup)
            case .reference(let label):
                guard let number = notes.number(label) else {
                    markup.text("[^\(label)]")
                    continue
                }
                markup.tag("<sup class=\"footnote-mark\"><a href=\"#")
                markup.text(noteID(number))
                // The first reference to a footnote gets the id, unless its text refers to the footnote twice, which
                // is rare.
                if notes.isFirstAndOnly(label, at: span) {
                    markup.tag("\" id=\"")
                    markup.text(noteID(number) + "-ref")
                }
                markup.tag("\" role=\"doc-noteref\">")
                markup.text(String(number))
                markup.tag("</a></sup>")
            }
        }
    }

    /// Writes a text that consists of footnote definitions, each with its number. Returns `false`, and writes
    /// nothing, if the text does not begin with a definition or the writer has no record.
    func writeNotes(_ inlines: [Inline], _ span: Span, to markup: inout Markup) -> Bool {
        let lines = Footnotes.lines(inlines)
        guard record != nil, let first = lines.first, Footnotes.parseNote(first) != nil else { return false }
        let notes = footnotes
        var isOpen = false
        var written: Set<String> = []
        for line in lines {
            guard let (label, body) = Footnotes.parseNote(line), let number = notes.number(label) else {
                markup.tag(" ")
                write(line, span, to: &markup)
                continue
            }
            if isOpen { markup.tag("</span>") }
            isOpen = true
            markup.tag("<span class=\"footnote\" role=\"doc-footnote\"")
            // A second definition of a label is reported; it has no id, as its references lead to the first one.
            let isFirst = written.insert(label).inserted && notes.isFirstNote(label, at: span)
            if isFirst {
                markup.tag(" id=\"")
                markup.text(noteID(number))
                markup.tag("\"")
            }
            markup.tag(">")
            let isLink = isFirst && notes.hasFirstAndOnly(label)
            if isLink {
                markup.tag("<a href=\"#")
                markup.text(noteID(number) + "-ref")
                markup.tag("\" role=\"doc-backlink\">")
            }
            markup.text("\(number).")
            markup.tag(isLink ? "</a> " : " ")
            write(body, span, to: &markup)
        }
        if isOpen { markup.tag("</span>") }
        return true
    }
}
