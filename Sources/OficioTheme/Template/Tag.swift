/// A tag of a template, as ranges of its bytes. Bytes outside tags are text.
struct Tag: Sendable {
    /// The kind of a tag.
    enum Kind: Sendable {
        /// A comment, a delimiter tag, or a malformed tag.
        case nothing
        /// A variable whose value is escaped: `{{name}}`.
        case variable
        /// A variable whose value is not escaped: `{{{name}}}` or `{{&name}}`.
        case unescaped
        /// The opening tag of a section: `{{#name}}`.
        case section
        /// The opening tag of an inverted section: `{{^name}}`.
        case inverted
        /// The insertion of a partial: `{{>name}}`.
        case partial
        /// The opening tag of a parent: `{{<name}}`.
        case parent
        /// The opening tag of a block: `{{$name}}`.
        case block
        /// The closing tag of a section, parent or block: `{{/name}}`.
        case closing
    }

    var kind: Kind
    /// The range of the name, without surrounding white space and without the asterisk of a dynamic name.
    let name: Range<Int>
    /// The range of the tag with its delimiters; empty for a closing tag that was missing and supplied.
    let range: Range<Int>
    /// Whether the name refers to a variable that contains the actual name: `{{>*name}}`.
    var isDynamic = false
    /// The index of the other tag of the pair; nil for a tag without a pair, and until tags are paired.
    var partner: Int?
    /// Whether the tag is alone on its line; for a parent, together with its closing tag; for a block, whether its
    /// content starts a line.
    var isAloneOnLine = false
    /// The range of the tag, together with the white space and line break that a tag alone on its line removes.
    var extent: Range<Int>

    init(_ kind: Kind, name: Range<Int>, range: Range<Int>) {
        self.kind = kind
        self.name = name
        self.range = range
        self.extent = range
    }
}
