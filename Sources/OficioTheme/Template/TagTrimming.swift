/// Finds the white space that tags alone on their lines remove.
struct TagTrimming {
    private let source: TemplateSource
    private var tags: [Tag]
    /// The indices of the open tags, outermost first.
    private var open: [Int] = []

    /// Returns paired tags with their extents set.
    static func trimmedTags(_ tags: [Tag], of source: TemplateSource) -> [Tag] {
        var trimming = TagTrimming(source: source, tags: tags)
        for index in tags.indices {
            trimming.trim(index)
        }
        return trimming.tags
    }

    private mutating func trim(_ index: Int) {
        switch tags[index].kind {
        case .variable, .unescaped: break
        case .nothing, .partial: trimLine(index)
        case .section, .inverted:
            trimLine(index)
            open.append(index)
        case .parent:
            trimParent(index)
            open.append(index)
        case .block:
            if isDirectlyInParent { trimAfter(index) } else { trimLine(index) }
            open.append(index)
        case .closing:
            guard let opening = open.popLast() else { break }
            trimClosing(index, of: tags[opening].kind)
        }
    }

    private mutating func trimClosing(_ index: Int, of kind: Tag.Kind) {
        // The opening tag of a parent has already set the extents of both tags of the pair. A supplied closing
        // tag is on no line.
        guard kind != .parent, !tags[index].range.isEmpty else { return }
        if kind == .block, isDirectlyInParent { trimBefore(index) } else { trimLine(index) }
    }

    /// Whether the position is inside a parent but outside its blocks, where nothing is rendered.
    private var isDirectlyInParent: Bool {
        open.last.map { tags[$0].kind == .parent } ?? false
    }

    private mutating func trimLine(_ index: Int) {
        let range = tags[index].range
        if let start = source.lineStart(before: range.lowerBound), let next = source.nextLine(after: range.upperBound) {
            tags[index].extent = start..<next
            tags[index].isAloneOnLine = true
        }
    }

    private mutating func trimBefore(_ index: Int) {
        let range = tags[index].range
        if let start = source.lineStart(before: range.lowerBound) {
            tags[index].extent = start..<range.upperBound
        }
    }

    private mutating func trimAfter(_ index: Int) {
        let range = tags[index].range
        if let next = source.nextLine(after: range.upperBound) {
            tags[index].extent = range.lowerBound..<next
            tags[index].isAloneOnLine = true
        }
    }

    /// Trims a parent, which counts as one tag even if it spans several lines.
    private mutating func trimParent(_ index: Int) {
        guard let partner = tags[index].partner else { return }
        let range = tags[index].range
        if let start = source.lineStart(before: range.lowerBound),
            let next = source.nextLine(after: tags[partner].range.upperBound)
        {
            tags[index].extent = start..<range.upperBound
            tags[index].isAloneOnLine = true
            tags[partner].extent = tags[partner].range.lowerBound..<next
        }
    }
}
