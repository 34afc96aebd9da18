import OficioBasics

/// Finds double stars that make no bold type in their line.
enum LooseStars {
    private static let stars = ByteSet([UInt8(ascii: "*")])

    /// Whether a line has two stars between blanks, as in `** Dos`, or two pairs that both can only begin bold type, as
    /// in `**Nota: **texto`. Longer runs and stars behind a backslash are left out.
    static func occur(in line: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        var isOpen = false
        while case let found = stars.first(in: line, from: place), found < line.count {
            place = found + 1
            while place < line.count, line[place] == line[found] { place += 1 }
            guard place - found == 2, found == 0 || line[found - 1] != UInt8(ascii: "\\") else { continue }
            let isBehindBlank = found == 0 || isBlank(line[found - 1])
            let isBeforeBlank = place == line.count || isBlank(line[place])
            if isBehindBlank, isBeforeBlank { return true }
            if isBehindBlank, isOpen { return true }
            isOpen = isBehindBlank
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "|") }
}
