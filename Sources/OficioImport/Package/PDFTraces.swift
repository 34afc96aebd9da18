import Diagnostics
import OficioBasics
import OficioOffice

/// Finds personal data in a PDF file (ISO 32000-1): its maker, notes of reviewers, and embedded files.
///
/// Looks at the bytes and at every stream that is compressed with Flate, as PDF programs write them, and needs no other
/// program, so that every machine finds the same.
enum PDFTraces {
    /// Returns descriptions of the personal data that the file has, `nil` if the file is encrypted.
    static func descriptions(in bytes: [UInt8]) -> [Localized]? {
        let names = PDFNames.withNamesDecoded(bytes)
        if [bytes, names ?? []].contains(where: { $0.firstOffset(of: Array("/Encrypt".utf8), in: $0.indices) != nil }) {
            return nil
        }
        var isFound = traces.map { _ in false }
        var hasForm = false, hasValues = false
        var told: [Localized] = []
        func inspect(_ part: [UInt8]) {
            search(part)
            // Names may be written with escapes such as `#6f`, so search the decoded bytes as well.
            if let names = PDFNames.withNamesDecoded(part) { search(names) }
        }
        func search(_ part: [UInt8]) {
            for one in PDFNames.personalData(in: part) where !told.contains(one) { told.append(one) }
            hasForm = hasForm || form.contains { part.contains($0) }
            hasValues = hasValues || hasValue(valueMark, in: part, before: "(<")
            for (place, trace) in traces.enumerated() where !isFound[place] {
                isFound[place] = trace.marks.contains { hasValue($0, in: part) }
            }
        }
        inspect(bytes)
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
                inspect(inflated)
            }
            place = end
        }
        var found = zip(traces, isFound).filter(\.1).map(\.0.words) + told
        if hasForm, hasValues {
            found.append(Localized(es: "lo que alguien llenó en un formulario", en: "what somebody filled in"))
        }
        if !endsWhole(bytes) {
            found.append(Localized(es: "algo detrás de su final", en: "something behind its end"))
        }
        return found
    }

    /// Whether only blanks follow the last end-of-file marker; true without a marker.
    private static func endsWhole(_ bytes: [UInt8]) -> Bool {
        let mark = Array("%%EOF".utf8)
        var end: Int?
        while let place = bytes.firstOffset(of: mark, in: (end ?? 0)..<bytes.count) { end = place + mark.count }
        return end.map { bytes[$0...].allSatisfy { $0 <= 0x20 } } ?? true
    }

    /// Whether some bytes contain a mark followed by a value that is not an empty text.
    /// `signs` are the characters that a value may begin with; any if empty.
    private static func hasValue(_ mark: [UInt8], in part: [UInt8], before signs: String = "") -> Bool {
        var start = part.startIndex
        while let place = part.firstOffset(of: mark, in: start..<part.endIndex) {
            start = place + mark.count
            let value = part[start...].prefix(16).drop { [0x20, 0x0A, 0x0D].contains($0) }.prefix(2)
            if let first = value.first, !signs.isEmpty, !signs.utf8.contains(first) { continue }
            if !value.elementsEqual("()".utf8), !value.elementsEqual("<>".utf8) { return true }
        }
        return false
    }

    private static let streamMark = Array("stream".utf8)
    private static let streamEnd = Array("endstream".utf8)

    /// The byte sequences that show a form and the value of a text field.
    private static let form = ["/AcroForm", "/FT/Tx", "/FT /Tx"].map { Array($0.utf8) }
    private static let valueMark = Array("/V".utf8)

    /// Metadata or content that may name an author, with the byte sequences that show its presence.
    private struct Trace {
        let words: Localized
        let marks: [[UInt8]]

        init(_ spanish: String, _ english: String, _ marks: [String]) {
            words = Localized(es: spanish, en: english)
            self.marks = marks.map { Array($0.utf8) }
        }
    }

    private static let traces = [
        Trace("autor", "author", ["/Author", "<dc:creator", "/Manager", "/Company", "pdf:Author"]),
        Trace(
            "asunto o palabras clave", "subject or keywords",
            ["/Subject", "/Keywords", "<dc:description", "<dc:subject", "pdf:Keywords"]),
        Trace(
            "comentarios", "comments",
            [
                "Text", "FreeText", "Popup", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Stamp", "Ink",
                "Redact", "FileAttachment", "Sound", "Polygon", "PolyLine",
            ].flatMap { ["/Subtype/\($0)", "/Subtype /\($0)"] }),
        Trace("otros archivos dentro", "other files inside", ["/EmbeddedFile", "/PieceInfo"]),
        Trace("guiones", "scripts", ["/JavaScript", "/JS ", "/JS("]),
        Trace(
            "órdenes que abren programas, envían datos o traen otros archivos",
            "actions that start programs, send data or fetch other files",
            ["/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/XFA", "/GoToE", "/GoToR", "/Rendition"]),
        Trace(
            "fotos con sus metadatos", "photos with their metadata", ["Exif\0\0", "http://ns.adobe.com/xap", "c2pa"]),
    ]
}
