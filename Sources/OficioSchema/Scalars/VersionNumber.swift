/// A version as a sequence of integers: `05`, `5.` and `5` are one version, and `1.10` comes after `1.9`.
package struct VersionNumber: Hashable, Sendable, Comparable {
    /// The numbers of the version, without trailing zeros; never empty.
    package let parts: [Int]

    /// Reads the runs of digits in a version and ignores everything between them; `nil` if there are none, or if one is
    /// too long for an `Int`.
    package init?(_ text: String) {
        var parts: [Int] = []
        for run in text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }) {
            guard let number = Int(run) else { return nil }
            parts.append(number)
        }
        while parts.count > 1, parts.last == 0 { parts.removeLast() }
        if parts.isEmpty { return nil }
        self.parts = parts
    }

    /// Whether one version comes before another. Their parts are compared one by one, as numbers.
    package static func < (a: VersionNumber, b: VersionNumber) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

extension VersionNumber {
    /// Returns the version that follows one, in its author's notation: `05` → `06`, `5.` → `6.`, `1.9` → `1.10`. `nil`
    /// if the text has no number.
    package static func following(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
        guard let last = bytes.lastIndex(where: isDigit) else { return nil }
        var first = last
        while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
        guard let number = Int(String(decoding: bytes[first...last], as: UTF8.self)), number < Int.max else {
            return nil
        }
        let digits = String(number + 1)
        // A leading zero shows that the author pads to a width: `05`, `09` → `10`. `1.9` is not padded.
        let width = bytes[first] == 0x30 ? last - first + 1 : 0
        let padded = String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        return String(decoding: bytes[..<first], as: UTF8.self) + padded
            + String(decoding: bytes[(last + 1)...], as: UTF8.self)
    }
}
