/// The layout of an organization chart: the positions of its boxes, and the lines between them.
///
/// Children without children of their own are stacked below their parent, so that the drawing of a wide team
/// stays narrow. Other children are side by side. All lengths are in pixels.
struct ChartLayout {
    /// A box with its children.
    struct Node {
        let id: Int
        /// The lines of text in the box.
        let lines: [String]
        var children: [Node] = []
    }

    struct Box {
        let id: Int
        let lines: [String]
        var x: Int
        var y: Int
        let height: Int
    }

    /// A line between two boxes, as a polyline through points.
    struct Line {
        var points: [(x: Int, y: Int)]
    }

    static let boxWidth = 204
    static let lineHeight = 17
    private static let gap = (x: 20, y: 34, stack: 12, indent: 26)

    private(set) var boxes: [Box] = []
    private(set) var lines: [Line] = []
    private(set) var width = 0
    private(set) var height = 0

    init(_ roots: [Node]) {
        var x = 0
        for root in roots {
            let part = Self.layOut(root)
            add(part, x, 0)
            x += part.width + Self.gap.x
            height = max(height, part.height)
        }
        width = max(0, x - Self.gap.x)
    }

    private init() {}

    private mutating func add(_ part: ChartLayout, _ dx: Int, _ dy: Int) {
        for var box in part.boxes {
            box.x += dx
            box.y += dy
            boxes.append(box)
        }
        for line in part.lines { lines.append(Line(points: line.points.map { ($0.x + dx, $0.y + dy) })) }
    }

    private static func layOut(_ node: Node) -> ChartLayout {
        var own = ChartLayout()
        let boxHeight = node.lines.count * lineHeight + 14
        own.height = boxHeight
        own.width = boxWidth
        if node.children.isEmpty {
            own.boxes = [Box(id: node.id, lines: node.lines, x: 0, y: 0, height: boxHeight)]
            return own
        }
        if node.children.count > 1, node.children.allSatisfy(\.children.isEmpty) {
            own.boxes = [Box(id: node.id, lines: node.lines, x: 0, y: 0, height: boxHeight)]
            var y = boxHeight + gap.stack
            for child in node.children {
                let part = layOut(child)
                own.add(part, gap.indent, y)
                own.lines.append(
                    Line(points: [
                        (gap.indent / 2, boxHeight), (gap.indent / 2, y + part.height / 2),
                        (gap.indent, y + part.height / 2),
                    ]))
                y += part.height + gap.stack
            }
            own.width = gap.indent + boxWidth
            own.height = y - gap.stack
            return own
        }
        let parts = node.children.map(layOut)
        let total = parts.reduce(0) { $0 + $1.width } + gap.x * (parts.count - 1)
        own.width = max(boxWidth, total)
        let top = boxHeight + gap.y
        var x = (own.width - total) / 2
        var centers: [(x: Int, y: Int)] = []
        for part in parts {
            own.add(part, x, top)
            let first = part.boxes.first { $0.y == 0 } ?? part.boxes[0]
            centers.append((x + first.x + boxWidth / 2, top))
            own.height = max(own.height, top + part.height)
            x += part.width + gap.x
        }
        let middle = ((centers.first?.x ?? 0) + (centers.last?.x ?? 0)) / 2
        let boxX = min(max(0, middle - boxWidth / 2), own.width - boxWidth)
        own.boxes.insert(Box(id: node.id, lines: node.lines, x: boxX, y: 0, height: boxHeight), at: 0)
        let bend = boxHeight + gap.y / 2
        for center in centers {
            own.lines.append(
                Line(points: [(boxX + boxWidth / 2, boxHeight), (boxX + boxWidth / 2, bend), (center.x, bend), center]))
        }
        return own
    }

    /// Returns a title in at most three lines of about `columns` characters. A longer title ends in `…`.
    static func titleLines(_ text: String, columns: Int = 23) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= columns {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        if lines.count > 3 { lines = Array(lines.prefix(2)) + [lines[2] + "…"] }
        return lines
    }
}
