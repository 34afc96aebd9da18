import Diagnostics
import OficioBasics
import OficioOffice

/// Finds in a PDF file (ISO 32000-1) who made it, notes of reviewers and files inside.
///
/// Looks at the bytes and at every stream that is compressed with Flate, as PDF programs write them, and needs no other
/// program, so that every machine finds the same.
enum PDFTraces {
    /// Returns descriptions of the personal data that the file has, `nil` if the file is encrypted.
    static func found(in bytes: [UInt8]) -> [Localized]? {
        if bytes.firstOffset(of: Array("/Encrypt".utf8), in: bytes.indices) != nil { return nil }
        var isFound = signs.map { _ in false }
        func look(_ part: [UInt8]) {
            for (place, sign) in signs.enumerated() where !isFound[place] {
                isFound[place] = sign.marks.contains { stands($0, in: part) }
            }
        }
        look(bytes)
        var left = 1 << 28
        var place = 0
        while left > 0, let start = bytes.firstOffset(of: streamMark, in: place..<bytes.count) {
            place = start + streamMark.count
            var begin = place
            while begin < bytes.count, [0x0D, 0x0A].contains(bytes[begin]), begin < place + 2 { begin += 1 }
            let end = bytes.firstOffset(of: streamEnd, in: begin..<bytes.count) ?? bytes.count
            // Streams of zlib begin with 0x78, or rarely with a smaller window.
            if begin + 1 < end, bytes[begin] & 0x0F == 8, (Int(bytes[begin]) << 8 | Int(bytes[begin + 1])) % 31 == 0 {
                let inflated = Deflate.inflated(bytes[begin..<end], limit: min(left, 1 << 24))
                left -= inflated.count + 1
                look(inflated)
            }
            place = end
        }
        return zip(signs, isFound).filter(\.1).map(\.0.words)
    }

    /// Whether a mark stands in some bytes with a value that is not an empty text.
    private static func stands(_ mark: [UInt8], in part: [UInt8]) -> Bool {
        var start = part.startIndex
        while let place = part.firstOffset(of: mark, in: start..<part.endIndex) {
            start = place + mark.count
            let value = part[start...].prefix(16).drop { [0x20, 0x0A, 0x0D].contains($0) }.prefix(2)
            if !value.elementsEqual("()".utf8), !value.elementsEqual("<>".utf8) { return true }
        }
        return false
    }

    private static let streamMark = Array("stream".utf8)
    private static let streamEnd = Array("endstream".utf8)

    private struct Sign {
        let words: Localized
        let marks: [[UInt8]]

        init(_ spanish: String, _ english: String, _ marks: [String]) {
            words = Localized(es: spanish, en: english)
            self.marks = marks.map { Array($0.utf8) }
        }
    }

    private static let signs = [
        Sign("autor", "author", ["/Author", "<dc:creator", "/Manager", "/Company", "pdf:Author"]),
        Sign(
            "asunto o palabras clave", "subject or keywords",
            ["/Subject", "/Keywords", "<dc:description", "<dc:subject", "pdf:Keywords"]),
        Sign(
            "comentarios", "comments",
            ["/Subtype/Text", "/Subtype /Text", "/Subtype/Popup", "/Subtype /Popup", "/Subtype/FreeText"]),
        Sign("otros archivos dentro", "other files inside", ["/EmbeddedFile", "/PieceInfo"]),
        Sign("guiones", "scripts", ["/JavaScript", "/JS "]),
        Sign("fotos con sus metadatos", "photos with their metadata", ["Exif\0\0", "http://ns.adobe.com/xap", "c2pa"]),
    ]
}
