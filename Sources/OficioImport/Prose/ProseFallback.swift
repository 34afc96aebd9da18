/// Turns a field of a document with its own headings back into text.
enum ProseFallback {
    /// Puts the blocks of a field back into the document, or the words of a field without blocks under *Sin colocar*.
    static func restore(_ field: Int, _ number: Int, _ match: inout Match) {
        let found = match.records[number].fields.remove(at: field)
        var isInBody = false
        var blocks: [ProseBlock] = []
        for block in match.records[number].prose {
            guard case .field(let index, let former) = block else {
                blocks.append(block)
                continue
            }
            if index == field {
                blocks += former
                isInBody = true
            } else {
                blocks.append(.field(index > field ? index - 1 : index, former))
            }
        }
        let former = match.records[number].prose
        match.records[number].prose = blocks
        if isInBody {
            for case .field(field, let own) in former {
                for stretch in own.flatMap(\.texts).flatMap(\.stretches) {
                    match.fates.reassign(
                        match.outline.words(in: stretch), .field(record: number, field: ProseText.field))
                }
            }
            return
        }
        var seen: Set<Stretch> = []
        for stretch in found.value.texts.flatMap(\.stretches) where seen.insert(stretch).inserted {
            match.records[number].unplaced.append(stretch)
            match.fates.reassign(match.outline.words(in: stretch), .unplaced(record: number))
        }
    }
}
