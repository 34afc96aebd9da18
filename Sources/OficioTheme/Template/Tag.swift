/// A tag of a template, as ranges of its bytes. Bytes outside tags are text.
struct Tag: Sendable {
    /// The kind of a tag.
    enum Kind: Sendable {
        /// A comment, a delimiter tag, or a malformed tag.
        case nothing
        /// `{{name}}`
        case variable
        /// `{{{name}}}` and `{{&name}}`
        case unescaped
        /// `{{#name}}`
        case section
        /// `{{^name}}`
        case inverted
        /// `{{>name}}`
        case partial
        /// `{{<name}}`
        case parent
        /// `{{$name}}`
        case block
        /// `{{/name}}`
        case closing
    }

    var kind: Kind
    /// The name, without surrounding white space and without the asterisk of a dynamic name.
    let name: Range<Int>
    /// The tag with its delimiters; empty for a closing tag that was missing and supplied.
    let range: Range<Int>
    /// Whether the name refers to a variable that contains the actual name: `{{>*name}}`.
    var isDynamic = false
    /// The index of the other tag of the pair.
    var partner: Int?
    /// Whether the tag is alone on its line; for a parent, together with its closing tag; for a block, whether its
    /// content starts a line.
    var isAloneOnLine = false
    /// `range` with the white space and line break that a tag alone on its line removes.
    var extent: Range<Int>

    init(_ kind: Kind, name: Range<Int>, range: Range<Int>) {
        self.kind = kind
        self.name = name
        self.range = range
        self.extent = range
    }
}
