import OficioBasics

/// The values that a second printing pass adds to a page, from the positions in the PDF of the first pass: page
/// numbers in tables of contents, and the space above boxes at the foot of a sheet. Without the space, the printing
/// program would place the boxes directly below the text of the last page.
struct PrintedPositions: Equatable {
    /// The page numbers, by the ids of the elements that show them.
    var pages: [String: Int] = [:]
    /// The space above the foot of each sheet, in the order of the page, in points.
    var spaces: [Double] = []

    /// The classes of elements that the theme sets around a sheet with a foot.
    static let (start, space, end) = ("foot-start", "foot-space", "foot-end")
    /// The classes of a link in a table of contents, and of the element in it that takes the page number.
    static let (link, number) = ("contents-link", "contents-page")

    /// The CSS rule for a copy of which only the positions matter.
    static let undrawn = "body, body * { visibility: hidden !important }"

    /// Returns the id of the beginning or the end of a sheet in a printed copy.
    static func id(_ sheet: Int, isEnd: Bool) -> String { "oficio-\(isEnd ? "fin" : "inicio")-\(sheet)" }

    /// Creates empty values, for the first pass.
    init() {}

    /// Computes the values from a printed PDF. `margins` are the margins above and below each sheet's text, together,
    /// in points.
    init(_ pdf: PDFTargets, margins: [Double]) {
        pages = pdf.targets.mapValues(\.page)
        spaces = margins.indices.map { sheet in
            guard let start = pdf.targets[Self.id(sheet, isEnd: false)],
                let end = pdf.targets[Self.id(sheet, isEnd: true)], end.page >= start.page
            else { return 0 }
            // The sheet begins at the top of a page, so `start` has the height of the top of every page.
            let used = start.height - end.height
            // Chromium rounds to whole points. Three points remain free, so that rounding does not push the foot to
            // the next page.
            return max(0, pdf.pageHeights[end.page - 1] - margins[sheet] - used - 3)
        }
    }
}
