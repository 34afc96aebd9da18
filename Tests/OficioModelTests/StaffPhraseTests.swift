import OficioSource
import Testing

@testable import OficioModel

@Suite struct StaffPhraseTests {
    @Test func `every word that makes a phrase passes the filter, however it is written`() {
        for words in StaffPhrase.wholes.union(StaffPhrase.interno).union(StaffPhrase.adjectives) {
            let middle = words.index(words.startIndex, offsetBy: words.count / 2)
            let start = String(words[..<middle]), end = String(words[middle...])
            var written: [String] = [words, words.uppercased(), "Cobro (\(words))", "**\(words)**", "🔒 \(words)"]
            written.append(words.replacing("o", with: "ó").replacing("u", with: "Ú"))
            written.append(words.replacing("a", with: "а"))
            for sign in ["\u{200B}", "\u{AD}", "_"] { written.append(start + sign + end) }
            for text in written { #expect(StaffPhrase.mayOccur(in: text), "\(text)") }
        }
        #expect(StaffPhrase.mayOccur(in: "🔒"))
    }

    @Test func `usual texts are left out by the filter`() {
        for text in ["Atender a la persona – “con calma” y señalar el número de turno.", "¿Cuánto cuesta?", ""] {
            #expect(!StaffPhrase.mayOccur(in: text), "\(text)")
        }
    }

    /// Returns the kinds of a text by the simple way: fold it, split it, and compare each word.
    private static func simpleHints(_ text: String) -> StaffPhrase.Hints {
        var found: StaffPhrase.Hints = []
        let bare = text.filter { !"*_".contains($0) }.replacing("\u{AD}", with: "")
        for word in (bare.folded + " " + text.folded).split(separator: " ") {
            for (kind, stems) in StaffPhrase.stemWords where stems.contains(where: word.hasPrefix) {
                found.formUnion(kind)
            }
        }
        return found
    }

    private static let pieces = [
        "interno", "Internas", "ÍNTERNO", "prívado", "público", "no", "publicar", "solo", "personal", "uso", "externo",
        "abierto", "open", "borrador", "Draft", "reinterno", "penoso", "caja", "niño", "çonfidencial", "ªno", "straße",
        "ﬁnal", "conﬁdencial", "in\u{AD}terno", "con**fiden**cial", "_interno_", "in\u{200B}terno", "cafe\u{301}",
        "inte\u{301}rno", "интерно", "5º", "№", "🔒", "3interno", "a", "de",
    ]
    private static let signs = [
        " ", " ", " ", " ", ". ", ", ", ": ", "; ", " - ", " – ", " — ", " / ", " | ", "(", ") ", "[", "] ", "{", "} ",
        " «", "» ", "…", "\n", "-", "'", "×", "*", "_", "",
    ]

    /// Returns texts of random pieces and signs, the same ones in each run.
    private static func texts(_ count: Int, seed: UInt64, _ pieces: [String], _ signs: [String]) -> [String] {
        var state = seed
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        return (0..<count).map { _ in
            (0..<(1 + next(7))).map { _ in pieces[next(pieces.count)] + signs[next(signs.count)] }.joined()
        }
    }

    @Test func `the filter finds every word that comparing folded words finds`() {
        for text in Self.texts(20_000, seed: 1, Self.pieces, Self.signs) {
            #expect(StaffPhrase.hints(in: text).isSuperset(of: Self.simpleHints(text)), "\(text)")
        }
    }

    @Test func `in plain text the filter finds nothing else`() {
        let words = Self.pieces.filter { $0.utf8.allSatisfy { $0 < 0xC4 && $0 != 0xC2 } && !$0.contains("ç") }
            .filter { !$0.contains("ß") && !$0.contains("*") && !$0.contains("_") }
        for text in Self.texts(20_000, seed: 2, words, [" ", ". ", ", ", "-", "(", ") "]) {
            #expect(StaffPhrase.hints(in: text) == Self.simpleHints(text), "\(text)")
        }
    }

    @Test func `the parts found by bytes are the parts found by characters`() {
        for text in Self.texts(20_000, seed: 3, Self.pieces, Self.signs) {
            for kind in [StaffPhrase.Hints.staff, .draft] {
                let all = StaffPhrase.allParts(of: text).filter { StaffPhrase.hints(in: $0.words).contains(kind) }
                #expect(StaffPhrase.parts(of: text, having: kind) == all, "\(text)")
                let short = all.filter { $0.words.utf8.count < 20 }
                #expect(StaffPhrase.parts(of: text, having: kind, shorterThan: 20) == short, "\(text)")
            }
        }
    }

    @Test func `the labels found by bytes are the labels found by characters`() {
        let words =
            Self.pieces + StaffPhrase.wholes.sorted() + [
                "Interno", "INTERNO", "Uso interno", "Externo", "abierto", "documento", "a)", "ñ)", "1.",
                "la clave es 1234",
                "clave", "Información confidencial", "Información restringida al personal de caja",
                "Uso exclusivo de la gerencia", "Acceso limitado a jefaturas", "Documento reservado para empleados",
                "Contenido solo para el personal", "(caja)", "[Interno](a.md)", "para", "`interno`", "«", "é",
            ]
        let signs =
            Self.signs + [": ", ". ", "; ", "? ", "! ", "\r\n", "\u{85}", " (", ") ", " - ", " = ", "<br>", "\u{301}"]
        var count = 0
        for text in Self.texts(60_000, seed: 4, words, signs) {
            for isValue in [false, true] {
                let all = StaffPhrase.allLabels(in: text.replacing("<br>", with: ".\n"), isValue: isValue) { _ in true }
                let found = StaffPhrase.labels(in: text, isValue: isValue)
                if all.contains(where: { $0 != nil }) { count += 1 }
                // A figure before a word hides it from the filter: *3interno*.
                guard StaffPhrase.mayHoldLabel(StaffPhrase.hints(in: text)) else { continue }
                #expect(found == all || found == [nil] && all.allSatisfy { $0 == nil }, "\(text)")
            }
        }
        #expect(count > 5000)
    }

    @Test func `emphasis is removed by bytes as by characters`() {
        for text in Self.texts(20_000, seed: 5, Self.pieces + ["«a»", "ā*", "\r\n", "\u{85}"], Self.signs) {
            let simple = text.filter { character in
                !"*_".contains(character)
                    && !character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
            }
            #expect(text.bareOfEmphasis == simple.trimmedASCII, "\(text)")
        }
    }

    @Test func `no label is left out at the beginning of a text`() {
        let starts = ["", "- ", "a) ", "(1) ", "«", "— ", "¡", "**", "`", "1. a) ", "…  ", "\u{AD}", "[", "_"]
        let words = StaffPhrase.wholes.union(StaffPhrase.interno).union(StaffPhrase.adjectives).union(["externo"])
        for start in starts {
            for word in words {
                for label in [word, "Uso \(word)", "documento  estrictamente \(word)", word.uppercased()] {
                    let text = "\(start)\(label): la clave de la caja es 1234, y la sabe solo la gerencia."
                    #expect(StaffPhrase.mayBeginWithLabel(text[...]), "\(text)")
                }
            }
        }
    }
}
