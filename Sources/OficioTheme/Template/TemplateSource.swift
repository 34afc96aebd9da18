/// The bytes of a template, with lookups about lines and white space that parsing needs.
struct TemplateSource: Sendable {
    /// The bytes as valid UTF-8. Each invalid byte is replaced by `?`, so that all offsets equal those in the
    /// file.
    let bytes: [UInt8]
    /// The ranges of invalid bytes in order; adjacent ranges are merged.
    let invalidRanges: [Range<Int>]
    /// The offset at which the text begins, after a byte order mark.
    let start: Int

    init(_ original: [UInt8]) {
        var bytes = original
        var invalidRanges: [Range<Int>] = []
        while let invalid = bytes.firstInvalidUTF8(from: invalidRanges.last?.upperBound ?? 0) {
            for index in invalid {
                bytes[index] = UInt8(ascii: "?")
            }
            if let last = invalidRanges.last, last.upperBound == invalid.lowerBound {
                invalidRanges[invalidRanges.count - 1] = last.lowerBound..<invalid.upperBound
            } else {
                invalidRanges.append(invalid)
            }
        }
        self.bytes = bytes
        self.invalidRanges = invalidRanges
        self.start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Returns the text of `range`.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Returns `range` without white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower].isSpace { lower += 1 }
        while lower < upper, bytes[upper - 1].isSpace { upper -= 1 }
        return lower..<upper
    }

    /// Whether `needle` is at `position`.
    func has(_ needle: [UInt8], at position: Int) -> Bool {
        guard position + needle.count <= bytes.count else { return false }
        for offset in needle.indices where bytes[position + offset] != needle[offset] {
            return false
        }
        return true
    }

    /// Returns the position of the first `needle` at or after `position`; nil if there is none.
    func firstOffset(of needle: [UInt8], from position: Int) -> Int? {
        var position = position
        while position + needle.count <= bytes.count {
            if has(needle, at: position) { return position }
            position += 1
        }
        return nil
    }

    /// Returns the position after the blanks that start at `position`.
    func endOfBlanks(from position: Int) -> Int {
        var position = position
        while position < bytes.count, bytes[position].isBlank { position += 1 }
        return position
    }

    /// Returns the position of the first line feed of `range`, or its end.
    func endOfLine(in range: Range<Int>) -> Int {
        var position = range.lowerBound
        while position < range.upperBound, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        return position
    }

    /// Whether a line starts at `position`.
    func isLineStart(_ position: Int) -> Bool {
        position == start || bytes[position - 1] == UInt8(ascii: "\n")
    }

    /// Returns the start of the line that contains `position`; nil unless only blanks are between the two.
    func lineStart(before position: Int) -> Int? {
        var position = position
        while position > start, bytes[position - 1].isBlank { position -= 1 }
        return isLineStart(position) ? position : nil
    }

    /// Returns the start of the line after `position`; nil unless only blanks precede the line break.
    func nextLine(after position: Int) -> Int? {
        let end = endOfBlanks(from: position)
        if end == bytes.count { return end }
        if bytes[end] == UInt8(ascii: "\n") { return end + 1 }
        return has([0x0D, 0x0A], at: end) ? end + 2 : nil
    }
}

extension UInt8 {
    /// Whether the byte is a space or a tab.
    var isBlank: Bool {
        self == 0x20 || self == 0x09
    }

    /// Whether the byte is a space, a tab, or part of a line break.
    var isSpace: Bool {
        isBlank || self == 0x0A || self == 0x0D
    }
}

extension [UInt8] {
    fileprivate func firstInvalidUTF8(from position: Int) -> Range<Int>? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: span.extracting(position...))
            return nil
        } catch {
            return error.byteOffsets.lowerBound + position..<error.byteOffsets.upperBound + position
        }
    }
}
