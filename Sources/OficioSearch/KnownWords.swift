import OficioBasics

/// Words of the language that are never corrected, even if the site lacks them: *baño* is not a misspelling of
/// *bajo*.
///
/// The filters are Bloom filters in `w-N.js`, which a query loads for a word that may be mistyped. About one
/// misspelling in a hundred passes a filter as a known word and is not corrected. A filter holds its everyday words
/// (`EverydayWords`) also behind an equals sign: they are not reported as missing.
struct KnownWords {
    /// The bytes of each filter.
    private(set) var filters: [[UInt8]]

    /// Makes the filters from a list of folded words, one a line. Words too short to be corrected are left out.
    init(_ list: [UInt8]) {
        let constants = RankingConstants.current.known
        let least = RankingConstants.current.correction.letters
        var words: [[[UInt8]]] = Array(repeating: [], count: constants.filters)
        var usual = words
        let everyday = EverydayWords.stems(.spanish)
        let stemmer = Stemmer(.spanish)
        for line in list.split(separator: 0x0A) where line.count >= least {
            // The lists keep ñ and ü, which queries fold.
            let word = Array(String(decoding: line, as: UTF8.self).folded.utf8)
            let filter = Self.hash(word, 41) % constants.filters
            words[filter].append(word)
            if everyday.contains(stemmer.stem(word)) { usual[filter].append([UInt8(ascii: "=")] + word) }
        }
        filters = zip(words, usual).map { words, usual in
            var bits = [UInt8](repeating: 0, count: max(16, words.count * constants.bits / 8))
            for word in words + usual {
                let (first, step) = (Self.hash(word, 31), Self.hash(word, 37))
                for number in 0..<constants.hashes {
                    let bit = (first + number * step) % (bits.count * 8)
                    bits[bit / 8] |= 1 << UInt8(bit % 8)
                }
            }
            return bits
        }
    }

    /// Returns a hash below 65,521, the greatest prime of 16 bits; `hashOf` in Engine/index.js computes the same.
    private static func hash(_ word: [UInt8], _ factor: Int) -> Int {
        word.reduce(0) { ($0 * factor + Int($1)) % 65_521 }
    }
}
