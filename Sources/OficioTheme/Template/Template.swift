/// A template read once: its tags, paired, and what is wrong with them. A `TemplateSet` renders it.
package struct Template: Sendable {
    /// The name other templates use for it, as in `hoja/seccion`.
    package let name: String
    /// What is wrong with the template by itself, in order of place.
    package let problems: [TemplateProblem]

    /// The text the tags point into.
    let source: TemplateSource
    /// The tags in order, every pair closed and properly nested.
    let tags: [Tag]

    /// Reads any bytes, in linear time; what has a problem is left out.
    package init(_ bytes: [UInt8], name: String) {
        let source = TemplateSource(bytes)
        let encoding = source.invalidRanges.map {
            TemplateProblem(kind: .invalidUTF8, template: name, range: $0, name: "")
        }
        let (found, scanning) = TagScanner.tags(of: source, template: name)
        let (paired, pairing) = TagPairing.paired(found, of: source, template: name)
        self.name = name
        self.source = source
        self.tags = TagTrimming.trimmed(paired, of: source)
        self.problems = (encoding + scanning + pairing).sorted()
    }

    /// Reads any text, in linear time; what has a problem is left out.
    package init(_ text: String, name: String) {
        self.init(Array(text.utf8), name: name)
    }
}
