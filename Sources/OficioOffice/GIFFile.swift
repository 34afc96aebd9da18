/// Removes from GIF pictures (GIF89a) the blocks that are not needed to draw them.
enum GIFFile {
    /// Returns the picture with its frames, their timing and the number of repetitions; nil if it is damaged.
    static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 13 else { return nil }
        var index = 13 + colourTableLength(bytes[10])
        guard index < bytes.count else { return nil }
        var out = Array(bytes[..<index])
        while index < bytes.count {
            switch bytes[index] {
            case 0x3B: return out + [0x3B]
            case 0x2C:
                let start = index + 10
                guard index + 9 < bytes.count, start + colourTableLength(bytes[index + 9]) < bytes.count else {
                    return nil
                }
                let code = start + colourTableLength(bytes[index + 9])
                guard let end = endOfBlocks(bytes, code + 1) else { return nil }
                out += bytes[index...code] + pixels(bytes[(code + 1)..<end], Int(bytes[code]))
                index = end
            case 0x21:
                guard index + 2 < bytes.count, let end = endOfBlocks(bytes, index + 2) else { return nil }
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

    /// Returns the blocks of the pixels of a frame, up to the code that ends them. `size` is the number of bits of a
    /// pixel.
    private static func pixels(_ blocks: ArraySlice<UInt8>, _ size: Int) -> [UInt8] {
        var data: [UInt8] = []
        var index = blocks.startIndex
        while index < blocks.endIndex, blocks[index] > 0 {
            data += blocks[(index + 1)..<min(blocks.endIndex, index + 1 + Int(blocks[index]))]
            index += 1 + Int(blocks[index])
        }
        let end = endOfCodes(data, size)
        if end == data.count { return Array(blocks) }
        let parts = stride(from: 0, to: end, by: 255).map { data[$0..<min(end, $0 + 255)] }
        return parts.flatMap { [UInt8($0.count)] + $0 } + [0]
    }

    /// Returns the number of bytes up to the LZW code that ends the pixels; all bytes if there is none.
    private static func endOfCodes(_ data: [UInt8], _ size: Int) -> Int {
        guard (1...8).contains(size) else { return data.count }
        let clear = 1 << size
        var width = size + 1, next = clear + 2, isFirst = true
        var bits = 0, place = 0
        while place + width <= 8 * data.count {
            var code = 0
            bits = 0
            while bits < width {
                code |= Int(data[(place + bits) >> 3] >> UInt8((place + bits) & 7) & 1) << bits
                bits += 1
            }
            place += width
            if code == clear + 1 { return (place + 7) / 8 }
            if code == clear {
                (width, next, isFirst) = (size + 1, clear + 2, true)
                continue
            }
            // Each code but the first adds an entry to the table, which has 4096 entries at most.
            if isFirst { isFirst = false } else if next < 4096 { next += 1 }
            if next == 1 << width, width < 12 { width += 1 }
        }
        return data.count
    }

    private static func colourTableLength(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

    /// Returns the offset after a sequence of blocks, each of which begins with its length; nil if it is cut off.
    private static func endOfBlocks(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0 { return index + 1 }
            index += 1 + Int(bytes[index])
        }
        return nil
    }
}
