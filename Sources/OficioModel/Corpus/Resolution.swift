import OficioBasics

/// The result of resolving a reference.
package enum Resolution: Sendable {
    /// The kind of name by which a record was found, from the most to the least certain.
    package enum NameKind: Int, Sendable { case id, code, title, foldedTitle, formerName }

    /// One record matches: its index, and the kind of name that matched.
    case record(Int, NameKind)
    /// The path leads to an attachment; its path relative to the site.
    case attachment(String)
    /// Several records match equally well.
    case ambiguous([Int])
    /// No record has the name, and no file has the path.
    case unknown

    /// The index of the record, `nil` unless the reference leads to exactly one.
    package var record: Int? {
        if case .record(let index, _) = self { return index }
        return nil
    }
}

extension String {
    /// The text with escapes such as `%41` replaced by the bytes that they stand for (RFC 3986).
    package var removingPercents: String {
        guard contains("%") else { return self }
        var out: [UInt8] = []
        var bytes = Array(utf8)[...]
        func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x41...0x46: byte - 0x37
            case 0x61...0x66: byte - 0x57
            default: nil
            }
        }
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"), bytes.count >= 2, let high = digit(bytes[bytes.startIndex]),
                let low = digit(bytes[bytes.startIndex + 1])
            {
                out.append(high << 4 | low)
                bytes = bytes.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The text with percent encoding removed up to four times, because an address inside an address is encoded
    /// twice.
    package var removingAllPercents: String {
        var text = self
        for _ in 0..<4 {
            let decoded = text.removingPercents
            if decoded == text { break }
            text = decoded
        }
        return text
    }
}
