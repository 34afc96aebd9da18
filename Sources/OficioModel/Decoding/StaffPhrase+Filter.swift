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
        return stems.withTables { codeOf, beginnings in
            func code(_ place: Int) -> Int { place < bytes.count ? Int(codeOf[Int(bytes[place])] & 0x1F) : 0 }
            var found: Hints = []
            var isStart = true
            var place = 0
            // The codes of the three bytes from `place` on.
            var codes = code(0) << 5 | code(1)
            while place < bytes.count {
                let byte = bytes[place]
                codes = (codes << 5 | code(place + 2)) & 0x7FFF
                if byte < 0x80 {
                    let mayBegin = beginnings[codes >> 6] &>> UInt64(codes & 0x3F) & 1 == 1
                    if mayBegin, isStart { found.formUnion(kinds(bytes, place)) }
                    isStart = codeOf[Int(byte)] & ofWord == 0
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
                    codes = code(place) << 5 | code(place + 1)
                case 0xC3:
                    if next == 0x97 || next == 0xB7 {
                        isStart = true
                    } else {
                        if base(ofLatin: next) == 0x20 { return .all }
                        if isStart { found.formUnion(kinds(bytes, place)) }
                        isStart = false
                    }
                    place += 2
                    codes = code(place) << 5 | code(place + 1)
                case 0xE2 where next == 0x80 && place + 2 < bytes.count && isVisible(bytes[place + 2]):
                    isStart = true
                    place += 3
                    codes = code(place) << 5 | code(place + 1)
                default: return .all
                }
            }
            return found
        }
    }

    /// The code of a byte that decides nothing, since it may be part of a letter or be skipped.
    private static var anyLetter: Int { 27 }
    /// The bit in the code of a letter and of a digit in ASCII.
    private static var ofWord: UInt8 { 0x20 }

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

    static func isEmphasis(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") }

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

    /// The beginnings of the words of phrases, of at least three letters each.
    private struct Stems: Sendable {
        /// The stems with each first letter, by its last five bits.
        let byLetter: [[(bytes: [UInt8], kind: Hints)]]
        /// A bit for each three codes with which a stem may begin.
        private let beginnings: [UInt64]
        /// The code of each byte: in its last five bits 1 to 26 for a letter in either case, `anyLetter`, or 0; and
        /// `ofWord`.
        private let codes: [UInt8] = (0...0xFF).map { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: UInt8(byte & 0x1F) | ofWord
            case 0x30...0x39: ofWord
            case 0x80..., Int(UInt8(ascii: "*")), Int(UInt8(ascii: "_")): UInt8(anyLetter)
            default: 0
            }
        }

        /// Calls `body` with the codes of bytes and the bits of beginnings.
        @inline(__always)
        func withTables<Result>(
            _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt64>) -> Result
        ) -> Result {
            codes.withUnsafeBufferPointer { codes in beginnings.withUnsafeBufferPointer { body(codes, $0) } }
        }

        init(_ words: [(Hints, [String])]) {
            var byLetter = [[(bytes: [UInt8], kind: Hints)]](repeating: [], count: 32)
            var beginnings = [UInt64](repeating: 0, count: 512)
            func add(_ codes: Int) { beginnings[codes >> 6] |= 1 << UInt64(codes & 0x3F) }
            for (kind, own) in words {
                for bytes in own.map({ Array($0.utf8) }) {
                    byLetter[Int(bytes[0] & 0x1F)].append((bytes, kind))
                    let (first, second, third) = (Int(bytes[0] & 0x1F), Int(bytes[1] & 0x1F), Int(bytes[2] & 0x1F))
                    add(first << 10 | second << 5 | third)
                    add(first << 10 | second << 5 | anyLetter)
                    for other in 0..<32 { add(first << 10 | anyLetter << 5 | other) }
                }
            }
            (self.byLetter, self.beginnings) = (byLetter, beginnings)
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
                "limitad", "limited", "nosotr", "between us", "among us", "just us", "for us", "mostra", "ensena",
                "exhib", "revel", "reenvi", "show", "disclos", "reveal", "forward", "post o", "posted", "not for",
                "eyes o",
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
