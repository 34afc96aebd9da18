/// Removes from JPEG pictures (ITU-T T.81) the segments that are not needed to draw them.
enum JPEGFile {
    /// Returns the picture with its frames, scans, tables, colours and orientation; nil if it is damaged or has no
    /// scan. A truncated picture stays truncated.
    static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        var out = Array(bytes.prefix(2))
        var profile: [[UInt8]] = []
        var hasScan = false
        var index = 2
        while index + 2 <= bytes.count {
            guard bytes[index] == 0xFF else { return nil }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            if marker == 0xD9 { break }
            guard index + 4 <= bytes.count else { break }
            let length = PictureMetadata.number(bytes[index + 2..<index + 4], 0, count: 2)
            guard length >= 2, index + 2 + length <= bytes.count else { return nil }
            let segment = Array(bytes[index..<index + 2 + length])
            switch marker {
            case 0xE0: out += resolution(segment)
            case 0xE1: out += orientationSegment(segment) ?? []
            case 0xE2:
                // Keep only colour profiles: the segment may also list further pictures, which have metadata of their
                // own.
                if segment.count > 18, segment[4...].starts(with: "ICC_PROFILE\0".utf8) {
                    profile.append(Array(segment[18...]))
                    if segment[16] == segment[17] { out += segments(ofProfile: profile.flatMap(\.self)) }
                }
            case 0xEE: if segment.count >= 16, segment[4...].starts(with: "Adobe".utf8) { out += colours(segment) }
            // Frames, tables of Huffman codes, arithmetic conditions and quantisation, lines, restarts, scans.
            case 0xC0...0xC7, 0xC9...0xCF, 0xDB, 0xDC, 0xDD, 0xDA:
                guard tableLength(of: segment, marker) == segment.count else { return nil }
                out += segment
            // Application data, comments and extensions, which do not affect the drawing.
            case 0xE3...0xEF, 0xFE, 0xF0...0xFD: break
            default: return nil
            }
            index += 2 + length
            if marker == 0xDA {
                hasScan = true
                let end = endOfScan(bytes, from: index)
                out += bytes[index..<end]
                index = end
            }
        }
        return hasScan ? out + [0xFF, 0xD9] : nil
    }

    /// Returns the length of a segment of a frame, a scan or tables according to its content; further bytes would
    /// draw nothing. Returns `nil` if the content is cut off.
    private static func tableLength(of segment: [UInt8], _ marker: UInt8) -> Int? {
        var index = 4
        switch marker {
        case 0xDC, 0xDD: return 6
        case 0xDA: return segment.count > 4 ? 8 + 2 * Int(segment[4]) : nil
        case 0xCC: return segment.count.isMultiple(of: 2) ? segment.count : nil
        case 0xDB:
            while index < segment.count { index += segment[index] >> 4 == 0 ? 65 : 129 }
            return index
        case 0xC4:
            while index < segment.count {
                guard index + 17 <= segment.count else { return nil }
                index += 17 + segment[index + 1..<index + 17].reduce(0) { $0 + Int($1) }
            }
            return index
        default: return segment.count > 9 ? 10 + 3 * Int(segment[9]) : nil
        }
    }

    /// Returns a JFIF segment with the version and the resolution, without a thumbnail; empty for any other segment.
    private static func resolution(_ segment: [UInt8]) -> [UInt8] {
        guard segment.count >= 18, segment[4...].starts(with: "JFIF\0".utf8) else { return [] }
        return [0xFF, 0xE0, 0, 16] + segment[4..<16] + [0, 0]
    }

    /// Returns Adobe's segment, which declares how colours are coded, without the bytes after it.
    private static func colours(_ segment: [UInt8]) -> [UInt8] { [0xFF, 0xEE, 0, 14] + segment[4..<16] }

    /// Returns the segments of a reduced colour profile; empty if the profile is damaged, or too large for 255
    /// segments.
    private static func segments(ofProfile profile: [UInt8]) -> [UInt8] {
        guard let reduced = ColourProfile.withoutOtherTags(profile) else { return [] }
        let starts = Array(stride(from: 0, to: reduced.count, by: 65_000))
        guard starts.count < 256 else { return [] }
        return starts.enumerated().reduce(into: []) { out, start in
            let part = reduced[start.element..<min(reduced.count, start.element + 65_000)]
            let length = part.count + 16
            out += [0xFF, 0xE2, UInt8(length >> 8), UInt8(length & 0xFF)] + Array("ICC_PROFILE\0".utf8)
            out += [UInt8(start.offset + 1), UInt8(starts.count)] + part
        }
    }

    /// Returns an Exif segment reduced to its orientation; nil if the segment has none or the picture is upright.
    private static func orientationSegment(_ segment: [UInt8]) -> [UInt8]? {
        let mark: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]
        guard segment.count > 10, segment[4..<10].elementsEqual(mark),
            let turned = PictureOrientation.value(in: Array(segment[10...]))
        else { return nil }
        return [0xFF, 0xE1, 0, 34] + mark + PictureOrientation.exif(turned)
    }

    /// Returns the offset of the marker after the data of a scan: the first marker that is neither a restart nor an
    /// escaped byte of the data.
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
}
