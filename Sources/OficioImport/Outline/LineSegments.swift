/// Splits the text of a paragraph at its line breaks and tabs.
enum LineSegments {
    /// Returns the segments in order. A typed number or bullet stays with the text after its tab.
    static func all(of text: String) -> [(range: Range<Int>, followsTab: Bool)] {
        var found: [(range: Range<Int>, followsTab: Bool)] = []
        let bytes = Array(text.utf8)
        var start = 0
        var followsTab = false
        func close(_ end: Int, byTab: Bool) {
            let segment = String(decoding: bytes[start..<end], as: UTF8.self)
            let isFirst = start == 0 || bytes[start - 1] == 0x0A
            if byTab, TypedLabel.isAlone(PlainText.clean(segment)) || isFirst && isNumber(segment) { return }
            if end > start { found.append((start..<end, followsTab)) }
            start = end + 1
            followsTab = byTab
        }
        for (index, byte) in bytes.enumerated() where byte == 0x0A || byte == 0x09 { close(index, byTab: byte == 0x09) }
        close(bytes.count, byTab: false)
        return found
    }

    /// Whether a text is the number of a subdivision: *6.1*.
    private static func isNumber(_ text: String) -> Bool {
        let parts = PlainText.clean(text).split(separator: ".", omittingEmptySubsequences: false)
        return (2...5).contains(parts.count)
            && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
}

/// Recognizes numbers, letters and bullets typed before a text.
enum TypedLabel {
    static let bullets: Set<Character> = [
        "•", "-", "–", "—", "·", "*", "○", "▪", "■", "●", "◦", "‣", "➢", "✓", "►", "\u{F0B7}", "\u{F0A7}",
    ]

    /// Whether a text is nothing but a number, a letter or a bullet.
    static func isAlone(_ text: String) -> Bool {
        if text.count == 1, let sign = text.first, bullets.contains(sign) { return true }
        return length(in: text + " x").map { $0 == text.count + 1 } ?? false
    }

    /// Returns the length in characters of the label at the beginning of a text, with the spaces
    /// after it; nil if there is none.
    static func length(in text: String) -> Int? {
        guard let first = text.first else { return nil }
        if bullets.contains(first) {
            let rest = text.dropFirst()
            let gap = rest.prefix { $0 == " " || $0 == "\t" }.count
            // «-5 °C» begins with no bullet, «•Uno» with one.
            if gap == 0, first == "-" || first == "*" || first == "–" || first == "—" { return nil }
            return rest.isEmpty ? nil : 1 + gap
        }
        // Word shows the letter *o* as a bullet of the second level.
        if text.hasPrefix("o "), text.dropFirst(2).first?.isUppercase == true { return 2 }
        let head = text.prefix { $0 != " " && $0 != "\t" }
        guard head.count < text.count, let last = head.last, ".)-".contains(last) else { return nil }
        let body = head.dropLast().drop { $0 == "(" }
        let isNumber = !body.isEmpty && body.count <= 6 && body.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
        // The names «L. Ferrer» and «C. Ruiz» begin with an initial, not with a Roman numeral.
        let isRoman =
            !body.isEmpty && body.count <= 6 && body.allSatisfy { "IVXLC".contains($0) } && body != "L" && body != "C"
        let isLetter = body.count == 1 && last == ")" && body.allSatisfy(\.isLetter)
        guard isNumber || isRoman || isLetter else { return nil }
        return head.count + text.dropFirst(head.count).prefix { $0 == " " || $0 == "\t" }.count
    }
}
