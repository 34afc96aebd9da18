/// A JSON value whose members keep their order when it is written.
package indirect enum JSONText: Sendable {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case array([JSONText])
    case object([(String, JSONText)])

    /// The value as JSON without spaces. Escapes what RFC 8259 requires, and `<`, U+2028 and U+2029, so that the text
    /// can stand in a script element.
    package var compact: String {
        var out: [UInt8] = []
        write(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the compact JSON of the value to `out`.
    package func write(to out: inout [UInt8]) {
        switch self {
        case .string(let text): Self.quote(text, to: &out)
        case .integer(let number): out.append(contentsOf: String(number).utf8)
        case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
        case .array(let items):
            out.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                item.write(to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (index, (key, value)) in members.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                Self.quote(key, to: &out)
                out.append(UInt8(ascii: ":"))
                value.write(to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }

    /// Appends a string to `out` as a quoted JSON string.
    package static func quote(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        text.withBytes { bytes in
            // Most bytes need no escape, so whole runs are copied.
            var start = 0
            var index = special.first(in: bytes, from: 0)
            while index < bytes.count {
                defer { index = special.first(in: bytes, from: max(start, index + 1)) }
                if bytes[index] == 0xE2 {
                    // Scripts before ECMAScript 2019 treat U+2028 and U+2029 as line ends.
                    guard index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 else {
                        continue
                    }
                    out.append(contentsOf: bytes[start..<index])
                    out.append(contentsOf: (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
                    start = index + 3
                    continue
                }
                out.append(contentsOf: bytes[start..<index])
                escape(bytes[index], to: &out)
                start = index + 1
            }
            out.append(contentsOf: bytes[start...])
        }
        out.append(UInt8(ascii: "\""))
    }

    /// Bytes that need an escape: controls, `"`, `\`, `<`, DEL, and the first byte of U+2028 and U+2029.
    private static let special = ByteSet(below: 0x20, [0x22, 0x5C, 0x3C, 0x7F, 0xE2])

    private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
        case 0x0A: out.append(contentsOf: "\\n".utf8)
        case 0x0D: out.append(contentsOf: "\\r".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        default:
            let hex: StaticString = "0123456789abcdef"
            out.append(contentsOf: "\\u00".utf8)
            out.append(hex.utf8Start[Int(byte >> 4)])
            out.append(hex.utf8Start[Int(byte & 15)])
        }
    }
}
