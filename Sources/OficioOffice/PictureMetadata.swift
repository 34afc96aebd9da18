/// Removes metadata about author, camera, place and software from pictures.
package enum PictureMetadata {
    /// The picture without metadata; nil if it is damaged or of another kind than PNG, JPEG, GIF or
    /// WebP.
    package static func removed(_ bytes: [UInt8]) -> [UInt8]? {
        switch PictureTypes.type(of: bytes) {
        case "png": png(bytes)
        case "jpeg": jpeg(bytes)
        case "gif": gif(bytes)
        case "webp": webp(bytes)
        default: nil
        }
    }

    /// The picture as it is published: without metadata. A file of another kind, and one that
    /// cannot be read, stays as it is if nothing in it looks like metadata, and is `nil` otherwise.
    package static func published(_ bytes: [UInt8]) -> [UInt8]? {
        if let cleaned = removed(bytes) { return cleaned }
        return mayStand(in: bytes) ? nil : bytes
    }

    /// Whether some bytes of a picture look like metadata: Exif, XMP, IPTC, or texts of PNG.
    private static func mayStand(in bytes: [UInt8]) -> Bool {
        let signs = ["Exif\0", "xmpmeta", "Photoshop 3.0", "8BIM", "tEXt", "zTXt", "iTXt", "eXIf"].map {
            Array($0.utf8)
        }
        let first = Set(signs.map { $0[0] })
        return bytes.indices.contains { place in
            first.contains(bytes[place])
                && signs.contains { bytes[place...].starts(with: $0) }
        }
    }

    /// A PNG file without the chunks of texts, dates and Exif.
    private static func png(_ bytes: [UInt8]) -> [UInt8]? {
        let dropped: Set<String> = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"]
        var out = Array(bytes.prefix(8))
        var index = 8
        while index + 12 <= bytes.count {
            let length = number(bytes, index, count: 4)
            guard length <= bytes.count - index - 12 else { return nil }
            let name = String(decoding: bytes[index + 4..<index + 8], as: UTF8.self)
            let end = index + 12 + length
            if !dropped.contains(name) { out += bytes[index..<end] }
            if name == "IEND" { return out }
            index = end
        }
        return nil
    }

    /// A JPEG file without comments and application segments, but those of its colours and of how
    /// it is turned.
    private static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
        var out = Array(bytes.prefix(2))
        var index = 2
        while index + 2 <= bytes.count {
            guard bytes[index] == 0xFF else { return nil }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            if marker == 0xD9 { return out + [0xFF, 0xD9] }
            guard index + 4 <= bytes.count else { return nil }
            let length = number(bytes, index + 2, count: 2)
            guard length >= 2, index + 2 + length <= bytes.count else { return nil }
            let segment = bytes[index..<index + 2 + length]
            switch marker {
            case 0xE1: out += turn(Array(segment)) ?? []
            case 0xE0: if segment.dropFirst(4).starts(with: "JFIF".utf8) { out += segment }
            // Further pictures in one file have metadata of their own.
            case 0xE2: if segment.dropFirst(4).starts(with: "ICC_PROFILE".utf8) { out += segment }
            case 0xEE: out += segment
            case 0xE3...0xEF, 0xFE: break
            default: out += segment
            }
            index += 2 + length
            if marker == 0xDA {
                let end = endOfScan(bytes, from: index)
                out += bytes[index..<end]
                index = end
            }
        }
        return nil
    }

    /// Returns an Exif segment that holds only the orientation of another one; nil if that has none or is upright.
    private static func turn(_ segment: [UInt8]) -> [UInt8]? {
        let start = 10
        guard segment.count > start + 8, segment[4..<10].elementsEqual([0x45, 0x78, 0x69, 0x66, 0, 0]) else {
            return nil
        }
        let isLittle = segment[start] == 0x49
        func value(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= segment.count else { return nil }
            let part = segment[at..<at + count]
            return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = value(start + 4, 4).map({ $0 + start }), let entries = value(directory, 2) else {
            return nil
        }
        for entry in 0..<min(entries, 200) {
            let at = directory + 2 + entry * 12
            guard let tag = value(at, 2) else { return nil }
            guard tag == 0x112, let turned = value(at + 8, 2), (2...8).contains(turned) else { continue }
            return [
                0xFF, 0xE1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                3, 0, 0, 0, 1, 0, UInt8(turned), 0, 0, 0, 0, 0, 0,
            ]
        }
        return nil
    }

    /// The place of the marker behind the data of a scan: the first one that is neither a restart
    /// nor a byte of the data.
    private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == 0xFF, ![0x00, 0xFF].contains(bytes[index + 1]), !(0xD0...0xD7).contains(bytes[index + 1])
            {
                return index
            }
            index += 1
        }
        return bytes.count
    }

    /// A GIF file without comments, plain texts and application data other than how often it
    /// repeats.
    private static func gif(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 13 else { return nil }
        var index = 13 + table(bytes[10])
        guard index < bytes.count else { return nil }
        var out = Array(bytes[..<index])
        while index < bytes.count {
            switch bytes[index] {
            case 0x3B: return out + [0x3B]
            case 0x2C:
                guard index + 10 < bytes.count, let end = blocks(bytes, index + 11 + table(bytes[index + 9])) else {
                    return nil
                }
                out += bytes[index..<end]
                index = end
            case 0x21:
                guard index + 2 < bytes.count, let end = blocks(bytes, index + 2) else { return nil }
                let isLoop = bytes[index + 1] == 0xFF && bytes[index..<end].dropFirst(3).starts(with: "NETSCAPE".utf8)
                if bytes[index + 1] == 0xF9 || isLoop { out += bytes[index..<end] }
                index = end
            default: return nil
            }
        }
        return nil
    }

    private static func table(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

    /// The end of a row of blocks that begin with their length.
    private static func blocks(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0 { return index + 1 }
            index += 1 + Int(bytes[index])
        }
        return nil
    }

    /// A WebP file without the chunks of Exif and XMP.
    private static func webp(_ bytes: [UInt8]) -> [UInt8]? {
        var out = Array(bytes.prefix(12))
        var index = 12
        while index + 8 <= bytes.count {
            let name = String(decoding: bytes[index..<index + 4], as: UTF8.self)
            let length = number(bytes[index + 4..<index + 8].reversed(), 0, count: 4)
            guard length <= bytes.count - index - 8 else { return nil }
            let end = min(bytes.count, index + 8 + length + length % 2)
            if name != "EXIF", name != "XMP " {
                out += bytes[index..<end]
                // The header says which chunks there are.
                if name == "VP8X", length > 0 { out[out.count - (end - index) + 8] &= ~0x0C }
            }
            index = end
        }
        guard out.count > 12 else { return nil }
        let size = UInt32(out.count - 8)
        for place in 0..<4 { out[4 + place] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(place))) }
        return out
    }

    private static func number(_ bytes: some Collection<UInt8>, _ at: Int, count: Int) -> Int {
        bytes.dropFirst(at).prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }
}
