/// Finds the words of a structure tree on the pages, each word of the pages once.
struct PDFAligner {
    private struct Token {
        var page: Int
        /// The index of the token's word on its page.
        var word: Int
    }

    private let tokens: [Token]
    private let texts: [String]
    private var places: [String: [Int]] = [:]
    private var isUsed: [Bool]
    /// Whether each token stands at the same place of several pages, as headers and footers do.
    private let isRunning: [Bool]
    private var cursor = 0

    init(_ pages: [PDFPages.Page]) {
        var tokens: [Token] = []
        var texts: [String] = []
        for (page, content) in pages.enumerated() {
            for (word, found) in content.words.enumerated() {
                for text in PlainText.words(found.text) {
                    places[text, default: []].append(tokens.count)
                    tokens.append(Token(page: page, word: word))
                    texts.append(text)
                }
            }
        }
        self.tokens = tokens
        self.texts = texts
        let running = Self.runningWords(pages)
        isRunning = tokens.map { running[$0.page].contains($0.word) }
        isUsed = Array(repeating: false, count: tokens.count)
    }

    /// Returns, for each page, the words in its first and last quarter that another page has at the same place,
    /// ignoring digits. The words are taken from each edge up to the first word that no other page has.
    private static func runningWords(_ pages: [PDFPages.Page]) -> [Set<Int>] {
        struct Place: Hashable { let text: String, left: Int, top: Int }
        func place(_ word: PDFWord) -> Place {
            let text = String(word.text.map { $0.isNumber ? "0" : $0 })
            return Place(text: text, left: Int(word.box.left.rounded()), top: Int(word.box.top.rounded()))
        }
        var counts: [Place: Set<Int>] = [:]
        for (index, page) in pages.enumerated() {
            for word in page.words { counts[place(word), default: []].insert(index) }
        }
        return pages.map { page in
            let order = page.words.indices.sorted { page.words[$0].box.top < page.words[$1].box.top }
            func isRepeated(_ index: Int) -> Bool { (counts[place(page.words[index])]?.count ?? 0) > 1 }
            let head = order.prefix(while: isRepeated)
            let foot = order.reversed().prefix(while: isRepeated)
            return Set(head.filter { page.words[$0].box.bottom < page.height / 4 })
                .union(foot.filter { page.words[$0].box.top > page.height * 3 / 4 })
        }
    }

    /// Whether a text is part of one word of the pages.
    func isOnPages(_ text: String) -> Bool {
        if places[text] != nil { return true }
        return places.keys.contains { $0.utf8.count > text.utf8.count && $0.contains(text) }
    }

    /// Claims the free occurrence of a word that is nearest after the word claimed last; nil if there is none.
    mutating func claim(_ word: String) -> (page: Int, word: Int)? {
        var best: (distance: Int, place: Int)?
        for place in places[word] ?? [] where !isUsed[place] {
            // Prefer words that pages do not repeat, because the structure tree leaves out headers and footers.
            let distance =
                (place >= cursor ? place - cursor : (cursor - place) * 3) + (isRunning[place] ? 1_000_000 : 0)
            if let best, best.distance <= distance { continue }
            best = (distance, place)
        }
        guard let place = best?.place else { return nil }
        isUsed[place] = true
        cursor = place + 1
        return (tokens[place].page, tokens[place].word)
    }

    /// Returns the unclaimed words of a page, including the unclaimed rest of words that were claimed in part.
    func unclaimedWords(_ page: Int, _ words: [PDFWord]) -> [PDFWord] {
        var left: [Int: [String]] = [:]
        var hasTaken: Set<Int> = []
        for (index, token) in tokens.enumerated() where token.page == page {
            if isUsed[index] { hasTaken.insert(token.word) } else { left[token.word, default: []].append(texts[index]) }
        }
        return left.sorted { $0.key < $1.key }.map { index, texts in
            var word = words[index]
            if hasTaken.contains(index) { word.text = texts.joined(separator: " ") }
            return word
        }
    }
}
