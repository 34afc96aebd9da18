/// Removes from PNG pictures (PNG 3rd edition) the chunks that are not needed to draw them.
enum PNGFile {
    /// The allowed sizes of the chunks that are kept: pixels, colours, resolution, animation.
    private static let kept: [String: ClosedRange<Int>] = [
        "IHDR": 13...13, "PLTE": 3...768, "IDAT": 0...Int.max, "IEND": 0...0, "tRNS": 1...256, "gAMA": 4...4,
        "cHRM": 32...32, "sRGB": 1...1, "cICP": 4...4, "mDCV": 24...24, "cLLI": 8...8, "sBIT": 1...4, "bKGD": 1...6,
        "pHYs": 9...9, "acTL": 8...8, "fcTL": 26...26, "fdAT": 4...Int.max,
    ]

    /// Returns the picture with only the chunks in `kept`; nil if it is damaged, has data after its pixels, or has
    /// another chunk that is critical.
    static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        // The header comes first.
        guard bytes.count > 33, bytes[4..<16].elementsEqual([13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8)),
            let header = PNGHeader(bytes[16..<29])
        else { return nil }
        var out = Array(bytes.prefix(8))
        var pixels = PNGPixels(header)
        var index = 8
        while index + 12 <= bytes.count {
            let length = PictureMetadata.number(bytes[index..<index + 4], 0, count: 4)
            guard length <= bytes.count - index - 12 else { return nil }
            let name = String(decoding: bytes[index + 4..<index + 8], as: UTF8.self)
            let data = bytes[index + 8..<index + 8 + length]
            let end = index + 12 + length
            if !["IDAT", "fdAT"].contains(name) {
                guard let stream = pixels.end() else { return nil }
                out += stream
            }
            switch name {
            case "IDAT",
                "fdAT" where length < 4:
                if !pixels.add(bytes[index..<end], data) { return nil }
            case "fdAT": if !pixels.add(bytes[index..<end], data.dropFirst(4), ofFrame: true) { return nil }
            // Drop the palette of a picture whose pixels do not refer to one.
            case "PLTE" where header.colour != 3: break
            case "iCCP": out += profile(data)
            case "eXIf":
                out +=
                    PictureOrientation.value(in: Array(data)).map { chunk("eXIf", PictureOrientation.exif($0)) } ?? []
            case _ where kept[name]?.contains(length) == true:
                if name == "fcTL" { pixels.begin(data) }
                out += bytes[index..<end]
            // A chunk with a capital first letter is critical: without it, no picture can be drawn.
            case _ where bytes[index + 4] & 0x20 == 0: return nil
            default: break
            }
            if name == "IEND" { return out }
            index = end
        }
        return nil
    }

    static func chunk(_ name: String, _ data: some Collection<UInt8>) -> [UInt8] {
        let content = Array(name.utf8) + data
        return bigEndianBytes(of: data.count) + content + bigEndianBytes(of: Int(Deflate.checksum(content)))
    }

    /// Returns the chunk with the reduced colour profile; empty if the profile is damaged.
    private static func profile(_ data: ArraySlice<UInt8>) -> [UInt8] {
        guard let end = data.firstIndex(of: 0), end + 2 < data.endIndex, data[end + 1] == 0,
            let reduced = ColourProfile.withoutOtherTags(Deflate.inflated(data[(end + 2)...], limit: 1 << 22))
        else { return [] }
        return chunk("iCCP", Array("icc\0\0".utf8) + Deflate.storedStream(reduced))
    }

    private static func bigEndianBytes(of number: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
