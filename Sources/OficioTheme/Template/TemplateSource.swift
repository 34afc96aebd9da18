/// The text of a template, as bytes, with the questions about lines that its tags ask.
struct TemplateSource: Sendable {
    /// Valid UTF-8: bytes that were not are `?`, so that offsets stay those of the file.
    let bytes: [UInt8]
    /// Half-open ranges that were not UTF-8, in order; neighbours joined.
    let invalidRanges: [Range<Int>]
    /// Where the text begins: behind a byte order mark.
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

    /// The text of `range`.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// `range` without the white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower].isSpace { lower += 1 }
        while lower < upper, bytes[upper - 1].isSpace { upper -= 1 }
        return lower..<upper
    }

    /// Whether `needle` stands at `position`.
    func has(_ needle: [UInt8], at position: Int) -> Bool {
        guard position + needle.count <= bytes.count else { return false }
        for offset in needle.indices where bytes[position + offset] != needle[offset] {
            return false
        }
        return true
    }

    /// The first place of `needle` at or after `position`.
    func firstPlace(of needle: [UInt8], from position: Int) -> Int? {
        var position = position
        while position + needle.count <= bytes.count {
            if has(needle, at: position) { return position }
            position += 1
        }
        return nil
    }

    /// The end of the blanks that begin at `position`.
    func endOfBlanks(from position: Int) -> Int {
        var position = position
        while position < bytes.count, bytes[position].isBlank { position += 1 }
        return position
    }

    /// The first line feed of `range`, or its end.
    func endOfLine(in range: Range<Int>) -> Int {
        var position = range.lowerBound
        while position < range.upperBound, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        return position
    }

    /// Whether a line begins at `position`.
    func isLineStart(_ position: Int) -> Bool {
        position == start || bytes[position - 1] == UInt8(ascii: "\n")
    }

    /// The start of the line of `position`, `nil` when more than blanks stands between.
    func lineStart(before position: Int) -> Int? {
        var position = position
        while position > start, bytes[position - 1].isBlank { position -= 1 }
        return isLineStart(position) ? position : nil
    }

    /// The start of the line after `position`, `nil` when more than blanks stands before it.
    func nextLine(after position: Int) -> Int? {
        let end = endOfBlanks(from: position)
        if end == bytes.count { return end }
        if bytes[end] == UInt8(ascii: "\n") { return end + 1 }
        return has([0x0D, 0x0A], at: end) ? end + 2 : nil
    }
}

extension UInt8 {
    /// Whether it is a space or a tab.
    var isBlank: Bool {
        self == 0x20 || self == 0x09
    }

    /// Whether it is a blank or ends a line.
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
