import OficioBasics
import Testing

/// Hashes, encodings and shared values. Results are compared with published examples where there are any.
@Suite struct BasicsTests {
    @Test func `SHA-256 and Base64 give the examples of their standards`() {
        #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Base64.text(Array("fooba".utf8)) == "Zm9vYmE=")
    }

    @Test func `percent-encoding leaves unreserved characters alone`() {
        #expect("a-z_~ ñ/".percentEncoded == "a-z_~%20%C3%B1%2F")
    }

    @Test func `HTML shows every character as text, and control characters as the replacement character`() {
        #expect(
            "<a href=\"ñ\">'b' & c</a>".escapedForHTML == "&lt;a href=&quot;ñ&quot;&gt;&#39;b&#39; &amp; c&lt;/a&gt;")
        #expect("a\tb\nc\u{0}d\re\u{301}".escapedForHTML == "a\tb\nc\u{FFFD}d\u{FFFD}e\u{301}")
    }

    @Test func `the rows of a CSV file keep quotes, separators and line breaks in their cells`() {
        let rows = CSV.rows(Array("a;b\r\n\"x;\"\"y\"\"\nz\";2\n\n;3".utf8), separator: UInt8(ascii: ";"))
        #expect(rows.map(\.line) == [1, 2, 5])
        #expect(rows.map(\.cells) == [["a", "b"], ["x;\"y\"\nz", "2"], ["", "3"]])
    }

    @Test func `JSON with a member named twice is refused`() {
        #expect(JSONText(Array("{\"a\":1,\"b\":[true]}".utf8))?.compact == "{\"a\":1,\"b\":[true]}")
        #expect(JSONText(Array("{\"a\":1,\"a\":2}".utf8)) == nil)
    }

    @Test func `a mistyped name finds its neighbour and no stranger`() {
        #expect(Suggestion.nearest(to: "cajreo", in: ["jefe", "cajero"]) == "cajero")
        #expect(Suggestion.nearest(to: "cajreo", in: ["jefe"]) == nil)
    }

    @Test func `unique names take the first free number`() {
        var names = UniqueNames(["x-2"])
        #expect(["x", "x", "y", "x"].map { names.next($0) } == ["x", "x-3", "y", "x-4"])
        names.insert("x-5")
        #expect(names.next("x") == "x-6")
        #expect(names.next("A.html", ignoresCase: true) { "A-\($0).html" } == "A.html")
        #expect(names.next("a.html", ignoresCase: true) { "a-\($0).html" } == "a-2.html")
    }

    @Test func `a lazy value is computed once`() {
        let lazy = Lazy<Int>()
        #expect(lazy.value { 1 } == 1)
        #expect(lazy.value { 2 } == 1)
    }
}
