/// Rewrites the start tags of an XML part and leaves all other bytes as they are.
enum XMLTags {
    /// Returns the part with each tag as `edit` returns it. `edit` receives the name of a tag and the whole tag, from
    /// `<` to `>`, and returns the tag to write: nil for the same one.
    static func rewriting(_ bytes: [UInt8], _ edit: (_ name: String, _ tag: String) -> String?) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var place = 0
        while let open = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            out += bytes[place..<open]
            guard let end = end(of: open, in: bytes) else {
                place = open
                break
            }
            let name = bytes[(open + 1)..<end].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
            if let first = name.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?"),
                let tag = edit(
                    String(decoding: name, as: UTF8.self), String(decoding: bytes[open...end], as: UTF8.self))
            {
                out += Array(tag.utf8)
            } else {
                out += bytes[open...end]
            }
            place = end + 1
        }
        return out + bytes[place...]
    }

    /// Returns the place of the `>` that ends a tag. A value in quotes may hold the sign.
    private static func end(of open: Int, in bytes: [UInt8]) -> Int? {
        var quote: UInt8?
        for place in open..<bytes.count {
            let byte = bytes[place]
            if let sign = quote {
                if byte == sign { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place
            }
        }
        return nil
    }

    /// Returns the range of the value of an attribute in a tag, without its quotes; nil without the attribute.
    static func value(of attribute: String, in tag: String) -> Range<String.Index>? {
        var rest = tag[...]
        while let found = rest.firstRange(of: attribute + "=") {
            rest = rest[found.upperBound...]
            guard let before = tag[..<found.lowerBound].last, before.isWhitespace, let quote = rest.first,
                quote == "\"" || quote == "'", let end = rest.dropFirst().firstIndex(of: quote)
            else { continue }
            return rest.index(after: rest.startIndex)..<end
        }
        return nil
    }

    /// Returns the tag with another value of an attribute; nil without the attribute.
    static func replacing(_ attribute: String, in tag: String, with words: (String) -> String?) -> String? {
        guard let range = value(of: attribute, in: tag), let new = words(String(tag[range])) else { return nil }
        return tag.replacingCharacters(range, with: new)
    }
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<String.Index>, with words: String) -> String {
        String(self[..<range.lowerBound]) + words + self[range.upperBound...]
    }
}
