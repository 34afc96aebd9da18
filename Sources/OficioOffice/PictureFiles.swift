/// The pictures of a document as files, each once.
struct PictureFiles {
    private(set) var all: [(name: String, picture: Picture)] = []

    /// Collects the pictures that the format can show, as `isShown` tells; words stand for the
    /// others.
    init(_ document: OfficeDocument, where isShown: (Picture) -> Bool) {
        for run in (document.header + document.footer + document.blocks).allRuns {
            guard let picture = run.picture, isShown(picture), name(of: picture) == nil else { continue }
            all.append(("image\(all.count + 1).\(picture.ending)", picture))
        }
    }

    func name(of picture: Picture) -> String? { all.first { $0.picture == picture }?.name }
}
