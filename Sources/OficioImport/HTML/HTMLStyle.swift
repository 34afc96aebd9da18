/// The text style that elements and `style` attributes of HTML set.
struct HTMLStyle {
    var text: LocatedDocument.TextStyle = []
    var size: Double?
    var font: String?
    var isHidden = false
    var isPreformatted = false

    /// Returns the declarations of a `style` attribute, with names in lower case.
    static func declarations(_ style: String?) -> [String: String] {
        guard let style else { return [:] }
        var found: [String: String] = [:]
        for part in style.split(separator: ";") {
            guard let colon = part.firstIndex(of: ":") else { continue }
            let name = PlainText.clean(String(part[..<colon])).lowercased()
            found[name] = PlainText.clean(String(part[part.index(after: colon)...]))
        }
        return found
    }

    /// Applies an element and its attributes to the style around it.
    mutating func apply(_ node: XMLNode, _ declarations: [String: String]) {
        switch node.name {
        case "b", "strong", "th", "dt", "caption", "legend": text.insert(.bold)
        case "i", "em", "cite", "dfn": text.insert(.italic)
        case "u", "ins": text.insert(.underline)
        case "s", "strike", "del": text.insert(.strike)
        case "sup": text.insert(.superscript)
        case "sub": text.insert(.subscript)
        case "small": text.insert(.small)
        case "mark": text.insert(.highlight)
        case "pre", "textarea": isPreformatted = true
        case "font":
            font = node["face"] ?? font
            if let number = node["size"].flatMap({ Int($0) }), (1...7).contains(number) {
                size = [7.5, 10, 12, 13.5, 18, 24, 36][number - 1]
            }
        default: break
        }
        if node["hidden"] != nil { isHidden = true }
        for (name, value) in declarations { apply(name, value.lowercased(), value) }
    }

    private mutating func apply(_ name: String, _ value: String, _ raw: String) {
        func set(_ style: LocatedDocument.TextStyle, _ isOn: Bool) {
            if isOn { text.insert(style) } else { text.remove(style) }
        }
        switch name {
        case "font-weight": set(.bold, value == "bold" || value == "bolder" || (Int(value) ?? 0) >= 600)
        case "font-style": set(.italic, value == "italic" || value == "oblique")
        case "text-decoration", "text-decoration-line":
            if value.contains("underline") { text.insert(.underline) }
            if value.contains("line-through") { text.insert(.strike) }
            if value == "none" { text.subtract([.underline, .strike]) }
        case "text-transform": set(.capitals, value == "uppercase")
        case "font-variant", "font-variant-caps": set(.smallCaps, value.contains("small-caps"))
        case "vertical-align":
            if value == "super" { text.insert(.superscript) }
            if value == "sub" { text.insert(.subscript) }
        case "font-size": size = Self.points(value) ?? size
        case "font-family": font = raw.split(separator: ",").first.map { $0.filter { $0 != "\"" && $0 != "'" } }
        case "display": if value == "none" { isHidden = true }
        case "visibility": if value == "hidden" || value == "collapse" { isHidden = true }
        case "mso-hide": if value == "all" { isHidden = true }
        case "white-space": isPreformatted = value.hasPrefix("pre")
        default: break
        }
    }

    private static func points(_ value: String) -> Double? {
        if value.hasSuffix("px") { return Double(value.dropLast(2)).map { $0 * 0.75 } }
        return value.hasSuffix("pt") ? Double(value.dropLast(2)) : nil
    }

    /// Whether an element has a background colour other than white.
    static func isShaded(_ node: XMLNode, _ declarations: [String: String]) -> Bool {
        let colour = (declarations["background-color"] ?? declarations["background"] ?? node["bgcolor"])?.lowercased()
        guard let colour, !colour.isEmpty else { return false }
        return !["transparent", "white", "#ffffff", "#fff", "none", "inherit", "initial"].contains(colour)
    }
}
