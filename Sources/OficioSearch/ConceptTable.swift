import Diagnostics
import OficioSource

/// Names of the same thing, by each of them: the stems of a name lead to the other names.
struct ConceptTable {
    /// Key: the folded stems of a name with blanks between, a word itself where the index has none of its stem. Payload: JSON,
    /// `[["the name itself",[["other","stem stem"],…]],…]`, a third member of a name where the lexicon holds the postings of one of its stems. Names whose stems are
    /// not all in the index lead nowhere and are left out.
    private(set) var entries: [(key: [UInt8], payload: [UInt8])] = []

    /// A set of bits, one for the first stem of every name by its hash: whoever has none of them need not ask for a block.
    var starts: [UInt8] {
        let stems = Set(entries.map { Array($0.key.prefix { $0 != UInt8(ascii: " ") }) })
        guard !stems.isEmpty else { return [] }
        var size = 64
        while size < stems.count * 6 { size *= 2 }
        var bits = [UInt8](repeating: 0, count: size / 8)
        for stem in stems {
            // The engine reckons the same: UTF-16, modulo the greatest prime below 65,536.
            let hash = String(decoding: stem, as: UTF8.self).utf16.reduce(0) { ($0 * 31 + Int($1)) % 65_521 } % size
            bits[hash / 8] |= 1 << UInt8(hash % 8)
        }
        return bits
    }

    init(_ concepts: [SearchConcept], _ lexicon: Lexicon, _ language: Language) {
        let stemmer = Stemmer(language)
        var words = Words()
        /// The stems of a name, and what the engine makes of its words: it stems by the forms that the index has, and cannot stem a word that has none there.
        func keys(_ name: String) -> (stems: String, asked: String) {
            var stems: [String] = [], asked: [String] = []
            // A code is asked for in one word; its parts alone say nothing.
            words.scan(name) { word, _ in
                let stem = String(decoding: stemmer.stem(Array(word)), as: UTF8.self).folded.replacing(" ", with: "")
                if StopWords.all(language).contains(stem) { return }
                stems.append(stem)
                asked.append(lexicon.places[Array(stem.utf8)] != nil ? stem : String(decoding: word, as: UTF8.self).folded.replacing(" ", with: ""))
            }
            return (stems.joined(separator: " "), asked.joined(separator: " "))
        }
        var byKey: [String: [(name: String, others: [(String, String)])]] = [:]
        for concept in concepts {
            let names = concept.names.map { (name: $0, keys: keys($0)) }.filter { !$0.keys.stems.isEmpty }
            // Names of the same stems find the same.
            var seen: Set<String> = []
            let found = names.filter { name in
                name.keys.stems.split(separator: " ").allSatisfy { lexicon.places[Array($0.utf8)] != nil } && seen.insert(name.keys.stems).inserted
            }
            for (name, key) in names {
                let others = found.filter { $0.keys.stems != key.stems }.map { ($0.name, $0.keys.stems) }
                if !others.isEmpty { byKey[key.asked, default: []].append((name, others)) }
            }
        }
        for (key, values) in byKey {
            let json = JSONText.array(
                values.map {
                    .array([
                        .string($0.name),
                        .array(
                            $0.others.map { other in
                                let isInline = other.1.split(separator: " ").contains { lexicon.places[Array($0.utf8)] == .lexicon }
                                return .array([.string(other.0), .string(other.1)] + (isInline ? [.integer(1)] : []))
                            }),
                    ])
                })
            var payload: [UInt8] = []
            json.write(to: &payload)
            entries.append((Array(key.utf8), payload))
        }
        entries.sort { $0.key.isBefore($1.key) }
    }
}

/// Words that questions are made of; folded.
package enum StopWords {
    package static func all(_ language: Language) -> Set<String> { language == .spanish ? spanish : english }

    private static let spanish = Set(
        """
        a al algo algun alguna algunas alguno algunos ante antes asi aun aunque cada como con cual cuales cualquier cuando cuanta cuantas cuanto cuantos de \
        debo del desde dice dicen donde dos e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta estamos estan estas este esto \
        estos estoy fue fueron fui ha haber habia hacia hago han hasta hay la las le les lo los mas me mi mis mucho muy nada nadie necesito ni no nos o os \
        otra otras otro otros para pasa pero por porque puede pueden puedo que quien quienes quiere quiero se ser si sin sobre solo son soy su sus tal tambien \
        tan tanto te tenemos tengo tiene tienen toca todo todos tras tu tus u un una unas uno unos va van ver voy y ya yo
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let english = Set(
        """
        a about an and are as at be by can did do does for from had has have how i if in into is it its may must my no not of on or our should so such than that \
        the their them then there these they this to was we were what when where which who whom why will with would you your
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
