/// Changes words in a source text without touching the Markdown delimiters, links and references beside them. It
/// finds the words by comparing the shown text before and after an edit.
enum WordPatch {
    /// Returns the source with the words replaced that differ between the shown texts; `nil` if the source does not
    /// contain them, or if removing them would leave a single Markdown delimiter.
    static func apply(_ old: String, _ new: String, to source: String) -> String? {
        let before = words(old)
        let after = words(new)
        let written = spacedWords(source)
        let places = commonSubsequence(before.map(withoutMarkdown), written.map { withoutMarkdown($0.word) })
        var target = [Int?](repeating: nil, count: before.count)
        for (index, place) in places { target[index] = place }
        var out: [String] = []
        var gaps: [String] = []
        var next = 0
        func copy(upTo end: Int) {
            while next < end {
                out.append(written[next].word)
                gaps.append(written[next].gap)
                next += 1
            }
        }
        // A new paragraph among items of a list is an item.
        let paragraphGap = written.first { isItemGap($0.gap) && $0.gap.contains("\n") }?.gap ?? "\n\n"
        let kept = commonSubsequence(before, after)
        var last = (-1, -1)
        for (index, place) in kept + [(before.count, after.count)] {
            let removed = (last.0 + 1)..<index
            let added = Array(after[(last.1 + 1)..<place])
            if !removed.isEmpty || !added.isEmpty {
                let start = last.0 < 0 ? 0 : target[last.0].map { $0 + 1 }
                let end = index == before.count ? written.count : target[index]
                guard let start, let end, start <= end, start >= next else { return nil }
                // Removing the words would separate a pair of Markdown delimiters.
                let gone = written[start..<end]
                guard removed.allSatisfy({ target[$0] != nil }), gone.count == removed.count else { return nil }
                copy(upTo: start)
                next = end
                // A new word at the start of a paragraph or item stands where the old one stood, behind its mark.
                let isStart = start == 0 || written[start - 1].word.isEmpty
                let first = isStart && start < written.count ? written[start].gap : nil
                for (number, word) in added.enumerated() {
                    out.append(word == separator ? "" : word)
                    gaps.append(word == separator ? paragraphGap : number == 0 ? first ?? " " : " ")
                }
            }
            last = (index, place)
        }
        copy(upTo: written.count)
        var text = ""
        for (index, word) in out.enumerated() {
            let gap = index == 0 && !isItemGap(gaps[index]) ? "" : gaps[index]
            text += text.hasSuffix(paragraphGap) && !gap.isEmpty ? word : gap + word
        }
        return String(text.drop { $0 == "\n" })
    }

    private static let separator = "\n"

    /// Returns the words of a text, with `\n` for the end of a paragraph.
    private static func words(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.split { $0.isWhitespace }.map(String.init) }.filter { !$0.isEmpty }
            .joined(separator: [separator]).map { $0 }
    }

    /// Returns the words of the source, each with the white space before it. The mark of an item belongs to the white
    /// space before its first word.
    private static func spacedWords(_ source: String) -> [(gap: String, word: String)] {
        var pieces: [(gap: String, word: String)] = []
        var gap = ""
        var word = ""
        func close() {
            if word.isEmpty { return }
            if isMark(word), pieces.isEmpty || gap.contains("\n") {
                gap += word
                word = ""
                return
            }
            if gap.contains("\n\n") || isItemGap(gap) && !pieces.isEmpty {
                pieces.append(("", separator))
                pieces.append((gap, word))
            } else {
                pieces.append((gap, word))
            }
            gap = ""
            word = ""
        }
        for character in source {
            if character.isWhitespace {
                close()
                gap.append(character)
            } else {
                word.append(character)
            }
        }
        close()
        return pieces.map { $0.word == separator ? ("", "") : $0 }
    }

    /// Whether a word at the start of a line marks an item of a list: `-`, `*`, `+`, `1.`, `1)`.
    private static func isMark(_ word: String) -> Bool {
        if ["-", "*", "+"].contains(word) { return true }
        guard let last = word.last, last == "." || last == ")" else { return false }
        let digits = word.dropLast()
        return !digits.isEmpty && digits.count < 4 && digits.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func isItemGap(_ gap: String) -> Bool { gap.contains { !$0.isWhitespace } }

    /// Returns a word without Markdown delimiters; `\n` for the end of a paragraph.
    private static func withoutMarkdown(_ word: String) -> String {
        if word == separator || word.isEmpty { return separator }
        return word.filter { !"*_\\`".contains($0) }
    }

    /// Returns the pairs of indices of a longest common subsequence.
    private static func commonSubsequence(_ a: [String], _ b: [String]) -> [(Int, Int)] {
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[i + 1][j] >= lengths[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
