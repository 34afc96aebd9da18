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
    ///
    /// - Parameter head: what stands in front of them.
    package func stored(after head: [UInt8] = []) -> [UInt8] {
        StoreWriter.sealed(after: head, capacity: 1 << 20) { out in
            out.count(counts.terms.count)
            for number in 0..<counts.terms.count {
                out.text(counts.terms.word(number))
                out.count(Int(counts.terms.hash(number)))
            }
            out.list(counts.sections) { out, section in
                for number in [Int(section.document), Int(section.section), Int(section.weight), Int(section.body), Int(section.heading)] { out.count(number) }
            }
            counts.uses.write(to: &out)
            out.list(kinds) { out, kind in
                out.text(kind.type)
                out.text(kind.unit)
            }
        }
    }

    /// The part that these bytes were made of, `nil` where they were made of none.
    package init?(stored: ArraySlice<UInt8>) {
        guard let part = stored.withUnsafeBytes({ bytes in StoreReader(sealed: bytes).flatMap { Self.part($0) } }) else { return nil }
        self = part
    }

    private static func part(_ reader: StoreReader) -> SearchPart? {
        var reader = reader
        var (arena, starts, hashes): ([UInt8], [UInt32], [UInt32]) = ([], [0], [])
        for _ in 0..<reader.size() {
            reader.text { arena.append(contentsOf: $0) }
            starts.append(UInt32(arena.count))
            hashes.append(UInt32(truncatingIfNeeded: reader.count()))
            if reader.isBroken { return nil }
        }
        let terms = TermTable(arena: arena, starts: starts, hashes: hashes)
        let sections = reader.list { reader in
            SectionLength(
                document: UInt32(truncatingIfNeeded: reader.count()), section: UInt16(truncatingIfNeeded: reader.count()),
                weight: UInt16(truncatingIfNeeded: reader.count()), body: UInt32(truncatingIfNeeded: reader.count()),
                heading: UInt32(truncatingIfNeeded: reader.count()))
        }
        let uses = TermUses(from: &reader)
        let kinds = reader.list { Kind(type: $0.text(), unit: $0.text()) }
        return reader.isBroken ? nil : SearchPart(counts: Counts(terms: terms, sections: sections, uses: uses), kinds: kinds)
    }

    private init(counts: Counts, kinds: [Kind]) {
        self.counts = counts
        self.kinds = kinds
    }
}
