import OficioModel
import OficioSource

/// Finds the bytes of a reference in its source.
enum MentionPlace {
    /// Returns the bytes of a mention's target within the text that contains it. A text may contain the target several
    /// times: the occurrence with `number` is meant, from 0. Returns the whole text if it spells the target in another
    /// way, such as with percent signs.
    static func range(of mention: Mention, number: Int, in bytes: [UInt8]) -> Range<Int> {
        let whole = mention.span.range.clamped(to: 0..<bytes.count)
        let all = occurrences(of: Array(mention.target.utf8), in: bytes[whole])
        // A label may contain the same words as the target of a short reference.
        let opened = all.filter { start in
            let before = bytes[whole.lowerBound..<start.lowerBound].suffix(2)
            return before.elementsEqual("[[".utf8) || before.elementsEqual("](".utf8)
        }
        let places = opened.isEmpty ? all : opened
        if places.indices.contains(number) { return places[number] }
        return places.first ?? whole
    }

    private static func occurrences(of target: [UInt8], in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        guard !target.isEmpty, bytes.count >= target.count else { return [] }
        var found: [Range<Int>] = []
        var start = bytes.startIndex
        while start + target.count <= bytes.endIndex {
            if bytes[start] == target[0], bytes[start..<(start + target.count)].elementsEqual(target) {
                found.append(start..<(start + target.count))
                start += target.count
            } else {
                start += 1
            }
        }
        return found
    }

    /// Returns the mentions of a record with the bytes of their targets, in order.
    static func all(in record: Int, of corpus: Corpus, _ bytes: [UInt8]) -> [(mention: Mention, range: Range<Int>)] {
        var seen: [String: Int] = [:]
        return corpus.mentions(in: record).map { mention in
            let key = "\(mention.span.start) \(mention.target)"
            defer { seen[key, default: 0] += 1 }
            return (mention, range(of: mention, number: seen[key] ?? 0, in: bytes))
        }
    }
}
