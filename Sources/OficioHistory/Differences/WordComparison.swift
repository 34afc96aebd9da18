import OficioSource

/// A run of text that both versions have, or that only one of them has.
package struct TextRun: Sendable, Equatable {
    /// Tells which versions have a run: both, only the old version, or only the new version.
    package enum Kind: String, Sendable { case same, deleted, inserted }

    /// Tells which versions have the run: both, only the old version, or only the new version.
    package let kind: Kind
    /// The words of the run, never empty.
    package let text: String

    /// Creates a run of text that both versions or only one of them have.
    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// Compares two texts word by word.
///
/// The equal and deleted runs together are the old text, the equal and inserted runs are the new text; no byte is
/// lost. Uses the shortest edit script of Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). If more
/// than `limit` pieces remain after the common beginning and end, they are marked as a whole.
package enum WordComparison {
    /// The maximum number of pieces (words, and characters between them) that are compared one by one, after the common
    /// beginning and end.
    private static let limit = 3_000

    /// Returns the runs that turn the old text into the new text, deletions before insertions.
    package static func runs(_ old: String, _ new: String) -> [TextRun] {
        if old == new { return old.isEmpty ? [] : [TextRun(.same, old)] }
        let (a, b) = (tokens(old), tokens(new))
        var start = 0
        while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
        var end = 0
        while end < a.count - start, end < b.count - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let (middleA, middleB) = (Array(a[start..<a.count - end]), Array(b[start..<b.count - end]))
        var marks: [(TextRun.Kind, Substring)] = a[..<start].map { (.same, $0) }
        if middleA.count > limit || middleB.count > limit {
            marks += middleA.map { (.deleted, $0) } + middleB.map { (.inserted, $0) }
        } else {
            marks += editScript(middleA, middleB)
        }
        marks += a[(a.count - end)...].map { (.same, $0) }
        return joinedAcrossSpaces(joiningNeighbours(deletionsFirst(marks)))
    }

    /// Returns the pieces of a text: runs of letters and digits, and single other characters.
    private static func tokens(_ text: String) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var inWord = false
        for index in text.indices {
            let isWord = text[index].isLetter || text[index].isNumber
            if index > start, !(isWord && inWord) {
                pieces.append(text[start..<index])
                start = index
            }
            inWord = isWord
        }
        if start < text.endIndex { pieces.append(text[start...]) }
        return pieces
    }

    private static func editScript(_ a: [Substring], _ b: [Substring]) -> [(TextRun.Kind, Substring)] {
        let (n, m) = (a.count, b.count)
        if n == 0 { return b.map { (.inserted, $0) } }
        if m == 0 { return a.map { (.deleted, $0) } }
        let most = n + m
        var v = [Int](repeating: 0, count: 2 * most + 2)
        var trace: [[Int]] = []
        search: for d in 0...most {
            trace.append(Array(v[(most - d)...(most + d + 1)]))
            for k in stride(from: -d, through: d, by: 2) {
                var x = k == -d || (k != d && v[most + k - 1] < v[most + k + 1]) ? v[most + k + 1] : v[most + k - 1] + 1
                while x < n, x - k < m, a[x] == b[x - k] { x += 1 }
                v[most + k] = x
                if x >= n, x - k >= m { break search }
            }
        }
        var marks: [(TextRun.Kind, Substring)] = []
        var (x, y) = (n, m)
        for d in stride(from: trace.count - 1, through: 0, by: -1) {
            let former = trace[d]
            func value(_ k: Int) -> Int { former[k + d] }
            let k = x - y
            let isDown = k == -d || (k != d && value(k - 1) < value(k + 1))
            let before = isDown ? k + 1 : k - 1
            let (fromX, fromY) = d == 0 ? (0, 0) : (value(before), value(before) - before)
            while x > fromX, y > fromY {
                marks.append((.same, a[x - 1]))
                (x, y) = (x - 1, y - 1)
            }
            if d > 0 { marks.append(isDown ? (.inserted, b[y - 1]) : (.deleted, a[x - 1])) }
            (x, y) = (fromX, fromY)
        }
        return marks.reversed()
    }

    /// Returns the runs with deletions before insertions between two equal runs. A single space between changed words
    /// is treated as changed.
    private static func deletionsFirst(_ marks: [(TextRun.Kind, Substring)]) -> [(TextRun.Kind, Substring)] {
        var result: [(TextRun.Kind, Substring)] = []
        var deleted: [Substring] = []
        var inserted: [Substring] = []
        func flush() {
            result += deleted.map { (.deleted, $0) } + inserted.map { (.inserted, $0) }
            (deleted, inserted) = ([], [])
        }
        for (index, mark) in marks.enumerated() {
            switch mark.0 {
            case .deleted: deleted.append(mark.1)
            case .inserted: inserted.append(mark.1)
            case .same:
                let isBridge =
                    mark.1 == " " && !deleted.isEmpty && !inserted.isEmpty && index + 1 < marks.count
                    && marks[index + 1].0 != .same
                if isBridge {
                    deleted.append(mark.1)
                    inserted.append(mark.1)
                } else {
                    flush()
                    result.append(mark)
                }
            }
        }
        flush()
        return result
    }

    /// Returns the runs with runs of one kind joined around a space: the deletions `,` and `sellarlas ` become
    /// `, sellarlas`, followed by the space.
    private static func joinedAcrossSpaces(_ marks: [TextRun]) -> [TextRun] {
        var result: [TextRun] = []
        for mark in marks {
            if mark.kind != .same, mark.text.hasSuffix(" "), result.count >= 2,
                result[result.count - 1] == TextRun(.same, " "), result[result.count - 2].kind == mark.kind
            {
                result.removeLast()
                let former = result.removeLast()
                result += [TextRun(mark.kind, former.text + " " + mark.text.dropLast()), TextRun(.same, " ")]
            } else {
                result.append(mark)
            }
        }
        return joiningNeighbours(result.map { ($0.kind, Substring($0.text)) })
    }

    private static func joiningNeighbours(_ marks: [(TextRun.Kind, Substring)]) -> [TextRun] {
        var result: [TextRun] = []
        for (kind, text) in marks {
            if let last = result.last, last.kind == kind {
                result[result.count - 1] = TextRun(kind, last.text + text)
            } else {
                result.append(TextRun(kind, String(text)))
            }
        }
        return result
    }
}
