/// Recognizes kinds of pictures by their first bytes.
package enum PictureTypes {
    /// Returns *png*, *jpeg*, *gif*, *bmp*, *tiff*, *webp*, *emf*, *wmf* or *svg*, which includes any XML with a
    /// declaration; `nil` for anything else.
    package static func type(of bytes: [UInt8]) -> String? {
        func begins(_ start: [UInt8], at offset: Int = 0) -> Bool {
            bytes.count >= offset + start.count && bytes[offset..<offset + start.count].elementsEqual(start)
        }
        if begins([0x89, 0x50, 0x4E, 0x47]) { return "png" }
        if begins([0xFF, 0xD8, 0xFF]) { return "jpeg" }
        if begins(Array("GIF8".utf8)) { return "gif" }
        if begins(Array("BM".utf8)) { return "bmp" }
        if begins([0x49, 0x49, 0x2A, 0]) || begins([0x4D, 0x4D, 0, 0x2A]) { return "tiff" }
        if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) { return "webp" }
        if begins([1, 0, 0, 0]), begins(Array(" EMF".utf8), at: 40) { return "emf" }
        if begins([0xD7, 0xCD, 0xC6, 0x9A]) || begins([1, 0, 9, 0, 0, 3]) { return "wmf" }
        if begins(Array("<svg".utf8)) || begins(Array("<?xml".utf8)) { return "svg" }
        return nil
    }
}
