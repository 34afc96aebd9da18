import OficioSource

/// Finds labels without a value in running text: `Vehículo:` at the end, or on the line before another label.
enum BlankLabels {
    /// Returns the labels without a value in some blocks, each with the text that contains it.
    static func all(in blocks: [Block]) -> [(label: String, text: Text)] {
        var found: [(label: String, text: Text)] = []
        for (place, block) in blocks.enumerated() {
            guard case .paragraph(let text) = block, text.source.contains(byte: UInt8(ascii: ":")) else { continue }
            let lines = text.source.split(separator: "\n").map(label)
            for (line, label) in lines.enumerated() {
                guard let label else { continue }
                // A list, a table or a paragraph that follows is the value of the last label.
                let isLast =
                    line + 1 == lines.count && (place + 1 == blocks.count || standsBetweenFacts(blocks, place))
                if isLast || line + 1 < lines.count && lines[line + 1] != nil { found.append((label, text)) }
            }
        }
        return found
    }

    /// Whether a label in bold stands between two paragraphs that have a label in bold with its value, so that the next
    /// one is not its value: `**Con:** Caja`, `**Para:**`, `**Medio:** Radio`.
    private static func standsBetweenFacts(_ blocks: [Block], _ place: Int) -> Bool {
        guard place > 0, place + 1 < blocks.count, case .paragraph(let own) = blocks[place],
            own.source.hasPrefix("**")
        else { return false }
        return [blocks[place - 1], blocks[place + 1]].allSatisfy { block in
            guard case .paragraph(let text) = block, text.source.hasPrefix("**"),
                let end = text.source.firstRange(of: ":**"), end.upperBound != text.source.endIndex
            else { return false }
            return !text.source[..<end.lowerBound].dropFirst(2).contains { ".,;:*\n".contains($0) }
        }
    }

    /// The maximum number of words in a label.
    private static let mostWords = 4

    /// Returns the label if a line consists of a label, with at most spaces, full stops, underscores and markup after
    /// its colon; nil for any other line.
    private static func label(_ line: Substring) -> String? {
        var rest = line.drop { $0 == "*" }
        while let last = rest.last, " ._\\*".contains(last) { rest = rest.dropLast() }
        guard rest.last == ":", rest.first?.isUppercase == true, rest.split(separator: " ").count <= mostWords,
            !rest.dropLast().contains(where: { ".,;:".contains($0) })
        else { return nil }
        return String(rest)
    }
}
