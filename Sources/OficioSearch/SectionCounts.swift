import OficioSource

/// How often a word stands in each field of one section.
struct Occurrence: Sendable {
    /// The section's place among those of the chunk.
    var section: UInt32
    var body: UInt8 = 0
    var heading: UInt8 = 0
    var crumb: UInt8 = 0
    var keyword: UInt8 = 0

    enum Field { case body, heading, crumb, keyword }

    /// One more; 255 stands for any more.
    mutating func add(_ field: Field) {
        switch field {
        case .body: if body < 255 { body += 1 }
        case .heading: if heading < 255 { heading += 1 }
        case .crumb: if crumb < 255 { crumb += 1 }
        case .keyword: if keyword < 255 { keyword += 1 }
        }
    }
}

/// Which section it is, and its lengths in words, as coarse as ranking needs: an edit that adds a word seldom changes them.
struct SectionLength: Sendable {
    /// The number of its document in the index, and its own in the document.
    let document: UInt32
    let section: UInt16
    /// Percent.
    let weight: UInt16
    let body: UInt32
    let heading: UInt32
}

/// The words of some documents, counted.
struct Counts: Sendable {
    private(set) var terms = TermTable()
    private(set) var sections: [SectionLength] = []
    /// Where each word stands; let go once it has been read.
    var uses = TermUses()

    init(terms: TermTable, sections: [SectionLength], uses: TermUses) {
        self.terms = terms
        self.sections = sections
        self.uses = uses
    }

    /// - Parameter next: the number and the text of the document at each of the places; asked once for each, in their order.
    init(_ places: Range<Int>, _ next: (Int) -> (number: Int, document: SearchDocument)) {
        var words = Words()
        /// By term: its place in the section under way, and the section that this was said in.
        var known: [Int32] = []
        var stamps: [Int32] = []
        var stamp: Int32 = 0
        var occurrences: [Occurrence] = []
        /// By occurrence.
        var termOf: [Int32] = []
        for place in places {
            let (documentNumber, document) = next(place)
            // Title and unit count in every section: they are cut into words once.
            let crumb = terms(of: document.title, &words) + (document.unit.isEmpty ? [] : terms(of: document.unit, &words))
            for (number, section) in document.sections.enumerated() {
                stamp += 1
                let start = occurrences.count
                func count(_ term: Int32, _ field: Occurrence.Field) {
                    let index = Int(term)
                    while known.count <= index {
                        known.append(0)
                        stamps.append(0)
                    }
                    if stamps[index] != stamp {
                        stamps[index] = stamp
                        known[index] = Int32(occurrences.count - start)
                        occurrences.append(Occurrence(section: UInt32(sections.count)))
                        termOf.append(term)
                    }
                    occurrences[start + Int(known[index])].add(field)
                }
                func add(_ text: String, _ field: Occurrence.Field) -> Int {
                    var total = 0
                    words.scan(text) { word, hash in
                        total += 1
                        count(terms.number(of: word, hash: hash), field)
                    }
                    return total
                }
                var body = 0
                for piece in section.pieces { body += add(piece.text, .body) }
                let heading = add(section.heading, .heading)
                for term in crumb { count(term, .crumb) }
                if number == 0 {
                    _ = add(document.code, .keyword)
                    for keyword in document.keywords { _ = add(keyword, .keyword) }
                }
                sections.append(
                    SectionLength(
                        document: UInt32(documentNumber), section: UInt16(clamping: number), weight: UInt16(document.weight), body: UInt32(Self.coarse(body)),
                        heading: UInt32(Self.coarse(heading))))
            }
        }
        uses = TermUses(occurrences, of: termOf, terms: terms.count, sections)
    }

    private mutating func terms(of text: String, _ words: inout Words) -> [Int32] {
        var found: [Int32] = []
        words.scan(text) { word, hash in found.append(terms.number(of: word, hash: hash)) }
        return found
    }

    /// The nearest of 1, 2, 3 … 8, then steps of a fifth.
    private static func coarse(_ count: Int) -> Int {
        var step = 1
        while step < count {
            let next = max(step + 1, step * 6 / 5)
            if count - step < next - count { return step }
            step = next
        }
        return step
    }
}
