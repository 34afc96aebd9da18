import Diagnostics
internal import CStemmer

/// Snowball's stemmer of the site's language (libstemmer).
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?

    init(_ language: Language) {
        handle = sb_stemmer_new(language == .spanish ? "spanish" : "english", "UTF_8")
    }

    deinit { sb_stemmer_delete(handle) }

    /// Returns the stem of a lower-case word with accents. Words of one or two letters or with digits are their own
    /// stem.
    borrowing func stem(_ word: [UInt8]) -> [UInt8] {
        guard let handle, word.count > 2, !word.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return word }
        guard let stem = sb_stemmer_stem(handle, word, Int32(word.count)) else { return word }
        return Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
    }
}
