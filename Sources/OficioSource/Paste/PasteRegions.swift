import OficioBasics

/// Finds the parts of a text that are lists and tables pasted from a word processor, and rewrites them as Markdown.
struct PasteRegions {
    enum Kind { case boxes, bullets, numbers, table, titles }

    /// A range of lines with the Markdown that replaces it.
    struct Rewritten {
        let kind: Kind
        let range: Range<Int>
        let text: String
        /// The ranges of the items' markers, or of the table's rows.
        let marks: [Range<Int>]
    }

    private(set) var rewritten: [Rewritten] = []
    /// Ranges that look like a table in which it is not clear which cells belong together.
    private(set) var unclear: [Range<Int>] = []
    private let bytes: [UInt8]

    init(_ blocks: [Block], in bytes: [UInt8]) {
        self.bytes = bytes
        collect(blocks)
    }

    /// Whether a range overlaps a rewritten or an unclear part.
    func isRewritten(_ range: Range<Int>) -> Bool {
        rewritten.contains { $0.range.overlaps(range) } || unclear.contains { $0.overlaps(range) }
    }

    // MARK: Regions

    /// Reads the runs of paragraphs and plain lists among blocks that stand in one container.
    private mutating func collect(_ blocks: [Block]) {
        var run: [Block] = []
        for block in blocks {
            if Self.isPlain(block) || !run.isEmpty && Self.isOpaque(block) {
                run.append(block)
                continue
            }
            read(run)
            run = []
            switch block {
            case .quote(let inside, _): collect(inside)
            case .list(let list): for item in list.items { collect(item.blocks) }
            default: break
            }
        }
        read(run)
    }

    /// Whether a block may stand between the items of a pasted list.
    private static func isOpaque(_ block: Block) -> Bool {
        switch block {
        case .quote, .code, .table: true
        default: false
        }
    }

    private static func isPlain(_ block: Block) -> Bool {
        switch block {
        case .paragraph: true
        case .list(let list): list.items.allSatisfy { $0.blocks.allSatisfy(isPlain) }
        default: false
        }
    }

    private mutating func read(_ run: [Block]) {
        guard let first = run.first, let last = run.last else { return }
        let start = Int(first.span.start)
        var end = min(Int(last.span.end), bytes.count)
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        // Tabs at the end of a row are its empty cells.
        while end < bytes.count, bytes[end] == 0x09 || bytes[end] == 0x20 { end += 1 }
        guard start < end, mayHoldPaste(start..<end) else {
            for case .quote(let inside, _) in run { collect(inside) }
            return
        }
        let opaque = run.filter(Self.isOpaque)
        var region = PasteRegion(bytes, start..<end, opaque: opaque.map { Int($0.span.start)..<Int($0.span.end) })
        region.read()
        rewritten += region.rewritten
        unclear += region.unclear
        for block in opaque {
            if case .quote(let inside, let span) = block, !isRewritten(span.range) { collect(inside) }
        }
    }

    // MARK: Filter

    private static let lineEnd = ByteSet([0x0A])

    /// Whether a line of the region may be a pasted item or row. This quick filter looks at a few bytes of each line.
    private func mayHoldPaste(_ range: Range<Int>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var start = range.lowerBound
            var isBelowNumber = false
            while start < range.upperBound {
                let end = min(Self.lineEnd.first(in: bytes, from: start), range.upperBound)
                if Self.mayBePasted(bytes, start, end) { return true }
                // A capital letter right below an item with a number may begin a title.
                let first = bytes[start]
                if isBelowNumber, first == 0xC3 || first >= 0x41 && first <= 0x5A { return true }
                isBelowNumber = first >= 0x30 && first <= 0x39
                start = end + 1
            }
            return false
        }
    }

    private static func mayBePasted(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var place = start
        func skipBlanks() {
            while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x3E { place += 1 }
        }
        func at(_ offset: Int) -> UInt8 { place + offset < end ? bytes[place + offset] : 0x20 }
        skipBlanks()
        if at(0) == UInt8(ascii: "-") || at(0) == UInt8(ascii: "*") || at(0) == UInt8(ascii: "+"), at(1) <= 0x20 {
            place += 1
            skipBlanks()
        }
        guard place < end else { return false }
        let first = bytes[place]
        // A bullet without a blank after it (*-Cobrar*), or the letter *o* as a bullet (*o Caja*).
        if first == UInt8(ascii: "-"), at(1) >= UInt8(ascii: "A") { return true }
        if first == UInt8(ascii: "o"), at(1) <= 0x20, place + 2 < end { return true }
        if first >= 0xC2 && first != 0xC3 || first == UInt8(ascii: "(") || first == UInt8(ascii: "[") { return true }
        if first >= 0x30 && first <= 0x39 {
            var next = place
            while next < end, bytes[next] >= 0x30 && bytes[next] <= 0x39 { next += 1 }
            let isPlain =
                next + 1 < end && (bytes[next] == UInt8(ascii: ".") || bytes[next] == UInt8(ascii: ")"))
                && bytes[next + 1] <= 0x20
            if !isPlain { return true }
            place = next + 2
            skipBlanks()
        } else {
            // The number of a step: *Paso 1*, *Step 2*.
            if at(4) <= 0x20 || at(4) == 0xC2 {
                let name = (0..<4).map { at($0) | 0x20 }
                if name.elementsEqual("paso".utf8) || name.elementsEqual("step".utf8) { return true }
            }
            for length in 1...4 {
                let sign = at(length)
                if sign == UInt8(ascii: ")") || sign == UInt8(ascii: ".") { return true }
                if sign <= 0x20 { break }
            }
        }
        // The rest of the line may hold a tab, or end with a tick box.
        return place < end && (bytes[place..<end].contains(0x09) || bytes[end - 1] >= 0x80)
    }
}
