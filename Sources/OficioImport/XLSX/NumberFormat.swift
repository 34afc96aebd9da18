import Glibc

/// A number format code of a spreadsheet, which formats a number as the cell shows it.
struct NumberFormat {
    /// The predefined formats, which files refer to by number.
    static let builtIn: [Int: String] = [
        1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd/mm/yyyy",
        15: "d-mmm-yy", 16: "d-mmm",
        17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
        37: "#,##0", 38: "#,##0",
        39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 49: "@",
    ]

    private enum Token {
        case literal(String)
        /// A run of one letter in a date: `dd`, `yyyy`.
        case date(Character, Int)
        /// The digits of the number.
        case digits
        case general
    }

    private var tokens: [Token] = []
    private(set) var isDate = false
    private var wholeDigits = 0
    private var decimals = 0
    private var optionalDecimals = 0
    private var isPercent = false
    private var hasDigits = false

    /// Parses a code. Of several sections separated by `;` it uses the first one, for positive
    /// numbers.
    init(_ code: String?) {
        guard let code, code.lowercased() != "general", !code.isEmpty else {
            tokens = [.general]
            return
        }
        var characters = Array(code)[...]
        parse(&characters)
        if tokens.isEmpty { tokens = [.general] }
    }

    private mutating func parse(_ rest: inout ArraySlice<Character>) {
        while let first = rest.popFirst() {
            switch first {
            case ";": return
            case "\"":
                let text = rest.prefix { $0 != "\"" }
                rest = rest.dropFirst(text.count + 1)
                add(String(text))
            case "\\": if let next = rest.popFirst() { add(String(next)) }
            case "_", "*": _ = rest.popFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                // A currency is between $ and the language: [$€-C0A]. Elapsed time: [h].
                if inside.first == "$" { add(String(inside.dropFirst().prefix { $0 != "-" })) }
                if let letter = inside.first, "hms".contains(letter.lowercased()), inside.allSatisfy({ $0 == letter }) {
                    addDate(letter, inside.count)
                }
            case "0", "#", "?", ".", ",": digits(first, &rest)
            case "%":
                isPercent = true
                add("%")
            case "@": tokens.append(.general)
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
                var count = 1
                while let next = rest.first, next.lowercased() == first.lowercased() {
                    count += 1
                    rest = rest.dropFirst()
                }
                addDate(Character(first.lowercased()), count)
            case "A", "a":
                // AM/PM and A/P are left out: times are shown in 24 hours.
                let tail = String(rest.prefix(4)).uppercased()
                if tail.hasPrefix("M/PM") {
                    rest = rest.dropFirst(4)
                } else if tail.hasPrefix("/P") {
                    rest = rest.dropFirst(2)
                } else {
                    add(String(first))
                }
            case "E" where hasDigits, "e" where hasDigits: rest = rest.drop { "+-0".contains($0) }
            default: add(String(first))
            }
        }
    }

    private mutating func add(_ text: String) { if !text.isEmpty { tokens.append(.literal(text)) } }

    private mutating func addDate(_ letter: Character, _ count: Int) {
        isDate = true
        tokens.append(.date(Character(letter.lowercased()), count))
    }

    private mutating func digits(_ first: Character, _ rest: inout ArraySlice<Character>) {
        var isFraction = false
        var next: Character? = first
        while let digit = next, "0#?.,".contains(digit) {
            switch digit {
            case ".": isFraction = true
            case "0": if isFraction { decimals += 1 } else { wholeDigits += 1 }
            case "#", "?": if isFraction { optionalDecimals += 1 }
            default: break
            }
            next = rest.first
            if let digit = next, "0#?.,".contains(digit) { rest = rest.dropFirst() } else { break }
        }
        if isDate, first == "." || first == "," { return add(String(first)) }
        if !hasDigits { tokens.append(.digits) }
        hasDigits = true
    }

    /// Returns the number as shown, with a point before decimals and without separators of
    /// thousands.
    func text(_ number: Double, isEra1904: Bool = false) -> String {
        if isDate, let moment = SerialDate(number, isEra1904: isEra1904) { return text(moment) }
        let value = isPercent ? number * 100 : number
        var text = ""
        for token in tokens {
            switch token {
            case .literal(let literal): text += literal
            case .general: text += Self.general(value)
            case .digits: text += digitText(value)
            case .date: break
            }
        }
        return text
    }

    /// Returns the shortest text that gives the number: *7*, *7.5*.
    static func general(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }

    private func digitText(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return String(value) }
        let places = min(15, decimals + optionalDecimals)
        let scale = pow(10, Double(places))
        let scaled = (abs(value) * scale).rounded()
        var whole = NumberFormat.general((scaled / scale).rounded(.down))
        if whole.count < wholeDigits { whole = String(repeating: "0", count: wholeDigits - whole.count) + whole }
        var fraction = NumberFormat.general(scaled.truncatingRemainder(dividingBy: scale))
        fraction = String(repeating: "0", count: max(0, places - fraction.count)) + fraction
        while fraction.count > decimals, fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return sign + whole
            + (places > 0 && !fraction.isEmpty && decimals + optionalDecimals > 0 && fraction.count > 0
                ? "." + fraction : "")
    }

    private func text(_ moment: SerialDate) -> String {
        var text = ""
        for (index, token) in tokens.enumerated() {
            switch token {
            case .literal(let literal): text += literal
            case .date("y", let count):
                text += count <= 2 ? SerialDate.padded(moment.year % 100, 2) : SerialDate.padded(moment.year, 4)
            case .date("d", let count): text += count >= 3 ? moment.weekday : SerialDate.padded(moment.day, count)
            case .date("h", let count): text += SerialDate.padded(moment.hour, count)
            case .date("s", let count): text += SerialDate.padded(moment.second, count)
            case .date("m", let count):
                if isMinute(index) {
                    text += SerialDate.padded(moment.minute, count)
                } else if count >= 3 {
                    text += count == 3 ? String(moment.monthName.prefix(3)) : moment.monthName
                } else {
                    text += SerialDate.padded(moment.month, count)
                }
            default: break
            }
        }
        return text
    }

    /// Whether an `m` means minutes: after hours or before seconds.
    private func isMinute(_ index: Int) -> Bool {
        func letter(_ tokens: some Sequence<Token>) -> Character? {
            for token in tokens { if case .date(let letter, _) = token { return letter } }
            return nil
        }
        return letter(tokens[..<index].reversed()) == "h" || letter(tokens[(index + 1)...]) == "s"
    }
}
