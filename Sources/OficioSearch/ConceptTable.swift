import Diagnostics
import OficioBasics
import OficioSource

/// The table of synonyms: the stems of a name lead to the other names of the same concept and their
/// posting lists.
struct ConceptTable {
    /// The entries, sorted by key.
    ///
    /// Key: the folded stems of a name, each followed by a space. The space sorts the entry after
    /// the posting list of the name's first word, in the same block. Payload: the length of a JSON
    /// text, the text `[["the name",[["other name","stem stem",worth],…]],…]`, then for each other
    /// name the length and the posting list of the sections that hold it. Names that no section
    /// holds are left out.
    private(set) var entries: [(key: [UInt8], payload: [UInt8])] = []

    /// A Bloom filter with one hash function over the first stems of all names: most query words
    /// begin no name, and the engine loads no block for them.
    var starts: [UInt8] {
        let stems = Set(entries.map { Array($0.key.prefix { $0 != UInt8(ascii: " ") }) })
        guard !stems.isEmpty else { return [] }
        // A few names more seldom change the size, on which every bit depends.
        let size = (stems.count * 6 + 511) / 512 * 512
        var bits = [UInt8](repeating: 0, count: size / 8)
        for stem in stems {
            // `mayStartName` in Engine/index.js computes the same: UTF-16, modulo the greatest
            // prime below 65,536.
            let hash = String(decoding: stem, as: UTF8.self).utf16.reduce(0) { ($0 * 31 + Int($1)) % 65_521 } % size
            bits[hash / 8] |= 1 << UInt8(hash % 8)
        }
        return bits
    }

    /// Builds the entries from concepts.
    init(_ concepts: ConceptNames, _ lists: [String: NameList?]) {
        func sections(_ name: ConceptNames.Name) -> NameList? { lists[name.stems] ?? nil }
        var byKey: [String: [(name: String, others: [ConceptNames.Name])]] = [:]
        for (names, isOneWay) in concepts.all {
            // Names with the same stems have the same list.
            var seen: Set<String> = []
            let targets = isOneWay ? names.prefix(1) : names[...]
            let found = targets.filter { sections($0) != nil && seen.insert($0.stems).inserted }
            for name in names {
                let others = found.filter { $0.stems != name.stems }.prefix(RankingConstants.current.otherNames.names)
                if !others.isEmpty { byKey[name.stems, default: []].append((name.text, Array(others))) }
            }
        }
        for (key, values) in byKey {
            var lists: [UInt8] = []
            let json = JSONText.array(
                values.map { value in
                    .array([
                        .string(value.name),
                        .array(
                            value.others.compactMap { other in
                                guard let list = sections(other) else { return nil }
                                lists.appendVarint(list.head.count)
                                lists += list.head
                                return .array([
                                    .string(other.text), .string(other.stems), .integer(list.inverseDocumentFrequency),
                                ])
                            }),
                    ])
                })
            var text: [UInt8] = [], payload: [UInt8] = []
            json.write(to: &text)
            payload.appendVarint(text.count)
            entries.append((Array(key.utf8) + [UInt8(ascii: " ")], payload + text + lists))
        }
        entries.sort { $0.key.isBefore($1.key) }
    }
}

/// The names of all concepts, with their groups.
struct ConceptNames: Sendable {
    struct Name: Sendable {
        let text: String
        /// Folded stems, separated by spaces.
        let stems: String
        /// The index of the name's group; `nil` if no section has the name.
        let group: Int?
    }

    /// The names of each concept, and whether the concept is one-way. Names that consist of stop words are left
    /// out.
    let all: [(names: [Name], isOneWay: Bool)]

    init(_ concepts: [SearchConcept], _ vocabulary: Vocabulary, _ language: Language) {
        let stemmer = Stemmer(language)
        let stopWords = StopWords.all(language)
        var words = Words()
        func name(_ text: String) -> Name {
            let stems = PhraseNames.stems(text, &words, stemmer, stopWords)
            // A name of several words has a group of its own.
            let group = vocabulary.group(of: PhraseNames.term(stems))
            return Name(text: text, stems: stems.joined(separator: " "), group: group)
        }
        all = concepts.map { ($0.names.map(name).filter { !$0.stems.isEmpty }, $0.isOneWay) }
    }
}

/// Words that carry no meaning in a question (*cómo*, *para*, *the*), folded.
package enum StopWords {
    /// Returns the folded stop words of a language.
    package static func all(_ language: Language) -> Set<String> { language == .spanish ? spanish : english }

    private static let spanish = Set(
        """
        a al algo algun alguna algunas alguno algunos ante antes asi aun aunque cada como con cual cuales cualquier \
        cuando cuanta cuantas cuanto cuantos de debo del desde dice dicen donde dos e el ella ellas ello ellos en \
        entre era eran es esa esas ese eso esos esta estamos estan estas este esto estos estoy fue fueron fui ha haber \
        habia hacia hago han hasta hay la las le les lo los mas me mi mis mucho muy nada nadie necesito ni no nos o os \
        otra otras otro otros para pasa pero por porque puede pueden puedo que quien quienes quiere quiero se ser si \
        sin sobre solo son soy su sus tal tambien tan tanto te tenemos tengo tiene tienen toca todo todos tras tu tus \
        u un una unas uno unos va van ver voy y ya yo
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let english = Set(
        """
        a about an and are as at be by can did do does for from had has have how i if in into is it its may must my no \
        not of on or our should so such than that the their them then there these they this to was we were what when \
        where which who whom why will with would you your
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
