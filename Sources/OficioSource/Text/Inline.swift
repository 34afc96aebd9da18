/// An inline element of CommonMark, or a reference `[[…]]`.
package indirect enum Inline: Sendable, Hashable {
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case code(String)
    case link(destination: String, title: String, [Inline])
    case image(destination: String, title: String, alternative: String)
    /// A reference `[[target]]` or `[[target|label]]`, with the target as typed and trimmed.
    case reference(target: String, label: String?)
    case softBreak
    case lineBreak

    /// Appends the plain text of some inlines to `out`, with line breaks as spaces.
    /// A reference without a label contributes what `title` returns for its target, or the target.
    package static func appendPlain(
        _ inlines: [Inline], title: (String) -> String? = { _ in nil }, to out: inout String
    ) {
        for inline in inlines {
            switch inline {
            case .text(let text), .code(let text): out += text
            case .emphasis(let inside), .strong(let inside), .strikethrough(let inside), .link(_, _, let inside):
                appendPlain(inside, title: title, to: &out)
            case .image(_, _, let alternative): out += alternative
            case .reference(let target, let label): out += label ?? title(target) ?? target
            case .softBreak, .lineBreak: out += " "
            }
        }
    }
}
