/// The styles of an OpenDocument file, each resolved with its parents.
struct ODFStyles {
    struct Style {
        /// The shown names of the style and its parents, nearest first. Automatic styles have no names.
        var names: [String] = []
        var isBold: Bool?
        var isItalic: Bool?
        var isUnderlined: Bool?
        var isStruck: Bool?
        var isCapitals: Bool?
        var isSmallCaps: Bool?
        var isHidden: Bool?
        var isHighlighted: Bool?
        var position: String?
        var size: Double?
        var font: String?
        var alignment: String?
        var indent: Double?
        var isShaded: Bool?
        var breakBefore: String?
        var outlineLevel: Int?
        var level: Int?
        var masterPage: String?
        var columns: Int?
        var isRotated: Bool?
        var isDisplayed: Bool?
        var width: Double?

        /// Returns the style, with properties of `base` in place of those that it lacks.
        func over(_ base: Style) -> Style {
            var all = self
            all.names += base.names
            all.isBold = isBold ?? base.isBold
            all.isItalic = isItalic ?? base.isItalic
            all.isUnderlined = isUnderlined ?? base.isUnderlined
            all.isStruck = isStruck ?? base.isStruck
            all.isCapitals = isCapitals ?? base.isCapitals
            all.isSmallCaps = isSmallCaps ?? base.isSmallCaps
            all.isHidden = isHidden ?? base.isHidden
            all.isHighlighted = isHighlighted ?? base.isHighlighted
            all.position = position ?? base.position
            all.size = size ?? base.size
            all.font = font ?? base.font
            all.alignment = alignment ?? base.alignment
            all.indent = indent ?? base.indent
            all.isShaded = isShaded ?? base.isShaded
            all.breakBefore = breakBefore ?? base.breakBefore
            all.outlineLevel = outlineLevel ?? base.outlineLevel
            all.level = level ?? base.level
            all.columns = columns ?? base.columns
            all.isRotated = isRotated ?? base.isRotated
            all.isDisplayed = isDisplayed ?? base.isDisplayed
            all.width = width ?? base.width
            return all
        }

        var textStyle: LocatedDocument.TextStyle {
            var style: LocatedDocument.TextStyle = []
            if isBold == true { style.insert(.bold) }
            if isItalic == true { style.insert(.italic) }
            if isUnderlined == true { style.insert(.underline) }
            if isStruck == true { style.insert(.strike) }
            if isCapitals == true { style.insert(.capitals) }
            if isSmallCaps == true { style.insert(.smallCaps) }
            if isHighlighted == true { style.insert(.highlight) }
            if position?.hasPrefix("super") == true { style.insert(.superscript) }
            if position?.hasPrefix("sub") == true { style.insert(.subscript) }
            return style
        }
    }

    private struct Definition {
        var own: Style
        var parent: String?
    }

    /// The definitions of styles, by family and name.
    private var definitions: [String: Definition] = [:]
    private var defaults: [String: Style] = [:]
    private(set) var fonts: [String: String] = [:]

    /// Reads the parts with styles. A later part overrides earlier ones, so the automatic styles of
    /// the content come last.
    init(_ roots: [XMLNode?]) {
        for root in roots {
            for face in root?.child("office:font-face-decls")?.children ?? XMLNode.none {
                if let name = face["style:name"] {
                    fonts[name] = face["svg:font-family"].map { $0.filter { $0 != "'" } } ?? name
                }
            }
            for group in ["office:styles", "office:automatic-styles"] {
                for node in root?.child(group)?.children ?? XMLNode.none {
                    guard let family = node["style:family"] else { continue }
                    let isCommon = group == "office:styles"
                    if node.name == "style:default-style" {
                        defaults[family] = style(node, isCommon: false)
                    } else if node.name == "style:style", let name = node["style:name"] {
                        definitions[family + "/" + name] = Definition(
                            own: style(node, isCommon: isCommon), parent: node["style:parent-style-name"])
                    }
                }
            }
        }
    }

    private func style(_ node: XMLNode, isCommon: Bool) -> Style {
        var style = Style()
        if isCommon, let name = node["style:display-name"] ?? node["style:name"] {
            style.names = [name]
            style.level = HeadingNames.level(name)
        }
        style.outlineLevel = node.int("style:default-outline-level")
        style.masterPage = node["style:master-page-name"]
        for child in node.children {
            switch child.name {
            case "style:text-properties": readTextProperties(child, &style)
            case "style:paragraph-properties":
                style.alignment = child["fo:text-align"]
                style.indent = odfPoints(child["fo:margin-left"])
                style.breakBefore = child["fo:break-before"]
                style.isShaded = Self.isShaded(child) ?? style.isShaded
            case "style:table-cell-properties":
                style.isShaded = Self.isShaded(child)
                style.isRotated =
                    child["style:rotation-angle"].map { $0 != "0" }
                    ?? child["style:writing-mode"].map { $0 == "bt-lr" || $0 == "tb-rl" }
            case "style:section-properties":
                style.columns = child.child("style:columns")?.int("fo:column-count")
            case "style:table-properties": style.isDisplayed = child["table:display"].map { $0 != "false" }
            case "style:table-column-properties": style.width = odfPoints(child["style:column-width"])
            default: break
            }
        }
        return style
    }

    private func readTextProperties(_ node: XMLNode, _ style: inout Style) {
        style.isBold = node["fo:font-weight"].map { $0 == "bold" || (Int($0) ?? 0) >= 600 }
        style.isItalic = node["fo:font-style"].map { $0 == "italic" || $0 == "oblique" }
        style.isUnderlined = node["style:text-underline-style"].map { $0 != "none" }
        style.isStruck =
            node["style:text-line-through-style"].map { $0 != "none" }
            ?? node["style:text-line-through-type"].map { $0 != "none" }
        style.isCapitals = node["fo:text-transform"].map { $0 == "uppercase" }
        style.isSmallCaps = node["fo:font-variant"].map { $0 == "small-caps" }
        style.isHidden = node["text:display"].map { $0 == "none" }
        style.isHighlighted = node["fo:background-color"].map { $0 != "transparent" }
        style.position = node["style:text-position"]
        style.size = odfPoints(node["fo:font-size"])
        style.font = node["style:font-name"].map { fonts[$0] ?? $0 } ?? node["fo:font-family"]
    }

    private static func isShaded(_ node: XMLNode) -> Bool? {
        node["fo:background-color"].map { !["transparent", "#ffffff"].contains($0.lowercased()) }
    }

    /// Returns a style with its parents, without the defaults of its family.
    func resolve(_ family: String, _ name: String?) -> Style {
        var style = Style()
        var seen: Set<String> = []
        var next = name
        while let current = next, seen.insert(current).inserted, let definition = definitions[family + "/" + current] {
            style = style.over(definition.own)
            next = definition.parent
        }
        return style
    }

    /// Returns the defaults of a family.
    func defaults(_ family: String) -> Style { defaults[family] ?? Style() }

    /// Returns the master page that a paragraph or table style begins; nil if it begins none.
    func masterPage(_ family: String, _ name: String?) -> String? {
        name.flatMap { definitions[family + "/" + $0]?.own.masterPage }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
