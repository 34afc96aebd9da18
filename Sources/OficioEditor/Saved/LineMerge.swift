/// Merges two changes of a text line by line (three-way merge).
///
/// A line that only one side has changed is taken from that side. The merge fails if both sides have changed the same
/// or adjacent lines.
enum LineMerge {
    /// The maximum number of lines in a text that is merged.
    private static let limit = 20_000

    /// Returns the base with both changes; `nil` if the changes overlap or touch, or if a text is too long.
    static func merge(base: [UInt8], mine: [UInt8], theirs: [UInt8]) -> [UInt8]? {
        if mine == base || mine == theirs { return theirs }
        if theirs == base { return mine }
        let (base, mine, theirs) = (lines(base), lines(mine), lines(theirs))
        guard [base, mine, theirs].allSatisfy({ $0.count <= limit }) else { return nil }
        let (inMine, inTheirs) = (lineIndices(of: base, in: mine), lineIndices(of: base, in: theirs))
        var joined: [UInt8] = []
        var done = (base: 0, mine: 0, theirs: 0)
        // Between two lines that all three texts have in common, at most one side may differ from the base.
        for line in 0...base.count {
            let isEnd = line == base.count
            guard let my = isEnd ? mine.count : inMine[line], let their = isEnd ? theirs.count : inTheirs[line] else {
                continue
            }
            let before = base[done.base..<line]
            let (mineHere, theirsHere) = (mine[done.mine..<my], theirs[done.theirs..<their])
            if mineHere == before || mineHere == theirsHere {
                joined += theirsHere.joined()
            } else if theirsHere == before {
                joined += mineHere.joined()
            } else {
                return nil
            }
            if !isEnd { joined += base[line] }
            done = (line + 1, my + 1, their + 1)
        }
        return joined
    }

    /// Returns the lines of a text with their line breaks.
    private static func lines(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for place in text.indices where text[place] == UInt8(ascii: "\n") {
            lines.append(text[start...place])
            start = place + 1
        }
        if start < text.count { lines.append(text[start...]) }
        return lines
    }

    /// Returns the index of each line of `base` in another text; `nil` for a line that the text lacks.
    private static func lineIndices(of base: [ArraySlice<UInt8>], in text: [ArraySlice<UInt8>]) -> [Int?] {
        let changes = text.difference(from: base)
        let removed = Set(changes.removals.map(Self.offset))
        let inserted = Set(changes.insertions.map(Self.offset))
        var place = 0
        return base.indices.map { line in
            if removed.contains(line) { return nil }
            while inserted.contains(place) { place += 1 }
            defer { place += 1 }
            return place
        }
    }

    private static func offset(_ change: CollectionDifference<ArraySlice<UInt8>>.Change) -> Int {
        switch change {
        case .remove(let offset, _, _), .insert(let offset, _, _): offset
        }
    }
}
