import Testing

@testable import OficioEditor

/// Bodies of forms, as browsers send them and as nobody should.
@Suite struct FormBodyTests {
    @Test func `names and values keep their order`() {
        let pairs = FormBody.parse(Array("v:a=uno+dos&r:b=o1&r:b=o0&vac%C3%ADo=".utf8)) ?? []
        #expect(pairs.map(\.name) == ["v:a", "r:b", "r:b", "vacío"])
        #expect(pairs.map(\.value) == ["uno dos", "o1", "o0", ""])
    }

    @Test func `line breaks become line feeds`() {
        #expect(FormBody.parse(Array("a=x%0D%0Ay".utf8))?.first?.value == "x\ny")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=x"]) func `a damaged body is refused`(_ body: String) {
        #expect(FormBody.parse(Array(body.utf8)) == nil)
    }
}
