/// The tracked changes of an OpenDocument text, by the ids of their regions. A deletion has the deleted text.
struct ODFChanges {
    struct Region {
        /// The index of the change in the document's changes.
        var index: Int
        var kind: LocatedDocument.Change.Kind
        /// The deleted text; nil for a change of another kind.
        var content: XMLNode?
    }

    private(set) var regions: [String: Region] = [:]

    /// Records every change of the file.
    init(_ text: XMLNode, _ builder: DocumentBuilder, _ address: LocatedDocument.Address) {
        for region in text.child("text:tracked-changes")?.children ?? XMLNode.none {
            guard let id = region["text:id"] ?? region["xml:id"] else { continue }
            for child in region.children {
                let kind: LocatedDocument.Change.Kind
                switch child.name {
                case "text:insertion": kind = .insertion
                case "text:deletion": kind = .deletion
                case "text:format-change": kind = .format
                default: continue
                }
                let info = child.child("office:change-info")
                regions[id] = Region(
                    index: builder.document.changes.count, kind: kind, content: kind == .deletion ? child : nil)
                builder.document.changes.append(
                    .init(
                        kind: kind, author: info?.child("dc:creator")?.text ?? "", date: info?.child("dc:date")?.text,
                        text: "",
                        paragraph: nil, address: address))
            }
        }
    }
}
