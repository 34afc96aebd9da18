/// Derives the shorter spellings of a document's code.
enum CodeSpellings {
    /// The maximum number of parts of a code that has shorter spellings.
    private static let mostParts = 5

    /// Returns a code without some of its first parts, as people shorten it: `PR-ATC-09` gives `ATC09` and `PR09`;
    /// empty for a code of fewer than three or more than five parts, and if the last part has no digit.
    static func shorterSpellings(_ code: String) -> [String] {
        let parts = code.split { !$0.isLetter && !$0.isNumber }
        guard parts.count > 2, parts.count <= mostParts, let last = parts.last, last.contains(where: \.isNumber) else {
            return []
        }
        let first = parts.dropLast()
        // Combine the last part with every set of first parts except the empty and the full set.
        return (1..<(1 << first.count) - 1).map { chosen in
            first.enumerated().filter { chosen >> $0.offset & 1 == 1 }.map(\.element).joined() + last
        }
    }
}
