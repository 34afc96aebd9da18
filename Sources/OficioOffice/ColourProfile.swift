/// Reduces an ICC profile (ICC.1:2010) to the data that convert colours.
///
/// A profile may also contain private data, and the names of the device, its maker and the copyright holder.
enum ColourProfile {
    /// Returns the profile with only the tags that convert colours; `nil` if it is damaged, has none of them, or has
    /// one of an unknown type.
    static func withoutOtherTags(_ profile: [UInt8]) -> [UInt8]? {
        guard profile.count >= 132, profile[36..<40].elementsEqual("acsp".utf8) else { return nil }
        let count = Int(number(profile, 128, 4))
        guard count <= 100, profile.count >= 132 + 12 * count else { return nil }
        var elements: [(tag: ArraySlice<UInt8>, bytes: [UInt8])] = []
        for entry in stride(from: 132, to: 132 + 12 * count, by: 12) {
            let tag = profile[entry..<entry + 4]
            let offset = Int(number(profile, entry + 4, 4)), size = Int(number(profile, entry + 8, 4))
            guard tags.contains(String(decoding: tag, as: UTF8.self)) else { continue }
            guard size >= 8, offset >= 0, offset <= profile.count - size,
                let element = element(Array(profile[offset..<offset + size]))
            else { return nil }
            elements.append((tag, element))
        }
        if elements.isEmpty { return nil }
        var out = header(profile)
        out += bigEndianBytes(of: elements.count)
        var offset = 132 + 12 * elements.count
        var data: [UInt8] = []
        for (tag, element) in elements {
            out += tag
            out += bigEndianBytes(of: offset)
            out += bigEndianBytes(of: element.count)
            data += element + [UInt8](repeating: 0, count: (4 - element.count % 4) % 4)
            offset = 132 + 12 * elements.count + data.count
        }
        out += data
        out.replaceSubrange(0..<4, with: bigEndianBytes(of: out.count))
        return out
    }

    private static let tags: Set<String> = [
        "rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC", "kTRC", "chad", "A2B0", "A2B1", "A2B2", "B2A0", "B2A1",
        "B2A2",
    ]

    /// Returns the header without the date, the maker, the model, the creator and the reserved bytes.
    private static func header(_ profile: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 128)
        // Keep version, class and colour spaces; the signature; rendering intent and illuminant.
        for range in [8..<10, 12..<24, 36..<40, 64..<80] { out.replaceSubrange(range, with: profile[range]) }
        return out
    }

    /// Returns an element of the profile without the bytes after its numbers; nil if its type may hold anything but
    /// numbers.
    private static func element(_ bytes: [UInt8]) -> [UInt8]? {
        let length: Int
        switch String(decoding: bytes[0..<4], as: UTF8.self) {
        case "XYZ ": length = 20
        case "sf32": length = 44
        case "curv":
            guard bytes.count >= 12 else { return nil }
            length = 12 + 2 * Int(number(bytes, 8, 4))
        case "para":
            let counts = [1, 3, 4, 5, 7]
            guard bytes.count >= 12, counts.indices.contains(Int(number(bytes, 8, 2))) else { return nil }
            length = 12 + 4 * counts[Int(number(bytes, 8, 2))]
        case "mft1", "mft2", "mAB ", "mBA ": length = bytes.count
        default: return nil
        }
        return length <= bytes.count ? Array(bytes[..<length]) : nil
    }

    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt32 {
        bytes[place..<place + count].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func bigEndianBytes(of number: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
