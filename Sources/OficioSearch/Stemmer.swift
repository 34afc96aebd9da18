import Diagnostics
internal import CStemmer

/// Snowball's stemmer of the site's language (libstemmer), with corrections for Spanish.
struct Stemmer: ~Copyable {
    private let handle: OpaquePointer?
    private let isSpanish: Bool

    init(_ language: Language) {
        isSpanish = language == .spanish
        handle = sb_stemmer_new(isSpanish ? "spanish" : "english", "UTF_8")
    }

    deinit { sb_stemmer_delete(handle) }

    /// Returns the stem of a lower-case word with accents. Words of one or two letters or with digits are their own
    /// stem.
    borrowing func stem(_ word: [UInt8]) -> [UInt8] {
        guard let handle, word.count > 2, !word.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return word }
        if isSpanish, let noun = Self.nouns[word] { return noun }
        guard let stem = sb_stemmer_stem(handle, word, Int32(word.count)) else { return word }
        let bytes = Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
        return isSpanish ? Self.irregular[bytes] ?? bytes : bytes
    }

    /// Maps stems of irregular verbs to the stem of the infinitive (`pid` of *pide* to `ped`). A stem that is also a
    /// noun's is left out (*cuenta*, *prueba*).
    static let irregular: [[UInt8]: [UInt8]] = Dictionary(
        uniqueKeysWithValues: pairs(
            """
            atiend:atend cierr:cerr comienz:comenz conduj:conduc conduzc:conduc conozc:conoc corrig:correg \
            corrij:correg defiend:defend despid:desped despiert:despert devuelt:devolv devuelv:devolv duel:dol \
            duerm:dorm elig:eleg elij:eleg empiez:empez encuentr:encontr entiend:entend escrit:escrib impid:imped \
            manifiest:manifest mantien:manten muev:mov nieg:neg obtien:obten pid:ped pierd:perd prefier:prefer \
            quiebr:quebr recomiend:recomend recuerd:record renuev:renov repit:repet requier:requer resuelt:resolv \
            resuelv:resolv sirv:serv
            """))

    /// Returns the stem of the infinitive of which a stem has the usual changed vowel (`cierr`, `muev`, `pid`).
    static func regular(_ stem: String) -> String {
        for (changed, vowel) in [("ie", "e"), ("ue", "o"), ("i", "e")] {
            if let place = stem.ranges(of: changed).last {
                return stem[..<place.lowerBound] + vowel + stem[place.upperBound...]
            }
        }
        return stem
    }

    /// Maps nouns, and their plurals, whose Snowball stem is also that of another word (*caso* and *casa*, *plazo* and
    /// *plaza*) to the singular.
    private static let nouns: [[UInt8]: [UInt8]] = Dictionary(
        uniqueKeysWithValues: pairs(
            """
            acta:acta actas:acta acto:acto actos:acto casa:casa casas:casa caso:caso casos:caso libro:libro \
            libros:libro parto:parto partos:parto plaza:plaza plazas:plaza plazo:plazo plazos:plazo puerta:puerta \
            puertas:puerta puerto:puerto puertos:puerto sala:sala salas:sala
            """))

    private static func pairs(_ text: String) -> [([UInt8], [UInt8])] {
        text.split { $0 == " " || $0 == "\n" }.map { pair in
            let parts = pair.utf8.split(separator: UInt8(ascii: ":")).map { Array($0) }
            return (parts[0], parts[1])
        }
    }
}
