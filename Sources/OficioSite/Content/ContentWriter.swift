import Diagnostics
import OficioBasics
import OficioHistory
import OficioModel
import OficioSchema
import OficioSource

/// Writes texts and blocks of one record as HTML, with links relative to one page.
struct ContentWriter: Sendable {
    let site: SiteContext
    /// The path from the page to the root of the site: `""`, `"../"` …
    let root: String
    /// The file that relative links in the texts start from.
    let file: FileID
    /// The HTML level of a `##` heading in a text.
    var headingLevel = 3
    /// The new words, which are underlined, by the text that contains them; `nil` to underline none.
    var marks: NewWords?
    /// The record whose texts are written, which gives ids to its headings and footnotes; `nil` for none.
    var record: Int? { didSet { recordFootnotes = Lazy() } }
    /// The footnotes of the record, collected once for all its texts.
    private(set) var recordFootnotes = Lazy<Footnotes>()
    /// A prefix for the ids of headings and footnotes, if the page contains several records.
    var prefix = ""
    var headings: TextHeadings?
    /// Whether addresses in words become links; false inside a link.
    private var linksAddresses = true

    init(site: SiteContext, root: String, file: FileID, headingLevel: Int = 3) {
        self.site = site
        self.root = root
        self.file = file
        self.headingLevel = headingLevel
    }

    // MARK: Inline

    func inline(_ text: Text) -> Markup {
        var markup = Markup()
        write(text, to: &markup)
        return markup
    }

    func write(_ text: Text, to markup: inout Markup) {
        if let ranges = marks?.ranges[text.span] {
            var marked = MarkedText(ranges)
            return write(text.inlines ?? [.text(text.source)], text.span, &marked, to: &markup)
        }
        guard let inlines = text.inlines else { return writeWords(text.source, text.span, to: &markup) }
        if Footnotes.isMarked(text), writeNotes(inlines, text.span, to: &markup) { return }
        write(writeBox(inlines, to: &markup), text.span, to: &markup)
    }

    /// Writes a whole text with `write`, underlined if any of its words is new.
    func marking(_ text: Text, in markup: inout Markup, _ write: (inout Markup) -> Void) {
        guard marks?.ranges[text.span] != nil else { return write(&markup) }
        markup.tag("<ins class=\"change\">")
        write(&markup)
        markup.tag("</ins>")
    }

    private func write(_ inlines: [Inline], _ span: Span, _ marked: inout MarkedText, to markup: inout Markup) {
        for inline in inlines {
            switch inline {
            case .text(let text): marked.write(text, to: &markup)
            case .emphasis(let inside): writeWrapped("<em>", inside, "</em>", span, &marked, &markup)
            case .strong(let inside): writeWrapped("<strong>", inside, "</strong>", span, &marked, &markup)
            case .strikethrough(let inside): writeWrapped("<s>", inside, "</s>", span, &marked, &markup)
            default:
                // A link, code or a break is underlined as a whole if any of its words is new.
                var words = ""
                Inline.appendPlain([inline], to: &words)
                let isNew = marked.skip(words.utf8.count)
                if isNew { markup.tag("<ins class=\"change\">") }
                write([inline], span, to: &markup)
                if isNew { markup.tag("</ins>") }
            }
        }
    }

    private func writeWrapped(
        _ open: StaticString, _ inside: [Inline], _ close: StaticString, _ span: Span, _ marked: inout MarkedText,
        _ markup: inout Markup
    ) {
        markup.tag(open)
        write(inside, span, &marked, to: &markup)
        markup.tag(close)
    }

    func write(_ inlines: [Inline], _ span: Span, to markup: inout Markup) {
        for inline in inlines {
            switch inline {
            case .text(let text): writeWords(text, span, to: &markup)
            case .emphasis(let inside): writeWrapped("<em>", inside, "</em>", span, &markup)
            case .strong(let inside): writeWrapped("<strong>", inside, "</strong>", span, &markup)
            case .strikethrough(let inside): writeWrapped("<s>", inside, "</s>", span, &markup)
            case .code(let code):
                markup.tag("<code>")
                markup.text(code)
                markup.tag("</code>")
            case .softBreak: markup.tag(" ")
            case .lineBreak: markup.tag("<br>")
            case .reference(let target, let label):
                writeReference(target, isPath: false, label: label, inside: nil, hint: "", span, &markup)
            case .link(let destination, let title, let inside): writeLink(destination, title, inside, span, &markup)
            case .image(let destination, let title, let alternative):
                writeImage(destination, title, alternative, &markup)
            }
        }
    }

    private func writeWrapped(
        _ open: StaticString, _ inside: [Inline], _ close: StaticString, _ span: Span, _ markup: inout Markup
    ) {
        markup.tag(open)
        write(inside, span, to: &markup)
        markup.tag(close)
    }

    private func writeLink(
        _ destination: String, _ title: String, _ inside: [Inline], _ span: Span, _ markup: inout Markup
    ) {
        var plain = self
        plain.linksAddresses = false
        let target = LinkTarget(destination)
        if target.isRelativePath {
            return writeReference(destination, isPath: true, label: nil, inside: inside, hint: title, span, &markup)
        }
        let isAnchor = target.path.isEmpty && target.anchor != nil
        guard isAnchor || ["http", "https", "mailto", "tel"].contains(target.scheme ?? "") else {
            // For schemes such as `javascript:`, keep the words and drop the link.
            plain.write(inside, span, to: &markup)
            markup.tag(" (")
            let address = Self.addressText(destination)
            markup.text(title.isEmpty ? address : "\(address) «\(title)»")
            return markup.tag(")")
        }
        guard let address = isAnchor ? ownFragment(target.anchor ?? "") : destination else {
            return plain.write(inside, span, to: &markup)
        }
        markup.tag("<a href=\"")
        markup.text(address)
        addTitle(title, &markup)
        markup.tag(isAnchor ? "\">" : "\" rel=\"noopener noreferrer\">")
        plain.write(inside, span, to: &markup)
        markup.tag("</a>")
    }

    /// Closes the current attribute's value and begins a `title` attribute; does nothing if `title` is empty.
    func addTitle(_ title: String, _ markup: inout Markup) {
        guard !title.isEmpty else { return }
        markup.tag("\" title=\"")
        markup.text(title)
    }

    /// Writes a link to a record or an attachment. Writes only its words if the target is unknown, ambiguous or
    /// without a page, and adds a note if the site withholds the attachment.
    ///
    /// `words` is the title in the link's Markdown; empty for none.
    private func writeReference(
        _ target: String, isPath: Bool, label: String?, inside: [Inline]?, hint words: String, _ span: Span,
        _ markup: inout Markup
    ) {
        var plain = self
        plain.linksAddresses = false
        let url: String?
        let title: String
        var isWithheld = false
        switch site.corpus.resolve(target, from: file, isPath: isPath) {
        case .record(let index, _):
            url = site.url(of: index, from: root).map { $0 + fragment(target, isPath: isPath, in: index) }
            title = site.corpus.records[index].title
        case .attachment(let path):
            url = site.isPublished(path) ? root + site.attachmentURL(path) : nil
            isWithheld = url == nil
            title = target
        case .ambiguous, .unknown:
            url = nil
            title = target
        }
        if let url {
            markup.tag("<a href=\"")
            markup.text(url)
            addTitle(words, &markup)
            markup.tag("\">")
        }
        if let inside { plain.write(inside, span, to: &markup) } else { markup.text(label ?? title) }
        if url != nil { markup.tag("</a>") }
        if isWithheld { markup.text(" " + site.message("attachmentWithheld")) }
    }

    /// Returns the fragment `#id` of a link to a section of the record, a row by its id, or a step of a protocol by
    /// its number; empty if the link names none or the record does not have it.
    private func fragment(_ target: String, isPath: Bool, in index: Int) -> String {
        guard isPath, let written = LinkTarget(target).anchor, let anchor = site.corpus.anchor(written, in: index)
        else { return "" }
        return "#" + anchor.percentEncoded
    }

    /// Returns the fragment of a link to an element of its own page. If the record has no such element, the fragment
    /// stays as written in an internal build; it is `nil` in a public build, because it may be the heading of an
    /// internal section. Every page has the element `contenido`.
    private func ownFragment(_ written: String) -> String? {
        guard let record, let anchor = site.corpus.anchor(written, in: record) else {
            return site.edition.publicView == nil || written == "contenido" ? "#" + written : nil
        }
        return "#" + (prefix.isEmpty ? anchor : "\(prefix)-\(anchor)").percentEncoded
    }

    private func writeImage(_ destination: String, _ title: String, _ alternative: String, _ markup: inout Markup) {
        guard LinkTarget(destination).isRelativePath,
            case .attachment(let path) = site.corpus.resolve(destination, from: file, isPath: true)
        else {
            // Show the description of a picture on another site instead of the picture.
            let address = Self.addressText(destination)
            let words = [alternative, title, LinkTarget(destination).isRelativePath ? "" : address].filter {
                !$0.isEmpty
            }
            return markup.text(words.isEmpty ? address : words.joined(separator: ", "))
        }
        guard let address = site.image(path, from: root) else {
            let words = [alternative, title].filter { !$0.isEmpty }.joined(separator: ", ")
            if !words.isEmpty { markup.text(words + " ") }
            return markup.text(site.message("pictureWithheld"))
        }
        markup.tag("<img src=\"")
        markup.text(address)
        markup.tag("\" alt=\"")
        markup.text(alternative)
        addTitle(title, &markup)
        markup.tag("\" loading=\"lazy\">")
    }

    /// Returns an address as text. Of a `data:` URL such as `data:image/png;base64,…`, returns only the media type,
    /// because the rest is not text and may have metadata.
    private static func addressText(_ destination: String) -> String {
        destination.lowercased().hasPrefix("data:") ? String(destination.prefix { !";,".contains($0) }) : destination
    }

    /// Writes words, with addresses and references to footnotes as links.
    func writeWords(_ text: String, _ span: Span, to markup: inout Markup) {
        if record != nil, text.hasAdjacentBytes(where: { $0 == UInt8(ascii: "[") && $1 == UInt8(ascii: "^") }) {
            return writeWithNoteReferences(text, span, to: &markup)
        }
        guard linksAddresses else { return markup.text(text) }
        for piece in BareAddress.pieces(of: text) {
            switch piece {
            case .words(let words): markup.text(words)
            case .address(let words, let destination):
                markup.tag("<a href=\"")
                markup.text(destination)
                markup.tag("\" rel=\"noopener noreferrer\">")
                markup.text(words)
                markup.tag("</a>")
            }
        }
    }
}
