import OficioSource

/// The number of occurrences of a word in each field of one section.
struct Occurrence: Sendable {
    /// The index of the section in its part.
    var section: UInt32
    var body: UInt8 = 0
    var heading: UInt8 = 0
    var titleAndUnit: UInt8 = 0
    var keyword: UInt8 = 0

    enum Field { case body, heading, titleAndUnit, keyword }

    /// Counts one more occurrence, up to 255.
    mutating func add(_ field: Field) {
        switch field {
        case .body: if body < 255 { body += 1 }
        case .heading: if heading < 255 { heading += 1 }
        case .titleAndUnit: if titleAndUnit < 255 { titleAndUnit += 1 }
        case .keyword: if keyword < 255 { keyword += 1 }
        }
    }
}

/// A section and its lengths in words. Lengths are rounded, so that an edit of a word seldom changes them and
/// posting lists stay the same.
struct SectionLength: Sendable, BitwiseCopyable {
    /// The number of the document in the index; `section` is the number of the section in the
    /// document.
    let document: UInt32
    let section: UInt16
    /// The weight of the document, in percent.
    let weight: UInt16
    let body: UInt32
    let heading: UInt32
}

/// The counted words of some documents.
struct WordCounts: Sendable {
    private(set) var terms = TermTable()
    private(set) var sections: [SectionLength] = []
    /// The occurrences of each term; emptied once the posting lists are made.
    var occurrences = TermOccurrences()

    init(terms: TermTable, sections: [SectionLength], occurrences: TermOccurrences) {
        self.terms = terms
        self.sections = sections
        self.occurrences = occurrences
    }

    /// Counts the words of documents. `next` returns the number and the document at an index; it is
    /// called once for each index, in order. `names` are counted like words.
    init(_ places: Range<Int>, _ names: PhraseNames, _ next: (Int) -> (number: Int, document: SearchDocument)) {
        var words = Words()
        var matcher = PhraseNames.Matcher(names)
        /// The index of each term's occurrence in the current section; valid if `seenIn` has the
        /// current section.
        var known: [Int32] = []
        var seenIn: [Int32] = []
        var current: Int32 = 0
        var occurrences: [Occurrence] = []
        /// The term of each occurrence.
        var termOf: [Int32] = []
        for place in places {
            let (documentNumber, document) = next(place)
            // Title and unit count in every section of the document; they are cut into words once.
            let title = terms(of: document.title, &words, &matcher)
            let titleAndUnit =
                title + (document.unit.isEmpty ? [] : terms(of: document.unit, &words, &matcher))
            for (number, section) in document.sections.enumerated() {
                current += 1
                let start = occurrences.count
                func count(_ term: Int32, _ field: Occurrence.Field) {
                    let index = Int(term)
                    while known.count <= index {
                        known.append(0)
                        seenIn.append(0)
                    }
                    if seenIn[index] != current {
                        seenIn[index] = current
                        known[index] = Int32(occurrences.count - start)
                        occurrences.append(Occurrence(section: UInt32(sections.count)))
                        termOf.append(term)
                    }
                    occurrences[start + Int(known[index])].add(field)
                }
                func add(_ text: String, _ field: Occurrence.Field) -> Int {
                    let found = terms(of: text, &words, &matcher)
                    return found.reduce(0) { total, term in
                        count(term, field)
                        return total + (terms.isPhrase(term) ? 0 : 1)
                    }
                }
                var body = 0
                for piece in section.pieces { body += add(piece.text, .body) }
                let heading = add(section.heading, .heading)
                for term in titleAndUnit { count(term, .titleAndUnit) }
                if number == 0 {
                    // A name in the title names the document, as its former names do.
                    for term in title where terms.isPhrase(term) { count(term, .keyword) }
                    for code in [document.code] + CodeSpellings.shorterSpellings(document.code) {
                        _ = add(code, .keyword)
                    }
                    for keyword in document.keywords {
                        for term in terms(of: keyword, &words, &matcher) {
                            count(term, .keyword)
                            if let exactTerm = terms.exactTerm(term) { count(exactTerm, .keyword) }
                        }
                    }
                }
                sections.append(
                    SectionLength(
                        document: UInt32(documentNumber), section: UInt16(clamping: number),
                        weight: UInt16(document.weight), body: UInt32(Self.rounded(body)),
                        heading: UInt32(Self.rounded(heading))))
            }
        }
        self.occurrences = TermOccurrences(occurrences, of: termOf, terms: terms.count, sections)
    }

    /// Returns the terms of a text in order, words and names of several words; adds new ones to the table.
    private mutating func terms(
        of text: String, _ words: inout Words, _ matcher: inout PhraseNames.Matcher
    ) -> [Int32] {
        var found: [Int32] = []
        matcher.begin()
        words.scan(text) { word, hash in
            let number = terms.number(of: word, hash: hash)
            found.append(number)
            matcher.add(number, word) { found.append(terms.number(of: $0)) }
        }
        return found
    }

    /// Returns a length rounded to the nearest of 1, 2, 3 … 10 and then of steps of a fifth; 1 for a length of 0.
    private static func rounded(_ count: Int) -> Int {
        var step = 1
        while step < count {
            let next = max(step + 1, step * 6 / 5)
            if count - step < next - count { return step }
            step = next
        }
        return step
    }
}
