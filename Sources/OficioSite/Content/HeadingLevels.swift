/// Assigns HTML levels to the headings of one text without gaps: the outermost ones get `first`, each deeper one the
/// next level, regardless of the number of `#` in the source.
struct HeadingLevels {
    private let first: Int
    /// The author's levels of the headings that enclose the next one, from the outside.
    private var open: [Int] = []

    init(from first: Int) {
        self.first = first
    }

    /// Returns the HTML level of the next heading of the text, at most 6. `level` is the level that the author gave
    /// it.
    mutating func next(_ level: Int) -> Int {
        while let last = open.last, last >= level { open.removeLast() }
        open.append(level)
        return min(6, first + open.count - 1)
    }
}
