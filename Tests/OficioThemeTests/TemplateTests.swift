import Testing

@testable import OficioTheme

/// Behaviour of templates that the specification leaves open, such as inheritance and problems.
@Suite struct TemplateTests {
    private func render(_ template: String, _ value: TemplateValue, partials: [(String, String)] = []) -> (
        text: String, problems: [TemplateProblem]
    ) {
        let set = TemplateSet([Template(template, name: "/main")] + partials.map { Template($0.1, name: $0.0) })
        var sink: [UInt8] = []
        let problems = set.render("/main", value, into: &sink)
        return (String(decoding: sink, as: UTF8.self), problems)
    }

    @Test func `a value cannot close the attribute or the element it stands in`() {
        let hostile: TemplateValue = ["name": "\"><script>alert('á')</script>&amp;"]
        #expect(render("<p title=\"{{name}}\">{{name}}</p>", hostile).text.contains("<script") == false)
        #expect(
            render("{{name}}", hostile).text == "&quot;&gt;&lt;script&gt;alert(&#39;á&#39;)&lt;/script&gt;&amp;amp;")
    }

    @Test func `a template that includes itself without end stops and is named`() {
        let result = render("a{{>again}}", [:], partials: [("again", "b{{>again}}")])
        #expect(result.problems.map(\.kind) == [.recursionTooDeep])
        #expect(result.text.hasPrefix("ab"))
    }

    @Test func `a nested list may include itself as deep as its data`() {
        let tree: TemplateValue = [
            "items": [["name": "uno", "items": [["name": "dos", "items": []]]], ["name": "tres", "items": []]]
        ]
        #expect(
            render("{{>tree}}", tree, partials: [("tree", "{{#items}}({{name}}{{>tree}}){{/items}}")]).text
                == "(uno(dos))(tres)")
    }

    @Test func `names and text behind accents keep their places in problems`() throws {
        let template = "áéí {{#sección}}x"
        let problem = try #require(Template(template, name: "página").problems.first)
        #expect(problem.kind == .unclosedSection)
        #expect(
            Array(template.utf8)[problem.range].starts(with: Array("{{#".utf8))
                || String(decoding: Array(template.utf8)[problem.range], as: UTF8.self) == "sección")
    }

    @Test func `a later template of the same name takes the place of the earlier`() {
        let set = TemplateSet([Template("viejo", name: "a"), Template("nuevo", name: "a")])
        var sink: [UInt8] = []
        _ = set.render("a", [:], into: &sink)
        #expect(String(decoding: sink, as: UTF8.self) == "nuevo")
        #expect(set.templates.count == 1)
    }

    @Test func `every sign of markup is escaped wherever it stands`() {
        // The special byte stands before, within and after the eight bytes that the escaper reads at once.
        for length in 0..<20 {
            for (sign, reference) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")] {
                for place in 0...length {
                    let (head, tail) = (
                        String(repeating: "é", count: place), String(repeating: "x", count: length - place)
                    )
                    #expect(
                        render("{{name}}", ["name": .text(head + sign + tail + sign)]).text == head + reference + tail
                            + reference)
                }
            }
        }
    }

    @Test func `an unknown template is a problem and renders nothing`() {
        let set = TemplateSet([])
        var sink: [UInt8] = []
        #expect(set.render("falta", [:], into: &sink).map(\.kind) == [.missingPartial])
        #expect(sink.isEmpty)
    }

    @Test(arguments: ["{{", "{{#", "{{{a}}", "{{=<% %>=}}<%", "{{/a}}", "{{#a}}{{/b}}", "\u{FEFF}{{a", "{{>}}", "{{! "])
    func `a broken template is reported and never stops the program`(_ text: String) {
        #expect(
            !(Template(text, name: "a").problems + TemplateSet([Template(text, name: "a")]).problems(knownNames: []))
                .isEmpty)
    }
}
