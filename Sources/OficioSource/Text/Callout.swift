/// A block quote marked as a callout with `> [!NOTE]`, as in GitHub and Obsidian.
package struct Callout {
    /// The kinds of callouts that GitHub has.
    package enum Kind: String, Sendable { case note, tip, important, warning, caution }

    /// The kind of the callout.
    package let kind: Kind
    /// The text after the marker on the same line; empty for the default title of the kind.
    package let title: [Inline]
    /// The blocks inside the callout.
    package let blocks: [Block]

    /// Creates a callout from the blocks of a block quote; `nil` if they do not start with a known marker such as
    /// `[!NOTE]`.
    package init?(_ quote: [Block]) {
        guard case .paragraph(let text)? = quote.first, let inlines = text.inlines,
            case .text(let lead)? = inlines.first,
            lead.hasPrefix("[!"), let close = lead.firstIndex(of: "]"),
            let kind = Self.kinds[String(lead[lead.index(lead.startIndex, offsetBy: 2)..<close]).folded]
        else { return nil }
        var rest = lead[lead.index(after: close)...]
        // Obsidian marks foldable callouts with a sign: `[!tip]-`.
        if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
        let end = inlines.firstIndex { $0 == .softBreak || $0 == .lineBreak } ?? inlines.endIndex
        // The space before an emphasised word stays.
        let words = end == 1 ? String(rest).trimmedASCII : String(rest.drop { $0 == " " || $0 == "\t" })
        self.kind = kind
        title = (words.isEmpty ? [] : [.text(words)]) + inlines[1..<end]
        let body = Array(inlines[end...].dropFirst())
        var source = ""
        Inline.appendPlain(body, to: &source)
        let first: [Block] = body.isEmpty ? [] : [.paragraph(Text(source, inlines: body, span: text.span))]
        blocks = first + quote.dropFirst()
    }

    /// Whether a name in brackets, such as `NOTE`, makes a callout.
    static func isKind(_ name: String) -> Bool { kinds[name.folded] != nil }

    /// The kinds by folded name: GitHub's five (https://docs.github.com/get-started/writing-on-github), Obsidian's
    /// equivalents (https://help.obsidian.md/callouts), and Spanish names.
    private static let kinds: [String: Kind] = [
        "note": .note, "nota": .note, "info": .note, "información": .note, "informacion": .note, "abstract": .note,
        "example": .note,
        "ejemplo": .note, "quote": .note, "todo": .note, "question": .note, "tip": .tip, "hint": .tip, "consejo": .tip,
        "success": .tip, "important": .important, "importante": .important, "attention": .warning, "atención": .warning,
        "atencion": .warning, "warning": .warning, "advertencia": .warning, "aviso": .warning, "caution": .caution,
        "precaución": .caution, "precaucion": .caution, "cuidado": .caution, "danger": .caution, "peligro": .caution,
        "failure": .caution, "bug": .caution, "error": .caution,
    ]
}
