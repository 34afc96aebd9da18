import Diagnostics
import OficioBasics

/// Collects the invisible characters of a text and reports each kind once.
struct InvisibleCharacters {
    private struct Occurrence {
        let scalar: Unicode.Scalar
        let range: Range<Int>
    }

    private var occurrences: [Unicode.Scalar.Invisible: [Occurrence]] = [:]
    /// Whether some of the characters are written as escapes (`"\u202E"`, `&#8206;`), so that their exact offsets are
    /// unknown.
    private var isEscaped = false
    /// The line breaks inside paragraphs by their offset, each with what its fix writes instead.
    var breaks: [Int: String] = [:]

    /// Collects the invisible characters in a range of valid UTF-8.
    mutating func scan(_ bytes: [UInt8], _ range: Range<Int>) {
        bytes.withUnsafeBufferPointer { buffer in
            for lead in [Self.lead, Self.rareLead] {
                var index = lead.first(in: buffer, from: range.lowerBound)
                while index < range.upperBound {
                    // Line ends are no invisible characters, and most of the bytes that are found.
                    if buffer[index] == 0x0A {
                        index = lead.first(in: buffer, from: index + 1)
                        continue
                    }
                    let (scalar, length) = Self.scalar(buffer, at: index, before: range.upperBound)
                    if let kind = scalar.invisibleKind {
                        occurrences[kind, default: []].append(
                            Occurrence(scalar: scalar, range: index..<(index + length)))
                    }
                    index = lead.first(in: buffer, from: index + length)
                }
            }
        }
    }

    /// Returns the character at an offset and the number of its bytes; U+FFFD if the range ends inside it.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, before end: Int) -> (
        Unicode.Scalar, length: Int
    ) {
        let first = bytes[offset]
        let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard length > 1 else { return (Unicode.Scalar(first), 1) }
        guard offset + length <= end else { return ("\u{FFFD}", 1) }
        let value = (1..<length).reduce(UInt32(first) & (0x7F >> UInt32(length))) {
            $0 << 6 | UInt32(bytes[offset + $1] & 0x3F)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }

    /// Collects the invisible characters of a decoded text that its bytes do not contain: they are written as escapes.
    mutating func note(_ text: String, writtenIn range: Range<Int>, of bytes: [UInt8]) {
        guard text.unicodeScalars.contains(where: { $0.isInvisible || $0.isNoCharacter }) else { return }
        var raw = InvisibleCharacters()
        raw.scan(bytes, range)
        let source = String(decoding: bytes[range], as: UTF8.self).unicodeScalars
        for scalar in text.unicodeScalars {
            if scalar.isNoCharacter, !source.contains(scalar) {
                isEscaped = true
                occurrences[.control, default: []].append(Occurrence(scalar: scalar, range: range))
            } else if let kind = scalar.invisibleKind, raw.occurrences[kind] == nil {
                isEscaped = true
                occurrences[kind, default: []].append(Occurrence(scalar: scalar, range: range))
            }
        }
    }

    func diagnostics(_ file: FileID) -> [Diagnostic] {
        [Unicode.Scalar.Invisible.control, .direction, .widthless, .blank].compactMap { kind in
            let found = (occurrences[kind] ?? []).sorted { $0.range.lowerBound < $1.range.lowerBound }
            guard let first = found.first else { return nil }
            let span = { (place: Occurrence) in
                Span(file: file, start: place.range.lowerBound, end: place.range.upperBound)
            }
            let others = found.count - 1
            let more = Localized(
                es: others == 0 ? "" : others == 1 ? ", y otro más en el archivo" : ", y \(others) más en el archivo",
                en: others == 0 ? "" : ", and \(others) more in the file")
            let what = first.scalar.isNoCharacter ? Self.noCharacter : Self.words(kind)
            let fix = Diagnostic.Fix(
                Localized(es: "quitarlos", en: "remove them"), safe: kind == .control,
                found.map {
                    let usual = $0.scalar.isLineBreak || kind == .blank ? " " : ""
                    return Diagnostic.Edit(span($0), breaks[$0.range.lowerBound] ?? usual)
                })
            return Diagnostic(
                kind == .control ? .controlCharacter : .invisibleCharacter, at: span(first),
                Localized(
                    es: "\(what.spanish) (\(first.scalar.codePoint))\(more.spanish)",
                    en: "\(what.english) (\(first.scalar.codePoint))\(more.english)"),
                fixes: isEscaped || fix.edits.isEmpty ? [] : [fix])
        }
    }

    private static let noCharacter = Localized(
        es: "la escritura no da ningún carácter, y se publicaría «\u{FFFD}»",
        en: "what is written stands for no character, and “\u{FFFD}” would be published")

    private static func words(_ kind: Unicode.Scalar.Invisible) -> Localized {
        switch kind {
        case .control: Localized(es: "carácter de control", en: "a control character")
        case .direction:
            Localized(
                es: "carácter que cambia el sentido de la escritura",
                en: "a character that changes the writing direction")
        case .widthless:
            Localized(es: "carácter invisible, sin ancho", en: "an invisible character without width")
        case .blank:
            Localized(es: "carácter que se ve como un espacio", en: "a character that looks like a space")
        }
    }

    /// The first bytes of invisible characters in UTF-8: C0, DEL, C1, U+200B…, U+FEFF, U+E0001….
    private static let lead = ByteSet(below: 0x20, [0x7F, 0xC2, 0xE2, 0xEF, 0xF3])
    /// The first bytes of invisible characters of other scripts: U+034F, U+061C, U+115F and U+17B4…, U+3164,
    /// U+1BCA0….
    private static let rareLead = ByteSet([0xCD, 0xD8, 0xE1, 0xE3, 0xF0])
}

extension Unicode.Scalar {
    /// Whether the character is one that word processors insert for a line or page break inside a paragraph.
    fileprivate var isLineBreak: Bool { value == 0x0B || value == 0x0C }

    /// Whether the scalar is U+FFFD, which a reader puts in place of a reference such as `&#0;`, or a noncharacter.
    fileprivate var isNoCharacter: Bool {
        value == 0xFFFD || value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
    }
}

extension Rule {
    /// Reports control characters in a source.
    package static let controlCharacter = Rule(
        "caracter-de-control", .form, .error,
        what: Localized(
            es: """
                Un archivo lleva un carácter de control, como los que pega un procesador de textos o escribe «\\e» \
                en YAML.
                """,
            en: "A file has a control character, such as a word processor pastes or “\\e” writes in YAML."),
        why: Localized(
            es: """
                No se ve, y ni una página ni un documento de oficina pueden llevarlo: lo que se exporta no se abriría.
                """,
            en: """
                It is invisible, and neither a page nor an office document may contain it: an exported file would \
                not open.
                """
        ),
        fires: """
            === content/paginas/horario.md
            ---
            título: Horario
            ---

            De lunes a\u{0B}viernes.
            """,
        passes: """
            === content/paginas/horario.md
            ---
            título: Horario
            ---

            De lunes a
            viernes.
            """)

    /// Reports characters without width and characters that change the writing direction.
    package static let invisibleCharacter = Rule(
        "caracter-invisible", .form, .warning,
        what: Localized(
            es: "Un archivo lleva un carácter sin ancho, o uno que cambia el sentido de la escritura.",
            en: "A file has a character without width, or one that changes the writing direction."),
        why: Localized(
            es: """
                Lo que se lee no es lo que está escrito: dos nombres iguales a la vista no lo son, y una cifra puede \
                leerse al revés.
                """,
            en: """
                Readers see something other than what is written: two names that look alike are not, and a figure \
                may read backwards.
                """
        ),
        fires: """
            === content/paginas/horario.md
            ---
            título: Horario
            ---

            Código \u{202E}321\u{202C} del trámite.
            """,
        passes: """
            === content/paginas/horario.md
            ---
            título: Horario
            ---

            Código 123 del trámite.
            """)
}
