/// A tag of a template, by its bytes. What no tag covers is text.
struct Tag: Sendable {
    /// What a tag does.
    enum Kind: Sendable {
        /// Comments, delimiter tags and what could not be understood.
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
    /// The name without white space around it, and without the asterisk of a dynamic one.
    let name: Range<Int>
    /// From the opening delimiter to behind the closing one; empty where a missing closing tag was supplied.
    let range: Range<Int>
    /// Whether the name is a variable that holds the name meant: `{{>*name}}`.
    var isDynamic = false
    /// The other tag of the pair, as an index.
    var partner: Int?
    /// Whether it is alone on its line; for a parent, with its closing tag; for a block, whether its content begins a line.
    var standsAlone = false
    /// `range` with the white space and line end that go with a tag on a line of its own.
    var extent: Range<Int>

    init(_ kind: Kind, name: Range<Int>, range: Range<Int>) {
        self.kind = kind
        self.name = name
        self.range = range
        self.extent = range
    }
}
