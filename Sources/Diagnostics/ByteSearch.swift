import Glibc

/// Searching and replacing by bytes.
///
/// They stand in for the standard library's searches of the same names, which compare whole collections of characters and cost some twenty times as much. Texts are
/// in one normal form since they were read, so that equal words are equal bytes.
extension String {
    /// Calls `body` with the UTF-8 of the text.
    ///
    /// What does not fit into the string itself (fifteen bytes) is read where it lies, without a reference counted; a span over what does would point to a
    /// copy that is gone (Swift 6.3.1).
    @inlinable @inline(__always) package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if utf8.count > 15 { return withExtendedLifetime(self) { utf8.span.withUnsafeBufferPointer(body) } }
        var short = self
        return short.withUTF8(body)
    }

    /// Whether the bytes of some words stand in this text.
    package func contains(_ words: String) -> Bool {
        withBytes { text in words.withBytes { text.firstPlace(of: $0, from: 0) != nil } }
    }

    /// The text with every place of some words taken by others.
    package func replacing(_ words: String, with others: String) -> String {
        guard !words.isEmpty, contains(words) else { return self }
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count + others.utf8.count)
        withBytes { text in
            words.withBytes { words in
                others.withBytes { others in
                    var start = 0
                    while let place = text.firstPlace(of: words, from: start) {
                        out.append(contentsOf: text[start..<place])
                        out.append(contentsOf: others)
                        start = place + words.count
                    }
                    out.append(contentsOf: text[start...])
                }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether a byte stands in the text.
    package func contains(byte: UInt8) -> Bool {
        withBytes { bytes in bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false }
    }

    /// The parts between an ASCII character, empty ones left out.
    package func parts(between separator: Unicode.Scalar) -> [Substring] {
        let places = withBytes { bytes in
            var places: [Range<Int>] = []
            var start = 0
            for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: separator) {
                if start < index { places.append(start..<index) }
                start = index + 1
            }
            return places
        }
        let all = utf8
        return places.map { place in
            let start = all.index(all.startIndex, offsetBy: place.lowerBound)
            return Substring(all[start..<all.index(start, offsetBy: place.count)])
        }
    }

    /// Whether the text stands before another by the order of bytes, which no locale and no table of Unicode has a say in.
    package func isBefore(_ other: String) -> Bool {
        withBytes { text in other.withBytes { text.isBefore($0) } }
    }

    /// Whether two neighbouring bytes of the text are as asked.
    @inlinable package func hasNeighbours(_ are: (UInt8, UInt8) -> Bool) -> Bool {
        withBytes { bytes in
            var index = 1
            while index < bytes.count {
                if are(bytes[index - 1], bytes[index]) { return true }
                index += 1
            }
            return false
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand in it, one behind the other.
    package func contains(_ bytes: [UInt8]) -> Bool { withUnsafeBufferPointer { all in bytes.withUnsafeBufferPointer { all.firstPlace(of: $0, from: 0) != nil } } }

    /// The first place of some bytes inside a range, `nil` where they are not there or none are wanted.
    package func firstPlace(of bytes: [UInt8], in range: Range<Int>) -> Int? {
        if bytes.isEmpty { return nil }
        return withUnsafeBufferPointer { all in
            bytes.withUnsafeBufferPointer { wanted in
                UnsafeBufferPointer(rebasing: all[range]).firstPlace(of: wanted, from: 0).map { $0 + range.lowerBound }
            }
        }
    }

    /// Whether these bytes stand before others in a dictionary.
    package func isBefore(_ other: [UInt8]) -> Bool { withUnsafeBufferPointer { bytes in other.withUnsafeBufferPointer { bytes.isBefore($0) } } }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func isBefore(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = baseAddress, let otherBase = other.baseAddress else { return isEmpty && !other.isEmpty }
        let order = memcmp(base, otherBase, Swift.min(count, other.count))
        return order < 0 || order == 0 && count < other.count
    }

    /// The first place of some bytes at or after an offset.
    fileprivate func firstPlace(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = baseAddress, let wanted = bytes.baseAddress, !bytes.isEmpty else { return bytes.isEmpty ? start : nil }
        var place = start
        // The first byte by the C library, which looks at many at once.
        while place + bytes.count <= count, let found = memchr(base + place, Int32(wanted[0]), count - bytes.count + 1 - place) {
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
            if memcmp(base + place, wanted, bytes.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
