import Diagnostics
import OficioBasics
import OficioModel
import OficioSource

/// The parts of a document: front matter, sections and entries, as symbols and as ranges to fold.
struct Outline {
    private struct Part {
        let name: String
        let level: Int
        /// The bytes of the heading or key.
        let head: Range<Int>
        /// The bytes of the whole part.
        var whole: Range<Int>
    }

    private let source: EditedSource
    private let parsed: SourceDocument

    /// Reads the parts of a document.
    init(_ source: EditedSource) {
        self.source = source
        parsed = source.parsed
    }

    private var isMarkdown: Bool { source.path.hasSuffix(".md") }

    /// The headings of the body, each with the text up to the next heading of its level or above.
    private var sections: [Part] {
        var parts: [Part] = []
        for case .heading(let level, let text) in parsed.blocks {
            parts.append(
                Part(
                    name: text.plain, level: level, head: text.span.range,
                    whole: lineStart(text.span.range.lowerBound)..<source.bytes.count))
        }
        for index in parts.indices {
            let next = parts[(index + 1)...].first { $0.level <= parts[index].level }
            if let next { parts[index].whole = parts[index].whole.lowerBound..<next.whole.lowerBound }
        }
        return parts
    }

    private func lineStart(_ offset: Int) -> Int {
        source.lines.range(ofLine: source.lines.line(of: offset)).lowerBound
    }

    // MARK: Symbols

    /// The symbols of the document as a tree.
    var symbols: JSONText {
        var parts = sections
        if !isMarkdown { parts = entries }
        var place = 0
        func children(below level: Int) -> [JSONText] {
            var found: [JSONText] = []
            while place < parts.count, parts[place].level > level {
                let part = parts[place]
                place += 1
                found.append(symbol(part, children(below: part.level)))
            }
            return found
        }
        return .array(children(below: 0))
    }

    /// The entries of a YAML collection, or the keys of a YAML document.
    private var entries: [Part] {
        let records = source.records.map { source.corpus.records[$0] }
        if records.count > 1 {
            let starts = records.map { lineStart(Int($0.span.start)) }
            return records.indices.map { index in
                let end = index + 1 < starts.count ? starts[index + 1] : source.bytes.count
                let head = records[index].span.range.clamped(to: 0..<source.bytes.count)
                return Part(
                    name: records[index].title, level: 1, head: head, whole: starts[index]..<max(head.upperBound, end))
            }
        }
        return parsed.entries.map { entry in
            Part(name: entry.key.text, level: 1, head: entry.key.span.range, whole: entry.span.range)
        }
    }

    private func symbol(_ part: Part, _ children: [JSONText]) -> JSONText {
        let kind = isMarkdown ? 15 : 8
        var whole = part.whole
        while whole.upperBound > part.head.upperBound, [0x0A, 0x0D].contains(source.bytes[whole.upperBound - 1]) {
            whole = whole.lowerBound..<(whole.upperBound - 1)
        }
        return .object([
            ("name", .string(part.name.isEmpty ? "—" : part.name)), ("kind", .integer(kind)),
            ("range", source.json(whole)), ("selectionRange", source.json(part.head)),
            ("children", .array(children)),
        ])
    }

    // MARK: Folding

    /// The ranges of lines to fold: front matter, sections and entries of more than one line.
    var foldingRanges: JSONText {
        var ranges: [(Int, Int)] = []
        let data = CursorPlace(source, 0).dataLines
        if isMarkdown, let data, data.upperBound > data.lowerBound { ranges.append((0, data.upperBound)) }
        for part in isMarkdown ? sections : entries {
            let start = source.lines.line(of: part.head.lowerBound)
            var end = source.lines.line(of: max(part.whole.lowerBound, part.whole.upperBound - 1))
            while end > start, source.lines.range(ofLine: end).isEmpty { end -= 1 }
            if end > start { ranges.append((start, end)) }
        }
        return .array(
            ranges.map { start, end in .object([("startLine", .integer(start)), ("endLine", .integer(end))]) })
    }
}
