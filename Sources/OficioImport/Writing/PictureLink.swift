/// Writes the Markdown of a picture.
enum PictureLink {
    static func markdown(_ picture: LocatedDocument.Picture, _ link: String) -> String {
        "![\(MarkdownText.inline(PlainText.clean(picture.alternativeText ?? ""), isCell: true))](\(link))"
    }
}

/// Writes the Markdown of a footnote.
enum NoteText {
    static func markdown(_ note: Int, _ outline: Outline) -> String {
        "[^\(note + 1)]: " + MarkdownText.inline(outline.text(ofNote: note), isCell: false)
    }
}
