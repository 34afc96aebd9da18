/// A version as a sequence of integers: `05`, `5.` and `5` are one version, `1.10` comes after `1.9`.
package struct VersionNumber: Hashable, Sendable, Comparable {
    package let parts: [Int]

    /// Reads the digits of a version however it is written, `nil` where it has none.
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

    package static func < (a: VersionNumber, b: VersionNumber) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}
