// Tells quickly that the last words of a text name no readers; most texts end in ordinary words.
extension StaffPhrase {
    /// Whether the last words of a text may name its readers. A text that ends in emphasis, or has unusual characters
    /// or signs that share a blank, may if any of its words may.
    static func mayEndInMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.contains(where: isEmphasis) else { return mayEndInPlainMark(bytes) }
        let end = endWithoutStops(bytes)
        if end > 0, isEmphasis(bytes[end - 1]) { return mayHoldLabel(hints(in: bytes[...])) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { bare in
            var count = 0
            for byte in bytes where !isEmphasis(byte) {
                bare.initializeElement(at: count, to: byte)
                count += 1
            }
            return mayEndInPlainMark(UnsafeBufferPointer(rebasing: bare[..<count]))
        }
    }

    private static func mayEndInPlainMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let words = lastWords(of: bytes) else { return mayHoldLabel(hints(in: bytes[...])) }
        return mayBeMark(bytes[words])
    }

    /// Whether a whole text may name its readers, apart from signs around its words; true if bytes do not decide it.
    static func mayBeMark(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isBare(bytes) && bytes.first != UInt8(ascii: "[") ? mayBeMark(bytes[...]) : mayHoldLabel(hints(in: bytes[...]))
    }

    /// Whether words may name readers: some of them are words of phrases, and the first two begin a phrase.
    private static func mayBeMark(_ words: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard mayHoldLabel(hints(in: words)) else { return false }
        let bytes = UnsafeBufferPointer(rebasing: words)
        let start = firstLetter(in: bytes, from: 0)
        return mayBegin(bytes[start...], isCut: false)
    }

    /// Returns the range of the words that `End` finds, with blanks and stops at their ends; an empty range if there
    /// are none, nil if bytes do not decide it.
    private static func lastWords(of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard isBare(bytes) else { return nil }
        let end = endWithoutStops(bytes)
        guard end > 0 else { return 0..<0 }
        let tail = startOfTail(bytes, end)
        if let open = opening(bytes[end - 1]) {
            var start = end - 1
            while start > tail {
                start -= 1
                if bytes[start] == open { return (start + 1)..<(end - 1) }
            }
            return 0..<0
        }
        var last = 0
        // The end of the last sign between two blanks.
        var behindSign = 0
        var place = tail
        while place < end {
            switch bytes[place] {
            case 0x20:
                if let length = lengthOfSign(bytes, place, end) {
                    if place < behindSign { return nil }
                    behindSign = place + length
                    last = max(last, behindSign)
                }
            case 0x0A: last = max(last, place + 1)
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
                if place + 1 < end, bytes[place + 1] == 0x20 { last = max(last, place + 2) }
            case 0xE2:
                if place + 2 < end, bytes[place + 2] == 0x93 || bytes[place + 2] == 0x94 { last = max(last, place + 3) }
            case UInt8(ascii: "<"):
                // A tag `<br>` separates; its sign is the last one of three wordings.
                if let length = lengthOfBreak(bytes, place, end) { last = max(last, place + length) }
            default: break
            }
            place += 1
        }
        return last == 0 ? 0..<0 : last..<end
    }

    /// Whether a text has neither emphasis nor characters of several scalars, nor control characters or blanks that
    /// are not ASCII, so that its bytes are read as its characters are.
    private static func isBare(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for place in bytes.indices {
            switch bytes[place] {
            case UInt8(ascii: "*"), UInt8(ascii: "_"), 0...0x08, 0x0B...0x1F: return false
            case 0xC2:
                // Next line, no-break space and soft hyphen.
                guard place + 1 < bytes.count else { return false }
                if bytes[place + 1] <= 0xA0 || bytes[place + 1] == 0xAD { return false }
            case 0xCC...: if !isPlainSign(bytes, at: place) { return false }
            default: continue
            }
        }
        return true
    }

    private static func endWithoutStops(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = bytes.count
        while end > 0 {
            switch bytes[end - 1] {
            case 0x09, 0x0A, 0x20, UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: ";"): end -= 1
            default: return end
            }
        }
        return 0
    }

    /// Returns the start of the last characters before `end` in which `End` looks for a sign.
    private static func startOfTail(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
        var place = end
        var count = 0
        while place > 0, count < End.longest {
            place -= 1
            if bytes[place] & 0xC0 != 0x80 { count += 1 }
        }
        return place
    }

    private static func opening(_ close: UInt8) -> UInt8? {
        switch close {
        case UInt8(ascii: ")"): UInt8(ascii: "(")
        case UInt8(ascii: "]"): UInt8(ascii: "[")
        case UInt8(ascii: "}"): UInt8(ascii: "{")
        default: nil
        }
    }

    /// Returns the length of a sign between two blanks that begins at a place.
    private static func lengthOfSign(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int) -> Int? {
        guard place + 2 < end else { return nil }
        switch bytes[place + 1] {
        case UInt8(ascii: "-"), UInt8(ascii: "|"), UInt8(ascii: "/"): return bytes[place + 2] == 0x20 ? 3 : nil
        case 0xC2: return place + 3 < end && bytes[place + 2] == 0xB7 && bytes[place + 3] == 0x20 ? 4 : nil
        default: return nil
        }
    }

    /// Returns the length of `<br>`, `<br/>` or `<br />` at a place.
    private static func lengthOfBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int) -> Int? {
        for sign in breaks where place + sign.count <= end {
            if sign.indices.allSatisfy({ bytes[place + $0] == sign[$0] }) { return sign.count }
        }
        return nil
    }

    private static let breaks = ["<br>", "<br/>", "<br />"].map { Array($0.utf8) }
}
