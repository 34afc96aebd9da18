/// Splits a line that holds a whole list: *Abrir la caja; cobrar; rendir cuentas*, *• Abrir • Cobrar*, *1) Abrir 2)
/// Cobrar*, *- Abrir - Cobrar*.
enum InlineList {
    /// The signs at which a line is split.
    enum Signs {
        /// The line stays whole.
        case none
        /// The line is split at bullets, numbers and dashes.
        case bullets
        /// The line is split at semicolons too.
        case all
    }

    /// Returns the ranges of the items of a line, as UTF-8 offsets into it, each with the bullet or number before it;
    /// `nil` if the line is no list.
    static func items(of line: String, at signs: Signs) -> [Range<Int>]? {
        guard signs != .none else { return nil }
        let bytes = Array(line.utf8)
        for found in [bullets(line), numbers(line), dashes(line)] {
            if let found, found.count > 1 { return ranges(found, bytes, skips: 0) }
        }
        guard signs == .all else { return nil }
        let stops = semicolons(line)
        let parts = ranges([0] + stops.map { $0 + 1 }, bytes, skips: 1)
        return parts.count > 1 && areItems(parts.map { String(decoding: bytes[$0], as: UTF8.self) }) ? parts : nil
    }

    /// Returns the ranges between starts, without spaces and up to `skips` signs at the end; leaves empty ones out.
    private static func ranges(_ starts: [Int], _ bytes: [UInt8], skips: Int) -> [Range<Int>] {
        starts.enumerated().compactMap { place, start in
            let isLast = place + 1 == starts.count
            var range = start..<(isLast ? bytes.count : starts[place + 1] - skips)
            while let first = range.first, bytes[first] <= 0x20 {
                range = range.dropFirst().startIndex..<range.upperBound
            }
            while let last = range.last, bytes[last] <= 0x20 || skips > 0 && bytes[last] == UInt8(ascii: ";") {
                range = range.lowerBound..<last
            }
            return range.isEmpty ? nil : range
        }
    }

    // MARK: Signs

    /// Returns the offsets of the bullets, if the line begins with one or has several; a middle dot has a space on
    /// both sides.
    private static func bullets(_ line: String) -> [Int]? {
        var starts: [Int] = []
        var offset = 0
        var before: Character = " "
        let characters = Array(line)
        for (place, sign) in characters.enumerated() {
            let isBullet = TypedLabel.bullets.contains(sign) && !"-–—*✓".contains(sign)
            let isFree = before == " " && (place + 1 == characters.count || characters[place + 1] == " ")
            if isBullet, sign != "·" || isFree { starts.append(offset) }
            offset += String(sign).utf8.count
            before = sign
        }
        guard starts.count > 1 || starts.first.map({ $0 > 0 }) == true else { return nil }
        return firstBytes(line) == starts.first ? starts : [0] + starts
    }

    /// Returns the offsets of the numbers or letters if they count up from the first one at the beginning of the line:
    /// *1) … 2) …*, *a) … b) …*.
    private static func numbers(_ line: String) -> [Int]? {
        var starts: [Int] = []
        var offset = 0
        for (place, word) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            defer { offset += word.utf8.count + 1 }
            if word.isEmpty { continue }
            let number = starts.count + 1
            let letter = number <= 26 ? String(UnicodeScalar(UInt8(96 + number))) : "?"
            let label = word.first == "(" ? word.dropFirst() : word
            guard ["\(number))", "\(number).", "\(number).-", "\(number)-", letter + ")"].contains(label.lowercased())
            else {
                if starts.isEmpty, place > 0 { return nil }
                continue
            }
            starts.append(offset)
        }
        return starts.first == firstBytes(line) ? starts : nil
    }

    /// Returns the offsets of the dashes if the line begins with one and has more, each between spaces.
    private static func dashes(_ line: String) -> [Int]? {
        var starts: [Int] = []
        var offset = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            if ["-", "–", "—", "*"].contains(word) || starts.isEmpty && word.first == "-" && word.count > 1 {
                starts.append(offset)
            }
            offset += word.utf8.count + 1
        }
        return starts.first == firstBytes(line) ? starts : nil
    }

    private static func firstBytes(_ line: String) -> Int { line.utf8.prefix { $0 <= 0x20 }.count }

    /// Returns the offsets of the semicolons outside of brackets.
    private static func semicolons(_ line: String) -> [Int] {
        var depth = 0
        var found: [Int] = []
        for (offset, byte) in line.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            case UInt8(ascii: ";") where depth == 0: found.append(offset)
            default: break
            }
        }
        return found
    }

    /// Whether the parts between semicolons are items and not clauses of a sentence: all begin with a capital or a
    /// digit, or all with a verb, or none has more than six words.
    private static func areItems(_ parts: [String]) -> Bool {
        let firsts = parts.map { $0.split(separator: " ").first.map(String.init) ?? "" }
        if parts.dropLast().contains(where: { $0.contains(". ") }) { return false }
        let areCapitals = firsts.allSatisfy { $0.first.map { $0.isUppercase || $0.isNumber } == true }
        let areVerbs = firsts.allSatisfy { word in
            ["ar", "er", "ir", "ír", "arse", "erse", "irse", "arlos", "arlas"].contains {
                word.lowercased().hasSuffix($0)
            }
        }
        return areCapitals || areVerbs || parts.allSatisfy { $0.split(separator: " ").count <= 6 }
    }
}
