import OficioSource
import Testing

@testable import OficioModel

@Suite struct HiddenFieldNamesTests {
    private static let words = [
        "Objetivo", "objetivo", "Propósito", "Título del puesto", "Código", "I. Salario", "II)", "a) Salario",
        "m. Nota",
        "Salario (mensual)", "**Salario**", "Ítem", "«Salario»", "ñandú", "Lugar", "Dedo", "Moneda", "1. Uno", "éter",
        "Misión — visión", "cafe\u{301}", "in\u{AD}terno", "una frase que es más larga que las otras", "",
    ]
    private static let signs = [
        " ", ":", ": ", "\n", "\r\n", "\u{85}", "\u{2028}", " - ", ":\u{301}", ".", ")", "(", "_",
    ]

    /// Returns texts of random words and signs, the same ones in each run.
    private static func texts(_ count: Int) -> [String] {
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        return (0..<count).map { _ in
            (0..<(1 + next(5))).map { _ in words[next(words.count)] + signs[next(signs.count)] }.joined().precomposed
        }
    }

    /// Returns the labels of the lines of a text by the simple way.
    private static func labels(of text: String, isWhole: Bool) -> [Substring] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let label = line.firstIndex(of: ":").map { line[..<$0] } ?? (isWhole ? line : "")
            return label.isEmpty || label.utf8.count >= HiddenFieldNames.longestLabel ? nil : label
        }
    }

    @Test func `a text with a label passes the filter`() {
        var left = 0
        for text in Self.texts(30_000) {
            for isWhole in [false, true] {
                let mayLabel = text.withBytes { HiddenFieldNames.mayLabel($0, isWhole: isWhole) }
                if !mayLabel { left += 1 }
                #expect(mayLabel || Self.labels(of: text, isWhole: isWhole).isEmpty, "\(text)")
            }
        }
        #expect(left > 1000)
    }

    @Test func `a plain label has one name`() {
        var count = 0
        for text in Self.texts(30_000) {
            guard text.withBytes({ HiddenFieldNames.mayLabel($0, isWhole: true) }),
                let label = HiddenFieldNames.plainLabel(text)
            else { continue }
            count += 1
            #expect(Self.labels(of: text, isWhole: true) == [label], "\(text)")
            #expect(HeadingNumber.candidates(String(label).bareOfEmphasis) == [String(label).folded], "\(text)")
        }
        #expect(count > 1000)
    }
}
