/// Removes from GIF pictures (GIF89a) the blocks that are not needed to draw them.
enum GIFFile {
    /// The picture with its frames, their timing and how often it repeats; nil if it is damaged.
    static func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
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
                let block = Array(bytes[index..<end])
                if block[1] == 0xF9, block.count == 8, block[2] == 4 { out += block }
                if block[1] == 0xFF, block.count >= 19, block[2...].starts(with: [11] + Array("NETSCAPE2.0".utf8)),
                    block[14] == 3, block[15] == 1
                {
                    out += block[..<18] + [0]
                }
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
}
