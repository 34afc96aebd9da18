import OficioSource

/// Finds labels inside running text that nothing follows: `Vehículo:` at the end, or on the line before another label.
enum BlankLabels {
    /// The labels in some blocks that have no words of their own, each with the text that it stands in.
    static func all(in blocks: [Block]) -> [(label: String, text: Text)] {
        var found: [(label: String, text: Text)] = []
        for (place, block) in blocks.enumerated() {
            guard case .paragraph(let text) = block, text.source.contains(byte: UInt8(ascii: ":")) else { continue }
            let lines = text.source.split(separator: "\n").map(label)
            for (line, label) in lines.enumerated() {
                guard let label else { continue }
                // What a list, a table or a paragraph follows goes on there.
                let isLast = line + 1 == lines.count && place + 1 == blocks.count
                if isLast || line + 1 < lines.count && lines[line + 1] != nil { found.append((label, text)) }
            }
        }
        return found
    }

    /// The most words of a label.
    private static let mostWords = 4

    /// A line that is a label with nothing behind its colon but blanks and strokes to write on; nil for any other.
    private static func label(_ line: Substring) -> String? {
        var rest = line
        while let last = rest.last, " ._\\".contains(last) { rest = rest.dropLast() }
        guard rest.last == ":", rest.first?.isUppercase == true, rest.split(separator: " ").count <= mostWords,
            !rest.dropLast().contains(where: { ".,;:".contains($0) })
        else { return nil }
        return String(rest)
    }
}
