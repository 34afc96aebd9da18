/// Notes and comments of an OpenDocument text.
extension ODFRuns {
    mutating func readFootnote(_ node: XMLNode) throws(ImportRefusal) {
        let kind: LocatedDocument.Note.Kind = node["text:note-class"] == "endnote" ? .endnote : .footnote
        let index = story.builder.document.notes.count
        let number = story.builder.document.notes.count { $0.kind == kind } + 1
        let place = LocatedDocument.Address([kind == .footnote ? .footnote(number) : .endnote(number)])
        story.builder.document.notes.append(
            .init(
                kind: kind, label: node.child("text:note-citation")?.text ?? String(number), blocks: [], address: place)
        )
        add(.note(index))
        guard let body = node.child("text:note-body") else { return }
        let blocks = try story.builder.oneLevelDeeper { () throws(ImportRefusal) in
            try ODFStory(story.reader, styles: story.styles, address: place, isInMargin: false).readBlocks(body)
        }
        story.builder.document.notes[index].blocks = blocks
    }

    mutating func readAnnotation(_ node: XMLNode) throws(ImportRefusal) {
        let index = story.builder.document.comments.count
        let place = LocatedDocument.Address([.comment(index + 1)])
        var comment = LocatedDocument.Comment(
            author: node.child("dc:creator")?.text ?? "", date: node.child("dc:date")?.text, blocks: [], on: "",
            paragraphs: [paragraph],
            address: place)
        comment.initials = node.child("meta:creator-initials")?.text
        comment.isResolved = node["loext:resolved"] == "true"
        comment.reference = address
        if let parent = node["loext:parent-name"] { comment.answers = story.comments[parent] }
        story.builder.document.comments.append(comment)
        if let name = node["office:name"] {
            story.comments[name] = index
            story.openComments.append(index)
        }
        let blocks = try story.builder.oneLevelDeeper { () throws(ImportRefusal) in
            try ODFStory(story.reader, styles: story.styles, address: place, isInMargin: false).readBlocks(node)
        }
        story.builder.document.comments[index].blocks = blocks
    }
}
