/// Writes numbers as word processors show them in lists.
enum NumberLabels {
    /// Returns the number in a format by its name in WordprocessingML (`upperRoman`); nil for
    /// formats that show none.
    static func label(_ number: Int, format: String) -> String? {
        switch format {
        case "none", "bullet": nil
        case "upperRoman": roman(number)
        case "lowerRoman": roman(number).lowercased()
        case "upperLetter": letters(number)
        case "lowerLetter": letters(number).lowercased()
        case "decimalZero": number < 10 && number >= 0 ? "0\(number)" : String(number)
        case "decimalZero3": padded(number, 3)
        case "ordinal": "\(number).º"
        default: String(number)
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    static func roman(_ number: Int) -> String {
        guard number > 0, number < 10_000 else { return String(number) }
        var rest = number
        var text = ""
        for (value, sign) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"),
            (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                text += sign
                rest -= value
            }
        }
        return text
    }

    /// Returns a number as letters, counted as Word does: *A* to *Z*, *AA*, *BB*. A number below 1 or above 1664
    /// stays in digits.
    static func letters(_ number: Int) -> String {
        guard number > 0, number <= 26 * 64 else { return String(number) }
        let letter = Character(Unicode.Scalar(UInt8(65 + (number - 1) % 26)))
        return String(repeating: letter, count: (number - 1) / 26 + 1)
    }
}
