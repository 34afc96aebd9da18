import Diagnostics
/// Finds and replaces bytes that are not UTF-8.
enum InvalidUTF8 {
    /// Returns the offset of the first byte that starts no valid sequence (RFC 3629); nil if all bytes are valid.
    static func firstOffset(in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            let raw = UnsafeRawBufferPointer(buffer)
            var index = raw.firstBeyondASCII(from: 0)
            while index < buffer.count {
                let length = sequenceLength(buffer, at: index)
                if length == 0 { return index }
                index = raw.firstBeyondASCII(from: index + length)
            }
            return nil
        }
    }

    /// Whether no bytes beyond ASCII form a valid sequence.
    static func holdsNoSequence(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.indices.allSatisfy { buffer[$0] < 0x80 || sequenceLength(buffer, at: $0) == 0 }
        }
    }

    /// Returns the bytes with `?` in place of each invalid byte, so that all offsets stay the same.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        out.withUnsafeMutableBufferPointer { buffer in
            var index = 0
            while index < buffer.count {
                let length = buffer[index] < 0x80 ? 1 : sequenceLength(UnsafeBufferPointer(buffer), at: index)
                if length == 0 { buffer[index] = UInt8(ascii: "?") }
                index += max(1, length)
            }
        }
        return out
    }

    static func diagnostic(_ offset: Int, in bytes: [UInt8], file: FileID) -> Diagnostic {
        let place = Span(file: file, start: offset, end: offset + 1)
        guard let found = OtherEncoding.detect(bytes) else {
            let value = String(bytes[offset], radix: 16, uppercase: true)
            return Diagnostic(
                .invalidUTF8, at: place,
                Localized(
                    es: "el archivo no está en UTF-8 (byte \(value)); guárdelo de nuevo con la codificación UTF-8",
                    en: "the file is not UTF-8 (byte \(value)); save it again with UTF-8 encoding"))
        }
        return Diagnostic(
            .invalidUTF8, at: place,
            Localized(
                es: """
                    el archivo se guardó con la codificación \(found.name.spanish), y sus tildes no se pueden leer: \
                    guárdelo de nuevo como UTF-8
                    """,
                en: """
                    the file was saved with the encoding \(found.name.english), and its accents cannot be read: save \
                    it again as UTF-8
                    """),
            fixes: [
                .init(
                    Localized(es: "convertir el archivo a UTF-8", en: "convert the file to UTF-8"), safe: true,
                    [.init(Span(file: file, start: 0, end: bytes.count), found.text)])
            ])
    }

    private static func sequenceLength(_ b: UnsafeBufferPointer<UInt8>, at i: Int) -> Int {
        func continuation(_ k: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            i + k < b.count && b[i + k] >= low && b[i + k] <= high
        }
        switch b[i] {
        case 0xC2...0xDF: return continuation(1) ? 2 : 0
        case 0xE0: return continuation(1, 0xA0) && continuation(2) ? 3 : 0
        case 0xED: return continuation(1, 0x80, 0x9F) && continuation(2) ? 3 : 0
        case 0xE1...0xEF: return continuation(1) && continuation(2) ? 3 : 0
        case 0xF0: return continuation(1, 0x90) && continuation(2) && continuation(3) ? 4 : 0
        case 0xF1...0xF3: return continuation(1) && continuation(2) && continuation(3) ? 4 : 0
        case 0xF4: return continuation(1, 0x80, 0x8F) && continuation(2) && continuation(3) ? 4 : 0
        default: return 0
        }
    }
}
