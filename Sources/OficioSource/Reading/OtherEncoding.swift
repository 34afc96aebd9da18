import Diagnostics

/// Recognises a file in an encoding of Windows and decodes it.
struct OtherEncoding {
    /// The name that Windows gives to the encoding.
    let name: Localized
    let text: String

    /// Reads a file that is not UTF-8; nil if its encoding is not certain.
    static func detect(_ bytes: [UInt8]) -> OtherEncoding? { utf16(bytes) ?? windows(bytes) }

    /// Reads UTF-16 with its byte order mark; `nil` for other bytes.
    private static func utf16(_ bytes: [UInt8]) -> OtherEncoding? {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]), bytes.count % 2 == 0 else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { place -> UInt16 in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        guard let text = String(validating: units, as: UTF16.self) else { return nil }
        return OtherEncoding(
            name: Localized(es: "UTF-16 («Unicode» en el Bloc de notas)", en: "UTF-16 (“Unicode” in Notepad)"),
            text: text)
    }

    /// Reads Windows-1252 if every byte beyond ASCII is a letter or a sign of Western European texts, at least one is
    /// a letter, and none of them form a valid UTF-8 sequence; nil otherwise.
    private static func windows(_ bytes: [UInt8]) -> OtherEncoding? {
        var text = String.UnicodeScalarView()
        var holdsLetter = false
        for byte in bytes {
            if byte < 0x80 {
                if byte == 0 { return nil }
                text.append(Unicode.Scalar(byte))
            } else if byte < 0xA0 {
                guard let sign = windows1252Specials[byte] else { return nil }
                text.append(sign)
            } else if byte >= 0xC0 || plain.contains(byte) {
                holdsLetter = holdsLetter || byte >= 0xC0
                text.append(Unicode.Scalar(byte))
            } else {
                return nil
            }
        }
        guard holdsLetter, InvalidUTF8.holdsNoSequence(bytes) else { return nil }
        return OtherEncoding(
            name: Localized(
                es: "de Windows (Windows-1252, «ANSI» en el Bloc de notas)",
                en: "of Windows (Windows-1252, “ANSI” in Notepad)"), text: String(text))
    }

    /// The Windows-1252 characters from 0x80 to 0x9F that are accepted.
    private static let windows1252Specials: [UInt8: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–",
        0x97: "—", 0x99: "™", 0x8C: "Œ", 0x9C: "œ",
    ]
    /// The signs from 0xA0 to 0xBF that texts have: blank, ¡ ¢ £ § ¨ © ª « ® ° ± ² ³ ´ · º » ¼ ½ ¾ ¿.
    private static let plain: Set<UInt8> = [
        0xA0, 0xA1, 0xA2, 0xA3, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xAD, 0xAE, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB7, 0xBA,
        0xBB,
        0xBC, 0xBD, 0xBE, 0xBF,
    ]
}
