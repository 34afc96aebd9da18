import OficioBasics

extension StaffPhrase {
    /// Words that punctuation or emphasis separates from the rest of a text.
    struct Part: Equatable {
        let words: String
        /// The rest of the text, outside the words.
        let rest: String
        var isBracketed = false
        var isSquare = false
        var isFirst = false
    }

    private static let brackets: [(open: String, close: String, isSquare: Bool)] = [
        ("(", ")", false), ("[", "]", true), ("{", "}", true),
    ]
    private static let signs = [": ", " - ", " – ", " — ", " / ", " | ", ". ", ", ", "; "]
    private static let signBytes = signs.map { Array($0.utf8) }

    /// Returns the parts of a text whose words may be of a kind and have fewer than `limit` bytes.
    static func parts(of text: String, having kind: Hints, shorterThan limit: Int = .max) -> [Part] {
        let ranges = text.withBytes { bytes in
            hasPlainCharacters(bytes) ? plainParts(of: bytes, having: kind, shorterThan: limit) : nil
        }
        guard let ranges else {
            return allParts(of: text).filter { $0.words.utf8.count < limit && hints(in: $0.words).contains(kind) }
        }
        let bytes = text.utf8
        func words(_ range: Range<Int>) -> String {
            let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
            return String(text[start..<bytes.index(start, offsetBy: range.count)])
        }
        return ranges.map { part in
            Part(
                words: words(part.words), rest: words(part.rest), isBracketed: part.isBracketed,
                isSquare: part.isSquare, isFirst: part.isFirst)
        }
    }

    /// Returns all parts of a text, by its characters.
    static func allParts(of text: String) -> [Part] {
        var parts: [Part] = []
        for (open, close, isSquare) in brackets {
            let open = Character(open), close = Character(close)
            if text.hasSuffix(String(close)), let start = text.lastIndex(of: open) {
                let inside = String(text[text.index(after: start)...].dropLast())
                parts.append(Part(words: inside, rest: String(text[..<start]), isBracketed: true, isSquare: isSquare))
            }
            if text.first == open, let end = text.firstIndex(of: close) {
                let inside = String(text[..<end].dropFirst())
                let rest = String(text[text.index(after: end)...])
                parts.append(Part(words: inside, rest: rest, isBracketed: true, isSquare: isSquare, isFirst: true))
            }
        }
        for sign in signs {
            guard let first = text.firstRange(of: sign) else { continue }
            let rest = String(text[first.upperBound...])
            parts.append(Part(words: String(text[..<first.lowerBound]), rest: rest, isFirst: true))
            if !rest.contains(sign) { parts.append(Part(words: rest, rest: String(text[..<first.lowerBound]))) }
        }
        return parts
    }

    // MARK: Bytes

    /// A part of a text as ranges of bytes.
    private struct PlainPart {
        let words: Range<Int>
        let rest: Range<Int>
        var isBracketed = false
        var isSquare = false
        var isFirst = false
    }

    /// Whether every scalar of a text is a character of its own, so that signs can be searched for as bytes: ASCII
    /// letters, letters up to U+02FF, dashes and quotation marks.
    static func hasPlainCharacters(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            if bytes[place] < 0xCC {
                place += 1
            } else if isPlainSign(bytes, at: place) {
                place += 3
            } else {
                return false
            }
        }
        return true
    }

    /// Whether a dash, a quotation mark or another sign of U+2010 to U+2027 stands at a place.
    static func isPlainSign(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        bytes[place] == 0xE2 && place + 2 < bytes.count && bytes[place + 1] == 0x80
            && (0x90...0xA7).contains(bytes[place + 2])
    }

    /// Returns the parts that `allParts` finds and whose words may be of a kind and are short enough, in the same
    /// order.
    private static func plainParts(
        of bytes: UnsafeBufferPointer<UInt8>, having kind: Hints, shorterThan limit: Int
    ) -> [PlainPart] {
        var parts: [PlainPart] = []
        let all = bytes.indices
        func add(_ part: PlainPart) {
            if part.words.count < limit, hints(in: bytes[part.words]).contains(kind) { parts.append(part) }
        }
        for (open, close, isSquare) in brackets {
            guard let open = open.utf8.first, let close = close.utf8.first else { continue }
            if bytes.last == close, let start = bytes.lastIndex(of: open) {
                let inside = (start + 1)..<max(start + 1, all.upperBound - 1)
                add(PlainPart(words: inside, rest: 0..<start, isBracketed: true, isSquare: isSquare))
            }
            if bytes.first == open, let end = bytes.firstIndex(of: close) {
                add(
                    PlainPart(
                        words: 1..<end, rest: (end + 1)..<all.upperBound, isBracketed: true,
                        isSquare: isSquare, isFirst: true))
            }
        }
        for sign in signBytes {
            guard let first = bytes.firstRange(of: sign, from: 0) else { continue }
            let (front, rest) = (0..<first.lowerBound, first.upperBound..<all.upperBound)
            add(PlainPart(words: front, rest: rest, isFirst: true))
            if bytes.firstRange(of: sign, from: rest.lowerBound) == nil { add(PlainPart(words: rest, rest: front)) }
        }
        return parts
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Returns the first range of some bytes at or behind a place; nil if there is none.
    fileprivate func firstRange(of sign: [UInt8], from start: Int) -> Range<Int>? {
        var place = start
        while place + sign.count <= count {
            if self[place] == sign[0], self[place + 1] == sign[1],
                sign.indices.dropFirst(2).allSatisfy({ self[place + $0] == sign[$0] })
            {
                return place..<(place + sign.count)
            }
            place += 1
        }
        return nil
    }
}
