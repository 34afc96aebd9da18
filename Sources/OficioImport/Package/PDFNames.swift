import Diagnostics
import OficioBasics

/// Reads from PDF files the program that made the file, and decodes names that are written with escapes.
enum PDFNames {
    /// Returns the bytes with the escapes in names decoded, such as `#6f` (ISO 32000-1, 7.3.5); `nil` if there are
    /// none.
    static func withNamesDecoded(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.contains(UInt8(ascii: "#")) else { return nil }
        var out: [UInt8] = []
        var isInName = false, isChanged = false
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if isInName, byte == UInt8(ascii: "#"), place + 2 < bytes.count, let high = digit(bytes[place + 1]),
                let low = digit(bytes[place + 2])
            {
                out.append(high << 4 | low)
                isChanged = true
                place += 3
                continue
            }
            // Names end at a blank or at a delimiter.
            isInName = byte == UInt8(ascii: "/") || isInName && byte > 0x20 && !"()<>[]{}%".utf8.contains(byte)
            out.append(byte)
            place += 1
        }
        return isChanged ? out : nil
    }

    /// Returns descriptions of the program, the title and the paths in a part of a PDF that may name a person or a
    /// machine.
    static func personalData(in part: [UInt8]) -> [Localized] {
        var found: [Localized] = []
        for name in ["/Creator", "/Producer"] {
            for value in values(of: name, in: part) where isPersonal(value) && !namesProgram(value) {
                let shown = value.prefix(60)
                found.append(Localized(es: "quién lo hizo «\(shown)»", en: "who made it “\(shown)”"))
            }
        }
        let isPath = paths.contains { part.firstOffset(of: $0, in: part.indices) != nil }
        if isPath || values(of: "/Title", in: part).contains(where: { $0.contains("\\") || $0.contains("@") }) {
            found.append(Localized(es: "rutas de un equipo", en: "paths of a machine"))
        }
        return found
    }

    private static let paths = ["file:///", ":\\Users\\", ":\\\\Users\\\\"].map { Array($0.utf8) }

    /// Whether a text may name a person: it has the sign of an e-mail address or of a path, or consists of letters,
    /// points and spaces.
    private static func isPersonal(_ words: String) -> Bool {
        words.contains("@") || words.contains("\\")
            || words.filter(\.isLetter).count > 2 && words.allSatisfy { $0.isLetter || $0 == " " || $0 == "." }
    }

    private static func namesProgram(_ words: String) -> Bool {
        if words.contains("@") || words.contains("\\") { return false }
        let words = words.lowercased()
        return programs.contains { words.contains($0) }
    }

    /// Parts of the names of programs and machines that write PDF files.
    private static let programs = [
        "word", "excel", "powerpoint", "office", "publisher", "visio", "outlook", "onenote", "writer", "calc",
        "impress", "draw", "pdf", "acrobat", "adobe", "indesign", "illustrator", "photoshop", "tex", "chrom", "skia",
        "quartz",
        "firefox", "mozilla", "safari", "edge", "weasyprint", "canva", "google", "docs", "pages", "keynote", "numbers",
        "scan", "hp", "canon", "ricoh", "konica", "xerox", "kyocera", "epson", "brother", "lexmark", "samsung",
        "toshiba", "sharp", "cairo", "ghostscript", "script", "prince", "itext", "aspose", "abbyy", "magick", "wps",
        "nitro",
        "foxit", "crystal", "jasper", "oracle", "sap", "docusign", "scribus", "inkscape", "corel", "autocad", "oficio",
        "pandoc", "lens", "print", "report", "server", "library", "editor", "creator", "java", "php",
    ]

    /// Returns the text values of a key of PDF dictionaries.
    private static func values(of name: String, in part: [UInt8]) -> [String] {
        let mark = Array(name.utf8)
        var values: [String] = []
        var start = part.startIndex
        while values.count < 8, let place = part.firstOffset(of: mark, in: start..<part.endIndex) {
            start = place + mark.count
            let rest = part[start...].prefix(600).drop { $0 <= 0x20 }
            if rest.first == UInt8(ascii: "(") {
                values.append(text(literal(rest.dropFirst())))
            } else if rest.first == UInt8(ascii: "<"), rest.dropFirst().first != UInt8(ascii: "<") {
                let digits = rest.dropFirst().prefix { $0 != UInt8(ascii: ">") }.compactMap(digit)
                let pairs = stride(from: 0, to: digits.count - 1, by: 2)
                values.append(text(pairs.map { digits[$0] << 4 | digits[$0 + 1] }))
            }
        }
        return values
    }

    /// Returns the bytes of a string in parentheses, up to the closing one.
    private static func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var depth = 0
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                // A byte may be written as up to three octal digits.
                let octal = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
                let code = octal.reduce(0) { $0 << 3 | Int($1 - 0x30) }
                out.append(octal.isEmpty ? rest.first ?? byte : UInt8(truncatingIfNeeded: code))
                rest = rest.dropFirst(max(1, octal.count))
            case UInt8(ascii: ")") where depth == 0: return out
            default:
                depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
                out.append(byte)
            }
        }
        return out
    }

    /// Returns the text of a PDF string, which is UTF-16 with a byte order mark or has one byte per character.
    private static func text(_ bytes: [UInt8]) -> String {
        guard bytes.starts(with: [0xFE, 0xFF]) else {
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
