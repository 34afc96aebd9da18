/// Removes from WebP pictures (RFC 9649) the chunks that are not needed to draw them.
enum WebPFile {
    /// Returns the picture with its frames and colours; nil if it is damaged or holds no frame.
    static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 12 else { return nil }
        // Bytes after the size in the header do not belong to the picture.
        let end = PictureMetadata.number(bytes[4..<8].reversed(), 0, count: 4) + 8
        guard end > 12, end <= bytes.count, var chunks = chunks(bytes[12..<end]) else { return nil }
        for place in chunks.indices {
            switch chunks[place].name {
            case "VP8 ", "VP8L", "ALPH": break
            case "ANIM": chunks[place].data = chunks[place].data.prefix(6)
            case "VP8X": chunks[place].data = chunks[place].data.prefix(10)
            case "ICCP":
                chunks[place].data = ColourProfile.withoutOtherTags(Array(chunks[place].data)).map { $0[...] } ?? []
            case "EXIF":
                // Some programs write the Exif marker of JPEG before the data.
                let data = Array(chunks[place].data)
                let isMarked = data.starts(with: "Exif\0\0".utf8)
                let turned = PictureOrientation.value(in: isMarked ? Array(data[6...]) : data)
                chunks[place].data = turned.map { PictureOrientation.exif($0)[...] } ?? []
            case "ANMF":
                guard chunks[place].data.count > 16, let inside = self.chunks(chunks[place].data.dropFirst(16)) else {
                    return nil
                }
                let frame = inside.filter { ["VP8 ", "VP8L", "ALPH"].contains($0.name) }
                chunks[place].data = chunks[place].data.prefix(16) + frame.flatMap(\.bytes)
            default: chunks[place].data = []
            }
        }
        chunks.removeAll { $0.data.isEmpty }
        // The end of compressed pixels cannot be found without decoding them, so search for text instead.
        if chunks.contains(where: { ["VP8 ", "VP8L", "ALPH", "ANMF"].contains($0.name) && holdsWords($0.data) }) {
            return nil
        }
        guard chunks.contains(where: { ["VP8 ", "VP8L", "ANMF"].contains($0.name) }) else { return nil }
        // The header says which chunks there are: a profile 0x20, transparency 0x10, Exif 8, XMP 4, animation 2.
        if let header = chunks.firstIndex(where: { $0.name == "VP8X" }) {
            guard chunks[header].data.count == 10 else { return nil }
            let hasProfile = chunks.contains { $0.name == "ICCP" }
            var data = Array(chunks[header].data)
            data[0] &= (hasProfile ? 0x32 : 0x12) | (chunks.contains { $0.name == "EXIF" } ? 0x08 : 0)
            for place in 1...3 { data[place] = 0 }
            chunks[header].data = data[...]
        }
        let body = Array("WEBP".utf8) + chunks.flatMap(\.bytes)
        return Array("RIFF".utf8) + Chunk.littleEndianBytes(of: body.count) + body
    }

    /// Whether bytes hold words, which compressed pixels do not by chance: twelve lower-case letters and blanks in a
    /// row, or 24 printable characters, with at least five different ones among them.
    private static func holdsWords(_ bytes: ArraySlice<UInt8>) -> Bool {
        for (length, isPart) in [
            (12, { (0x61...0x7A).contains($0) || $0 == 0x20 }), (24, { (0x20...0x7E).contains($0) }),
        ] as [(Int, (UInt8) -> Bool)] {
            var start: Int?
            for place in bytes.indices {
                guard isPart(bytes[place]) else {
                    start = nil
                    continue
                }
                let first = start ?? place
                start = first
                if place - first + 1 >= length, Set(bytes[(place - length + 1)...place]).count > 4 { return true }
            }
        }
        return false
    }

    private struct Chunk {
        let name: String
        var data: ArraySlice<UInt8>

        var bytes: [UInt8] {
            Array(name.utf8) + Self.littleEndianBytes(of: data.count) + data
                + [UInt8](repeating: 0, count: data.count % 2)
        }

        static func littleEndianBytes(of number: Int) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }

    /// Returns the chunks of a file or of a frame; nil if one is cut off.
    private static func chunks(_ bytes: ArraySlice<UInt8>) -> [Chunk]? {
        var chunks: [Chunk] = []
        var index = bytes.startIndex
        while index + 8 <= bytes.endIndex {
            let name = bytes[index..<index + 4]
            guard name.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
            let length = PictureMetadata.number(bytes[index + 4..<index + 8].reversed(), 0, count: 4)
            guard length <= bytes.endIndex - index - 8 else { return nil }
            let start = index + 8
            chunks.append(Chunk(name: String(decoding: name, as: UTF8.self), data: bytes[start..<start + length]))
            index = start + length + length % 2
        }
        return chunks
    }
}
