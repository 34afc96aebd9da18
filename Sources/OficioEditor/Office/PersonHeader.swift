import OficioBasics
import OficioSource

/// Reads the name of a person from the header that a reverse proxy sets.
package enum PersonHeader {
    /// The name of the header, unless an option gives another.
    package static let name = "X-Oficio-Persona"
    /// The maximum length of a name, in Unicode scalars.
    static let limit = 120
    /// The maximum length of a header, in bytes.
    private static let byteLimit = 1000

    /// Returns the name in a header: UTF-8, percent-encoded, or as an extended parameter value (RFC 8187). Returns
    /// `nil` for a value that is empty, too long or damaged, that is a list with commas, or that has control
    /// characters, invisible characters or blanks around it.
    package static func decoded(_ value: [UInt8]) -> String? {
        guard value.count <= byteLimit, var text = String(validating: value, as: UTF8.self) else { return nil }
        if text.lowercased().hasPrefix("utf-8'") {
            let parts = text.split(separator: "'", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D }),
                parts[2].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
            else { return nil }
            text = String(parts[2])
        }
        if text.contains("%") {
            guard let plain = withoutPercents(text) else { return nil }
            text = plain
        }
        text = text.precomposed
        let scalars = text.unicodeScalars
        guard !text.isEmpty, scalars.count <= limit, text == text.trimmedSpaces, scalars.first != " ",
            scalars.last != " ",
            scalars.allSatisfy({ scalar in
                scalar.value >= 0x20 && scalar.value != 0x7F && !scalar.isInvisible && scalar != "," && scalar != "%"
                    && (scalar == " " || !scalar.properties.isWhitespace)
            })
        else { return nil }
        return text
    }

    /// Returns the text without percent escapes; `nil` if an escape or the decoded text is damaged.
    private static func withoutPercents(_ text: String) -> String? {
        var out: [UInt8] = []
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%") {
                guard place + 2 < bytes.count,
                    let byte = [UInt8](hexadecimal: String(decoding: bytes[(place + 1)...(place + 2)], as: UTF8.self))?
                        .first
                else { return nil }
                out.append(byte)
                place += 3
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}
