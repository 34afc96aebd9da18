/// Finds text of an OpenDocument file that is there and that no reader sees: in the colour of its background, too
/// small, or beyond the page.
struct InvisibleODF {
    /// What decides whether text is visible, as far as it is known. A ground that is not known hides nothing.
    private struct Look {
        var colour: Contrast.Colour?
        var ground: Contrast.Colour? = .white
        /// The height in points.
        var size: Double?
    }

    private var styles: [String: XMLNode] = [:]
    private var trees: [XMLTree] = []

    /// Reads the styles of `styles.xml` and `content.xml`; throws if one of them cannot be read.
    init(parts: [[UInt8]]) throws(ImportRefusal) {
        for bytes in parts where !bytes.isEmpty {
            let tree = try XMLTree(bytes, prefixes: ODFPackage.prefixes, part: "content.xml")
            trees.append(tree)
            for group in tree.root?.children ?? XMLNode.none {
                for style in group.children where style.name == "style:style" {
                    guard let name = style["style:name"] else { continue }
                    styles["\(style["style:family"] ?? "") \(name)"] = style
                }
            }
        }
    }

    /// Whether some text is invisible. The slides of a presentation have grounds of their own and are not examined.
    func occur() -> Bool {
        trees.contains { tree in
            guard let root = tree.root else { return false }
            if root.child("office:body", "office:presentation") != nil { return false }
            return hides(root, Look())
        }
    }

    private func apply(_ family: String, _ name: String?, to look: inout Look) {
        var chain: [XMLNode] = []
        var next = name
        while let name = next, let style = styles["\(family) \(name)"], chain.count < 30 {
            chain.append(style)
            next = style["style:parent-style-name"]
        }
        for style in chain.reversed() {
            for properties in style.children {
                switch properties.name {
                case "style:text-properties":
                    if let words = properties["fo:color"] { look.colour = Contrast.Colour(words) }
                    if properties["style:use-window-font-color"] == "true" { look.colour = nil }
                    if let size = Self.points(properties["fo:font-size"]) { look.size = size }
                    shade(properties, &look)
                case "style:paragraph-properties", "style:table-cell-properties", "style:table-row-properties",
                    "style:table-properties", "style:section-properties":
                    shade(properties, &look)
                case "style:graphic-properties":
                    shade(properties, &look)
                    switch properties["draw:fill"] {
                    case "solid": look.ground = properties["draw:fill-color"].flatMap { Contrast.Colour($0) }
                    case "none", nil: break
                    default: look.ground = nil
                    }
                default: break
                }
            }
        }
    }

    private func shade(_ properties: XMLNode, _ look: inout Look) {
        if let colour = properties["fo:background-color"].flatMap({ Contrast.Colour($0) }) { look.ground = colour }
    }

    private func hides(_ node: XMLNode, _ look: Look) -> Bool {
        var look = look
        switch node.name {
        case "text:p", "text:h": apply("paragraph", node["text:style-name"], to: &look)
        case "text:span", "text:a": apply("text", node["text:style-name"], to: &look)
        case "table:table": apply("table", node["table:style-name"], to: &look)
        case "table:table-row": apply("table-row", node["table:style-name"], to: &look)
        case "table:table-cell": apply("table-cell", node["table:style-name"], to: &look)
        case "text:section": apply("section", node["text:style-name"], to: &look)
        case "office:styles", "office:automatic-styles", "office:font-face-decls", "svg:title", "svg:desc": return false
        default:
            if node.name.hasPrefix("draw:") {
                // A shape whose fill its style does not say has the fill of another style.
                if node.name != "draw:frame", node.name != "draw:text-box" { look.ground = nil }
                apply("graphic", node["draw:style-name"], to: &look)
                let places = [node["svg:x"], node["svg:y"]].compactMap(Self.points)
                if places.contains(where: { abs($0) > 1300 }), !node.textIsEmpty { return true }
            }
        }
        let isWords = ["text:p", "text:h", "text:span", "text:a"].contains(node.name)
        for content in node.contents {
            switch content {
            case .text(let words):
                if !isWords || words.allSatisfy(\.isWhitespace) { continue }
                if let size = look.size, size <= Contrast.smallest { return true }
                if let colour = look.colour, let ground = look.ground, Contrast.isInvisible(colour, on: ground) {
                    return true
                }
            case .element(let inside): if hides(inside, look) { return true }
            }
        }
        return false
    }

    /// Returns a length in points; nil for a percentage.
    private static func points(_ words: String?) -> Double? {
        guard let words else { return nil }
        for (unit, points) in [("pt", 1.0), ("cm", 28.35), ("mm", 2.835), ("in", 72.0), ("px", 0.75)]
        where words.hasSuffix(unit) {
            return Double(words.dropLast(2)).map { $0 * points }
        }
        return nil
    }
}
