import Diagnostics
import OficioSource

extension FactsInSections {
    /// Returns the edits that move facts to the front matter, which they create if the file has none, and keep the
    /// rest in its place; `nil` if the file is not valid UTF-8 or the block is empty.
    static func fix(
        _ form: (facts: [String], rest: [String]), _ block: Block, bytes: [UInt8], _ file: FileID
    ) -> [Diagnostic.Edit]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count == bytes.count else { return nil }
        let start = Int(block.span.start)
        var end = min(Int(block.span.end), bytes.count)
        guard start < end else { return nil }
        let facts = form.facts
        let rest = form.rest.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
        if rest.isEmpty { while end < bytes.count, bytes[end] == 0x0A { end += 1 } }
        var edits: [Diagnostic.Edit] = []
        if !facts.isEmpty {
            guard let place = frontMatterEnd(bytes) else {
                edits.append(
                    .init(
                        Span(file: file, start: 0, end: 0),
                        "---\n" + facts.joined(separator: "\n") + "\n---\n\n"))
                edits.append(.init(Span(file: file, start: start, end: end), rest))
                return edits
            }
            edits.append(.init(Span(file: file, start: place, end: place), facts.joined(separator: "\n") + "\n"))
        }
        return edits + [.init(Span(file: file, start: start, end: end), rest)]
    }

    /// Returns the start of the line that closes the front matter; `nil` if the file begins without one or never
    /// closes it.
    private static func frontMatterEnd(_ bytes: [UInt8]) -> Int? {
        let rule = Array("---".utf8)
        guard bytes.starts(with: rule) else { return nil }
        var place = 3
        while let next = bytes[place...].firstIndex(of: 0x0A).map({ $0 + 1 }), next < bytes.count {
            if bytes[next...].starts(with: rule) { return next }
            place = next
        }
        return nil
    }
}
