import Diagnostics
import OficioSource

/// Writes callouts and the checkboxes of tasks, which GitHub and other programs add to CommonMark. The document keeps
/// the author's notation.
extension ContentWriter {
    func write(_ callout: Callout, to markup: inout Markup) {
        let kind = callout.kind.rawValue
        markup.tag("<div class=\"callout callout-")
        markup.text(kind)
        markup.tag("\" role=\"note\"><p class=\"callout-title\">")
        let span = Span.start(of: file)
        if callout.title.isEmpty {
            markup.text(site.message("callout" + kind.prefix(1).uppercased() + kind.dropFirst()))
        } else {
            write(callout.title, span, to: &markup)
        }
        markup.tag("</p>")
        markup.append(blocks(callout.blocks))
        markup.tag("</div>")
    }

    /// Writes a checkbox for `[ ]`, `[x]` or `[X]` at the beginning of a text, and returns the inlines after it.
    /// Without one, writes nothing and returns all inlines.
    func writeBox(_ inlines: [Inline], to markup: inout Markup) -> [Inline] {
        guard case .text(let lead)? = inlines.first,
            lead.hasPrefix("[ ] ") || lead.hasPrefix("[x] ") || lead.hasPrefix("[X] ")
        else {
            return inlines
        }
        let isDone = !lead.hasPrefix("[ ]")
        markup.tag("<input class=\"task\" type=\"checkbox\" disabled")
        if isDone { markup.tag(" checked") }
        markup.tag(" aria-label=\"")
        markup.text(site.message(isDone ? "taskDone" : "taskOpen"))
        markup.tag("\"> ")
        return [.text(String(lead.dropFirst(4)))] + inlines.dropFirst()
    }
}
