/// Finds text of a Word file that is there and that no reader sees: in the colour of its background, too small, or
/// beyond the page.
struct InvisibleWords {
    /// What decides whether text is visible, as far as it is known. A ground that is not known hides nothing.
    private struct Look {
        var colour: Contrast.Colour?
        var ground: Contrast.Colour?
        /// The height in half points.
        var size: Int?

        mutating func read(_ properties: XMLNode?) {
            guard let properties else { return }
            for node in properties.children {
                switch node.name {
                case "w:color": colour = node["val"].flatMap { Contrast.Colour($0) }
                case "w:sz": size = node.int("val") ?? size
                case "w:shd": shade(node)
                case "w:highlight": if node["val"] != "none" { ground = node["val"] == "white" ? .white : nil }
                default: break
                }
            }
        }

        mutating func shade(_ node: XMLNode?) {
            guard let node, let fill = node["fill"] else { return }
            let isPlain = ["clear", "nil", nil].contains(node["val"])
            if let colour = Contrast.Colour(fill), isPlain {
                ground = colour
            } else if !isPlain {
                ground = nil
            }
        }
    }

    private struct Style {
        let parent: String?
        let node: XMLNode
    }

    private let prefixes = DOCXNamespaces.prefixes
    /// The styles by their ids.
    private var styles: [String: Style] = [:]
    private var defaults = Look(colour: nil, ground: .white, size: nil)
    private let stylesTree: XMLTree?

    /// Reads the styles; `nil` for a file without them.
    init(styles bytes: [UInt8]) throws(ImportRefusal) {
        stylesTree = bytes.isEmpty ? nil : try XMLTree(bytes, prefixes: prefixes, part: "word/styles.xml")
        for node in stylesTree?.root?.children ?? XMLNode.none {
            if node.name == "w:docDefaults" { defaults.read(node.child("w:rPrDefault", "w:rPr")) }
            guard node.name == "w:style", let id = node["styleId"] else { continue }
            styles[id] = Style(parent: node.child("w:basedOn")?["val"], node: node)
        }
        for style in styles.values where style.node["default"] == "1" && style.node["type"] == "paragraph" {
            defaults.read(style.node.child("w:rPr"))
        }
    }

    /// Whether a part, the body, a header or notes, has text that no reader sees.
    func occur(in bytes: [UInt8], part: String) throws(ImportRefusal) -> Bool {
        guard let root = try XMLTree(bytes, prefixes: prefixes, part: part).root else { return false }
        var look = defaults
        if let page = root.child("w:background")?["color"] { look.ground = Contrast.Colour(page) }
        return hides(root, look)
    }

    private func chain(_ id: String?) -> [XMLNode] {
        var found: [XMLNode] = []
        var next = id
        while let id = next, let style = styles[id], found.count < 30 {
            found.append(style.node)
            next = style.parent
        }
        return found.reversed()
    }

    private func hides(_ node: XMLNode, _ look: Look) -> Bool {
        var look = look
        switch node.name {
        case "w:tbl":
            // A style may shade any row or column of its table.
            let named = chain(node.child("w:tblPr", "w:tblStyle")?["val"])
            if named.contains(where: { !$0.descendants("w:shd").isEmpty }) { look.ground = nil }
            look.shade(node.child("w:tblPr", "w:shd"))
        case "w:tc": look.shade(node.child("w:tcPr", "w:shd"))
        case "w:p":
            if isBeyondPage(node) { return true }
            for style in chain(node.child("w:pPr", "w:pStyle")?["val"]) {
                look.read(style.child("w:pPr"))
                look.read(style.child("w:rPr"))
            }
            look.shade(node.child("w:pPr", "w:shd"))
        case "w:r":
            for style in chain(node.child("w:rPr", "w:rStyle")?["val"]) { look.read(style.child("w:rPr")) }
            look.read(node.child("w:rPr"))
            if let share = node.child("w:rPr", "w:w")?.int("val"), share < 10, !node.textIsEmpty { return true }
        case "w:t":
            if node.textIsEmpty { return false }
            if let size = look.size, Double(size) / 2 <= Contrast.smallest { return true }
            return look.colour.flatMap { colour in look.ground.map { Contrast.isInvisible(colour, on: $0) } } ?? false
        case "wps:wsp", "v:shape", "v:rect", "v:roundrect", "v:oval", "wpc:wpc", "wpg:wgp":
            look.ground = fill(node, look)
        case "wp:posOffset":
            if let offset = Double(node.text), abs(offset) > 16_000_000 { return true }
        case "w:rPr", "w:pPr", "w:tblPr", "w:tcPr": return false
        default: break
        }
        if node.name.hasPrefix("v:"), let style = node["style"], Self.isBeyondPage(style), !node.textIsEmpty {
            return true
        }
        return node.children.contains { hides($0, look) }
    }

    /// Returns the colour behind the text of a shape; nil if it is not known.
    private func fill(_ node: XMLNode, _ look: Look) -> Contrast.Colour? {
        if node.name.hasPrefix("v:") {
            if ["f", "false"].contains(node["filled"]) { return look.ground }
            let words = node["fillcolor"].map { $0 == "white" ? "FFFFFF" : $0 } ?? "FFFFFF"
            return Contrast.Colour(words)
        }
        guard node.name == "wps:wsp", let properties = node.child("wps:spPr") else { return nil }
        if properties.child("a:noFill") != nil { return look.ground }
        if let solid = properties.child("a:solidFill") {
            if let colour = solid.child("a:schemeClr"), colour["val"] == "bg1", colour.contents.isEmpty {
                return .white
            }
            return solid.child("a:srgbClr")?["val"].flatMap { Contrast.Colour($0) }
        }
        return nil
    }

    /// Whether the indents of a paragraph, in twentieths of a point, push it off any page.
    private func isBeyondPage(_ paragraph: XMLNode) -> Bool {
        guard let properties = paragraph.child("w:pPr"), !paragraph.textIsEmpty else { return false }
        let indents = ["left", "start", "firstLine", "hanging"].compactMap { properties.child("w:ind")?.int($0) }
        let places = ["x", "y"].compactMap { properties.child("w:framePr")?.int($0) }
        return indents.contains { abs($0) > 17_000 } || places.contains { abs($0) > 24_000 }
    }

    /// Whether the style of a shape puts it off any page.
    private static func isBeyondPage(_ style: String) -> Bool {
        style.split(separator: ";").contains { rule in
            let parts = rule.split(separator: ":")
            guard parts.count == 2,
                ["margin-left", "margin-top", "left", "top"].contains(String(parts[0]).trimmedASCII),
                parts[1].hasSuffix("pt"), let length = Double(parts[1].dropLast(2))
            else { return false }
            return abs(length) > 1300
        }
    }
}

extension XMLNode {
    /// Whether the element holds no text but blanks.
    var textIsEmpty: Bool { text.allSatisfy(\.isWhitespace) }
}
