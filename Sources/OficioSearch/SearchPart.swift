import Diagnostics

/// What is known of the documents of some buckets, and needs to be found out again only where one of them says something else.
package struct SearchPart: Sendable {
    /// A type with a unit.
    struct Kind: Hashable, Sendable {
        let type: String
        let unit: String
    }

    var counts: Counts
    /// The files of the buckets, in their order; `nil` where they were made before.
    var texts: [[UInt8]]?
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
        var out = PackedNumbers()
        out.add(counts.terms.count)
        for number in 0..<counts.terms.count { out.add(counts.terms.word(number)) }
        out.add(counts.sections.count)
        for section in counts.sections {
            for number in [Int(section.document), Int(section.section), Int(section.weight), Int(section.body), Int(section.heading)] { out.add(number) }
        }
        out.add(counts.occurrences.count)
        var former: UInt32 = 0
        for occurrence in counts.occurrences {
            // Most words stand in the text alone, once or a few times.
            let isPlain = occurrence.heading == 0 && occurrence.crumb == 0 && occurrence.keyword == 0
            out.add(Int(occurrence.term) << 2 | (occurrence.section == former ? 0 : 2) | (isPlain ? 0 : 1))
            if occurrence.section != former { out.add(Int(occurrence.section - former)) }
            former = occurrence.section
            out.add(byte: occurrence.body)
            if !isPlain { for byte in [occurrence.heading, occurrence.crumb, occurrence.keyword] { out.add(byte: byte) } }
        }
        out.add(kinds.count)
        for kind in kinds {
            out.add(Array(kind.type.utf8)[...])
            out.add(Array(kind.unit.utf8)[...])
        }
        out.seal()
        return out.bytes
    }

    /// The part that these bytes were made of, `nil` where they were made of none.
    package init?(stored: ArraySlice<UInt8>) {
        guard var read = PackedReader(stored) else { return nil }
        var terms = TermTable()
        for _ in 0..<read.count() {
            guard read.word({ terms.add($0) }) else { return nil }
        }
        var sections: [SectionLength] = []
        for _ in 0..<read.count() {
            sections.append(
                SectionLength(
                    document: UInt32(read.count()), section: UInt16(clamping: read.count()), weight: UInt16(clamping: read.count()), body: UInt32(read.count()),
                    heading: UInt32(read.count())))
        }
        let count = read.count()
        var occurrences: [Occurrence] = []
        occurrences.reserveCapacity(count)
        var section: UInt32 = 0
        for _ in 0..<count {
            let head = read.count()
            if head & 2 != 0 { section &+= UInt32(read.count()) }
            guard head >> 2 < terms.count, section < sections.count, !read.isBroken else { return nil }
            var occurrence = Occurrence(term: Int32(head >> 2), section: section)
            occurrence.body = read.byte()
            if head & 1 != 0 {
                occurrence.heading = read.byte()
                occurrence.crumb = read.byte()
                occurrence.keyword = read.byte()
            }
            occurrences.append(occurrence)
        }
        var kinds: [Kind] = []
        for _ in 0..<read.count() { kinds.append(Kind(type: read.text(), unit: read.text())) }
        if read.isBroken { return nil }
        counts = Counts(terms: terms, occurrences: occurrences, sections: sections)
        self.kinds = kinds
        texts = nil
    }
}

/// Numbers and words one after the other, in as few bytes as they need, with a hash behind them.
private struct PackedNumbers {
    private(set) var bytes: [UInt8] = []

    mutating func add(byte: UInt8) { bytes.append(byte) }

    mutating func add(_ number: Int) {
        var rest = UInt(bitPattern: number)
        while rest > 127 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(_ word: ArraySlice<UInt8>) {
        add(word.count)
        bytes += word
    }

    mutating func seal() {
        let hash = bytes.withUnsafeBytes { Fingerprint.quick($0) }
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: hash >> shift)) }
    }
}

private struct PackedReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    private let end: Int
    private(set) var isBroken = false

    /// `nil` where the hash is another.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= 8 else { return nil }
        end = bytes.endIndex - 8
        var hash: UInt64 = 0
        for (shift, byte) in bytes[end...].enumerated() { hash |= UInt64(byte) << UInt64(shift * 8) }
        guard bytes[..<end].withUnsafeBytes({ Fingerprint.quick($0) }) == hash else { return nil }
        self.bytes = bytes
        place = bytes.startIndex
    }

    mutating func byte() -> UInt8 {
        guard place < end else {
            isBroken = true
            return 0
        }
        defer { place += 1 }
        return bytes[place]
    }

    /// Never negative; at most what 32 bits hold.
    mutating func count() -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = byte()
            value |= UInt64(next & 127) << shift
            if next < 128 { break }
            shift += 7
            if shift > 35 {
                isBroken = true
                return 0
            }
        }
        return Int(min(value, UInt64(UInt32.max)))
    }

    /// Whether there was a word; `body` gets its bytes.
    mutating func word(_ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
        let length = count()
        guard !isBroken, length <= end - place else { return false }
        bytes[place..<(place + length)].withUnsafeBufferPointer(body)
        place += length
        return true
    }

    mutating func text() -> String {
        var text = ""
        if !word({ text = String(decoding: $0, as: UTF8.self) }) { isBroken = true }
        return text
    }
}
