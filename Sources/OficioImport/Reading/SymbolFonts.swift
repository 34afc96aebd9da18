/// Decodes characters of symbol fonts, whose codes differ from Unicode.
enum SymbolFonts {
    /// Whether the text of a font has to be read with ``content(_:font:)``.
    static func isSymbolFont(_ font: String?) -> Bool {
        guard let font else { return false }
        return font.hasPrefix("Wingdings") || font == "Webdings" || font == "Symbol" || font == "ZapfDingbats"
            || font.hasPrefix("Marlett")
    }

    /// Returns the font of characters that may be private: `font` if it is a symbol font, otherwise Wingdings.
    static func symbolFont(_ font: String?) -> String {
        guard let font, isSymbolFont(font) else { return "Wingdings" }
        return font
    }

    /// Returns the content that a character of a symbol font shows: a tick box, or text. `code` is the code in the
    /// font, with or without the offset 0xF000 of private use.
    static func content(_ code: UInt32, font: String) -> LocatedDocument.Run.Content {
        let local = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code
        if local < 0x21 { return .text(local == 0x20 ? " " : "") }
        if let isTicked = boxes[font]?[local] {
            return .tickBox(.init(kind: .symbol, isTicked: isTicked, text: isTicked ? "☒" : "☐"))
        }
        if font == "Symbol" { return .text(symbol[local] ?? plain(code)) }
        if code > 0xFF, code < 0xE000 { return .text(plain(code)) }
        // Show any other sign, such as an arrow, a telephone or a bullet, as a bullet.
        return .text(
            font.hasPrefix("Wingdings") && [0x9F, 0xA7, 0xD8, 0x6C, 0x6E, 0x76, 0x77].contains(local) ? "•" : "▪")
    }

    private static func plain(_ code: UInt32) -> String { Unicode.Scalar(code).map { String($0) } ?? "" }

    /// The tick boxes and ticks of each font by their code; true for a ticked one.
    private static let boxes: [String: [UInt32: Bool]] = [
        "Wingdings": [
            0x6F: false, 0x70: false, 0x71: false, 0x72: false, 0xA8: false, 0x78: true, 0xFB: true, 0xFC: true,
            0xFD: true, 0xFE: true,
        ],
        "Wingdings 2": [
            0x2A: false, 0x30: false, 0xA3: false, 0x4F: true, 0x50: true, 0x51: true, 0x52: true, 0x53: true,
            0x54: true, 0x56: true,
        ],
        "Webdings": [0x63: false, 0x61: true, 0x72: true],
    ]

    /// The characters of Adobe's Symbol that office texts use.
    private static let symbol: [UInt32: String] = [
        0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x41: "Α", 0x42: "Β", 0x43: "Χ", 0x44: "Δ", 0x45: "Ε",
        0x46: "Φ", 0x47: "Γ",
        0x4C: "Λ", 0x50: "Π", 0x51: "Θ", 0x53: "Σ", 0x57: "Ω", 0x58: "Ξ", 0x59: "Ψ", 0x61: "α", 0x62: "β", 0x63: "χ",
        0x64: "δ", 0x65: "ε",
        0x66: "φ", 0x67: "γ", 0x68: "η", 0x69: "ι", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x6E: "ν", 0x6F: "ο", 0x70: "π",
        0x71: "θ", 0x72: "ρ",
        0x73: "σ", 0x74: "τ", 0x75: "υ", 0x77: "ω", 0x78: "ξ", 0x79: "ψ", 0x7A: "ζ", 0xA2: "′", 0xA3: "≤", 0xA5: "∞",
        0xAB: "↔", 0xAC: "←",
        0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
        0xB9: "≠", 0xBB: "≈",
        0xBC: "…", 0xC5: "⊕", 0xCE: "∈", 0xD6: "√", 0xD8: "¬", 0xDE: "⇒",
    ]
}
