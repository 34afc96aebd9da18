import OficioSource

/// Properties of a text that decide which text rules examine it, computed in one pass over its bytes.
///
/// A trait is a necessary condition: a text without it contains nothing that its rules report. The pass reads the
/// Markdown as written.
struct TextTraits: OptionSet {
    let rawValue: UInt16

    /// The text has two spaces in a row.
    static let doubledSpace = TextTraits(rawValue: 1 << 0)
    /// The text has a first byte of private-use characters.
    static let privateUse = TextTraits(rawValue: 1 << 1)
    /// The text has a letter of the Greek or Cyrillic script.
    static let foreignLetter = TextTraits(rawValue: 1 << 2)
    /// The text has two ASCII capitals in a row.
    static let capitals = TextTraits(rawValue: 1 << 3)
    /// The text has an ASCII capital with a full stop.
    static let initial = TextTraits(rawValue: 1 << 4)
    /// The text has a word in capitals, or a capital vowel that may lack its accent.
    static let bareCapital = TextTraits(rawValue: 1 << 5)
    /// The text has two capitalized words with only short words between them.
    static let name = TextTraits(rawValue: 1 << 6)
    /// The text has a short word twice in a row.
    static let doubledWord = TextTraits(rawValue: 1 << 7)
    /// The text has a Spanish phrase that may be malformed; see `BrokenPhrase`.
    static let brokenPhrase = TextTraits(rawValue: 1 << 8)
    /// The text has a word that begins like one of the terms in `InclusiveTerms`.
    static let exclusiveTerm = TextTraits(rawValue: 1 << 9)
    /// The text has a part that may be a placeholder; see `PlaceholderText`.
    static let gap = TextTraits(rawValue: 1 << 10)
    /// The text has a last word that leaves the sentence open; see `CutSentence`.
    static let openEnd = TextTraits(rawValue: 1 << 11)
    /// The text has a footnote reference or definition.
    static let footnote = TextTraits(rawValue: 1 << 12)

    /// The text has a word in lower case that begins the name of a system; see `LowercaseNames`.
    static let lowercaseName = TextTraits(rawValue: 1 << 13)

    /// The text has an equals sign, or a colon behind a capital that begins no longer word, as a legend has; see
    /// `LooseLegends`.
    static let legend = TextTraits(rawValue: 1 << 14)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(of text: String) {
        self = text.withBytes { bytes in
            var scan = TextScan(bytes)
            return scan.run()
        }
    }
}

extension TextTraits {
    /// Whether a text may be a legend whose codes end with colons.
    static func mayBeLegend(_ text: String) -> Bool {
        text.withBytes { bytes in
            bytes.indices.contains { bytes[$0] == UInt8(ascii: ":") && endsCode(bytes, at: $0) }
        }
    }

    /// Whether the bytes before a colon may be a code of a legend: at most three capitals or figures.
    fileprivate static func endsCode(_ bytes: UnsafeBufferPointer<UInt8>, at colon: Int) -> Bool {
        var start = colon
        while start > 0, colon - start < 4, isOfCode(bytes[start - 1]) { start -= 1 }
        guard (1...3).contains(colon - start) else { return false }
        return start == 0 || bytes[start - 1] < 0x80 && !(0x61...0x7A).contains(bytes[start - 1])
    }

    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A: true
        default: false
        }
    }
}

/// Computes the traits of a text in one pass over its bytes: one step for each byte, without branches for most bytes,
/// and one step for each word.
private struct TextScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var traits: TextTraits = []
    /// The range of the word before the current word. `first` is the range of the word before `former`.
    private var former = 0..<0
    private var first = 0..<0
    /// Whether only short words separate the current word from the last capitalized word.
    private var isNearName = false
    /// Whether an opening bracket may begin a placeholder, and whether a bracket belongs to a reference or a link.
    private var (hasBracket, hasLink) = (false, false)

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func run() -> TextTraits {
        ByteClass.table.withUnsafeBufferPointer { table in
            var (seen, before, pairs, initials): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
            var (start, capitals) = (0, 0)
            for place in bytes.indices {
                let kind = table[Int(bytes[place])]
                if kind & ByteClass.sign != 0 { readSign(at: place) }
                seen |= kind
                pairs |= before & kind
                initials |= (before & ByteClass.capital) << ByteClass.stopShift & kind
                before = kind
                if kind & ByteClass.capital != 0 {
                    capitals += 1
                    if capitals == 4 || capitals == 1 && mayWantAccent(place) { traits.insert(.bareCapital) }
                } else {
                    capitals = 0
                    if kind & ByteClass.boundary != 0 {
                        if start < place { read(start..<place) }
                        start = place + 1
                    } else if kind & ByteClass.bracket != 0 {
                        readTerm(at: place + 1)
                    }
                }
            }
            if start < bytes.count { read(start..<bytes.count) }
            if pairs & ByteClass.space != 0 { traits.insert(.doubledSpace) }
            if pairs & ByteClass.capital != 0 { traits.insert(.capitals) }
            if initials & ByteClass.stop != 0 { traits.insert(.initial) }
            if seen & ByteClass.privateUse != 0 { traits.insert(.privateUse) }
            if seen & ByteClass.foreign != 0 { traits.insert(.foreignLetter) }
        }
        // A text with a reference or a link holds no placeholder in brackets.
        if hasBracket && !hasLink || PlaceholderText.mayStandAlone(bytes) { traits.insert(.gap) }
        if CutSentence.endsOpen(bytes) { traits.insert(.openEnd) }
        return traits
    }

    /// Processes a word: the bytes between two spaces.
    private mutating func read(_ word: Range<Int>) {
        let initial = bytes[word.lowerBound]
        // The second byte of À to Þ.
        let isCapital = initial == 0xC3 && word.count > 1 && bytes[word.lowerBound + 1] < 0x9F
        if initial >= 0x41 && initial <= 0x5A || isCapital {
            if isNearName { traits.insert(.name) }
            isNearName = true
        } else if word.count > 3 {
            isNearName = false
        }
        readTerm(at: word.lowerBound)
        if LowercaseNames.mayBegin(bytes, word) { traits.insert(.lowercaseName) }
        if !former.isEmpty, former.count <= BrokenPhrase.longestDoubling, BrokenPhrase.repeats(bytes, former, word) {
            traits.insert(.doubledWord)
        }
        if BrokenPhrase.mayBeBroken(bytes, first, former, word) { traits.insert(.brokenPhrase) }
        (first, former) = (former, word)
    }

    /// Processes a sign that may be part of a placeholder or of a footnote reference.
    private mutating func readSign(at place: Int) {
        let next = place + 1 < bytes.count ? bytes[place + 1] : 0
        switch bytes[place] {
        case UInt8(ascii: "["):
            if next == UInt8(ascii: "^") { traits.insert(.footnote) }
            if next == UInt8(ascii: "[") { hasLink = true } else { hasBracket = true }
        case UInt8(ascii: "("):
            if place > 0, bytes[place - 1] == UInt8(ascii: "]") { hasLink = true }
            if PlaceholderText.mayBegin(bytes, at: place) { hasBracket = true }
            if next | 0x20 == UInt8(ascii: "s") { traits.insert(.gap) }
        case UInt8(ascii: "<"), UInt8(ascii: "{"): hasBracket = true
        case UInt8(ascii: ":"):
            if PlaceholderText.endsLine(bytes, behind: place) { traits.insert(.gap) }
            if TextTraits.endsCode(bytes, at: place) { traits.insert(.legend) }
        case UInt8(ascii: "="): traits.insert(.legend)
        // `PlaceholderText` ignores code spans, so a text with a backtick needs the full test of `PlaceholderText`.
        case UInt8(ascii: "`"): traits.insert(.gap)
        default: if PlaceholderText.mayBegin(bytes, at: place) { traits.insert(.gap) }
        }
    }

    private mutating func readTerm(at place: Int) {
        if InclusiveTerms.mayBegin(bytes, at: place) { traits.insert(.exclusiveTerm) }
    }

    /// Whether a capital vowel begins a word in lower case that may lack an accent on it.
    private func mayWantAccent(_ place: Int) -> Bool {
        guard place + 2 < bytes.count, MissingAccents.isVowel(bytes[place]), !(0x41...0x5A).contains(bytes[place + 1])
        else { return false }
        return SpanishWords.accentedBeginnings[
            SpanishWords.beginning(of: bytes[place], bytes[place + 1], bytes[place + 2])]
    }
}

/// Classes of bytes, one bit for each class.
private enum ByteClass {
    static let capital: UInt8 = 1
    static let space: UInt8 = 2
    /// The class of line feeds.
    static let line: UInt8 = 4
    /// The class of the first bytes of Greek and Cyrillic letters.
    static let foreign: UInt8 = 8
    /// The class of the first bytes of private-use characters.
    static let privateUse: UInt8 = 16
    /// The class of opening round brackets.
    static let bracket: UInt8 = 32
    static let stop: UInt8 = 64
    /// The class of signs that may be part of a placeholder.
    static let sign: UInt8 = 128
    /// The shift that moves the bit of a capital to the bit of a full stop.
    static let stopShift: UInt8 = 6
    /// The classes of bytes that end a word.
    static let boundary = space | line

    /// The classes of each possible byte.
    static let table: [UInt8] = (0...0xFF).map { byte in
        let ofSign = PlaceholderText.isSign[byte] || byte == 0x3A || byte == 0x3D || byte == 0x60 ? sign : 0
        return ofSign | ofLetter(byte)
    }

    private static func ofLetter(_ byte: Int) -> UInt8 {
        switch byte {
        case 0x41...0x5A: capital
        case 0x20: space
        case 0x0A: line
        case 0xCD...0xD4: foreign
        case 0xEE, 0xEF: privateUse
        case 0x28: bracket
        case 0x2E: stop
        default: 0
        }
    }
}
