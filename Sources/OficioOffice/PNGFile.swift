/// Removes from PNG pictures (PNG 3rd edition) the chunks that are not needed to draw them.
enum PNGFile {
    /// The sizes of the chunks that are kept: pixels, colours, resolution, animation.
    private static let kept: [String: ClosedRange<Int>] = [
        "IHDR": 13...13, "PLTE": 3...768, "IDAT": 0...Int.max, "IEND": 0...0, "tRNS": 1...256, "gAMA": 4...4,
        "cHRM": 32...32, "sRGB": 1...1, "cICP": 4...4, "mDCV": 24...24, "cLLI": 8...8, "sBIT": 1...4, "bKGD": 1...6,
        "pHYs": 9...9, "acTL": 8...8, "fcTL": 26...26, "fdAT": 4...Int.max,
    ]

    /// The picture with the chunks on the list; nil if it is damaged, or has another chunk without which it cannot be
    /// drawn.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 8, bytes[4..<8].elementsEqual([0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var out = Array(bytes.prefix(8))
        var index = 8
        while index + 12 <= bytes.count {
            let length = PictureMetadata.number(bytes[index..<index + 4], 0, count: 4)
            guard length <= bytes.count - index - 12 else { return nil }
            let name = String(decoding: bytes[index + 4..<index + 8], as: UTF8.self)
            let end = index + 12 + length
            if kept[name]?.contains(length) == true {
                out += bytes[index..<end]
            } else if name == "iCCP" {
                out += profile(bytes[index + 8..<end - 4])
            } else if bytes[index + 4] & 0x20 == 0 {
                // A capital first letter says that no picture can be drawn without the chunk.
                return nil
            }
            if name == "IEND" { return out }
            index = end
        }
        return nil
    }

    /// The chunk with the reduced colour profile; empty if the profile is damaged.
    private static func profile(_ data: ArraySlice<UInt8>) -> [UInt8] {
        guard let end = data.firstIndex(of: 0), end + 2 < data.endIndex, data[end + 1] == 0,
            let reduced = ColourProfile.reduced(Deflate.inflated(data[(end + 2)...], limit: 1 << 22))
        else { return [] }
        let content = Array("iCCPicc\0\0".utf8) + Deflate.stored(reduced)
        return bytes(of: content.count - 4) + content + bytes(of: Int(Deflate.checksum(content)))
    }

    private static func bytes(of number: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
