import Glibc

/// One entry of a posting list: the impact of a group in one section.
struct Posting: Sendable {
    /// The index of the section in its part.
    let section: UInt32
    /// Occurrences weighted by field and length: the term frequency of BM25F.
    fileprivate var frequency: Float
    /// The saturated frequency, an integer from 1 to `RankingConstants.Impact.levels`.
    fileprivate(set) var impact: UInt8 = 0
    /// Bit 0: the word stands outside the text, in the heading or in the document's title, unit,
    /// code or other names. Bits 1–2: the surface, see `Vocabulary.surface`.
    fileprivate(set) var flags: UInt8

    /// Computes the impact. `weight` is the weight of the section in percent.
    fileprivate mutating func computeImpact(_ weight: UInt16, saturation: Float, levels: Float) {
        let saturated = frequency / (saturation + frequency)
        impact = UInt8(max(1, min(levels, saturated * levels * Float(weight) / 100 + 0.5)))
    }

    /// Adds another word of the same group in the same section.
    fileprivate mutating func merge(_ other: Posting) {
        frequency += other.frequency
        flags = min(flags & ~1, other.flags & ~1) | (flags | other.flags) & 1
    }
}

/// The posting lists of some groups over the documents of one part, before they are encoded.
struct PostingLists: Sendable {
    private(set) var sections: [SectionLength]
    private var all: [Posting]
    /// The group of the first list.
    private let first: Int
    private var starts: [Int32]
    private var ends: [Int32]

    /// Returns the number of sections that hold a group.
    func count(_ group: Int) -> Int { Int(ends[group - first] - starts[group - first]) }

    /// Calls `body` with the postings of a group, in the order of sections.
    @inline(__always) func forEach(_ group: Int, _ body: (Posting, SectionLength) -> Void) {
        let range = Int(starts[group - first])..<Int(ends[group - first])
        if range.isEmpty { return }
        all.withUnsafeBufferPointer { all in
            sections.withUnsafeBufferPointer { sections in
                for place in range { body(all[place], sections[Int(all[place].section)]) }
            }
        }
    }

    /// Makes the lists of the groups in `range` that `isWanted` marks; the lists of all other groups stay
    /// empty. `chunk` is the index of the part in the vocabulary, and `average` holds the average lengths of a
    /// section in the whole index, in words.
    init(
        _ counts: WordCounts, _ vocabulary: Vocabulary, chunk: Int, average: (body: Double, heading: Double),
        groups range: Range<Int>, where isWanted: [Bool]
    ) {
        let (groups, terms) = (vocabulary.group[chunk], vocabulary.term[chunk])
        sections = counts.sections
        all = []
        first = range.lowerBound
        starts = [Int32](repeating: 0, count: range.count)
        ends = starts
        let constants = RankingConstants.current.impact
        let (titleAndUnit, keyword, repeats) = (
            Float(constants.titleAndUnit) / 100, Float(constants.keyword) / 100, UInt8(constants.repeats)
        )
        /// Returns BM25F's weight of one occurrence in a field; the longer the field, the smaller the weight.
        func worth(_ weight: Int, b percent: Int, _ length: UInt32, average: Double) -> Float {
            let b = Double(percent) / 100
            return Float(weight) / 100 / Float(1 - b + b * Double(length) / average)
        }
        let worths = sections.map {
            (
                body: worth(constants.body, b: constants.bodyLength, $0.body, average: average.body),
                heading: worth(constants.heading, b: constants.headingLength, $0.heading, average: average.heading)
            )
        }
        /// The terms, sorted by group.
        let order = groups.indices.filter { range.contains(Int(groups[$0])) && isWanted[Int(groups[$0])] }
            .sorted { (groups[$0], $0) < (groups[$1], $1) }
        all.reserveCapacity(order.reduce(0) { $0 + counts.occurrences.maximumCount($1) })
        var next = 0
        while next < order.count {
            let group = groups[order[next]], place = Int(group) - first
            starts[place] = Int32(all.count)
            var hasSeveralTerms = false
            while next < order.count, groups[order[next]] == group {
                let term = order[next]
                next += 1
                hasSeveralTerms = all.count > Int(starts[place])
                let surface = vocabulary.surface[Int(terms[term])] << 1
                counts.occurrences.forEach(term) { occurrence in
                    let worth = worths[Int(occurrence.section)]
                    var frequency = worth.body * Float(occurrence.body)
                    var flags = surface
                    if occurrence.heading > 0 || occurrence.titleAndUnit > 0 || occurrence.keyword > 0 {
                        frequency += worth.heading * Float(occurrence.heading)
                        frequency +=
                            titleAndUnit * Float(min(repeats, occurrence.titleAndUnit)) + keyword
                            * Float(min(repeats, occurrence.keyword))
                        flags |= 1
                    }
                    all.append(Posting(section: occurrence.section, frequency: frequency, flags: flags))
                }
            }
            if hasSeveralTerms { merge(from: Int(starts[place])) }
            ends[place] = Int32(all.count)
        }
        let (saturation, levels) = (Float(constants.saturation) / 100, Float(constants.levels))
        for place in all.indices {
            all[place].computeImpact(sections[Int(all[place].section)].weight, saturation: saturation, levels: levels)
        }
    }

    /// Merges postings of the same section into one.
    private mutating func merge(from start: Int) {
        let mixed = all[start...].enumerated().sorted {
            ($0.element.section, $0.offset) < ($1.element.section, $1.offset)
        }
        all.removeSubrange(start...)
        for (_, posting) in mixed {
            if all.count > start, all[all.count - 1].section == posting.section {
                all[all.count - 1].merge(posting)
            } else {
                all.append(posting)
            }
        }
    }
}

/// The posting list of a name: the sections that hold it, and its inverse document frequency.
struct NameList: Sendable {
    let inverseDocumentFrequency: Int
    let head: [UInt8]
}

/// The posting list of one group, encoded: the head, which every query reads, and the tail, which
/// filters read as well.
///
/// Encoding: the number of documents; for each document the difference to the number before; for
/// each of its sections the section's number × 2, plus 1 if another follows (all varints), and a
/// byte: impact (bits 3–7), surface (bits 1–2), whether the word stands outside the text (bit 0).
struct EncodedPostings: Sendable {
    private(set) var documents = 0
    private(set) var head: [UInt8] = []
    private(set) var tail: [UInt8] = []

    /// A posting with the number of its document.
    private struct Entry {
        let document: UInt32
        let section: UInt16
        let impact: UInt8
        /// Bits 0–2 of the encoded byte.
        let flags: UInt8
        var isTail = false
    }

    private init() {}

    /// Creates a list from its encoded head and tail.
    init(documents: Int, head: [UInt8], tail: [UInt8]) {
        self.documents = documents
        self.head = head
        self.tail = tail
    }

    init(_ chunks: [PostingLists], group: Int) {
        var entries: [Entry] = []
        var count = 0
        for chunk in chunks.indices { count += chunks[chunk].count(group) }
        entries.reserveCapacity(count)
        var last = UInt32.max
        for chunk in chunks.indices where chunks[chunk].count(group) > 0 {
            chunks[chunk].forEach(group) { posting, section in
                if section.document != last { documents += 1 }
                last = section.document
                entries.append(
                    Entry(document: last, section: section.section, impact: posting.impact, flags: posting.flags))
            }
        }
        let constants = RankingConstants.current.lists
        let isLong = documents > constants.documents / 2
        if isLong {
            let most = max(constants.documents, documents / constants.share)
            Self.splitOffTail(&entries, most, sections: constants.sections)
        }
        head = bytes(entries, ofTail: false)
        if isLong, entries.contains(where: \.isTail) { tail = bytes(entries, ofTail: true) }
    }

    /// Returns the sections that hold the name with the group `group`; `nil` if no section holds it. The index
    /// has `documents` documents.
    ///
    /// Keeps the best sections of the best documents only, since another name counts less than a word of the query, and
    /// every name that leads to this one holds the list. The worth is in the units of `RankingConstants.IDF`.
    static func nameList(_ chunks: [PostingLists], _ group: Int, among documents: Int) -> NameList? {
        let constants = RankingConstants.current
        var list = EncodedPostings()
        var entries: [Entry] = []
        for chunk in chunks {
            chunk.forEach(group) { posting, section in
                if entries.last?.document != section.document { list.documents += 1 }
                entries.append(
                    Entry(document: section.document, section: section.section, impact: posting.impact, flags: 0))
            }
        }
        if entries.isEmpty { return nil }
        let step = constants.idf.nameStep
        let (all, holding) = (Double(max(2, documents)), Double(list.documents))
        let bits = log2(1 + (all - holding + 0.5) / (holding + 0.5))
        let worth = max(step, Int(Double(constants.idf.unit / step) * bits) * step)
        let most = constants.otherNames.documents
        splitOffTail(&entries, most, sections: constants.otherNames.sections)
        return NameList(inverseDocumentFrequency: worth, head: list.bytes(entries, ofTail: false))
    }

    /// Marks as tail all sections but the best `sections` of each of the `most` best documents, by impact. Of documents
    /// with equal impact, those with lower numbers are better.
    private static func splitOffTail(_ entries: inout [Entry], _ most: Int, sections: Int) {
        var ranges: [(range: Range<Int>, best: UInt8)] = []
        var start = 0
        while start < entries.count {
            var end = start + 1
            var best = entries[start].impact
            while end < entries.count, entries[end].document == entries[start].document {
                best = max(best, entries[end].impact)
                end += 1
            }
            ranges.append((start..<end, best))
            start = end
        }
        // Determine the least impact in the head, and in `room` how many documents with exactly that impact
        // fit.
        let levels = RankingConstants.current.impact.levels
        var byImpact = [Int](repeating: 0, count: levels + 1)
        for range in ranges { byImpact[Int(range.best)] += 1 }
        var least = levels
        var room = most
        while least > 0, byImpact[least] < room {
            room -= byImpact[least]
            least -= 1
        }
        for (range, best) in ranges {
            if best < least || best == least && room == 0 {
                for index in range { entries[index].isTail = true }
                continue
            }
            if best == least { room -= 1 }
            guard range.count > sections else { continue }
            let order = range.sorted { (entries[$1].impact, $0) < (entries[$0].impact, $1) }
            for index in order.dropFirst(sections) { entries[index].isTail = true }
        }
    }

    private func bytes(_ entries: [Entry], ofTail isTail: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(entries.count * 3 + 4)
        out.appendVarint(documents)
        var former = -1
        var index = 0
        while index < entries.count {
            let document = entries[index].document
            var pending: Entry?
            while index < entries.count, entries[index].document == document {
                let entry = entries[index]
                index += 1
                guard entry.isTail == isTail else { continue }
                if let last = pending {
                    Self.write(last, isLast: false, to: &out)
                } else {
                    out.appendVarint(Int(document) - former)
                    former = Int(document)
                }
                pending = entry
            }
            if let last = pending { Self.write(last, isLast: true, to: &out) }
        }
        return out
    }

    private static func write(_ entry: Entry, isLast: Bool, to out: inout [UInt8]) {
        out.appendVarint(Int(entry.section) << 1 | (isLast ? 0 : 1))
        out.append(entry.impact << 3 | entry.flags)
    }
}
