/// Finds the lines in which two texts differ.
enum ChangedLines {
    /// Returns the changed bytes of the old text, each with the text that replaces them, in order. Lines are compared
    /// as a whole, with the standard library's difference of collections.
    static func between(_ old: TextLines, _ new: TextLines) -> [(range: Range<Int>, text: String)] {
        let a = lines(old), b = lines(new)
        let difference = b.difference(from: a)
        if difference.isEmpty { return [] }
        let removed = Set(
            difference.removals.map { if case .remove(let offset, _, _) = $0 { offset } else { -1 } })
        let inserted = Set(
            difference.insertions.map { if case .insert(let offset, _, _) = $0 { offset } else { -1 } })
        var found: [(range: Range<Int>, text: String)] = []
        var (i, j, offset) = (0, 0, 0)
        while i < a.count || j < b.count {
            if !removed.contains(i), !inserted.contains(j) {
                offset += i < a.count ? a[i].count : 0
                (i, j) = (i + 1, j + 1)
                continue
            }
            let start = offset
            var bytes: [UInt8] = []
            while i < a.count && removed.contains(i) || j < b.count && inserted.contains(j) {
                if i < a.count, removed.contains(i) {
                    offset += a[i].count
                    i += 1
                } else {
                    bytes += b[j]
                    j += 1
                }
            }
            found.append((start..<offset, String(decoding: bytes, as: UTF8.self)))
        }
        return found
    }

    /// The lines of a text with their line ends.
    private static func lines(_ text: TextLines) -> [ArraySlice<UInt8>] {
        (0..<text.count).map { line in
            let start = text.range(ofLine: line).lowerBound
            let end = line + 1 < text.count ? text.range(ofLine: line + 1).lowerBound : text.bytes.count
            return text.bytes[start..<end]
        }
    }
}
