import Glibc

/// Tells whether a reader can see text of a colour on a background.
enum Contrast {
    /// A colour as red, green and blue, each from 0 to 1.
    struct Colour: Equatable {
        var red: Double
        var green: Double
        var blue: Double

        static let white = Colour(red: 1, green: 1, blue: 1)

        /// Reads `FFFFFF`, `#ffffff` and `FFFFFFFF` (with opacity in front); nil for other words, such as `auto`.
        init?(_ words: String) {
            let digits = words.drop { $0 == "#" }.suffix(6)
            guard digits.count == 6, [6, 8].contains(words.drop { $0 == "#" }.count),
                let number = Int(digits, radix: 16)
            else { return nil }
            self.init(
                red: Double(number >> 16) / 255, green: Double(number >> 8 & 0xFF) / 255,
                blue: Double(number & 0xFF) / 255)
        }

        init(red: Double, green: Double, blue: Double) {
            self.red = red
            self.green = green
            self.blue = blue
        }

        /// Returns the colour as Excel darkens it; `tint` is from -1 to 0.
        func darkened(_ tint: Double) -> Colour {
            let share = max(0, 1 + tint)
            return Colour(red: red * share, green: green * share, blue: blue * share)
        }

        /// The relative luminance of WCAG 2.
        fileprivate var luminance: Double {
            func linear(_ part: Double) -> Double { part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4) }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }
    }

    /// Whether text is as good as invisible: a contrast below 1.2 to 1. Readable text has 4.5 to 1.
    static func isInvisible(_ text: Colour, on ground: Colour) -> Bool {
        let (one, other) = (text.luminance, ground.luminance)
        let isAlike =
            abs(text.red - ground.red) + abs(text.green - ground.green) + abs(text.blue - ground.blue) < 0.4
        return isAlike && (max(one, other) + 0.05) / (min(one, other) + 0.05) < 1.2
    }

    /// The height in points up to which nobody can read text.
    static let smallest = 2.0
}
