import OficioOffice
import Testing

/// Cleaned SVG pictures keep their drawing and lose scripts and references to other hosts.
@Suite struct SVGCleanerTests {
    private func clean(_ inside: String, attributes: String = "") -> (text: String, removed: [String])? {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" "
            + "xmlns:xlink=\"http://www.w3.org/1999/xlink\"\(attributes)>\(inside)</svg>"
        return SVGCleaner.clean(Array(svg.utf8)).map { (String(decoding: $0.bytes, as: UTF8.self), $0.removed) }
    }

    @Test func `a harmless picture keeps its bytes`() throws {
        let drawn = "<defs><path id=\"a\" d=\"M0 0L9 9\"/></defs><use href=\"#a\"/><text>Ñandú</text>"
        let cleaned = try #require(clean(drawn))
        #expect(cleaned.text.contains(drawn) && cleaned.removed.isEmpty)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<rect onclick=\"alert(1)\"/>", "<foreignObject><p/></foreignObject>",
        "<image href=\"https://example.org/x.png\"/>",
        "<a xlink:href=\"javascript:alert(1)\"><text>x</text></a>", "<use href=\"other.svg#a\"/>",
    ])
    func `scripts and outside references are removed and reported`(part: String) throws {
        let cleaned = try #require(clean(part + "<path d=\"M0 0L9 9\"/>"))
        #expect(!cleaned.removed.isEmpty)
        for trace in ["alert", "example.org", "other.svg", "foreignObject", "javascript"] {
            #expect(!cleaned.text.contains(trace))
        }
        #expect(cleaned.text.contains("M0 0L9 9"))
    }

    @Test func `metadata of drawing programs is removed without a report`() throws {
        let cleaned = try #require(
            clean(
                "<!-- Ana --><metadata><x>Ana</x></metadata><g inkscape:label=\"Ana\"><path d=\"M0 0L9 9\"/>"
                    + "<sodipodi:namedview/><!-- Ana --></g>",
                attributes: " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\""
                    + " xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\""
                    + " inkscape:export-filename=\"/home/Ana/x.png\""))
        #expect(cleaned.removed.isEmpty)
        #expect(!cleaned.text.contains("Ana") && !cleaned.text.contains("namedview"))
        #expect(cleaned.text.contains("M0 0L9 9"))
    }

    @Test(arguments: ["", "<html/>", "<svg", "no XML"])
    func `a file that is not a picture is refused`(text: String) { #expect(SVGCleaner.clean(Array(text.utf8)) == nil) }
}
