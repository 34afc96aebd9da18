extension LocatedDocument {
    /// Adds the data that needs the finished text: the words under each comment, the text of each change, repeated
    /// headers, and the places of references to notes.
    mutating func finish() {
        var on = comments.map { _ in [String]() }
        var anchors = comments.map { _ in [(Int, Address)]() }
        var changed = changes.map { _ in "" }
        var noteAddresses: [Int: Address] = [:]
        func visit(_ blocks: [Block]) {
            for paragraph in blocks.paragraphs {
                var stretches: [Int: String] = [:]
                var deletedUnder: [Int: String] = [:]
                for run in paragraph.runs {
                    let text = run.shownText
                    for index in run.comments where comments.indices.contains(index) {
                        if run.visibility == .shown { stretches[index, default: ""] += text }
                        if run.visibility == .deleted { deletedUnder[index, default: ""] += text }
                    }
                    for index in run.changes where changes.indices.contains(index) { changed[index] += text }
                    if case .note(let index) = run.content {
                        noteAddresses[index] = noteAddresses[index] ?? paragraph.address
                    }
                }
                // A comment on deleted words only is given those words.
                for (index, text) in deletedUnder where stretches[index] == nil { stretches[index] = text }
                for (index, text) in stretches {
                    on[index].append(PlainText.clean(text))
                    anchors[index].append((paragraph.id, paragraph.address))
                }
            }
        }
        for section in sections { visit(section.blocks) }
        for margin in margins { visit(margin.blocks) }
        for note in notes { visit(note.blocks) }
        for index in comments.indices {
            if !on[index].isEmpty { comments[index].on = on[index].filter { !$0.isEmpty }.joined(separator: " ") }
            if let first = anchors[index].first {
                comments[index].paragraphs = anchors[index].map(\.0)
                comments[index].reference = first.1
            }
        }
        for index in changes.indices where !changed[index].isEmpty { changes[index].text = changed[index] }
        for index in notes.indices { notes[index].reference = noteAddresses[index] }
        markRepeatedMargins()
    }

    private mutating func markRepeatedMargins() {
        var seen: [String: Int] = [:]
        for index in margins.indices {
            let words = margins[index].blocks.paragraphs.map(\.plainText).filter { !$0.isEmpty }.joined(separator: "\n")
            let key = margins[index].kind.rawValue + "\n" + words
            if let first = seen[key], !words.isEmpty { margins[index].repeats = first } else { seen[key] = index }
        }
    }
}
