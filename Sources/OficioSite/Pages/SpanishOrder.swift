import OficioModel
import OficioSource

/// Makes sort keys that follow the order of Spanish dictionaries: without accents and case, and with ñ after n.
enum SpanishOrder {
    /// Returns the indices of all records in the order of titles; records with equal titles in the order of ids.
    static func sorted(_ corpus: Corpus) -> [Int] {
        let keyed = corpus.records.indices.map { index in
            let key = key(corpus.records[index].title)
            return (prefix: prefix(of: key), key: key, index: index)
        }
        return keyed.sorted { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            if a.key != b.key { return a.key < b.key }
            return (corpus.records[a.index].id, a.index) < (corpus.records[b.index].id, b.index)
        }.map(\.index)
    }

    /// Returns a number that orders keys by their first eight bytes. It is equal for keys that only `<` can order:
    /// those that begin with the same ASCII characters.
    private static func prefix(of key: String) -> UInt64 {
        var (prefix, count) = (UInt64(0), 0)
        for byte in key.utf8.prefix(8) {
            if byte >= 0x80 { return prefix << (8 * UInt64(8 - count)) | UInt64.max >> (8 * UInt64(count)) }
            prefix = prefix << 8 | UInt64(byte)
            count += 1
        }
        return count == 0 ? 0 : prefix << (8 * UInt64(8 - count))
    }

    static func key(_ title: String) -> String {
        guard title.contains("ñ") || title.contains("Ñ") else { return title.folded }
        let lowered = title.lowercased().replacing("ñ", with: "n\u{10FFFF}")
        var key = ""
        for part in lowered.split(separator: "\u{10FFFF}", omittingEmptySubsequences: false) {
            if !key.isEmpty { key += "\u{10FFFF}" }
            key += String(part).folded
        }
        return key
    }
}
