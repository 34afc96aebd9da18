/// The list styles of an OpenDocument file and the counters of its lists.
struct ODFLists {
    struct Level {
        var isBullet = false
        var bullet = "•"
        var format = ""
        var prefix = ""
        var suffix = ""
        /// The pattern of the whole label, if the file gives one: `%1%.%2%.`.
        var pattern: String?
        var start = 1
        var displayLevels = 1
    }

    /// The counters of one list, by level from 0.
    final class Counter {
        var counts: [Int: Int] = [:]
    }

    private var styles: [String: [Int: Level]] = [:]
    private(set) var outline: [Int: Level] = [:]
    private var byID: [String: Counter] = [:]
    private var lastOfStyle: [String: Counter] = [:]
    let outlineCounter = Counter()

    init(_ roots: [XMLNode?]) {
        for root in roots {
            for group in ["office:styles", "office:automatic-styles"] {
                for node in root?.child(group)?.children ?? XMLNode.none {
                    if node.name == "text:list-style", let name = node["style:name"] {
                        styles[name] = Self.levels(node)
                    }
                    if node.name == "text:outline-style" { outline = Self.levels(node) }
                }
            }
        }
    }

    private static func levels(_ node: XMLNode) -> [Int: Level] {
        var levels: [Int: Level] = [:]
        for child in node.children {
            guard let index = child.int("text:level"), (1...10).contains(index) else { continue }
            var level = Level()
            level.isBullet = child.name != "text:list-level-style-number" && child.name != "text:outline-level-style"
            if let bullet = child["text:bullet-char"], let scalar = bullet.unicodeScalars.first {
                level.bullet = (0xF000...0xF0FF).contains(scalar.value) ? "•" : bullet
            }
            level.format = child["style:num-format"] ?? ""
            level.prefix = child["style:num-prefix"] ?? ""
            level.suffix = child["style:num-suffix"] ?? ""
            level.pattern = child["loext:num-list-format"]
            level.start = child.int("text:start-value") ?? 1
            level.displayLevels = max(1, child.int("text:display-levels") ?? 1)
            levels[index - 1] = level
        }
        return levels
    }

    /// Returns the counter of a list: its own, or that of the list that it continues. Stores it for lists that
    /// continue this one.
    mutating func counter(_ node: XMLNode, style: String) -> Counter {
        let counter: Counter
        if let other = node["text:continue-list"], let known = byID[other] {
            counter = known
        } else if node["text:continue-numbering"] == "true", let known = lastOfStyle[style] {
            counter = known
        } else {
            counter = Counter()
        }
        if let id = node["xml:id"] ?? node["text:id"] { byID[id] = counter }
        lastOfStyle[style] = counter
        return counter
    }

    func level(_ style: String, _ index: Int) -> Level? { styles[style]?[index] }

    /// Returns an item with its label, and counts the item unless it has a bullet; `nil` for an item that shows no
    /// label.
    static func next(
        _ counter: Counter, _ levels: (Int) -> Level?, _ index: Int, start: Int?, listID: String
    ) -> LocatedDocument.ListItem? {
        guard let own = levels(index) else { return nil }
        if own.isBullet { return .init(label: own.bullet, level: index, isBullet: true, listID: listID, number: nil) }
        counter.counts[index] = start ?? ((counter.counts[index] ?? (own.start - 1)) + 1)
        for deeper in counter.counts.keys where deeper > index { counter.counts[deeper] = nil }
        for above in 0..<index where counter.counts[above] == nil { counter.counts[above] = levels(above)?.start ?? 1 }
        let label = label(own, counter, levels, index)
        return label.isEmpty
            ? nil : .init(label: label, level: index, isBullet: false, listID: listID, number: counter.counts[index])
    }

    private static func label(_ own: Level, _ counter: Counter, _ levels: (Int) -> Level?, _ index: Int) -> String {
        func number(_ level: Int) -> String {
            guard let shape = levels(level), let count = counter.counts[level], !shape.format.isEmpty else { return "" }
            return NumberLabels.label(count, format: format(shape.format)) ?? ""
        }
        if own.format.isEmpty, own.pattern == nil { return "" }
        guard let pattern = own.pattern else {
            let first = max(0, index - own.displayLevels + 1)
            return own.prefix + (first...index).map(number).filter { !$0.isEmpty }.joined(separator: ".") + own.suffix
        }
        var label = ""
        var parts = pattern.split(separator: "%", omittingEmptySubsequences: false)[...]
        // Every second part is the number of a level: «%1%.%2%.».
        while let literal = parts.popFirst() {
            label += literal
            if let level = parts.popFirst() { label += Int(level).map { number($0 - 1) } ?? "" }
        }
        return label
    }

    private static func format(_ odf: String) -> String {
        switch odf {
        case "I": "upperRoman"
        case "i": "lowerRoman"
        case "A": "upperLetter"
        case "a": "lowerLetter"
        case "1": "decimal"
        default: odf.hasPrefix("01") ? "decimalZero" : "decimal"
        }
    }
}
