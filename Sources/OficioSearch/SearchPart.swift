import OficioSource

/// What is known of the documents of some buckets, and needs to be found out again only where one of them says something else.
package struct SearchPart: Sendable {
    /// A type with a unit.
    struct Kind: Hashable, Sendable {
        let type: String
        let unit: String
    }

    var counts: Counts
    /// The files of the buckets, in their order; `nil` where they were made before.
    var texts: [[UInt8]]? = nil
    /// By document, in the order of buckets and slots.
    let kinds: [Kind]

    init(_ buckets: [[(number: Int, document: Int)]], _ range: Range<Int>, _ document: (Int) -> SearchDocument) {
        let entries = range.flatMap { bucket in buckets[bucket].map { (bucket: bucket, number: $0.number, document: $0.document) } }
        var shards = TextShards()
        var kinds: [Kind] = []
        var bucket = range.lowerBound
        func finish(before next: Int) {
            while bucket < next {
                shards.finish(bucket)
                bucket += 1
            }
        }
        counts = Counts(entries.indices) { place in
            let entry = entries[place]
            let document = document(entry.document)
            finish(before: entry.bucket)
            shards.add(document, number: entry.number)
            kinds.append(Kind(type: document.type, unit: document.unit))
            return (entry.number, document)
        }
        finish(before: range.upperBound)
        self.kinds = kinds
        texts = shards.files
    }

    // MARK: Between builds

    /// The part without its texts, as bytes for `init(stored:)`.
    package var stored: [UInt8] {
        var out = StoreWriter()
        out.count(counts.terms.count)
        for number in 0..<counts.terms.count {
            out.text(counts.terms.word(number))
            out.count(Int(counts.terms.hash(number)))
        }
        out.list(counts.sections) { out, section in
            for number in [Int(section.document), Int(section.section), Int(section.weight), Int(section.body), Int(section.heading)] { out.count(number) }
        }
        out.count(counts.occurrences.count)
        var former: UInt32 = 0
        for occurrence in counts.occurrences {
            // Most words stand in the text alone, once or a few times.
            let isPlain = occurrence.heading == 0 && occurrence.crumb == 0 && occurrence.keyword == 0
            out.count(Int(occurrence.term) << 2 | (occurrence.section == former ? 0 : 2) | (isPlain ? 0 : 1))
            if occurrence.section != former { out.count(Int(occurrence.section - former)) }
            former = occurrence.section
            out.byte(occurrence.body)
            if !isPlain { for byte in [occurrence.heading, occurrence.crumb, occurrence.keyword] { out.byte(byte) } }
        }
        out.list(kinds) { out, kind in
            out.text(kind.type)
            out.text(kind.unit)
        }
        return out.sealed
    }

    /// The part that these bytes were made of, `nil` where they were made of none.
    package init?(stored: ArraySlice<UInt8>) {
        guard let part = stored.withUnsafeBytes({ bytes in StoreReader(sealed: bytes).flatMap { Self.part($0) } }) else { return nil }
        self = part
    }

    private static func part(_ reader: StoreReader) -> SearchPart? {
        var reader = reader
        var terms = TermTable()
        for _ in 0..<reader.count() {
            let word = reader.text { Array($0) }
            let hash = UInt32(truncatingIfNeeded: reader.count())
            if reader.isBroken { return nil }
            _ = word.withUnsafeBufferPointer { terms.number(of: $0, hash: hash) }
        }
        let sections = reader.list { reader in
            SectionLength(
                document: UInt32(truncatingIfNeeded: reader.count()), section: UInt16(truncatingIfNeeded: reader.count()),
                weight: UInt16(truncatingIfNeeded: reader.count()), body: UInt32(truncatingIfNeeded: reader.count()),
                heading: UInt32(truncatingIfNeeded: reader.count()))
        }
        var section: UInt32 = 0
        let occurrences = reader.list { reader -> Occurrence in
            let head = reader.count()
            if head & 2 != 0 { section &+= UInt32(truncatingIfNeeded: reader.count()) }
            var occurrence = Occurrence(term: Int32(truncatingIfNeeded: head >> 2), section: section)
            occurrence.body = reader.byte()
            if head & 1 != 0 {
                occurrence.heading = reader.byte()
                occurrence.crumb = reader.byte()
                occurrence.keyword = reader.byte()
            }
            return occurrence
        }
        let kinds = reader.list { Kind(type: $0.text(), unit: $0.text()) }
        return reader.isBroken ? nil : SearchPart(counts: Counts(terms: terms, occurrences: occurrences, sections: sections), kinds: kinds)
    }

    private init(counts: Counts, kinds: [Kind]) {
        self.counts = counts
        self.kinds = kinds
    }
}
