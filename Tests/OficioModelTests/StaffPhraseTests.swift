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
}
