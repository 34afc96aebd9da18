/// The files of a document's pictures. Equal pictures share a file.
struct PictureFiles {
    private(set) var all: [(name: String, picture: Picture)] = []

    /// Collects the pictures for which `isShown` is true: those that the format can show.
    init(_ document: OfficeDocument, where isShown: (Picture) -> Bool) {
        for run in (document.header + document.footer + document.blocks).allRuns {
            guard let picture = run.picture, isShown(picture), name(of: picture) == nil else { continue }
            all.append(("image\(all.count + 1).\(picture.ending)", picture))
        }
    }

    func name(of picture: Picture) -> String? { all.first { $0.picture == picture }?.name }
}
