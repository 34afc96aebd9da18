extension StaffPhrase {
    /// Whether a text may contain a word of some phrase. Nearly all texts contain none, and need no further reading.
    ///
    /// The test skips emphasis marks and soft hyphens, and ignores accents of Latin letters. A text with other
    /// letters or with invisible characters always passes.
    static func mayOccur(in text: String) -> Bool { mayHold(stems, text) }

    /// Whether a text may hold a word that says that something is for others: *externo*, *abierto*.
    static func mayBeForOthers(_ text: String) -> Bool { mayHold(contrastStems, text) }

    private static func mayHold(_ stems: [[[UInt8]]], _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var letters: [UInt8] = []
            letters.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                let byte = bytes[index], next = index + 1 < bytes.count ? bytes[index + 1] : 0
                switch byte {
                case 0x2A, 0x5F: index += 1
                case 0x41...0x5A:
                    letters.append(byte | 0x20)
                    index += 1
                case 0..<0x80:
                    letters.append(byte)
                    index += 1
                case 0xC2:
                    if next != 0xAD { letters.append(0x20) }
                    index += 2
                case 0xC3:
                    letters.append(base(ofLatin: next))
                    index += 2
                case 0xE2 where next == 0x80 && index + 2 < bytes.count && isVisible(bytes[index + 2]):
                    letters.append(0x20)
                    index += 3
                default: return true
                }
            }
            return letters.withUnsafeBufferPointer { holdsStem(stems, $0) }
        }
    }

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

    private static func holdsStem(_ stems: [[[UInt8]]], _ letters: UnsafeBufferPointer<UInt8>) -> Bool {
        letters.indices.contains { start in
            stems[Int(letters[start] & 0x7F)].contains { stem in
                start + stem.count <= letters.count && stem.indices.allSatisfy { letters[start + $0] == stem[$0] }
            }
        }
    }

    /// The beginnings of the words of phrases, by their first letter.
    private static let stems = byFirstLetter([
        "intern", "privad", "privat", "reservad", "restri", "secret", "clasificad", "classified", "confiden", "publi",
        "prohibi", "divulg", "difun", "compart", "distribu", "share", "solo", "staff",
    ])
    /// The beginnings of the words in `contrasts` that begin like no stem in `stems`, by their first letter.
    private static let contrastStems = byFirstLetter(["extern", "abiert", "open"])

    private static func byFirstLetter(_ words: [String]) -> [[[UInt8]]] {
        var stems = [[[UInt8]]](repeating: [], count: 128)
        for word in words {
            let bytes = Array(word.utf8)
            stems[Int(bytes[0])].append(bytes)
        }
        return stems
    }
}
