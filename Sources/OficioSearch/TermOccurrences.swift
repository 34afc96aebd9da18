import OficioBasics
import OficioSource

/// The occurrences of each term in some documents, encoded term by term. Most occurrences take two or three
/// bytes.
struct TermOccurrences: Sendable {
    /// The number of occurrences of each term in text, headings and keywords. `isOutsideText` says whether the
    /// term occurs in any field but the text.
    private(set) var counts: [Int32] = []
    private(set) var isOutsideText: [Bool] = []
    /// The fingerprint of each term's occurrences and of the sections that hold them.
    private(set) var fingerprints: [UInt64] = []
    /// The offset of each term's occurrences in `bytes`; one entry more for the end.
    ///
    /// An occurrence is a varint, the difference to the section before × 2, plus 1 if fields other
    /// than the text have the word; a byte, the count in the text; and in that case three more
    /// bytes: heading, title and keywords.
    private var starts: [UInt32] = [0]
    private var bytes: [UInt8] = []

    init() {}

    /// Encodes occurrences that are sorted by section. `termOf` holds the term of each.
    init(_ occurrences: [Occurrence], of termOf: [Int32], terms: Int, _ sections: [SectionLength]) {
        let sectionFingerprints = sections.map { section in
            var stamp = Stamp()
            for number in [
                Int(section.document), Int(section.section), Int(section.weight), Int(section.body),
                Int(section.heading),
            ] { stamp.add(number) }
            return stamp.value
        }
        var ends = [Int32](repeating: 0, count: terms + 1)
        for term in termOf { ends[Int(term) + 1] += 1 }
        for term in 0..<terms { ends[term + 1] += ends[term] }
        var order = [Int32](repeating: 0, count: occurrences.count)
        for (place, term) in termOf.enumerated() {
            order[Int(ends[Int(term)])] = Int32(place)
            ends[Int(term)] += 1
        }
        bytes.reserveCapacity(occurrences.count * 3)
        var next = 0
        for term in 0..<terms {
            var (count, stamp, isTitle, previous) = (0, Stamp(), false, 0)
            while next < Int(ends[term]) {
                let occurrence = occurrences[Int(order[next])]
                next += 1
                let isPlain = occurrence.heading == 0 && occurrence.titleAndUnit == 0 && occurrence.keyword == 0
                if !isPlain { isTitle = true }
                count += Int(occurrence.body) + Int(occurrence.heading) + Int(occurrence.keyword)
                stamp.add(sectionFingerprints[Int(occurrence.section)])
                stamp.add(
                    Int(occurrence.body) | Int(occurrence.heading) << 8 | Int(occurrence.titleAndUnit) << 16 | Int(
                        occurrence.keyword) << 24)
                bytes.appendVarint((Int(occurrence.section) - previous) << 1 | (isPlain ? 0 : 1))
                previous = Int(occurrence.section)
                bytes.append(occurrence.body)
                if !isPlain { bytes += [occurrence.heading, occurrence.titleAndUnit, occurrence.keyword] }
            }
            counts.append(Int32(clamping: count))
            isOutsideText.append(isTitle)
            fingerprints.append(stamp.value)
            starts.append(UInt32(bytes.count))
        }
    }

    /// Returns an upper bound of a term's occurrences: each takes two bytes or more.
    func maximumCount(_ term: Int) -> Int { Int(starts[term + 1] - starts[term]) / 2 }

    /// Calls `body` with each occurrence of a term, by section.
    @inline(__always) func forEach(_ term: Int, _ body: (Occurrence) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var place = Int(starts[term])
            let end = Int(starts[term + 1])
            var section = 0
            while place < end {
                var (head, shift) = (0, 0)
                while true {
                    let byte = Int(bytes[place])
                    place += 1
                    head |= (byte & 127) << shift
                    if byte < 128 { break }
                    shift += 7
                }
                section += head >> 1
                var occurrence = Occurrence(section: UInt32(section), body: bytes[place])
                place += 1
                if head & 1 == 1 {
                    (occurrence.heading, occurrence.titleAndUnit, occurrence.keyword) = (
                        bytes[place], bytes[place + 1], bytes[place + 2]
                    )
                    place += 3
                }
                body(occurrence)
            }
        }
    }

    // MARK: Between builds

    func write(to out: inout BinaryWriter) {
        out.raw(counts)
        out.raw(isOutsideText.map { $0 ? 1 as UInt8 : 0 })
        out.raw(fingerprints)
        out.raw(starts)
        out.raw(bytes)
    }

    init(from reader: inout BinaryReader) {
        counts = reader.raw()
        isOutsideText = (reader.raw() as [UInt8]).map { $0 == 1 }
        fingerprints = reader.raw()
        starts = reader.raw()
        bytes = reader.raw()
    }
}
