/// The rules of a page's own style sheets for elements and classes: `p.MsoTitle { … }`,
/// `.c1 { … }`.
struct HTMLRules {
    /// The declarations of each selector: an element, `.class` or `element.class`.
    private var rules: [String: [String: String]] = [:]

    init(_ root: XMLNode) {
        for node in root.descendants("style") { read(node.text) }
    }

    private mutating func read(_ sheet: String) {
        var depth = 0
        var selector = ""
        var body = ""
        var rest = Self.withoutComments(sheet)[...]
        while let character = rest.popFirst() {
            switch character {
            case "{":
                depth += 1
                if depth > 1 { body.append(character) }
            case "}":
                depth = max(0, depth - 1)
                guard depth == 0 else { continue }
                // Rules for print or small screens only (@media) do not describe the text.
                if !selector.contains("@") { add(selector, body) }
                (selector, body) = ("", "")
            case ";" where depth == 0: selector = ""
            default: if depth == 0 { selector.append(character) } else { body.append(character) }
            }
        }
    }

    private static func withoutComments(_ sheet: String) -> String {
        var out = ""
        var rest = sheet.replacing("<!--", with: "").replacing("-->", with: "")[...]
        while let start = rest.ranges(of: "/*").first {
            out += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].ranges(of: "*/").first else { return out }
            rest = rest[end.upperBound...]
        }
        return out + rest
    }

    private mutating func add(_ selector: String, _ body: String) {
        let declarations = HTMLStyle.declarations(body)
        for part in selector.split(separator: ",") {
            let name = PlainText.clean(String(part)).lowercased()
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" })
            else { continue }
            rules[name, default: [:]].merge(declarations) { _, new in new }
        }
    }

    /// Returns the declarations for an element: those for its name and its classes, then its
    /// `style` attribute.
    func declarations(_ node: XMLNode) -> [String: String] {
        let own = HTMLStyle.declarations(node["style"])
        if rules.isEmpty { return own }
        var all = rules[node.name] ?? [:]
        for part in (node["class"] ?? "").lowercased().split(separator: " ") {
            for name in [".\(part)", "\(node.name).\(part)"] {
                if let found = rules[name] { all.merge(found) { _, new in new } }
            }
        }
        return all.merging(own) { _, new in new }
    }
}
