import OficioBasics

/// Finds web and e-mail addresses in plain text, as GitHub's *autolinks* extension does
/// (https://github.github.com/gfm/#autolinks-extension-).
package enum BareAddress {
    /// A part of a text: an address, or text without one.
    package enum Piece: Equatable {
        /// Text without an address.
        case words(String)
        /// An address as written, and its URL.
        case address(String, destination: String)
    }

    /// Returns the pieces of a text, split at its addresses.
    package static func pieces(of text: String) -> [Piece] {
        guard mayHoldAddress(text) else { return [.words(text)] }
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var written = 0
        var index = 0
        while index < bytes.count {
            guard let (range, scheme) = address(at: index, bytes, from: written) else {
                index += 1
                continue
            }
            if written < range.lowerBound {
                pieces.append(.words(String(decoding: bytes[written..<range.lowerBound], as: UTF8.self)))
            }
            let words = String(decoding: bytes[range], as: UTF8.self)
            pieces.append(.address(words, destination: scheme + words))
            written = range.upperBound
            index = written
        }
        if written < bytes.count { pieces.append(.words(String(decoding: bytes[written...], as: UTF8.self))) }
        return pieces
    }

    private static func mayHoldAddress(_ text: String) -> Bool {
        text.hasAdjacentBytes {
            $0 == UInt8(ascii: "/") && $1 == UInt8(ascii: "/") || $0 == UInt8(ascii: "w") && $1 == UInt8(ascii: "w")
        }
            || text.contains(byte: UInt8(ascii: "@"))
    }

    /// Returns the range of the address that starts at `index`, or of the e-mail address whose `@` is there, and the
    /// prefix of its URL; nil if there is none.
    private static func address(at index: Int, _ bytes: [UInt8], from written: Int) -> (Range<Int>, String)? {
        if bytes[index] == UInt8(ascii: "@") { return mail(at: index, bytes, from: written).map { ($0, "mailto:") } }
        if index > 0, isWord(bytes[index - 1]) { return nil }
        for (start, scheme) in [("https://", ""), ("http://", ""), ("www.", "http://")] {
            guard bytes[index...].starts(with: start.utf8) else { continue }
            let host = index + start.utf8.count
            // Searching for the dot first is cheap; most long runs of letters have none, and their end is not searched
            // for.
            guard let dot = hostDot(from: host, bytes) else { return nil }
            let end = end(from: host, bytes)
            return dot < end ? (index..<end, scheme) : nil
        }
        return nil
    }

    /// Returns the position of the first dot in a host, except at its beginning; nil if there is none.
    private static func hostDot(from start: Int, _ bytes: [UInt8]) -> Int? {
        var index = start
        while index < bytes.count, bytes[index] > 0x20, !"<>\"/?".utf8.contains(bytes[index]) {
            if bytes[index] == UInt8(ascii: "."), index > start { return index }
            index += 1
        }
        return nil
    }

    /// Returns the end of a web address: it stops before white space and quotation marks, and leaves out punctuation of
    /// the sentence around it.
    private static func end(from start: Int, _ bytes: [UInt8]) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !"<>\"".utf8.contains(bytes[end]) {
            // Guillemets, curly quotes and the no-break space.
            if bytes[end] == 0xC2, end + 1 < bytes.count, [0xAB, 0xBB, 0xA0].contains(bytes[end + 1]) { break }
            if bytes[end] == 0xE2, end + 2 < bytes.count, bytes[end + 1] == 0x80, [0x9C, 0x9D].contains(bytes[end + 2])
            {
                break
            }
            end += 1
        }
        // Closing brackets that no bracket of the address opens do not belong to it.
        var surplus = bytes[start..<end].reduce(0) {
            $0 + ($1 == UInt8(ascii: ")") ? 1 : $1 == UInt8(ascii: "(") ? -1 : 0)
        }
        while end > start {
            let last = bytes[end - 1]
            if last == UInt8(ascii: ")"), surplus > 0 {
                surplus -= 1
            } else if !".,;:!?*_~'".utf8.contains(last) {
                break
            }
            end -= 1
        }
        return end
    }

    private static func mail(at sign: Int, _ bytes: [UInt8], from written: Int) -> Range<Int>? {
        var start = sign
        while start > written, isWord(bytes[start - 1]) || ".-_+".utf8.contains(bytes[start - 1]) { start -= 1 }
        while start < sign, !isWord(bytes[start]) { start += 1 }
        var end = sign + 1
        while end < bytes.count, isWord(bytes[end]) || ".-_".utf8.contains(bytes[end]) { end += 1 }
        while end > sign + 1, !isWord(bytes[end - 1]) { end -= 1 }
        guard start < sign, bytes[sign..<end].contains(UInt8(ascii: ".")) else { return nil }
        return start..<end
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
