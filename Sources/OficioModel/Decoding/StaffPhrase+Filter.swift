import OficioBasics

extension StaffPhrase {
    /// The kinds of words that a text may have. Nearly all texts have none, and need no further reading.
    struct Hints: OptionSet {
        let rawValue: UInt8

        /// A word that asks for discretion: *interno*, *no publicar*.
        static let staff = Hints(rawValue: 1)
        /// A word that says that something is for others: *externo*, *abierto*.
        static let others = Hints(rawValue: 2)
        /// A word that calls a document unfinished: *borrador*.
        static let draft = Hints(rawValue: 4)
        /// A word for people to whom a label may address a text: *personal*, *empleados*.
        static let people = Hints(rawValue: 8)
        static let all: Hints = [.staff, .others, .draft, .people]
    }

    /// Whether a text may contain a word of some phrase.
    static func mayOccur(in text: String) -> Bool { hints(in: text).contains(.staff) }

    /// Returns the kinds of words that a text may contain, in one pass over its bytes.
    static func hints(in text: String) -> Hints { text.withBytes { hints(in: $0[...]) } }

    /// Returns the kinds of words that some bytes may contain.
    ///
    /// The test compares the beginnings of words. It skips emphasis marks and soft hyphens, and ignores accents of
    /// Latin letters. A text with other letters or with invisible characters may contain all kinds.
    static func hints(in text: Slice<UnsafeBufferPointer<UInt8>>) -> Hints {
        let bytes = UnsafeBufferPointer(rebasing: text)
        return stems.pairs.withUnsafeBufferPointer { pairs in
            var found: Hints = []
            var isStart = true
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte < 0x80 {
                    let letter = byte | 0x20
                    if letter >= 0x61 && letter <= 0x7A {
                        if isStart, mayBegin(pairs, letter, bytes, place + 1) { found.formUnion(kinds(bytes, place)) }
                        isStart = false
                    } else {
                        isStart = byte < 0x30 || byte > 0x39
                    }
                    place += 1
                    continue
                }
                let next = place + 1 < bytes.count ? bytes[place + 1] : 0
                switch byte {
                case 0xC2:
                    // ª, µ and º are letters.
                    if next == 0xAA || next == 0xB5 || next == 0xBA { return .all }
                    isStart = true
                    place += 2
                case 0xC3:
                    if next == 0x97 || next == 0xB7 {
                        isStart = true
                    } else {
                        if base(ofLatin: next) == 0x20 { return .all }
                        if isStart { found.formUnion(kinds(bytes, place)) }
                        isStart = false
                    }
                    place += 2
                case 0xE2 where next == 0x80 && place + 2 < bytes.count && isVisible(bytes[place + 2]):
                    isStart = true
                    place += 3
                default: return .all
                }
            }
            return found
        }
    }

    /// Whether some stem may begin with a letter and the byte behind it. A byte that is no ASCII letter decides
    /// nothing, unless no letter follows it.
    private static func mayBegin(
        _ pairs: UnsafeBufferPointer<UInt32>, _ letter: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int
    ) -> Bool {
        guard place < bytes.count else { return false }
        let second = bytes[place] | 0x20
        if second >= 0x61 && second <= 0x7A { return pairs[Int(letter & 0x1F)] >> UInt32(second & 0x1F) & 1 == 1 }
        return bytes[place] >= 0x80 || isEmphasis(bytes[place])
    }

    /// Returns the kinds of the stems that begin at a place.
    private static func kinds(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Hints {
        var found: Hints = []
        let first = bytes[place] == 0xC3 ? base(ofLatin: bytes[place + 1]) : bytes[place]
        for stem in stems.byLetter[Int(first & 0x1F)] where begins(with: stem.bytes, bytes, place) {
            found.formUnion(stem.kind)
        }
        return found
    }

    private static func begins(with stem: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        var place = start
        for letter in stem {
            while place < bytes.count {
                if isEmphasis(bytes[place]) {
                    place += 1
                } else if bytes[place] == 0xC2, place + 1 < bytes.count, bytes[place + 1] == 0xAD {
                    place += 2
                } else {
                    break
                }
            }
            guard place < bytes.count else { return false }
            if bytes[place] == 0xC3, place + 1 < bytes.count {
                if base(ofLatin: bytes[place + 1]) != letter { return false }
                place += 2
            } else {
                if bytes[place] | 0x20 != letter { return false }
                place += 1
            }
        }
        return true
    }

    private static func isEmphasis(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") }

    /// Returns the base letter of U+00C0 to U+00FF, by its second byte.
    private static func base(ofLatin byte: UInt8) -> UInt8 {
        switch byte | 0x20 {
        case 0xA0...0xA5: UInt8(ascii: "a")
        case 0xA8...0xAB: UInt8(ascii: "e")
        case 0xAC...0xAF: UInt8(ascii: "i")
        case 0xB1: UInt8(ascii: "n")
        case 0xB2...0xB6: UInt8(ascii: "o")
        case 0xB9...0xBC: UInt8(ascii: "u")
        default: 0x20
        }
    }

    /// Whether a character from U+2000 to U+203F, given by its last byte, is visible: a dash, a quotation mark, a
    /// blank or another sign.
    private static func isVisible(_ byte: UInt8) -> Bool {
        !(0x8B...0x8F).contains(byte) && !(0xA8...0xAE).contains(byte)
    }

    /// The beginnings of the words of phrases.
    private struct Stems: Sendable {
        /// The stems with each first letter, by its last five bits.
        let byLetter: [[(bytes: [UInt8], kind: Hints)]]
        /// For each first letter, by its last five bits, a bit for each second letter.
        let pairs: [UInt32]

        init(_ words: [(Hints, [String])]) {
            var byLetter = [[(bytes: [UInt8], kind: Hints)]](repeating: [], count: 32)
            var pairs = [UInt32](repeating: 0, count: 32)
            for (kind, own) in words {
                for bytes in own.map({ Array($0.utf8) }) {
                    byLetter[Int(bytes[0] & 0x1F)].append((bytes, kind))
                    pairs[Int(bytes[0] & 0x1F)] |= 1 << UInt32(bytes[1] & 0x1F)
                }
            }
            (self.byLetter, self.pairs) = (byLetter, pairs)
        }
    }

    private static let stems = Stems(stemWords)

    /// The folded beginnings of the words of phrases, by the kind of the words.
    static let stemWords: [(kind: Hints, stems: [String])] = [
        (
            .staff,
            [
                "intern", "privad", "privat", "reservad", "reserved", "restri", "secret", "clasificad", "classified",
                "confiden",
                "publi", "prohibi", "divulg", "difun", "compart", "distribu", "share", "solo", "solamente",
                "unicamente", "exclusiv", "only", "staff", "employee", "ocult", "hidden", "audienc", "visibil",
            ]
        ),
        // The words in `contrasts` that no stem above begins.
        (
            .others,
            [
                "extern", "abiert", "open", "client", "usuari", "ciudadan", "visit", "proveedor", "contribuy",
                "pacient", "alumn", "customer", "users", "citizen", "supplier",
            ]
        ),
        (.draft, ["borrador", "draft"]),
        (.people, ["personal", "personnel", "emplead", "funcionari", "trabajador", "colaborador", "jef"]),
    ]
}

extension StaffPhrase.Hints {
    /// Whether a text may have a label that says that it is for the staff.
    var maySayStaff: Bool { !isDisjoint(with: [.staff, .people]) }
}
