internal import CXML2
import OficioBasics

/// Finds the elements of an SVG picture that draw nothing, and whose text is therefore hidden: descriptions that
/// nothing refers to, elements that are not displayed or not visible, and definitions that nothing uses.
struct UndrawnElements {
    typealias Node = UnsafeMutablePointer<_xmlNode>

    /// The classes, `.a`, and ids, `#a`, whose rules hide an element.
    private var hiding: Set<String> = []

    /// Collects the rules of a style sheet that hide elements of one class or with one id.
    mutating func read(style css: String) {
        for rule in css.split(separator: "}") {
            let parts = rule.split(separator: "{", maxSplits: 1).map(String.init)
            guard parts.count == 2, Self.hides(parts[1]) else { continue }
            for selector in parts[0].split(separator: ",") {
                let name = selector.filter { !$0.isWhitespace }
                if name.hasPrefix(".") || name.hasPrefix("#") { hiding.insert(name) }
            }
        }
    }

    /// Whether an element, with all that it contains, draws nothing. `usedNames` holds the words of all values: an id
    /// among them may be referred to. An element that an animation may show draws something.
    func drawsNothing(_ node: Node, usedNames: Set<Substring>) -> Bool {
        let name = Self.name(node)
        let isInside = node.pointee.parent.map { Self.name($0) == "defs" } ?? false
        let isPart = name == "symbol" || isInside && ["g", "text", "svg"].contains(name)
        guard name == "desc" || isPart || isHidden(node) else { return false }
        let isUsed = Self.hasElement(in: node) { element in
            Self.attribute(element, "id").map { usedNames.contains($0[...]) } ?? false
        }
        if isUsed || name == "desc" || isPart { return !isUsed }
        return !Self.hasElement(in: node) { ["animate", "set"].contains(Self.name($0)) }
    }

    private func isHidden(_ node: Node) -> Bool {
        let style = Self.attribute(node, "style") ?? ""
        let values = ["display", "visibility", "opacity"].compactMap { name in
            Self.attribute(node, name).map { "\(name):\($0)" }
        }
        let classes = (Self.attribute(node, "class") ?? "").split(whereSeparator: \.isWhitespace).map { ".\($0)" }
        let id = Self.attribute(node, "id").map { ["#\($0)"] } ?? []
        return Self.hides(([style] + values).joined(separator: ";")) || !hiding.isDisjoint(with: classes + id)
    }

    /// Whether declarations of CSS hide an element.
    private static func hides(_ declarations: String) -> Bool {
        declarations.lowercased().split(separator: ";").contains { declaration in
            let words = declaration.filter { !$0.isWhitespace }.replacing("!important", with: "")
            if words.hasPrefix("opacity:") { return Double(words.dropFirst(8).filter { $0 != "%" }) == 0 }
            return ["display:none", "visibility:hidden", "visibility:collapse"].contains(words)
        }
    }

    private static func hasElement(in node: Node, where isWanted: (Node) -> Bool) -> Bool {
        if isWanted(node) { return true }
        var child = node.pointee.children
        while let current = child {
            child = current.pointee.next
            if current.pointee.type == XML_ELEMENT_NODE, hasElement(in: current, where: isWanted) { return true }
        }
        return false
    }

    private static func name(_ node: Node) -> String { String(cString: node.pointee.name) }

    private static func attribute(_ node: Node, _ name: String) -> String? {
        guard let value = xmlGetNoNsProp(node, name) else { return nil }
        defer { oficio_xml_free(value) }
        return String(cString: value)
    }
}
