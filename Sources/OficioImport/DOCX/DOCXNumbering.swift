/// The lists of a Word file with their counters, which give each item the label that Word shows.
struct DOCXNumbering {
    struct Level {
        var start = 1
        var format = "decimal"
        var text = ""
        /// The level after which the count starts again; nil to restart after any higher level, 0 to restart
        /// never.
        var restart: Int?
        var isLegal = false
        var indent: Double?
        var font: String?
        var paragraphStyle: String?
    }

    private struct List {
        var abstract: String
        var overrides: [Int: Level] = [:]
        var starts: [Int: Int] = [:]
    }

    private var abstracts: [String: [Int: Level]] = [:]
    private var lists: [String: List] = [:]
    /// The counters by abstract list and level. Lists of one abstract list count together.
    private var counters: [String: [Int: Int]] = [:]
    private var begun: Set<String> = []

    init() {}

    init(_ root: XMLNode?) {
        var styleLinks: [String: String] = [:]
        var linked: [String: String] = [:]
        for node in root?.children ?? XMLNode.none {
            if node.name == "w:abstractNum", let id = node["abstractNumId"] {
                abstracts[id] = Self.levels(node)
                if let style = node.child("w:styleLink")?["val"] { styleLinks[style] = id }
                if let style = node.child("w:numStyleLink")?["val"] { linked[id] = style }
            } else if node.name == "w:num", let id = node["numId"], let abstract = node.child("w:abstractNumId")?["val"]
            {
                var list = List(abstract: abstract)
                for child in node.children where child.name == "w:lvlOverride" {
                    guard let level = child.int("ilvl") else { continue }
                    if let start = child.child("w:startOverride")?.int("val") { list.starts[level] = start }
                    if let own = child.child("w:lvl") { list.overrides[level] = Self.level(own) }
                }
                lists[id] = list
            }
        }
        for (id, style) in linked { if let real = styleLinks[style] { abstracts[id] = abstracts[real] } }
    }

    private static func levels(_ node: XMLNode) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for child in node.children where child.name == "w:lvl" {
            if let index = child.int("ilvl"), (0...8).contains(index) { levels[index] = level(child) }
        }
        return levels
    }

    private static func level(_ node: XMLNode) -> Level {
        var level = Level()
        for child in node.children {
            switch child.name {
            case "w:start": level.start = child.int("val") ?? 1
            case "w:numFmt": level.format = child["val"] ?? "decimal"
            case "w:lvlText": level.text = child["val"] ?? ""
            case "w:lvlRestart": level.restart = child.int("val")
            case "w:isLgl": level.isLegal = child.isOn
            case "w:pPr": level.indent = DOCXParagraphProperties(child).indent
            case "w:rPr": level.font = DOCXRunProperties(child).font
            case "w:pStyle": level.paragraphStyle = child["val"]
            case "mc:AlternateContent":
                // The alternative content holds a number format that the first edition of the file format
                // lacks: *001, 002*.
                if let format = child.child("mc:Choice", "w:numFmt") {
                    level.format =
                        format["format"].map { $0.hasPrefix("001") ? "decimalZero3" : "decimalZero" } ?? format["val"]
                        ?? "decimal"
                }
            default: break
            }
        }
        return level
    }

    /// Returns the level of a list; nil if the file has no list with that id, or the list has no level with
    /// that index.
    func level(_ list: String, _ index: Int) -> Level? {
        guard let found = lists[list] else { return nil }
        return found.overrides[index] ?? abstracts[found.abstract]?[index]
    }

    /// Returns the level of a list that a paragraph style is linked with; nil if there is none.
    func level(ofStyle style: String, in list: String) -> Int? {
        guard let found = lists[list] else { return nil }
        return abstracts[found.abstract]?.first { $0.value.paragraphStyle == style }?.key
    }

    /// Returns an item with its label, which is empty if the level shows none, and counts the item unless it has a
    /// bullet. Returns `nil` if the file has no list with that id and level.
    mutating func next(_ id: String, _ index: Int) -> LocatedDocument.ListItem? {
        guard let list = lists[id], let own = level(id, index) else { return nil }
        if own.format == "bullet" || own.format == "none" && own.text.isEmpty {
            let label = own.format == "bullet" ? Self.bullet(own) : ""
            return .init(label: label, level: index, isBullet: true, listID: id, number: nil)
        }
        var counts = counters[list.abstract] ?? [:]
        if begun.insert(id).inserted {
            for (level, start) in list.starts { counts[level] = start - 1 }
        }
        counts[index] = (counts[index] ?? (own.start - 1)) + 1
        for (deeper, _) in counts where deeper > index {
            // Without a rule of its own, a level starts anew after any level above it; with 0 it
            // never does.
            let restart = level(id, deeper)?.restart ?? deeper
            if index < restart { counts[deeper] = nil }
        }
        // Word treats an outer level that no item has used as started.
        for above in 0..<index where counts[above] == nil { counts[above] = level(id, above)?.start ?? 1 }
        counters[list.abstract] = counts
        return .init(
            label: label(own, counts, id), level: index, isBullet: false, listID: id, number: counts[index])
    }

    private func label(_ own: Level, _ counts: [Int: Int], _ id: String) -> String {
        var label = ""
        var isReference = false
        for character in own.text {
            if character == "%" && !isReference {
                isReference = true
            } else if isReference, let number = character.wholeNumberValue, number > 0 {
                isReference = false
                let format = own.isLegal ? "decimal" : level(id, number - 1)?.format ?? "decimal"
                label += NumberLabels.label(counts[number - 1] ?? 1, format: format) ?? ""
            } else {
                isReference = false
                label.append(character)
            }
        }
        return label
    }

    private static func bullet(_ level: Level) -> String {
        guard let scalar = level.text.unicodeScalars.first else { return "•" }
        if scalar.value >= 0xF000, scalar.value <= 0xF0FF || SymbolFonts.isSymbolFont(level.font) {
            if case .tickBox(let box) = SymbolFonts.content(scalar.value, font: level.font ?? "Wingdings") {
                return box.text
            }
            return "•"
        }
        if SymbolFonts.isSymbolFont(level.font) { return "•" }
        return level.text
    }
}
