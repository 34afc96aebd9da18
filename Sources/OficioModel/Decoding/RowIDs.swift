import OficioBasics
import OficioSource

/// Makes ids for rows and items that have none. The ids depend on the source alone, so that every build makes the
/// same ids.
package enum RowIDs {
    /// Returns an id from the first six content words of a text, joined by hyphens; `x` if the text has no such
    /// words. Reads at most 160 bytes.
    package static func slug(_ text: String) -> String {
        text.prefixForID.withFoldedBytes { bytes in
            let slug = String(unsafeUninitializedCapacity: bytes.count) { out in
                var count = 0
                var words = 0
                var start = 0
                while start < bytes.count, words < 6 {
                    var end = start
                    while end < bytes.count, bytes[end] != 0x20 { end += 1 }
                    let word = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    if !isStopWord(word) {
                        if words > 0 {
                            out[count] = 0x2D
                            count += 1
                        }
                        for byte in word {
                            out[count] = byte
                            count += 1
                        }
                        words += 1
                    }
                    start = end + 1
                }
                return count
            }
            return slug.isEmpty ? "x" : slug
        }
    }

    /// Returns the id with a counter if it was seen before, `x`, `x-2`, `x-3`, and counts it in `seen`.
    static func unique(_ id: String, _ seen: inout [String: Int]) -> String {
        let count = (seen[id] ?? 0) + 1
        seen[id] = count
        return count == 1 ? id : "\(id)-\(count)"
    }

    private static func isStopWord(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count <= 4 && stopWords.contains(number(of: word))
    }

    /// Returns a word of up to four bytes as one number.
    private static func number(of word: some Sequence<UInt8>) -> UInt32 { word.reduce(0) { $0 << 8 | UInt32($1) } }

    /// Articles, prepositions and conjunctions of Spanish and English.
    private static let stopWords = Set(
        "a al con de del e el en la las lo los o para por que se su sus un una y the of to and in for or an".utf8.split(
            separator: 0x20
        ).map { number(of: $0) })
}

extension String {
    /// The beginning of a text, long enough for six words.
    fileprivate var prefixForID: String {
        guard utf8.count > 160 else { return self }
        return String(decoding: utf8.prefix(160), as: UTF8.self)
    }
}
