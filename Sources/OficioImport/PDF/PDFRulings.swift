/// A straight line on a page: the border of a cell.
struct PDFRuling {
    var isVertical: Bool
    /// The x coordinate of a vertical line, or the y coordinate of a horizontal line.
    var at: Double
    var from: Double
    var to: Double
}

/// Finds the horizontal and vertical lines of each page (`pdftocairo -svg`).
enum PDFRulings {
    /// Returns the lines by page; empty if the tool is missing or fails.
    static func read(_ tools: PDFTools, pages: Int) -> [[PDFRuling]] {
        guard let bytes = tools.output("pdftocairo", ["-svg"], toStandardOutput: true),
            let tree = try? XMLTree(bytes, prefixes: ["http://www.w3.org/2000/svg": ""], part: "SVG"),
            let root = tree.root
        else { return [] }
        let found = root.descendants(":page")
        // A file of one page has no set of pages.
        return found.isEmpty ? [rulings(root)] : found.map(rulings)
    }

    private static func rulings(_ page: XMLNode) -> [PDFRuling] {
        var lines: [PDFRuling] = []
        collect(page, &lines)
        return lines
    }

    private static func collect(_ node: XMLNode, _ lines: inout [PDFRuling]) {
        for child in node.children {
            switch child.name {
            case ":defs", ":use", ":image", ":mask", ":clipPath": continue
            case ":path":
                let style = child["style"] ?? ""
                let isStroked =
                    !style.contains("stroke:none")
                    && (style.contains("stroke:") || child["stroke"].map { $0 != "none" } ?? false)
                addPath(child["d"] ?? "", matrix(child["transform"]), isStroked: isStroked, &lines)
            case ":rect":
                func number(_ name: String) -> Double { child[name].flatMap { Double($0) } ?? 0 }
                let (x, y, w, h) = (number("x"), number("y"), number("width"), number("height"))
                addShape([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], isStroked: false, &lines)
            default: collect(child, &lines)
            }
        }
    }

    private static func matrix(_ transform: String?) -> [Double] {
        guard let transform, transform.hasPrefix("matrix(") else { return [1, 0, 0, 1, 0, 0] }
        let numbers = transform.dropFirst(7).split { $0 == "," || $0 == " " || $0 == ")" }.compactMap { Double($0) }
        return numbers.count == 6 ? numbers : [1, 0, 0, 1, 0, 0]
    }

    private static func addPath(_ data: String, _ m: [Double], isStroked: Bool, _ lines: inout [PDFRuling]) {
        var points: [(Double, Double)] = []
        var numbers: [Double] = []
        var isCurved = false
        func flush(_ lines: inout [PDFRuling]) {
            if !isCurved { addShape(points, isStroked: isStroked, &lines) }
            points = []
            isCurved = false
        }
        for token in data.split(separator: " ") {
            if let number = Double(token) {
                numbers.append(number)
                if numbers.count == 2 {
                    points.append(
                        (m[0] * numbers[0] + m[2] * numbers[1] + m[4], m[1] * numbers[0] + m[3] * numbers[1] + m[5]))
                    numbers = []
                }
            } else {
                numbers = []
                if token == "M" { flush(&lines) }
                if token == "C" { isCurved = true }
                if token == "Z", let first = points.first { points.append(first) }
            }
        }
        flush(&lines)
    }

    private static func addShape(_ points: [(Double, Double)], isStroked: Bool, _ lines: inout [PDFRuling]) {
        guard points.count >= 2 else { return }
        if isStroked {
            for (a, b) in zip(points, points.dropFirst()) { addSegment(a, b, &lines) }
            return
        }
        let (xs, ys) = (points.map(\.0), points.map(\.1))
        guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else { return }
        // A thin filled box is a line. A wide one shades a cell, and its edges are borders.
        if right - left < 3 {
            addSegment(((left + right) / 2, top), ((left + right) / 2, bottom), &lines)
        } else if bottom - top < 3 {
            addSegment((left, (top + bottom) / 2), (right, (top + bottom) / 2), &lines)
        }
    }

    private static func addSegment(_ a: (Double, Double), _ b: (Double, Double), _ lines: inout [PDFRuling]) {
        if abs(a.0 - b.0) < 1, abs(a.1 - b.1) > 2 {
            lines.append(.init(isVertical: true, at: (a.0 + b.0) / 2, from: min(a.1, b.1), to: max(a.1, b.1)))
        } else if abs(a.1 - b.1) < 1, abs(a.0 - b.0) > 2 {
            lines.append(.init(isVertical: false, at: (a.1 + b.1) / 2, from: min(a.0, b.0), to: max(a.0, b.0)))
        }
    }
}
