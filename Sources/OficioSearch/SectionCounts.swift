import OficioSource

/// How often a word stands in each field of one section.
struct Occurrence: Sendable {
    var term: Int32
    /// The document's place among those of the chunk or the index.
    var document: UInt32
    var section: UInt16
    var body: UInt8
    var heading: UInt8
    var crumb: UInt8
    var keyword: UInt8

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

/// Lengths of one section in words, as coarse as ranking needs: an edit that adds a word seldom changes them.
struct SectionLength: Sendable {
    var body: Int
    var heading: Int
    let weight: Int
    let answer: SearchDocument.Section.Answer
}

/// The words of some documents, counted.
struct Counts: Sendable {
    var terms = TermTable()
    var occurrences: [Occurrence] = []
    /// By document, by section.
    var lengths: [[SectionLength]] = []

    init(_ documents: ArraySlice<SearchDocument>) {
        var words = Words()
        /// By term: its place in the section under way plus one, and the section that this was said in.
        var places: [Int32] = []
        var stamps: [Int32] = []
        var stamp: Int32 = 0
        for document in documents {
            // Title and unit count in every section: they are cut into words once.
            let crumb = terms(of: document.title, &words) + (document.unit.isEmpty ? [] : terms(of: document.unit, &words))
            var lengths: [SectionLength] = []
            for (number, section) in document.sections.enumerated() {
                stamp += 1
                let start = occurrences.count
                func count(_ term: Int32, _ field: Occurrence.Field) {
                    let index = Int(term)
                    while places.count <= index {
                        places.append(0)
                        stamps.append(0)
                    }
                    if stamps[index] != stamp {
                        stamps[index] = stamp
                        places[index] = Int32(occurrences.count - start)
                        occurrences.append(
                            Occurrence(
                                term: term, document: UInt32(self.lengths.count), section: UInt16(clamping: number), body: 0, heading: 0, crumb: 0, keyword: 0))
                    }
                    occurrences[start + Int(places[index])].add(field)
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
                lengths.append(SectionLength(body: Self.coarse(body), heading: Self.coarse(heading), weight: document.weight, answer: section.answer))
            }
            self.lengths.append(lengths)
        }
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
