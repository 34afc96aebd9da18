/// A table that ruling lines draw on a page.
struct PDFGrid {
    /// The positions of the lines between columns from left to right, and between rows from top to
    /// bottom.
    var xs: [Double]
    var ys: [Double]
    /// For each place of the grid, the upper left place of the cell that covers it.
    private var owner: [[(row: Int, column: Int)]] = []
    private(set) var cells: [Cell] = []

    struct Cell {
        var row: Int
        var column: Int
        var rowSpan: Int
        var columnSpan: Int
    }

    private static let tolerance = 2.5

    /// Returns the tables of a page: groups of lines that touch, with at least two lines in each direction. A page
    /// with more than 20,000 lines has none.
    static func find(_ lines: [PDFRuling]) -> [PDFGrid] {
        guard lines.count >= 4, lines.count <= 20_000 else { return [] }
        var group = Array(lines.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while group[index] != index { index = group[index] }
            return index
        }
        let vertical = lines.indices.filter { lines[$0].isVertical }
        let horizontal = lines.indices.filter { !lines[$0].isVertical }
        for v in vertical {
            for h in horizontal where areConnected(lines[v], lines[h]) { group[root(v)] = root(h) }
        }
        var groups: [Int: [PDFRuling]] = [:]
        for index in lines.indices { groups[root(index), default: []].append(lines[index]) }
        return groups.values.compactMap { PDFGrid($0) }.sorted { ($0.ys[0], $0.xs[0]) < ($1.ys[0], $1.xs[0]) }
    }

    private static func areConnected(_ v: PDFRuling, _ h: PDFRuling) -> Bool {
        h.from - tolerance <= v.at && v.at <= h.to + tolerance && v.from - tolerance <= h.at && h.at <= v.to + tolerance
    }

    private static func distinct(_ values: [Double]) -> [Double] {
        var found: [Double] = []
        for value in values.sorted() where found.last.map({ value - $0 > 4 }) ?? true { found.append(value) }
        return found
    }

    private init?(_ lines: [PDFRuling]) {
        xs = Self.distinct(lines.filter(\.isVertical).map(\.at))
        ys = Self.distinct(lines.filter { !$0.isVertical }.map(\.at))
        guard xs.count >= 2, ys.count >= 2, xs.count * ys.count < 200_000 else { return nil }
        resolve(lines)
    }

    /// Joins positions of the grid that no line separates.
    private mutating func resolve(_ lines: [PDFRuling]) {
        let (rows, columns) = (ys.count - 1, xs.count - 1)
        func isRuled(_ isVertical: Bool, at: Double, middle: Double) -> Bool {
            lines.contains {
                $0.isVertical == isVertical && abs($0.at - at) <= 4 && $0.from - 1 <= middle && middle <= $0.to + 1
            }
        }
        owner = (0..<rows).map { row in (0..<columns).map { (row, $0) } }
        var taken = Array(repeating: Array(repeating: false, count: columns), count: rows)
        for row in 0..<rows {
            for column in 0..<columns where !taken[row][column] {
                let middleY = (ys[row] + ys[row + 1]) / 2
                var width = 1
                while column + width < columns, !taken[row][column + width],
                    !isRuled(true, at: xs[column + width], middle: middleY)
                { width += 1 }
                var height = 1
                let middleX = (xs[column] + xs[column + 1]) / 2
                while row + height < rows, !isRuled(false, at: ys[row + height], middle: middleX),
                    (column..<column + width).allSatisfy({ !taken[row + height][$0] })
                { height += 1 }
                for r in row..<row + height {
                    for c in column..<column + width { (taken[r][c], owner[r][c]) = (true, (row, column)) }
                }
                cells.append(.init(row: row, column: column, rowSpan: height, columnSpan: width))
            }
        }
    }

    /// Returns the index of the cell that holds a point; nil outside of the table.
    func cell(_ x: Double, _ y: Double) -> Int? {
        guard x >= xs[0] - 1, x <= xs[xs.count - 1] + 1, y >= ys[0] - 1, y <= ys[ys.count - 1] + 1 else { return nil }
        let column = max(0, (xs.firstIndex { $0 > x } ?? xs.count - 1) - 1)
        let row = max(0, (ys.firstIndex { $0 > y } ?? ys.count - 1) - 1)
        let place = owner[min(row, owner.count - 1)][min(column, xs.count - 2)]
        return cells.firstIndex { $0.row == place.row && $0.column == place.column }
    }
}
