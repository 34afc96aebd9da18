import OficioOffice
import Testing

/// Pictures lose their metadata whatever stands in them, and damaged ones end nothing.
@Suite struct PictureMetadataTests {
    private static func bytes(_ parts: String...) -> [UInt8] { parts.flatMap { Array($0.utf8) } }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }

    private static let png =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]) + chunk("tEXt", bytes("Author\0Ana"))
        + chunk("iCCP", bytes("x\0\0") + [0x78, 0x9C, 0x4B, 0x04, 0, 0, 0x62, 0, 0x62])
        + chunk("IDAT", [0x78, 1, 1, 4, 0, 0xFB, 0xFF, 0, 1, 2, 3, 0, 0x0E, 0, 7]) + chunk("IEND", [])
    private static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + bytes("JFIF\0") + [1, 1, 0, 0, 1, 0, 1, 0, 0]
        + [0xFF, 0xE1, 0, 34] + bytes("Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}") + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
        + [0, 0, 0, 0] + [0xFF, 0xE2, 0, 20] + bytes("ICC_PROFILE\0") + [1, 1, 1, 2, 3, 4]
        + [0xFF, 0xEE, 0, 14] + bytes("Adobe\0d") + [0, 0, 0, 0, 1] + [0xFF, 0xFE, 0, 5] + bytes("Ana")
        + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x12, 0xFF, 0, 0x34, 0xFF, 0xD9]
    private static let gif: [UInt8] =
        bytes("GIF89a") + [1, 0, 1, 0, 0x80, 0, 0] + [UInt8](repeating: 0, count: 6) + [0x21, 0xFE, 3]
        + bytes("Ana") + [0, 0x21, 0xFF, 11] + bytes("NETSCAPE2.0") + [3, 1, 0, 0, 0]
        + [0x21, 0xF9, 4, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]
    private static let webp: [UInt8] =
        bytes("RIFF") + [46, 0, 0, 0] + bytes("WEBPVP8X") + [10, 0, 0, 0, 0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        + bytes("VP8 ") + [4, 0, 0, 0, 1, 2, 3, 4] + bytes("XMP ") + [3, 0, 0, 0] + bytes("Ana\0")

    @Test(arguments: [png, jpeg, gif, webp])
    func `no damage ends the program, and what is cleaned is clean`(picture: [UInt8]) throws {
        let cleaned = try #require(PictureMetadata.withoutMetadata(picture))
        #expect(!String(decoding: cleaned, as: UTF8.self).contains("Ana"))
        #expect(PictureMetadata.withoutMetadata(cleaned) == cleaned)
        var state: UInt64 = 20_261_130
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<20_000 {
            var damaged = picture
            for _ in 0...next(4) {
                let place = next(damaged.count)
                switch next(4) {
                case 0: damaged[place] = UInt8(next(256))
                case 1: damaged[place] = [0, 1, 0x7F, 0x80, 0xFF][next(5)]
                case 2: damaged.removeSubrange(place..<min(damaged.count, place + 1 + next(8)))
                default: damaged.insert(contentsOf: damaged[place..<min(damaged.count, place + 9)], at: place)
                }
                if damaged.count < 4 { break }
            }
            guard let once = PictureMetadata.withoutMetadata(damaged) else { continue }
            #expect(PictureMetadata.withoutMetadata(once) == once)
        }
    }
}
