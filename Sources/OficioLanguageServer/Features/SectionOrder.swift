import OficioEditing
import OficioModel
import OficioSchema
import OficioSource

/// Puts the `##` sections of a document into the order in which its form prints them, or else its type declares them.
/// A section of the author's own stays behind the section that it follows.
struct SectionOrder {
    private let source: EditedSource

    /// Prepares the order of a document's sections.
    init(_ source: EditedSource) { self.source = source }

    /// The bytes of the document with its sections in order; `nil` if they are, or if the source has an error.
    var ordered: [UInt8]? {
        guard let type = source.type, source.path.hasSuffix(".md"), source.editor.damage == nil else { return nil }
        let fields = NamedFields(type: type)
        let starts = source.parsed.blocks.compactMap { block -> (start: Int, field: Int?)? in
            guard case .heading(2, let text) = block else { return nil }
            let line = source.lines.range(ofLine: source.lines.line(of: Int(text.span.start)))
            let field = fields.field(ofHeading: text.plain).flatMap { field in
                type.fields.firstIndex { $0 === field }
            }
            return (line.lowerBound, field)
        }
        guard starts.count > 1, let first = starts.first else { return nil }
        // Sections in blocks: a section of a field with those of the author's own behind it.
        var blocks: [(rank: Int, bytes: [UInt8])] = []
        for (index, section) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].start : source.bytes.count
            let bytes = Array(source.bytes[section.start..<end])
            if let field = section.field {
                blocks.append((field + 1, bytes))
            } else if blocks.isEmpty {
                blocks.append((0, bytes))
            } else {
                blocks[blocks.count - 1].bytes += bytes
            }
        }
        let sorted = blocks.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        guard sorted.map(\.offset) != Array(blocks.indices) else { return nil }
        var out = Array(source.bytes[..<first.start])
        for (place, block) in sorted.map(\.element).enumerated() {
            out += Self.ended(block.bytes, isLast: place == sorted.count - 1)
        }
        return out
    }

    /// Returns a section that ends in an empty line, or the last one that ends in a line end.
    private static func ended(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var bytes = bytes
        while let last = bytes.last, [0x0A, 0x0D].contains(last) { bytes.removeLast() }
        return bytes + (isLast ? [0x0A] : [0x0A, 0x0A])
    }
}
