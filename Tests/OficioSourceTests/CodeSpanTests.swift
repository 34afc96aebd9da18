import OficioSource
import Testing

@Suite struct CodeSpanTests {
    @Test(
        "code spans are removed as CommonMark delimits them",
        arguments: [
            ("Use `[nombre]` aquí", "Use   aquí"), ("Use ``[a] ` [b]`` aquí", "Use   aquí"),
            ("`uno` y ``dos``", "  y  "), ("un ` solo [nombre]", "un ` solo [nombre]"),
            ("`` sin par ` aquí", "`` sin par ` aquí"), ("`cajero` y ` suelto", "  y ` suelto"), ("años", "años"),
        ]) func codeSpans(source: String, text: String)
    {
        #expect(source.withoutCode == text)
    }
}
