import Glibc

/// Search and replacement on the UTF-8 bytes of a string.
///
/// These methods replace the standard library's collection searches of the same names, which take some twenty times as
/// long. The decoder brings every text into one normal form (NFC), so equal words have equal bytes.
extension String {
    /// Calls `body` with the UTF-8 bytes of the string.
    ///
    /// Strings over fifteen bytes are read in place, without reference counting. A shorter string lives in the string
    /// value itself; a span over it would point to a copy that no longer exists (Swift 6.3.1), so it goes through a
    /// local variable. The buffer is valid only during the call.
    @inlinable @inline(__always) package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result)
        -> Result
    {
        if utf8.count > 15 { return withExtendedLifetime(self) { utf8.span.withUnsafeBufferPointer(body) } }
        var short = self
        return short.withUTF8(body)
    }

    /// Whether the string contains the bytes of `words`; always true if `words` is empty.
    package func contains(_ words: String) -> Bool {
        withBytes { text in words.withBytes { text.firstOffset(of: $0, from: 0) != nil } }
    }

    /// Returns the string with every occurrence of `words` replaced by `others`; unchanged if `words` is empty.
    package func replacing(_ words: String, with others: String) -> String {
        guard !words.isEmpty, contains(words) else { return self }
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count + others.utf8.count)
        withBytes { text in
            words.withBytes { words in
                others.withBytes { others in
                    var start = 0
                    while let place = text.firstOffset(of: words, from: start) {
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

    /// Whether the UTF-8 of the string contains `byte`.
    package func contains(byte: UInt8) -> Bool {
        withBytes { bytes in bytes.baseAddress.map { memchr($0, Int32(byte), bytes.count) != nil } ?? false }
    }

    /// Returns the non-empty parts between occurrences of an ASCII separator.
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

    /// Whether the string sorts before `other` by its UTF-8 bytes, independent of locale and Unicode version.
    package func isBefore(_ other: String) -> Bool {
        withBytes { text in other.withBytes { text.isBefore($0) } }
    }

    /// Whether any two adjacent bytes of the string satisfy `isMatch`.
    @inlinable package func hasAdjacentBytes(where isMatch: (UInt8, UInt8) -> Bool) -> Bool {
        withBytes { bytes in
            var index = 1
            while index < bytes.count {
                if isMatch(bytes[index - 1], bytes[index]) { return true }
                index += 1
            }
            return false
        }
    }
}

extension [UInt8] {
    /// Whether the array contains `bytes` as a contiguous run; always true if `bytes` is empty.
    package func contains(_ bytes: [UInt8]) -> Bool {
        withUnsafeBufferPointer { all in bytes.withUnsafeBufferPointer { all.firstOffset(of: $0, from: 0) != nil } }
    }

    /// Returns the offset of the first occurrence of `bytes` in `range`; nil if there is none or `bytes` is empty.
    package func firstOffset(of bytes: [UInt8], in range: Range<Int>) -> Int? {
        if bytes.isEmpty { return nil }
        return withUnsafeBufferPointer { all in
            bytes.withUnsafeBufferPointer { wanted in
                UnsafeBufferPointer(rebasing: all[range]).firstOffset(of: wanted, from: 0).map { $0 + range.lowerBound }
            }
        }
    }

    /// Whether the array sorts before `other` in lexicographic order.
    package func isBefore(_ other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { bytes in other.withUnsafeBufferPointer { bytes.isBefore($0) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func isBefore(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = baseAddress, let otherBase = other.baseAddress else { return isEmpty && !other.isEmpty }
        let order = memcmp(base, otherBase, Swift.min(count, other.count))
        return order < 0 || order == 0 && count < other.count
    }

    /// Returns the offset of the first occurrence of `bytes` at or after `start`, or nil. An empty `bytes` is found at
    /// `start`.
    fileprivate func firstOffset(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = baseAddress, let wanted = bytes.baseAddress, !bytes.isEmpty else {
            return bytes.isEmpty ? start : nil
        }
        var place = start
        // `memchr` finds the first byte, many bytes at a time.
        while place + bytes.count <= count,
            let found = memchr(base + place, Int32(wanted[0]), count - bytes.count + 1 - place)
        {
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
            if memcmp(base + place, wanted, bytes.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}
