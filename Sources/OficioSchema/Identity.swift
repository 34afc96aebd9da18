import Diagnostics
import OficioSource

/// The institution's visual identity: `identidad: {logo: recursos/logo.svg, color: "#0b5d3b", letra: …, pie: …}`.
package struct Identity: Sendable {
    /// The path of the logo as written, relative to `content/`, and the span of the setting; `nil` for none.
    package private(set) var logo: (path: String, span: Span)?
    /// The lines of the footer that pages print.
    package private(set) var footer: [String] = []
    /// Colours as written, with the names of the theme's tokens and the spans of the settings.
    package private(set) var colors: [(name: String, value: String, span: Span)] = []
    /// The font families as a CSS list, with the span of the setting; `nil` for the theme's.
    package private(set) var font: (value: String, span: Span)?

    /// Creates an identity without logo, colours, font and footer.
    package init() {}

    init(_ node: YAMLNode, _ reader: inout SettingsReader) {
        var identity = Identity()
        reader.forEach(reader.mapping(node), SettingKeys.identity) { reader, name, entry in
            switch name {
            case "logo":
                let path = reader.text(entry.value)
                if !path.isEmpty { identity.logo = (path, entry.value.span) }
            case "footer": identity.footer = reader.texts(entry.value)
            case "font":
                guard let value = reader.requiredText(entry.value) else { break }
                if value.contains(where: { ";{}<>\\\n".contains($0) }) {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "«letra» es una lista de tipos de letra como «Georgia, serif»",
                            en: "“font” is a list of fonts like “Georgia, serif”"))
                } else {
                    identity.font = (value, entry.value.span)
                }
            default:
                let value = reader.word(entry.value)
                if RGB(value) == nil {
                    reader.report(
                        entry.value.span,
                        Localized(
                            es: "un color se escribe entre comillas, como \"#0b5d3b\"",
                            en: "a colour is written in quotes, like \"#0b5d3b\""))
                } else {
                    identity.colors.append((name == "color" ? "color" : "color-oscuro", value, entry.value.span))
                }
            }
        }
        self = identity
    }

    /// The theme tokens that the identity sets: colours and font.
    var tokens: [(name: String, value: String)] {
        colors.map { ($0.name, $0.value) } + (font.map { [("letra", $0.value)] } ?? [])
    }
}

/// A colour in the sRGB colour space; each component ranges from 0 to 1.
package struct RGB: Sendable, Equatable {
    let red: Double
    let green: Double
    let blue: Double

    /// Reads `#0b5d3b` or `#0a5`; `nil` for any other text.
    package init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "#") else { return nil }
        let digits = text.utf8.dropFirst().compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count - 1, digits.count == 3 || digits.count == 6 else { return nil }
        let parts =
            digits.count == 3
            ? digits.map { $0 * 17 } : stride(from: 0, to: 6, by: 2).map { digits[$0] * 16 + digits[$0 + 1] }
        (red, green, blue) = (Double(parts[0]) / 255, Double(parts[1]) / 255, Double(parts[2]) / 255)
    }

    /// Relative luminance (WCAG 2.2), from 0 to 1. Newton's method gives the power without a library: `x^2.4 = x² ·
    /// (x²)^(1/5)`.
    private var luminance: Double {
        func linear(_ value: Double) -> Double {
            if value <= 0.04045 { return value / 12.92 }
            let base = (value + 0.055) / 1.055
            let square = base * base
            var root = 1.0
            for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
            return square * root
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Returns the contrast ratio of two colours (WCAG 2.2), from 1 to 21.
    package func contrast(with other: RGB) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
