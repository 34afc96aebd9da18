import Diagnostics
import OficioBasics
import OficioModel
import OficioSchema

/// Explains what stands at an offset: the rules of the findings there, the target of a reference, or the field that a
/// key or a heading names.
struct Hover {
    private let source: EditedSource
    private let offset: Int
    private let explain: (String, String, Language) -> String?

    /// Prepares the explanation; `explain` takes the site's folder, a name and a language.
    init(_ source: EditedSource, at offset: Int, explain: @escaping (String, String, Language) -> String?) {
        self.source = source
        self.offset = offset
        self.explain = explain
    }

    /// The explanation in Markdown; `nil` if there is none.
    var json: JSONText? {
        let place = reference ?? field
        let texts = [place?.text].compactMap(\.self) + rules.map(\.text)
        guard let range = place?.range ?? rules.first?.range else { return nil }
        let text = texts.joined(separator: "\n\n---\n\n")
        return .object([
            ("contents", .object([("kind", .string("markdown")), ("value", .string(text))])),
            ("range", source.json(range)),
        ])
    }

    /// The explanations of the rules whose findings hold the offset, each with the bytes of its finding.
    private var rules: [(text: String, range: Range<Int>)] {
        var seen: Set<String> = []
        return (source.findings?.findings.diagnostics ?? []).compactMap { finding in
            let range = finding.span.range
            guard range.contains(offset) || range.upperBound == offset, seen.insert(finding.code).inserted else {
                return nil
            }
            return explain(source.root, finding.code, source.language).map { (Self.markdown($0), range) }
        }
    }

    private var reference: (text: String, range: Range<Int>)? {
        guard let (mention, range) = Navigation(source).mention(at: offset) else { return nil }
        let corpus = source.corpus
        func words(_ record: Int) -> String { RecordWords(corpus: corpus, record: corpus.records[record]).markdown }
        switch mention.resolution {
        case .record(let record, _): return (words(record), range)
        case .attachment(let path): return ("`\(path)`", range)
        case .ambiguous(let records):
            let head = Localized(es: "Puede ser cualquiera de estos:", en: "It may be any of these:")[source.language]
            return (([head] + records.map(words)).joined(separator: "\n\n"), range)
        case .unknown:
            if mention.isOptional { return nil }
            return (
                Localized(
                    es: "«\(mention.target)» no lleva a ningún documento.",
                    en: "“\(mention.target)” leads to no document.")[source.language], range
            )
        }
    }

    /// The explanation of the key or heading of the line.
    private var field: (text: String, range: Range<Int>)? {
        guard let type = source.type else { return nil }
        let place = CursorPlace(source, offset)
        let text = place.text(ofLine: place.line)
        let line = source.lines.range(ofLine: place.line)
        let fields = NamedFields(type: type)
        if place.part == .data {
            guard let key = CursorPlace.key(text), let field = fields.field(ofKeys: place.outerKeys[...], key),
                let start = text.utf8Offset(of: key)
            else { return nil }
            let range = (line.lowerBound + start)..<(line.lowerBound + start + key.utf8.count)
            guard range.contains(offset) || range.upperBound == offset else { return nil }
            return words(field, type).map { ($0, range) }
        }
        guard text.hasPrefix("## "), let field = fields.field(ofHeading: CursorPlace.words(text)) else { return nil }
        return words(field, type).map { ($0, line) }
    }

    private func words(_ field: Field, _ type: DocumentType) -> String? {
        let name = field.label[source.language].lowercased()
        let whole = "\(type.name[source.language]).\(name)"
        guard let text = explain(source.root, whole, source.language) ?? explain(source.root, name, source.language)
        else { return nil }
        return Self.markdown(text)
    }

    /// Returns a text of `oficio explain` in Markdown: its indented lines are examples.
    private static func markdown(_ text: String) -> String {
        var out: [String] = []
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let starts = line.hasPrefix("    ")
            if starts != isExample, !(isExample && line.isEmpty) {
                out.append("```")
                isExample = starts
            }
            out.append(isExample ? String(line.dropFirst(4)) : String(line))
        }
        if isExample { out.append("```") }
        return out.joined(separator: "\n")
    }
}

extension String {
    /// Returns the number of bytes before the first occurrence of a text; `nil` if the text does not occur.
    fileprivate func utf8Offset(of text: String) -> Int? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return utf8.distance(from: startIndex, to: index) }
            index = self.index(after: index)
        }
        return nil
    }
}
