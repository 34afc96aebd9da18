import OficioBasics
import Testing

/// CSV tables contain no formulas, so that a spreadsheet opens them without computing anything.
@Suite struct CSVTests {
    private func cell(_ text: String) -> String {
        var csv = CSV()
        csv.add([text])
        return String(decoding: csv.bytes.dropLast(2), as: UTF8.self)
    }

    @Test(arguments: [
        "=1", "+1", "-1", "@A1", "\t1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\u{3000}+1", "\u{200B}-1", "\u{FEFF}@A1",
        "＝1", "＋1", "－1", "＠A1",
        "\u{7F} =1", "\u{FE66}1", "\u{2212}1", "'=1",
    ])
    func `a cell that may be taken for a formula is marked as text`(_ text: String) {
        #expect(cell(text) == "\"'\(text)\"")
    }

    @Test(arguments: ["", " ", "Ana", "1-2", " Ana = Eva", "ñ=", "«-»", "€ 5", "'a"])
    func `any other cell stays as it is`(_ text: String) {
        #expect(cell(text) == "\"\(text)\"")
    }
}
