/// The pictures of a document as files, each once.
struct PictureFiles {
    private(set) var all: [(name: String, picture: Picture)] = []

    /// - Parameter isShown: whether the format can show a picture; of others their words stand.
    init(_ document: OfficeDocument, where isShown: (Picture) -> Bool) {
        for block in document.blocks { collect(block, isShown) }
    }

    func name(of picture: Picture) -> String? { all.first { $0.picture == picture }?.name }

    private mutating func collect(_ block: OfficeDocument.Block, _ isShown: (Picture) -> Bool) {
        switch block {
        case .heading(_, let runs), .paragraph(let runs), .quote(let runs):
            for case let picture? in runs.map(\.picture) where isShown(picture) && name(of: picture) == nil {
                all.append(("image\(all.count + 1).\(picture.ending)", picture))
            }
        case .list(_, let items): for block in items.flatMap(\.self) { collect(block, isShown) }
        case .table(let table): for block in table.rows.flatMap(\.self).flatMap(\.blocks) { collect(block, isShown) }
        }
    }
}
