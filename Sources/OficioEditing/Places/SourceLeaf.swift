import OficioSource

/// One text of a parsed source: a key, a scalar, a paragraph, a heading or a cell.
///
/// Two sources mean the same if their leaves have the same texts and shapes in the same order.
struct SourceLeaf: Sendable, Equatable {
    /// The kinds of the enclosing nodes, one letter each; `+` marks the first leaf of an item.
    let shape: String
    let text: String
    let range: Range<Int>

    static func all(of document: SourceDocument) -> [SourceLeaf] {
        var collector = LeafCollector()
        collector.add(document.entries, shape: "")
        collector.add(document.blocks, shape: "#")
        return collector.leaves
    }

    /// Whether a replaced range overlaps the leaf, or touches the place of an empty leaf. The range
    /// of an empty cell holds the blanks between its bars.
    func isChanged(by range: Range<Int>) -> Bool {
        if self.range.isEmpty || text.isEmpty {
            return touches(range)
        }
        return range.lowerBound < self.range.upperBound && self.range.lowerBound < range.upperBound
    }

    /// The leaf without the `+` in its shape that marks the first leaf of an item.
    private var plain: SourceLeaf {
        var shape = shape
        while shape.hasSuffix("+") { shape.removeLast() }
        return SourceLeaf(shape: shape, text: text, range: range)
    }

    func touches(_ range: Range<Int>) -> Bool {
        range.lowerBound <= self.range.upperBound && self.range.lowerBound <= range.upperBound
    }
}

extension SourceLeaf {
    /// Whether every leaf that the patch does not touch has the same text at its shifted offset, and every new leaf
    /// lies in new bytes.
    static func areKept(_ before: [SourceLeaf], _ after: [SourceLeaf], by patch: SourcePatch) -> Bool {
        let ranges = OrderedRanges(patch.replacements.map(\.range))
        let news = OrderedRanges(patch.newRanges)
        let moved = patch.offsets
        var place = 0
        func skip(until found: (SourceLeaf) -> Bool) -> Bool {
            while place < after.count {
                let leaf = after[place]
                if found(leaf) { return true }
                guard news.touching(leaf.range).contains(where: { leaf.touches($0) }) else { return false }
                place += 1
            }
            return false
        }
        for leaf in before where !ranges.touching(leaf.range).contains(where: { leaf.isChanged(by: $0) }) {
            let start = moved(leaf.range.lowerBound)
            let wanted = SourceLeaf(shape: leaf.shape, text: leaf.text, range: start..<(start + leaf.range.count))
            // A leaf beside an edit may become the first of its item, or stop being the first.
            let isBeside = ranges.touching(leaf.range).contains { leaf.touches($0) }
            guard skip(until: { $0 == wanted || isBeside && $0.plain == wanted.plain }) else { return false }
            place += 1
        }
        _ = skip { _ in false }
        return place == after.count
    }
}

/// A list of ranges in ascending order without overlaps, for finding the ranges that touch a given one.
private struct OrderedRanges {
    private let ranges: [Range<Int>]

    init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    /// Returns the ranges that overlap or touch another range.
    func touching(_ range: Range<Int>) -> ArraySlice<Range<Int>> {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return ranges[low...].prefix { $0.lowerBound <= range.upperBound }
    }
}

private struct LeafCollector {
    var leaves: [SourceLeaf] = []

    private mutating func add(_ text: String, _ shape: String, _ range: Range<Int>) {
        leaves.append(SourceLeaf(shape: shape, text: text, range: range))
    }

    // MARK: YAML

    mutating func add(_ entries: [YAMLNode.Entry], shape: String) {
        for entry in entries {
            add(entry.key.text, shape + "k", entry.key.span.range)
            add(entry.value, shape: shape + "v")
        }
    }

    private mutating func add(_ node: YAMLNode, shape: String) {
        switch node {
        case .scalar(let scalar): add(scalar.text, node.isAbsent ? shape + "-" : shape, scalar.span.range)
        case .mapping(let entries, let span) where entries.isEmpty: add("", shape + "{}", span.range)
        case .mapping(let entries, _): add(entries, shape: shape)
        case .sequence(let items, let span) where items.isEmpty: add("", shape + "[]", span.range)
        case .sequence(let items, _):
            for item in items {
                let first = leaves.count
                add(item, shape: shape + "i")
                mark(first)
            }
        }
    }

    private mutating func mark(_ first: Int) {
        guard first < leaves.count else { return }
        leaves[first] = SourceLeaf(
            shape: leaves[first].shape + "+", text: leaves[first].text, range: leaves[first].range)
    }

    // MARK: Markdown

    mutating func add(_ blocks: [Block], shape: String) {
        for block in blocks {
            switch block {
            case .paragraph(let text): add(text.source, shape + "P", text.span.range)
            case .heading(let level, let text): add(text.source, shape + "H\(level)", text.span.range)
            case .list(let list):
                for item in list.items {
                    let first = leaves.count
                    add(item.blocks, shape: shape + (list.start == nil ? "B" : "O"))
                    if leaves.count == first { add("", shape + "item", item.span.range) }
                    mark(first)
                }
            case .table(let table):
                for cell in table.header { add(cell.source, shape + "T", cell.span.range) }
                for row in table.rows {
                    let first = leaves.count
                    for cell in row.cells { add(cell.source, shape + "t", cell.span.range) }
                    mark(first)
                }
            case .quote(let inside, _): add(inside, shape: shape + "Q")
            case .code(let code, let info, let span): add(info + "\n" + code, shape + "C", span.range)
            case .rule(let span): add("", shape + "R", span.range)
            }
        }
    }
}
