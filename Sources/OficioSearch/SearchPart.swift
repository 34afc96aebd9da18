import OficioSource

/// The counted words and kinds of the documents of some buckets; cached between builds while none
/// of them changes.
package struct SearchPart: Sendable {
    /// A document type with a unit. Readers can filter results by both.
    struct Kind: Hashable, Sendable {
        let type: String
        let unit: String
    }

    var counts: WordCounts
    /// The text shards of the buckets, in order; `nil` in a part that was read from the cache.
    var texts: [[UInt8]]? = nil
    /// The kinds of the documents, in the order of buckets and slots.
    let kinds: [Kind]

    init(
        _ buckets: [[(number: Int, document: Int)]], _ range: Range<Int>, _ names: PhraseNames,
        _ document: (Int) -> SearchDocument
    ) {
        let entries = range.flatMap { bucket in
            buckets[bucket].map { (bucket: bucket, number: $0.number, document: $0.document) }
        }
        var shards = TextShards()
        var kinds: [Kind] = []
        var bucket = range.lowerBound
        func finish(before next: Int) {
            while bucket < next {
                shards.finish(bucket)
                bucket += 1
            }
        }
        counts = WordCounts(entries.indices, names) { place in
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

    /// Returns the part without its texts, encoded for `init(stored:)`, after the bytes of `head`.
    package func encoded(after head: [UInt8] = []) -> [UInt8] {
        BinaryWriter.sealed(after: head, capacity: 1 << 20) { out in
            counts.terms.write(to: &out)
            out.raw(counts.sections)
            counts.occurrences.write(to: &out)
            out.list(kinds) { out, kind in
                out.text(kind.type)
                out.text(kind.unit)
            }
        }
    }

    /// Decodes a stored part; `nil` if the bytes are damaged.
    package init?(stored: ArraySlice<UInt8>) {
        guard let part = stored.withUnsafeBytes({ bytes in BinaryReader(sealed: bytes).flatMap { Self.part($0) } })
        else { return nil }
        self = part
    }

    private static func part(_ reader: BinaryReader) -> SearchPart? {
        var reader = reader
        let terms = TermTable(from: &reader), sections: [SectionLength] = reader.raw()
        let occurrences = TermOccurrences(from: &reader)
        let kinds = reader.list { Kind(type: $0.text(), unit: $0.text()) }
        return reader.isBroken
            ? nil
            : SearchPart(
                counts: WordCounts(terms: terms, sections: sections, occurrences: occurrences), kinds: kinds)
    }

    private init(counts: WordCounts, kinds: [Kind]) {
        self.counts = counts
        self.kinds = kinds
    }
}
