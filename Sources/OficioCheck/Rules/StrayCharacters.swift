import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema
import OficioSource

extension Rule {
    /// Reports two spaces in a row inside a text.
    package static let doubledSpace = Rule(
        "espacio-doble", .language, .note,
        what: Localized(
            es: "Hay dos espacios seguidos dentro de un texto.", en: "Two spaces stand together inside a text."),
        why: Localized(
            es: "Se ven en el papel, y un buscador que compara letra por letra no encuentra la frase.",
            en: "They show on paper, and whoever compares letter by letter does not find the phrase."),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir  la solicitud.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir la solicitud.
            """)

    /// Reports a private-use character, such as a bullet from a word processor's own font.
    package static let privateCharacter = Rule(
        "caracter-privado", .language, .warning,
        what: Localized(
            es: "Un texto lleva un carácter de uso privado, como las viñetas que pega un procesador de textos.",
            en: "A text holds a private-use character, like the bullets that a word processor pastes."),
        why: Localized(
            es: "Fuera de aquella letra se ve como un cuadro vacío, y un lector de pantalla no lo dice.",
            en: "In any other font it is an empty box, and a screen reader does not say it."),
        fires: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir \u{F8FF} la solicitud.
            """,
        passes: """
            === content/protocolos/a.md
            ---
            título: Uno
            ---

            ## Objetivo

            Recibir la solicitud.
            """)
}

enum StrayCharacters {
    static func check(_ context: CheckContext, _ texts: RecordTexts) -> [Diagnostic] {
        let corpus = context.corpus
        let index = texts.record
        var found: [Diagnostic] = []
        texts.forEach(having: [.doubledSpace, .privateUse]) { text in
            if let place = Self.wordsAroundSpaces(text.source) {
                let span = context.locate(place, in: text.span)
                // The span is exact only if the source has the words as typed.
                if Int(span.end - span.start) == place.utf8.count {
                    let gap = place.prefix { $0 != " " }.utf8.count
                    let spaces = place.dropFirst(place.prefix { $0 != " " }.count).prefix { $0 == " " }.utf8.count
                    let narrow = Span(
                        file: span.file, start: Int(span.start) + gap, end: Int(span.start) + gap + spaces)
                    found.append(
                        Diagnostic(
                            .doubledSpace, at: narrow,
                            Localized(es: "\(spaces) espacios seguidos", en: "\(spaces) spaces together"),
                            fixes: [
                                .init(Localized(es: "dejar uno", en: "leave one"), safe: true, [.init(narrow, " ")])
                            ], record: corpus.name(ofRecord: index)))
                }
            }
            // U+E000…U+F8FF begin with EE or EF. `WordPaste` reports the bullets of symbol fonts.
            if text.source.contains(byte: 0xEE) || text.source.contains(byte: 0xEF),
                let scalar = text.source.unicodeScalars.first(where: {
                    (0xE000...0xEFFF).contains($0.value) || (0xF100...0xF8FF).contains($0.value)
                })
            {
                let span = context.locate(String(scalar), in: text.span)
                found.append(
                    Diagnostic(
                        .privateCharacter, at: span,
                        Localized(
                            es: "carácter de uso privado U+\(String(scalar.value, radix: 16, uppercase: true))",
                            en: "private-use character U+\(String(scalar.value, radix: 16, uppercase: true))"),
                        record: corpus.name(ofRecord: index)))
            }
        }
        return found
    }

    /// Returns the words around the first run of spaces inside a line; `nil` if there is none.
    private static func wordsAroundSpaces(_ text: String) -> String? {
        guard text.hasAdjacentBytes(where: { $0 == 0x20 && $1 == 0x20 }) else { return nil }
        let bytes = Array(text.utf8)
        var index = 1
        while index + 1 < bytes.count {
            if bytes[index] == 0x20, bytes[index + 1] == 0x20, bytes[index - 1] != 0x20, bytes[index - 1] != 0x0A {
                var end = index
                while end < bytes.count, bytes[end] == 0x20 { end += 1 }
                guard end < bytes.count, bytes[end] != 0x0A else { return nil }
                var start = index
                while start > 0, bytes[start - 1] != 0x20, bytes[start - 1] != 0x0A { start -= 1 }
                var stop = end
                while stop < bytes.count, bytes[stop] != 0x20, bytes[stop] != 0x0A { stop += 1 }
                return String(decoding: bytes[start..<stop], as: UTF8.self)
            }
            index += 1
        }
        return nil
    }
}
