import Foundation
import OficioBasics
import TestSupport
import Testing

/// Functions that examine several bytes at a time give the same result as byte by byte.
@Suite struct BytesTests {
    /// Texts of all lengths around eight bytes, with letters, special characters, accents and line ends.
    private static let texts: [String] = {
        var random = TestSeed.generator(4)
        let signs = [
            "a", "b", " ", "\"", "<", "&", "'", ">", "\\", "\n", "\r", "\t", "é", "\u{7F}", "\u{2028}", "\u{2014}", "/",
            "ñ", "😀", "e\u{301}",
        ]
        return (0..<3_000).map { number in
            (0..<(number % 40)).map { _ in signs.randomElement(using: &random) ?? "" }.joined()
        }
    }()

    @Test func `special bytes are found where they stand`() {
        let sets: [(UInt8, [UInt8])] = [
            (0, [0x22]), (0x20, []), (0x20, [0x22, 0x5C, 0x3C, 0x7F, 0xE2]), (0x80, []), (0, [0x00, 0xFF]),
            (0, [0x0A, 0x0D]),
        ]
        for text in Self.texts {
            for (limit, others) in sets {
                let special = ByteSet(below: limit, others)
                let bytes = Array(text.utf8)
                let expected = bytes.indices.filter { bytes[$0] < limit || others.contains(bytes[$0]) }
                var found: [Int] = []
                bytes.withUnsafeBufferPointer { bytes in
                    var place = special.first(in: bytes, from: 0)
                    while place < bytes.count {
                        found.append(place)
                        place = special.first(in: bytes, from: place + 1)
                    }
                }
                #expect(found == expected, "\(text.debugDescription) below \(limit), \(others)")
            }
        }
    }

    @Test func `JSON says the text again`() throws {
        for text in Self.texts {
            var quoted: [UInt8] = []
            JSONText.quote(text, to: &quoted)
            #expect(
                (try JSONSerialization.jsonObject(with: Data(quoted), options: .fragmentsAllowed) as? String).map {
                    Array($0.utf8)
                } == Array(text.utf8))
        }
    }

    @Test func `texts come in the order of their bytes, and apart at a sign`() {
        for (text, other) in zip(Self.texts, Self.texts.dropFirst().reversed()) {
            #expect(text.isBefore(other) == text.utf8.lexicographicallyPrecedes(other.utf8))
            #expect(Array(text.utf8).isBefore(Array(other.utf8)) == text.utf8.lexicographicallyPrecedes(other.utf8))
            #expect(!text.isBefore(text))
            #expect(
                text.parts(between: "/").map { Array($0.utf8) }
                    == text.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) })
            #expect(text.contains(byte: 0xC3) == Array(text.utf8).contains(0xC3))
        }
    }
}
