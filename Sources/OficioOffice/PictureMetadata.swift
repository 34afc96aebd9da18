/// Removes everything from pictures that is not needed to draw them: author, camera, place, software, thumbnails,
/// provenance, comments.
///
/// Each format keeps only the parts on a list, so unknown kinds of metadata are removed as well.
package enum PictureMetadata {
    /// Returns the picture without metadata; nil if it is damaged or of another kind than PNG, JPEG, GIF or WebP.
    package static func withoutMetadata(_ bytes: [UInt8]) -> [UInt8]? {
        switch PictureTypes.type(of: bytes) {
        case "png": PNGFile.withoutMetadata(bytes)
        case "jpeg": JPEGFile.withoutMetadata(bytes)
        case "gif": GIFFile.withoutMetadata(bytes)
        case "webp": WebPFile.withoutMetadata(bytes)
        default: nil
        }
    }

    /// Whether some bytes look like metadata of a picture: Exif, XMP, IPTC, C2PA, or texts of PNG.
    package static func mayOccur(in bytes: [UInt8]) -> Bool {
        let signs = ["Exif\0", "xmpmeta", "Photoshop 3.0", "8BIM", "tEXt", "zTXt", "iTXt", "eXIf", "jumb", "c2pa"].map {
            Array($0.utf8)
        }
        let first = Set(signs.map { $0[0] })
        return bytes.indices.contains { place in
            first.contains(bytes[place])
                && signs.contains { bytes[place...].starts(with: $0) }
        }
    }

    /// Returns a number of `count` bytes, the most significant first.
    static func number(_ bytes: some Collection<UInt8>, _ at: Int, count: Int) -> Int {
        bytes.dropFirst(at).prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }
}
