/// The styles of a Word file, each completed by the styles that it is based on.
struct DOCXStyles {
    /// A style with all that it inherits.
    struct Style {
        /// The names of the style and of the styles that it is based on, nearest first.
        var names: [String] = []
        var run = DOCXRunProperties()
        var paragraph = DOCXParagraphProperties()
        /// The heading level by name, from 1; `nil` for a style that is no heading by its name.
        var level: Int?
    }

    private struct Definition {
        var name: String
        var base: String?
        var run: DOCXRunProperties
        var paragraph: DOCXParagraphProperties
    }

    private(set) var paragraphStyles: [String: Style] = [:]
    private(set) var characterStyles: [String: Style] = [:]
    private(set) var defaultParagraphStyle = Style()
    private(set) var defaults = DOCXRunProperties()

    init() {}

    init(_ root: XMLNode?) {
        var definitions: [String: Definition] = [:]
        var kinds: [String: String] = [:]
        var defaultID: String?
        defaults = DOCXRunProperties(root?.child("w:docDefaults", "w:rPrDefault", "w:rPr"))
        for node in root?.children ?? XMLNode.none where node.name == "w:style" {
            guard let id = node["styleId"] else { continue }
            let kind = node["type"] ?? "paragraph"
            kinds[id] = kind
            if kind == "paragraph", node["default"].map({ XMLNode.isTrue($0) }) == true { defaultID = id }
            definitions[id] = Definition(
                name: node.child("w:name")?["val"] ?? id, base: node.child("w:basedOn")?["val"],
                run: DOCXRunProperties(node.child("w:rPr")), paragraph: DOCXParagraphProperties(node.child("w:pPr")))
        }
        for (id, kind) in kinds where kind == "paragraph" || kind == "character" {
            let style = Self.resolve(id, definitions)
            if kind == "paragraph" { paragraphStyles[id] = style } else { characterStyles[id] = style }
        }
        if let defaultID { defaultParagraphStyle = paragraphStyles[defaultID] ?? Style() }
    }

    private static func resolve(_ id: String, _ definitions: [String: Definition]) -> Style {
        var style = Style()
        var seen: Set<String> = []
        var next: String? = id
        while let current = next, seen.insert(current).inserted, let definition = definitions[current] {
            style.names.append(definition.name)
            style.run = style.run.over(definition.run)
            style.paragraph = style.paragraph.over(definition.paragraph)
            style.level = style.level ?? HeadingNames.level(definition.name)
            next = definition.base
        }
        return style
    }
}
