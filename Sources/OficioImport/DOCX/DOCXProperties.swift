/// The properties of a run that readers use; nil for those that the file does not set.
struct DOCXRunProperties {
    var bold: Bool?
    var italic: Bool?
    var capitals: Bool?
    var smallCaps: Bool?
    var strike: Bool?
    var hidden: Bool?
    var underline: Bool?
    var highlight: Bool?
    var size: Double?
    var font: String?
    var position: String?

    init() {}

    init(_ node: XMLNode?) {
        for child in node?.children ?? XMLNode.none {
            switch child.name {
            case "w:b": bold = child.isOn
            case "w:i": italic = child.isOn
            case "w:caps": capitals = child.isOn
            case "w:smallCaps": smallCaps = child.isOn
            case "w:strike", "w:dstrike": strike = (strike ?? false) || child.isOn
            case "w:vanish": hidden = child.isOn
            case "w:u": underline = child["val"] != "none"
            case "w:highlight": highlight = child["val"] != "none"
            case "w:sz": size = child["val"].flatMap { Double($0) }.map { $0 / 2 }
            case "w:rFonts": font = child["ascii"] ?? child["hAnsi"] ?? child["cs"] ?? font
            case "w:vertAlign": position = child["val"]
            default: break
            }
        }
    }

    /// Returns the properties, with those of `base` in place of those that the file does not set.
    func over(_ base: DOCXRunProperties) -> DOCXRunProperties {
        var all = self
        all.bold = bold ?? base.bold
        all.italic = italic ?? base.italic
        all.capitals = capitals ?? base.capitals
        all.smallCaps = smallCaps ?? base.smallCaps
        all.strike = strike ?? base.strike
        all.hidden = hidden ?? base.hidden
        all.underline = underline ?? base.underline
        all.highlight = highlight ?? base.highlight
        all.size = size ?? base.size
        all.font = font ?? base.font
        all.position = position ?? base.position
        return all
    }

    /// Returns the properties of a paragraph style and a character style together. A toggle that
    /// both set is off (ISO/IEC 29500-1, 17.7.3).
    func combined(withParagraphStyle base: DOCXRunProperties) -> DOCXRunProperties {
        func toggled(_ own: Bool?, _ other: Bool?) -> Bool? {
            own == true && other == true ? false : own == true ? true : other ?? own
        }
        var all = over(base)
        all.bold = toggled(bold, base.bold)
        all.italic = toggled(italic, base.italic)
        all.capitals = toggled(capitals, base.capitals)
        all.smallCaps = toggled(smallCaps, base.smallCaps)
        all.strike = toggled(strike, base.strike)
        all.hidden = toggled(hidden, base.hidden)
        return all
    }

    var textStyle: LocatedDocument.TextStyle {
        var style: LocatedDocument.TextStyle = []
        if bold == true { style.insert(.bold) }
        if italic == true { style.insert(.italic) }
        if capitals == true { style.insert(.capitals) }
        if smallCaps == true { style.insert(.smallCaps) }
        if strike == true { style.insert(.strike) }
        if underline == true { style.insert(.underline) }
        if highlight == true { style.insert(.highlight) }
        if position == "superscript" { style.insert(.superscript) }
        if position == "subscript" { style.insert(.subscript) }
        return style
    }
}

/// The properties of a paragraph that readers use; nil for those that the file does not set.
struct DOCXParagraphProperties {
    var outlineLevel: Int?
    var numbering: String?
    var level: Int?
    var indent: Double?
    var alignment: LocatedDocument.Paragraph.Alignment?
    var isShaded: Bool?
    var startsPage: Bool?

    init() {}

    init(_ node: XMLNode?) {
        for child in node?.children ?? XMLNode.none {
            switch child.name {
            case "w:outlineLvl": outlineLevel = child.int("val")
            case "w:numPr":
                numbering = child.child("w:numId")?["val"]
                level = child.child("w:ilvl")?.int("val")
            case "w:ind": indent = child.points("left") ?? child.points("start") ?? indent
            case "w:jc": alignment = Self.alignment(child["val"])
            case "w:shd": isShaded = Self.isShaded(child)
            case "w:pageBreakBefore": startsPage = child.isOn
            default: break
            }
        }
    }

    func over(_ base: DOCXParagraphProperties) -> DOCXParagraphProperties {
        var all = self
        all.outlineLevel = outlineLevel ?? base.outlineLevel
        all.numbering = numbering ?? base.numbering
        all.level = level ?? base.level
        all.indent = indent ?? base.indent
        all.alignment = alignment ?? base.alignment
        all.isShaded = isShaded ?? base.isShaded
        all.startsPage = startsPage ?? base.startsPage
        return all
    }

    private static func alignment(_ value: String?) -> LocatedDocument.Paragraph.Alignment {
        switch value {
        case "center": .center
        case "right", "end": .end
        case "both", "distribute": .justified
        default: .start
        }
    }

    /// Whether a `w:shd` shows a colour other than white, or a pattern.
    static func isShaded(_ node: XMLNode) -> Bool {
        guard let fill = node["fill"]?.lowercased() else { return false }
        let pattern = node["val"] ?? "clear"
        return !["auto", "ffffff", ""].contains(fill) || !["clear", "nil", "none"].contains(pattern)
    }
}
