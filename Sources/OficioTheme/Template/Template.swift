/// A parsed template: its paired tags and its problems. A `TemplateSet` renders it.
package struct Template: Sendable {
    /// The name by which other templates insert it, such as `hoja/seccion`.
    package let name: String
    /// The problems that do not depend on other templates, in order of position.
    package let problems: [TemplateProblem]

    /// The source text to which the ranges of the tags refer.
    let source: TemplateSource
    /// The tags in order, every pair closed and properly nested.
    let tags: [Tag]

    /// Parses any bytes in linear time. Parts with a problem are left out.
    package init(_ bytes: [UInt8], name: String) {
        let source = TemplateSource(bytes)
        let encoding = source.invalidRanges.map {
            TemplateProblem(kind: .invalidUTF8, template: name, range: $0, name: "")
        }
        let (found, scanning) = TagScanner.tags(of: source, template: name)
        let (paired, pairing) = TagPairing.pairedTags(found, of: source, template: name)
        self.name = name
        self.source = source
        self.tags = TagTrimming.trimmedTags(paired, of: source)
        self.problems = (encoding + scanning + pairing).sorted()
    }

    /// Parses any text in linear time. Parts with a problem are left out.
    package init(_ text: String, name: String) {
        self.init(Array(text.utf8), name: name)
    }
}
