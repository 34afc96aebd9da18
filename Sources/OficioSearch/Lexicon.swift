import Diagnostics
import OficioSource

/// The tables of words: the lexicon, the reversed lexicon, the posting lists, and the endings of
/// inflected forms.
struct Lexicon {
    /// The folded forms of words, sorted by key.
    private(set) var forms: [(key: [UInt8], payload: [UInt8])] = []
    /// Reversed forms, sorted, each with the binary logarithm of its occurrences: they lead to
    /// corrections by last letters.
    private(set) var reversed: [(key: [UInt8], payload: [UInt8])] = []
    /// The heads of the posting lists that the forms do not hold themselves, by group; `tails` has the tails of long
    /// lists.
    private(set) var postings: [(key: [UInt8], payload: [UInt8])] = []
    private(set) var tails: [(key: [UInt8], payload: [UInt8])] = []
    /// The most frequent endings with the binary logarithm of their count, separated by spaces: `aciones:9 …`.
    private(set) var suffixes = ""

    /// Builds the tables from the vocabulary.
    init(_ vocabulary: Vocabulary, _ encoded: [EncodedPostings], _ language: Language) {
        let constants = RankingConstants.current
        var endings: [String: Int] = [:]
        let everyday = EverydayWords.stems(language)
        // Where the site has only changed forms of an irregular verb (*pide*), the stem of the infinitive (*ped*) leads
        // the engine from other forms to their group.
        var all = vocabulary.terms
        for stem in Set(Stemmer.irregular.values) {
            guard language == .spanish, let group = vocabulary.group(of: stem) else { continue }
            if vocabulary.terms.contains(where: { Int($0.group) == group && $0.form.starts(with: stem) }) { continue }
            all.append(Vocabulary.Term(form: stem, group: Int32(group), count: 1, isOutsideText: false))
        }
        let terms = KeyOrder.sortedIndices(all.map(\.form))
        var next = terms.startIndex
        while next < terms.endIndex {
            // Words that differ by accents alone share a form.
            let key = all[terms[next]].form
            var groups: [(group: Int, count: Int, surface: UInt8)] = []
            while next < terms.endIndex, all[terms[next]].form == key {
                let number = terms[next]
                let term = all[number]
                next += 1
                if let known = groups.firstIndex(where: { $0.group == Int(term.group) }) {
                    groups[known].count += term.count
                } else {
                    let surface = number < vocabulary.surface.count ? vocabulary.surface[number] : 3
                    groups.append((Int(term.group), term.count, surface))
                }
            }
            if key.isEmpty || key.contains(0x20) { continue }
            // A group that stands for the exact word of a name follows the group of its stem. It is listed only if no
            // other text has the word; otherwise it would raise one name above all others.
            func isAsWritten(_ group: Int) -> Bool { vocabulary.groups[group].first == UInt8(ascii: "=") }
            let uses = groups.reduce(0) { $0 + (isAsWritten($1.group) ? -$1.count : $1.count) }
            groups.removeAll { isAsWritten($0.group) && uses > 0 }
            groups.sort {
                (isAsWritten($0.group) ? 1 : 0, $1.count, $0.group)
                    < (isAsWritten($1.group) ? 1 : 0, $0.count, $1.group)
            }
            if groups.count > 3 { groups.removeSubrange(2..<groups.count - 1) }
            var payload: [UInt8] = []
            // Bits 0 and 1 hold the number of groups. Each higher bit marks one group as that of an everyday
            // word.
            payload.appendVarint(
                groups.indices.reduce(groups.count) {
                    $0 | (everyday.contains(vocabulary.groups[groups[$1].group]) ? 4 << $1 : 0)
                })
            for entry in groups {
                let stem = vocabulary.groups[entry.group]
                let isInline = encoded[entry.group].documents <= constants.lists.inline
                let begins = stem.count < 31 && key.starts(with: stem)
                payload.append(UInt8(begins ? stem.count : 31) | (isInline ? 32 : 0) | entry.surface << 6)
                if !begins {
                    payload.appendVarint(stem.count)
                    payload += stem
                }
                payload.append(UInt8(Self.logarithm(encoded[entry.group].documents) << 4 | Self.logarithm(entry.count)))
                if isInline {
                    payload.appendVarint(encoded[entry.group].head.count)
                    payload += encoded[entry.group].head
                }
                if begins, stem.count >= constants.inflection.stem, stem.count < key.count {
                    endings[String(decoding: key[stem.count...], as: UTF8.self), default: 0] += 1
                }
            }
            forms.append((key, payload))
            let count = groups.reduce(0) { $0 + $1.count }
            if key.count > 3, key.allSatisfy({ $0 < 0x80 }), !key.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
                reversed.append((Array(key.reversed()), [UInt8(Self.logarithm(count))]))
            }
        }
        reversed = KeyOrder.sortedIndices(reversed.map(\.key)).map { reversed[$0] }
        for (index, list) in encoded.enumerated()
        where list.documents > constants.lists.inline && !vocabulary.isPhrase(index) {
            postings.append((vocabulary.groups[index], list.head))
            if !list.tail.isEmpty { tails.append((vocabulary.groups[index], list.tail)) }
        }
        for ending in Endings.usualEndings(language) { endings[ending, default: 0] += 1 }
        suffixes = endings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(constants.inflection.endings).map {
            "\($0.key):\(Self.logarithm($0.value))"
        }.joined(separator: " ")
    }

    /// Returns the binary logarithm, rounded down, from 0 to 15.
    private static func logarithm(_ count: Int) -> Int {
        min(15, max(0, Int.bitWidth - 1 - max(1, count).leadingZeroBitCount))
    }
}

/// Lists usual endings of inflected words, which the words of a small site may lack.
enum Endings {
    static func usualEndings(_ language: Language) -> [String] {
        switch language {
        case .spanish:
            """
            a as o os e es an en on ar er ir al ales ado ada ados adas ido ida idos idas ando iendo yendo aba abas \
            aban abamos aron ieron aste iste io are ara aras aran aremos ere era eras eran eremos ire ira iras iran \
            iremos aria arias arian ariamos eria erias erian eriamos iria irian iriamos ase asen iese iesen amos \
            emos imos aramos ieramos ieran iera arme erme irme arnos ernos irnos cion ciones acion aciones icion \
            iciones mente idad idades able ables ible ibles ante antes ente entes iente ientes or ora ores oras ador \
            adora adores adoras arse erse irse arlo arla arlos arlas erlo erla irlo arles arle
            """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
        case .english:
            "s es ed ing er ers ly ment ments ion ions ation ations ies ied able".split(separator: " ").map(String.init)
        }
    }
}
