import Diagnostics
import OficioBasics

/// Finds the words of a source that no output shows: comments of Markdown and of YAML, and the definitions of links,
/// which may have a title that no link shows.
///
/// The result may also contain words that are no comment, such as those after `#` inside quotes.
enum UnpublishedWords {
    /// Returns the words of a source that no output shows.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - yaml: the range of its YAML; `nil` for none.
    ///   - definitions: the lines of the definitions of links.
    ///   - file: the file of the spans.
    /// - Returns: the texts, those of one kind in their order.
    static func texts(in bytes: [UInt8], yaml: Range<Int>?, definitions: [Range<Int>], file: FileID) -> [Text] {
        let found =
            comments(in: bytes) + (yaml.map { comments(in: bytes, yaml: $0) } ?? [])
            + definitions.map { [withNextLine($0, in: bytes)] }
        return found.map { parts in
            let words = parts.map { String(decoding: bytes[$0], as: UTF8.self).precomposed }.joined(separator: " ")
            let end = parts.last?.upperBound ?? 0
            return Text(words, span: Span(file: file, start: parts.first?.lowerBound ?? 0, end: end))
        }
    }

    private static let opening = Array("<!--".utf8)
    private static let closing = Array("-->".utf8)

    /// Returns the ranges inside the comments `<!-- … -->`; the last one may lack its end.
    private static func comments(in bytes: [UInt8]) -> [[Range<Int>]] {
        var found: [[Range<Int>]] = []
        var start = 0
        while let open = bytes.firstOffset(of: opening, in: start..<bytes.count) {
            let inside = open + opening.count
            let end = bytes.firstOffset(of: closing, in: inside..<bytes.count)
            found.append([inside..<(end ?? bytes.count)])
            start = end.map { $0 + closing.count } ?? bytes.count
        }
        return found
    }

    /// Returns the ranges after `#` in lines of YAML. Comment lines that follow each other are one comment.
    private static func comments(in bytes: [UInt8], yaml: Range<Int>) -> [[Range<Int>]] {
        var found: [[Range<Int>]] = []
        guard bytes[yaml].contains(UInt8(ascii: "#")) else { return [] }
        var isContinued = false
        for line in bytes[yaml].split(omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let sign = line.indices.first { index in
                line[index] == UInt8(ascii: "#") && (index == line.startIndex || isBlank(line[index - 1]))
            }
            guard let sign else {
                isContinued = false
                continue
            }
            let isWhole = line[..<sign].allSatisfy(isBlank)
            let words = (sign + 1)..<line.endIndex
            if isWhole, isContinued { found[found.count - 1].append(words) } else { found.append([words]) }
            isContinued = isWhole
        }
        return found
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Returns the line of a definition, extended by the next line if that line begins like the title of a link.
    private static func withNextLine(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        let next = bytes[line.upperBound...].drop { $0 == 0x0D || $0 == 0x0A }
        guard next.startIndex > line.upperBound, let first = next.first(where: { !isBlank($0) }),
            "\"'(".utf8.contains(first)
        else { return line }
        return line.lowerBound..<(next.firstIndex { $0 == 0x0D || $0 == 0x0A } ?? bytes.count)
    }
}
