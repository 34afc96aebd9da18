import Diagnostics
import Glibc

/// Bounds the tags of XML and HTML before libxml2 reads them: it compares each attribute of an element with all others,
/// and makes a tree that takes many times the memory of the text.
struct MarkupBounds {
    private let bytes: [UInt8]
    private let isHTML: Bool
    private let limits: ReadingLimits
    private let part: String
    private var place = 0

    /// Throws a refusal with the name `part` if the markup has more elements, or an element more attributes, than the
    /// limits allow. Comments, CDATA sections and scripts are passed over.
    static func check(_ bytes: [UInt8], isHTML: Bool, part: String, limits: ReadingLimits = ReadingLimits())
        throws(ImportRefusal)
    {
        // Of UTF-16, only the bytes that are not zero are looked at: tags are ASCII.
        let isWide = !isHTML && (bytes.prefix(4).contains(0) || bytes.first == 0xFE || bytes.first == 0xFF)
        var bounds = MarkupBounds(
            bytes: isWide ? bytes.filter { $0 != 0 } : bytes, isHTML: isHTML, limits: limits, part: part)
        try bounds.checkTags()
    }

    private init(bytes: [UInt8], isHTML: Bool, limits: ReadingLimits, part: String) {
        self.bytes = bytes
        self.isHTML = isHTML
        self.limits = limits
        self.part = part
    }

    private mutating func checkTags() throws(ImportRefusal) {
        var elements = 0
        while let open = next(UInt8(ascii: "<"), from: place) {
            place = open + 1
            guard place < bytes.count else { return }
            if has("!--") {
                skip(past: "-->")
            } else if !isHTML, has("![CDATA[") {
                skip(past: "]]>")
            } else if !isHTML, has("?") {
                skip(past: "?>")
            } else if isNameStart(bytes[place]) {
                elements += 1
                guard elements <= limits.elements else {
                    throw ImportRefusal(
                        .tooLarge,
                        Localized(
                            es: "la parte «\(part)» tiene más de \(limits.elements) elementos",
                            en: "the part “\(part)” has more than \(limits.elements) elements"))
                }
                try readTag()
            }
        }
    }

    /// Reads a start tag to its end; throws if it has too many attributes.
    private mutating func readTag() throws(ImportRefusal) {
        let start = place
        while place < bytes.count, !Self.endsName(bytes[place]) { place += 1 }
        let name = String(decoding: bytes[start..<min(place, start + 8)], as: UTF8.self).lowercased()
        var attributes = 0
        var isBetween = true
        var isAfterEquals = false
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            let byte = bytes[place]
            place += 1
            if isAfterEquals, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                place = next(byte, from: place).map { $0 + 1 } ?? bytes.count
                (isBetween, isAfterEquals) = (true, false)
            } else if byte == UInt8(ascii: "=") {
                isAfterEquals = true
            } else if byte == UInt8(ascii: "/") || Self.isBlank(byte) {
                isBetween = true
            } else {
                if isBetween, !isAfterEquals { attributes += 1 }
                (isBetween, isAfterEquals) = (false, false)
            }
            guard attributes <= limits.attributes else {
                throw ImportRefusal(
                    .tooLarge,
                    Localized(
                        es: "un elemento de la parte «\(part)» tiene más de \(limits.attributes) atributos",
                        en: "an element of the part “\(part)” has more than \(limits.attributes) attributes"))
            }
        }
        let isClosed = place > start && bytes[place - 1] == UInt8(ascii: "/")
        if isHTML, !isClosed, name == "script" || name == "style" { skipRawText(name) }
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
        let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
        return isLetter || !isHTML && (byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":"))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 9 && byte <= 13 }

    private static func endsName(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private func has(_ words: StaticString) -> Bool {
        place + words.utf8CodeUnitCount <= bytes.count
            && words.withUTF8Buffer { bytes[place...].starts(with: $0) }
    }

    private mutating func skip(past end: StaticString) {
        let last = end.withUTF8Buffer { $0[$0.count - 1] }
        let before = end.utf8CodeUnitCount - 1
        while let found = next(last, from: place) {
            let begin = place
            place = max(begin, found - before)
            let isEnd = has(end)
            place = found + 1
            if isEnd { return }
        }
        place = bytes.count
    }

    private mutating func skipRawText(_ name: String) {
        let end = Array("</\(name)".utf8)
        while let open = next(UInt8(ascii: "<"), from: place) {
            place = open + 1
            let word = bytes[open..<min(bytes.count, open + end.count)]
            if word.elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 && $1 >= UInt8(ascii: "a") }) { return }
        }
        place = bytes.count
    }

    /// Returns the place of a byte, at `start` or behind; nil if there is none.
    private func next(_ byte: UInt8, from start: Int) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress,
                let found = memchr(base + start, Int32(byte), buffer.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
