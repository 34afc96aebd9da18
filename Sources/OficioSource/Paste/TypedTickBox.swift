/// A tick box that is typed at the start of a text: `☐`, `☑`, `[x]`, `( )`, or a sign of Wingdings.
struct TypedTickBox {
    enum State { case empty, ticked, crossed }

    let state: State
    /// The certainty that the sign is a tick box.
    let certainty: Certainty
    /// The sign in Unicode, for lists that keep it.
    let unicodeSign: String
    /// The text after the sign and its blanks.
    let rest: Substring

    enum Certainty {
        /// A sign that is a tick box regardless of the lines around it.
        case box
        /// A tick box between parentheses, which needs another one beside it.
        case parentheses
        /// A sign that is also a bullet: a tick box only among other tick boxes.
        case bullet
        /// A sign that is part of the text and stays in the text.
        case picture
    }

    init?(_ text: Substring) {
        guard let first = text.unicodeScalars.first else { return nil }
        if let sign = Self.signs[first.value] {
            state = sign.state
            certainty = sign.certainty
            unicodeSign = sign.unicodeSign.map { String($0) } ?? String(text.prefix(1))
            rest = Self.withoutGap(text.dropFirst())
            return
        }
        guard first == "[" || first == "(", let inside = Self.bracketBox(text) else { return nil }
        state = inside.isTicked ? .ticked : .empty
        certainty = first == "[" ? .box : .parentheses
        unicodeSign = inside.isTicked ? "☑" : "☐"
        // A link or a reference follows its bracket at once.
        let after = inside.rest
        if let next = after.first, !next.isBlank { return nil }
        rest = Self.withoutGap(after)
    }

    private static func withoutGap(_ text: Substring) -> Substring { text.drop { $0.isBlank } }

    /// Reads `[ ]`, `[x]`, `( )` or `(x)` at the beginning of a text; `nil` for any other text.
    private static func bracketBox(_ text: Substring) -> (isTicked: Bool, rest: Substring)? {
        let closing: Character = text.first == "[" ? "]" : ")"
        guard let end = text.prefix(12).firstIndex(of: closing) else { return nil }
        let inside = text[text.index(after: text.startIndex)..<end].filter { !$0.isBlank && $0 != "_" }
        guard inside.isEmpty || ["x", "X", "✓", "✔"].contains(inside) else { return nil }
        return (!inside.isEmpty, text[text.index(after: end)...])
    }

    /// Returns the Unicode character for one that Word maps into U+F000…U+F0FF from its symbol fonts; `•` for a
    /// bullet or an unknown character; `nil` for a character outside of that range or without a Unicode equivalent.
    static func unicodeSign(_ scalar: Unicode.Scalar) -> String? {
        guard scalar.isOfSymbolFont else { return nil }
        if let sign = signs[scalar.value], sign.certainty != .bullet || sign.state != .empty {
            return sign.unicodeSign.map { String($0) }
        }
        return arrows[scalar.value] ?? "•"
    }

    private static let arrows: [UInt32: String] = [0xF0DF: "←", 0xF0E0: "→", 0xF0E1: "↑", 0xF0E2: "↓", 0xF0F3: "⇔"]

    private struct Sign {
        let state: State
        let certainty: Certainty
        var unicodeSign: Character?

        init(_ state: State, _ certainty: Certainty, _ shown: Character? = nil) {
            self.state = state
            self.certainty = certainty
            self.unicodeSign = shown
        }
    }

    private static let signs: [UInt32: Sign] = [
        0x2610: Sign(.empty, .box), 0x25A1: Sign(.empty, .box), 0x25FB: Sign(.empty, .box),
        0x25FD: Sign(.empty, .box), 0x2B1C: Sign(.empty, .box), 0x1F78E: Sign(.empty, .box),
        0x2611: Sign(.ticked, .box), 0x2612: Sign(.crossed, .box), 0x1F5F9: Sign(.ticked, .box),
        0x1F5F7: Sign(.crossed, .box),
        // The tick boxes of Wingdings (o ¨ þ ý x) and of Wingdings 2 (£ R S T).
        0xF06F: Sign(.empty, .box, "☐"), 0xF0A8: Sign(.empty, .box, "☐"), 0xF0A3: Sign(.empty, .box, "☐"),
        0xF0FE: Sign(.ticked, .box, "☑"), 0xF052: Sign(.ticked, .box, "☑"), 0xF0FD: Sign(.crossed, .box, "☒"),
        0xF078: Sign(.crossed, .box, "☒"), 0xF053: Sign(.crossed, .box, "☒"), 0xF054: Sign(.crossed, .box, "☒"),
        // Shadowed boxes, black squares and ticks are bullets too.
        0x2751: Sign(.empty, .bullet), 0x2752: Sign(.empty, .bullet), 0xF071: Sign(.empty, .bullet, "❑"),
        0xF072: Sign(.empty, .bullet, "❒"), 0x25A0: Sign(.ticked, .bullet), 0x2713: Sign(.ticked, .bullet),
        0x2714: Sign(.ticked, .bullet), 0xF0FC: Sign(.ticked, .bullet, "✓"), 0xF050: Sign(.ticked, .bullet, "✓"),
        0x2717: Sign(.crossed, .picture), 0x2718: Sign(.crossed, .picture), 0x2715: Sign(.crossed, .picture),
        0x2716: Sign(.crossed, .picture), 0xF0FB: Sign(.crossed, .picture, "✗"),
        0x2705: Sign(.ticked, .picture), 0x274C: Sign(.crossed, .picture), 0x274E: Sign(.crossed, .picture),
    ]

    /// The ways to write consecutive lines with tick boxes as a list.
    enum Style {
        /// The signs are bullets, and become `-`.
        case bullets
        /// The tick boxes become `[ ]` and `[x]`.
        case tasks
        /// The items keep their signs, because two states are too few for them.
        case signs
    }

    /// Returns the style of consecutive lines; nil if they are not tick boxes.
    static func style(_ boxes: [TypedTickBox]) -> Style? {
        func has(_ test: (TypedTickBox) -> Bool) -> Bool { boxes.contains(where: test) }
        if has({ $0.certainty == .picture }) || has({ $0.state == .crossed }) && has({ $0.state == .ticked }) {
            return .signs
        }
        if has({ $0.certainty == .box }) { return .tasks }
        let parentheses = boxes.count { $0.certainty == .parentheses }
        if parentheses > 0 { return parentheses > 1 && parentheses == boxes.count ? .tasks : nil }
        let isMixed = has { $0.state == .empty } && has { $0.state == .ticked }
        return isMixed ? .tasks : .bullets
    }
}

extension String {
    /// The text without typed tick boxes that are ticked, with any blanks inside: `[x]`, `( X )`.
    package var withoutTicks: String {
        var words = ""
        var rest = self[...]
        while let opening = rest.firstIndex(where: { $0 == "[" || $0 == "(" }) {
            words += rest[..<opening]
            let inside = rest[rest.index(after: opening)...]
            let closing: Character = rest[opening] == "[" ? "]" : ")"
            let end = inside.prefix(12).firstIndex(of: closing)
            let mark = end.map { inside[..<$0].filter { !$0.isBlank && $0 != "_" } }
            if let end, mark == "x" || mark == "X" {
                rest = inside[inside.index(after: end)...]
            } else {
                words.append(rest[opening])
                rest = inside
            }
        }
        return words + rest
    }
}

extension Unicode.Scalar {
    /// Whether the character is in the range in which Word encodes symbol fonts.
    var isOfSymbolFont: Bool { (0xF000...0xF0FF).contains(value) }
}

extension Character {
    /// Whether the character is a space, a tab, a no-break space, an en space or an em space.
    var isBlank: Bool { self == " " || self == "\t" || self == "\u{A0}" || self == "\u{2003}" || self == "\u{2002}" }
}
