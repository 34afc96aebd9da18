import Diagnostics
import Foundation
import OficioSchema
import OficioSource
import TestSupport
import Testing

/// Every word that an author wrote is on a page.
@Suite struct SourceWordsTests {
    @Test func `every word of the sources is in the pages`() throws {
        for site in try BuiltSite.all {
            let published = Set(site.pages.values.flatMap { words($0.text) })
            var missing: [String] = []
            for file in try sources(site.source) {
                let text = try String(contentsOfFile: site.source + "/" + file, encoding: .utf8)
                let document = SourceDocument(Array(text.utf8), file: FileID(0), path: file)
                let ids = Set(
                    site.pages.keys.map { $0.split(separator: "/").last?.dropLast(".html".count) ?? "" }.map(
                        String.init))
                for word in Set(values(document.entries, ids) + body(document.blocks, ids))
                where !published.contains(word) { missing.append("\(file): \(word)") }
            }
            #expect(missing.isEmpty, "\(missing.sorted().prefix(40))")
        }
    }

    private func sources(_ site: String) throws -> [String] {
        let all = FileManager.default.enumerator(atPath: site + "/content")?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".md") || $0.hasSuffix(".yaml") }.map { "content/" + $0 }.sorted()
    }

    /// Keys whose values are ids or layout settings, not words.
    private static let technical: Set<String> = [
        "id", "formato", "tipo", "vista", "campo", "para", "de", "salvo", "vale", "numeracion", "obligatorio", "repite",
        "marca", "fin", "vacio",
    ]

    private func values(_ entries: [YAMLNode.Entry], _ ids: Set<String>) -> [String] {
        entries.flatMap { Self.technical.contains($0.key.text.folded) ? [] : values($0.value, ids) }
    }

    private func values(_ node: YAMLNode, _ ids: Set<String>) -> [String] {
        switch node {
        case .scalar(let scalar):
            ids.contains(scalar.text) ? [] : words(InlineMarkdown.text(scalar.text, span: scalar.span).withoutTargets)
        case .sequence(let items, _): items.flatMap { values($0, ids) }
        case .mapping(let entries, _): values(entries, ids)
        }
    }

    private func body(_ blocks: [Block], _ ids: Set<String>) -> [String] {
        var found: [String] = []
        blocks.forEachText { text in
            // Of `{#id frecuencia=D}`, the id and the attribute's name are not words; its value is.
            let plain = text.withoutTargets.replacing(/#[\w-]+/, with: "").replacing(/[\w-]+=/, with: " ")
            let parts = plain.split { " {}\"".contains($0) }.map(String.init).filter { !ids.contains($0) }
            found += words(parts.joined(separator: " "))
        }
        return found
    }

    private func words(_ text: String) -> [String] {
        text.precomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

extension Text {
    /// The words of a text. A reference counts only by its label, because its target is an id.
    fileprivate var withoutTargets: String {
        guard let inlines else { return source }
        var out = ""
        Inline.appendPlain(
            inlines.map { if case .reference(_, let label) = $0 { .text(label ?? "") } else { $0 } }, to: &out)
        return out
    }
}
